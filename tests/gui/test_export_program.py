"""The network as a program, from the menu."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QFileDialog

from gui.pace import Pace
from tests.gui.states import tiny

WAIT = 30_000


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """Choose this place in every dialog; empty for Cancel."""
    places = [str(tmp_path / "net.py")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (places[0], ""))
    return places


@pytest.fixture
def small(window):
    """Return the window with data on which a run takes a moment."""
    window.session._use_dataset(tiny())
    window.session.set_pace(Pace.FULL)
    return window


def export(window):
    window.actions_["exportProgramAction"].trigger()
    return window.banner.text


def accuracy(path):
    """Return what a program says that its network gets right."""
    command = [sys.executable, "-I", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[2].split(", ")[1]


def test_the_menu_has_it(window):
    menu = next(m for m in window.menuBar().actions() if "File" in m.text()).menu()
    action = window.actions_["exportProgramAction"]
    assert action in menu.actions()
    assert action.shortcut().toString() == "Ctrl+Shift+S"


def test_a_trained_network_says_by_itself_what_it_scored(
    small, finished, chosen, tmp_path
):
    small.session.set_iterations(60)
    small.session.train()
    finished()
    assert "net.py" in export(small)
    scored = small.session.state.history.test_accuracy[-1]
    assert accuracy(tmp_path / "net.py") == f"{scored:.2%}"


def test_it_is_written_while_training_goes_on(qtbot, small, chosen, tmp_path):
    session = small.session
    session.set_iterations(1_000_000)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration > 50, timeout=WAIT)
    assert "net.py" in export(small)
    assert session.running
    assert accuracy(tmp_path / "net.py").endswith("%")
    session.pause()


def test_cancelling_writes_nothing(small, chosen, tmp_path):
    chosen[0] = ""
    before = set(tmp_path.iterdir())
    assert "net" not in export(small)
    assert set(tmp_path.iterdir()) == before


def test_a_place_that_is_none_says_so(small, chosen, tmp_path):
    chosen[0] = str(tmp_path / "no" / "net.py")
    assert "its folder does not exist" in export(small)
    assert not small.session.running


def test_of_the_past_it_says_that_it_takes_the_present(
    qtbot, small, finished, chosen, tmp_path
):
    action, session = small.actions_["exportProgramAction"], small.session
    session.set_iterations(60)
    session.train()
    finished()
    assert "present" not in action.toolTip()
    session.go_to(3)
    qtbot.waitUntil(lambda: session.state.moment == 3, timeout=WAIT)
    assert "present" in action.toolTip()
    export(small)
    scored = session.state.history.test_accuracy[-1]
    assert accuracy(tmp_path / "net.py") == f"{scored:.2%}"
