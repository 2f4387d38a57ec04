"""The command line as a process that is asked to end."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from engine.interrupts import NUMBERS
from engine.model_file import open_model
from tests.engine.test_cli_process import (
    ROOT,
    SECONDS,
    command,
    environment,
    write_data,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals only")
number_by_number = pytest.mark.parametrize("number", NUMBERS)


@pytest.fixture
def model(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    return folder / "model.h5"


@pytest.fixture
def endless(tmp_path, model):
    """Return a command that trains for hours, then saves."""
    data = write_data(tmp_path / "data.h5")
    options = "--hidden", "3", "--iterations", "100000000", "--save", model, "--json"
    return command("train", "--data", data, *options)


@contextmanager
def started(line, **settings):
    """Start a process that is ended with the test, whatever happens."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(line, env=environment(), **pipes | settings) as process:
        try:
            yield process
        finally:
            process.kill()


def see_it_train(read, moves=2):
    """Read until the bar has moved: it is in the middle of the training."""
    seen = b""
    while seen.count(b"it/s]") - seen.count(b"?it/s]") < moves:
        more = read(100)
        assert more, "it has ended"
        seen += more


@number_by_number
def test_it_ends_with_the_result(endless, model, number):
    with started(endless) as process:
        see_it_train(process.stderr.read1)
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    report = json.loads(out)
    assert report["iterations"] >= 1
    assert report["stopped"] == f"Interrupted at iteration {report['iterations']:,}."
    assert len(report["costs"]) == report["iterations"] // 100 + 1
    assert open_model(model).iteration == report["iterations"]
    assert b"Traceback" not in err
    assert process.returncode == 0


@number_by_number
def test_before_there_is_a_result_its_code_tells_the_signal(number):
    program = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from engine import cli
def load(_path):
    print("loading", flush=True)
    time.sleep({SECONDS})
cli.open_dataset = load
sys.exit(cli.main(["train", "--data", "x"]))
"""
    with started([sys.executable, "-c", program]) as process:
        assert process.stdout.readline() == b"loading\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (128 + number, b"", b"")


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (signal.default_int_handler, signal.SIG_DFL),
        (signal.SIG_IGN, signal.SIG_IGN),
    ],
)
def test_until_a_command_hears_it_ctrl_c_gives_no_traceback(monkeypatch, found, left):
    monkeypatch.setattr(sys, "argv", ["main.py", "fly"])
    before = signal.signal(signal.SIGINT, found)
    try:
        with pytest.raises(SystemExit):
            runpy.run_path(str(ROOT / "main.py"), run_name="__main__")
        assert signal.getsignal(signal.SIGINT) is left
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_nohup_started_outlives_its_terminal(endless, model):
    with started(["nohup", *endless]) as process:
        see_it_train(process.stderr.read1)
        process.send_signal(signal.SIGHUP)
        see_it_train(process.stderr.read1, moves=5)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert open_model(model).iteration == json.loads(out)["iterations"]


def test_a_closed_terminal_takes_the_result_but_not_the_model(endless, model):
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    # The first terminal that the leader of a session opens is the session's own.
    line = 'tty=$1; shift; exec "$@" <"$tty" >"$tty" 2>&1'
    shell = ["/bin/sh", "-c", line, "sh", os.ttyname(theirs), *endless]
    with started(shell, start_new_session=True) as process:
        see_it_train(lambda size: os.read(ours, size))
        os.close(theirs)
        os.close(ours)
        process.wait(SECONDS)
    assert open_model(model).iteration >= 1
    assert process.returncode == 2


@number_by_number
def test_nobody_needs_to_watch(endless, model, number):
    """As with “2>&1 | tee”, where Ctrl+C ends tee too."""
    with started(endless) as process:
        see_it_train(process.stderr.read1)
        process.stderr.close()
        process.send_signal(number)
        out = process.stdout.read()
        process.wait(SECONDS)
    assert open_model(model).iteration == json.loads(out)["iterations"]
    assert process.returncode == 0


def last_line(err):
    assert b"Traceback" not in err
    return err.decode().splitlines()[-1]


@number_by_number
def test_a_folder_that_is_gone_is_told(endless, model, number):
    with started(endless) as process:
        see_it_train(process.stderr.read1)
        shutil.rmtree(model.parent)
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (2, b"")
    assert "was not saved, as its folder does not exist" in last_line(err)


def test_a_full_disk_is_told_and_the_old_model_stays(endless, model):
    model.write_bytes(b"before")
    limited = ["/bin/sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *endless]
    with started(limited) as process:
        see_it_train(process.stderr.read1)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (2, b"")
    assert "was not saved, as the disk is full" in last_line(err)
    assert model.read_bytes() == b"before"
    assert list(model.parent.iterdir()) == [model]
