"""When frames are asked for."""

from __future__ import annotations

from typing import Any

import pytest

from engine.frame import Need
from gui.frames import FRAME_SECONDS, FrameRequests
from gui.live_run import LiveRun

NEEDS = frozenset({Need.LAYERS})


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Tasks:
    """Takes jobs, and lets the test end them."""

    def __init__(self) -> None:
        self.ended: list[Any] = []

    def submit(self, _job: Any, _priority: Any, ended: Any) -> object:
        self.ended.append(ended)
        return object()


class Run(LiveRun):
    """Only has a number."""

    def __init__(self) -> None:
        pass

    run_id = 1


@pytest.mark.parametrize("took", [0.005, 2.0])
def test_training_gets_as_much_time_as_a_frame_took(monkeypatch, took):
    """A frame of millions of weights takes seconds: it isn't all that is done."""
    clock, tasks = Clock(), Tasks()
    monkeypatch.setattr("gui.frames.time", clock)
    frames = FrameRequests(tasks, pytest.fail)  # type: ignore[arg-type]
    run = Run()
    ask = frames.request
    assert ask(run, 1, lambda: NEEDS, live=True)
    clock.now += took
    tasks.ended.pop()(None, None)
    pause = max(FRAME_SECONDS - took, took)
    clock.now += 0.9 * pause
    assert not ask(run, 2, lambda: NEEDS, live=True)
    clock.now += 0.2 * pause
    assert ask(run, 2, lambda: NEEDS, live=True)
    tasks.ended.pop()(None, None)
    assert ask(run, 3, lambda: NEEDS, live=False), "at rest nobody waits"
