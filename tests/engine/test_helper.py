"""Calls in a second thread beside those of the caller."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from engine.helper import Helper

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made():
    return []


def slowly(made, what):
    """Return calls that have made their note by the time when nobody expects it."""
    return partial(time.sleep, 0.05), partial(made.append, what)


def test_both_are_made_by_the_time_it_returns(made):
    helper = Helper()
    for _ in range(20):
        helper.beside(
            (partial(made.append, "mine"),), (partial(made.append, "theirs"),)
        )
        assert sorted(made) == ["mine", "theirs"]
        made.clear()
    helper.beside((), slowly(made, "theirs"))
    assert made == ["theirs"]


def test_two_threads_make_them(made):
    """Each waits until the other is there."""
    meet = threading.Barrier(2, timeout=10).wait
    Helper().beside((meet,), (meet, lambda: made.append(threading.current_thread())))
    assert made[0] is not threading.current_thread()


def test_its_buffers_are_small(made):
    Helper().beside((), (lambda: made.append(np.getbufsize()),))
    assert made[0] < np.getbufsize()


def test_what_is_raised_here_is_raised_when_both_have_ended(made):
    helper = Helper()
    with pytest.raises(KeyboardInterrupt):
        helper.beside((partial(raising, KeyboardInterrupt),), slowly(made, "theirs"))
    assert made == ["theirs"]


def test_what_is_raised_there_is_raised_when_both_have_ended(made):
    helper = Helper()
    with pytest.raises(MemoryError):
        helper.beside(slowly(made, "mine"), (partial(raising, MemoryError),))
    assert made == ["mine"]
    helper.beside((), (partial(made.append, "theirs"),))
    assert made == ["mine", "theirs"]


def raising(kind):
    raise kind


@pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="signals go to a process here"
)
def test_ctrl_c_again_and_again_doesnt_leave_the_helper_alone(made):
    main = threading.main_thread().ident
    press = partial(signal.pthread_kill, main, signal.SIGINT)
    pause = partial(time.sleep, 0.05)
    with pytest.raises(KeyboardInterrupt):
        Helper().beside((), (press, pause, press, pause, *slowly(made, "theirs")))
    assert made == ["theirs"]


@pytest.mark.filterwarnings("error")
def test_the_helper_may_meet_huge_numbers():
    huge = np.full(1000, 1e300)
    out = np.empty_like(huge)
    Helper().beside((), (partial(np.multiply, huge, huge, out),))
    assert np.isinf(out).all()


def test_the_thread_ends_with_the_helper(made):
    helper = Helper()
    helper.beside((), (lambda: made.append(threading.current_thread()),))
    assert made[0].is_alive()
    del helper
    gc.collect()
    made[0].join(timeout=10)
    assert not made[0].is_alive()


LEAVES = """
from engine.helper import Helper
helper = Helper()
helper.beside((), (lambda: print("made"),))
"""


def test_the_thread_keeps_no_process_from_ending():
    told = subprocess.run(
        [sys.executable, "-c", LEAVES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout == "made\n"
