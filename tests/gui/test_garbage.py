"""Cyclic garbage is collected in the window's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from gui import garbage
from gui.tasks import TaskBoard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WAIT = 20_000


class Cycle(QObject):
    """Refers to itself, as parts of a window do."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def collected_by() -> Iterator[set[int]]:
    """Return the threads that have looked for garbage."""
    threads: set[int] = set()

    def note(_phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.get_ident())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


@pytest.fixture
def board(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[TaskBoard]:
    monkeypatch.setattr(garbage, "LOOK_MILLISECONDS", 20)
    board = TaskBoard()
    yield board
    assert board.stop()
    assert gc.isenabled()


def test_the_compute_thread_never_looks_for_garbage(
    qtbot: QtBot, board: TaskBoard, collected_by: set[int]
) -> None:
    threads: list[int] = []

    def litter() -> None:
        threads.append(threading.get_ident())
        for _ in range(20_000):
            part: list[object] = []
            part.append(part)

    done: list[Exception | None] = []
    board.call(litter, lambda _result, error: done.append(error))
    qtbot.waitUntil(lambda: done == [None], timeout=WAIT)
    qtbot.waitUntil(lambda: bool(collected_by), timeout=WAIT)
    assert threads[0] not in collected_by
    assert collected_by == {threading.get_ident()}


def test_what_refers_to_itself_goes_in_the_end(qtbot: QtBot, board: TaskBoard) -> None:
    gone = weakref.ref(Cycle())
    assert gone() is not None
    keep = [[] for _ in range(2000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: gone() is None, timeout=WAIT)
    assert len(keep) == 2000


def test_python_takes_over_when_the_last_thread_has_ended(qapp: object) -> None:
    first, second = TaskBoard(), TaskBoard()
    assert not gc.isenabled()
    assert first.stop()
    assert not gc.isenabled()
    assert second.stop()
    assert gc.isenabled()
    assert second.stop()
    assert gc.isenabled()
