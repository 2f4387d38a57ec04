"""Starting: with and without a display, and what happens to the unexpected."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from engine.interrupts import NUMBERS
from engine.model_file import open_model
from gui import display, faults
from gui.faults import FaultReporter, LogFiles
from gui.interrupts import Interrupts

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="has a display")
class TestDisplay:
    def test_none_is_noticed_without_trying(self, no_display):
        probe = display.DisplayProbe()
        assert probe._process is None
        assert not probe.has_display()

    def test_one_that_isnt_there_is_found_out_by_trying(self, no_display, monkeypatch):
        monkeypatch.setenv("DISPLAY", ":987")
        assert not display.DisplayProbe().has_display()

    def test_offscreen_needs_none(self, no_display, monkeypatch):
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        assert display.DisplayProbe().has_display()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="has a display")
def test_without_a_display_it_trains_and_leaves_a_model_and_a_picture(
    no_display, tmp_path
):
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("No display")
    assert "Traceback" not in done.stderr
    model = open_model(tmp_path / "layerlab-model.h5")
    assert model.iteration == 2500
    assert model.train_accuracy[-1] >= 0.95
    with Image.open(tmp_path / "layerlab-window.png") as picture:
        assert picture.size == (1600, 1000)
        colors = picture.convert("RGB").getcolors(maxcolors=1 << 24)
        assert colors is not None
        assert len(colors) > 1000, "the picture is nearly empty"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="has a display")
@pytest.mark.parametrize("number", NUMBERS)
def test_without_a_display_it_keeps_what_it_learned(no_display, tmp_path, number):
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        seen = b""
        while b"training:" not in seen:
            seen += process.stderr.read1(100)
        # While it trains, and again while it writes the model or draws the picture.
        process.send_signal(number)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert out.startswith(b"Model: ")
    assert b"Traceback" not in err
    assert open_model(tmp_path / "layerlab-model.h5").iteration >= 1
    assert (tmp_path / "layerlab-window.png").is_file()


@pytest.fixture
def reporter(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = FaultReporter()
    sys.excepthook = reporter._uncaught
    threading.excepthook = reporter._uncaught_in_thread
    return reporter


def test_an_error_in_another_thread_is_reported(qtbot, reporter, caplog):
    faults.log.propagate = True
    thread = threading.Thread(target=lambda: 1 / 0)
    with qtbot.waitSignal(reporter.fault) as told:
        thread.start()
        thread.join()
    assert isinstance(told.args[0], ZeroDivisionError)
    assert "ZeroDivisionError" in caplog.text


def test_an_error_in_a_slot_is_reported(qtbot, reporter, caplog):
    faults.log.propagate = True
    with qtbot.capture_exceptions():
        seen = []
        reporter.fault.connect(seen.append)
        try:
            raise ValueError("no")
        except ValueError as error:
            sys.excepthook = reporter._uncaught
            sys.excepthook(type(error), error, error.__traceback__)
        QTimer.singleShot(0, reporter, reporter.deleteLater)
    assert [type(error) for error in seen] == [ValueError]


@pytest.fixture
def own_log(monkeypatch):
    """Give the module a logger of its own, and pytest its crash reports back."""
    log = logging.getLogger("layerlab-test")
    monkeypatch.setattr(faults, "log", log)
    yield log
    faulthandler.enable()


def test_the_log_is_written(own_log, tmp_path):
    files = LogFiles(tmp_path / "logs")
    own_log.error("something")
    files.close()
    assert files.path is not None
    assert "something" in files.path.read_text("utf-8")


def test_a_crash_leaves_a_trace(tmp_path):
    program = (
        "import faulthandler, gc, pathlib, sys; sys.path.insert(0, sys.argv[2])\n"
        "from gui.faults import LogFiles\n"
        "files = LogFiles(pathlib.Path(sys.argv[1])); gc.collect()\n"
        "faulthandler._sigsegv()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(ROOT)],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Segmentation fault" in (tmp_path / "crash.log").read_text("utf-8")


def test_a_log_that_cant_be_written_is_no_reason_not_to_start(own_log, tmp_path):
    (tmp_path / "file").write_text("")
    files = LogFiles(tmp_path / "file" / "logs")
    own_log.error("something")
    files.close()
    assert files.path is None


def test_what_nobody_expected_is_said_in_the_window(window):
    window.show_error(KeyError("x"))
    assert "KeyError" in window.banner.text
    assert "log file" in window.banner.text


@pytest.fixture
def interrupts(qtbot):
    before = {number: signal.getsignal(number) for number in NUMBERS}
    yield Interrupts()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_asked_from_outside_to_end_it_closes_as_by_its_button(
    qtbot, window, interrupts, number
):
    interrupts.install()
    window.session.set_iterations(1_000_000)
    window.session.train()
    signal.raise_signal(number)
    assert window.isVisible(), "it was closed in the middle of something"
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.ended_in_time


def test_a_dialog_is_closed_with_the_window(qtbot, window, interrupts):
    interrupts.install()
    dialog = QDialog(window)
    QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGINT))
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert not window.isVisible()


def test_what_started_it_in_the_background_keeps_the_signals(interrupts):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.install()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
