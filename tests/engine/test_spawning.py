"""Processes of a sweep that hear of Ctrl+C, as everything in a terminal does."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

import pytest

from engine import NetworkSpec, TrainingConfig
from engine.spawning import unheard
from engine.sweep import Sweep
from engine.sweep_job import Job
from tests.engine.runs import DATA

SPEC = NetworkSpec.design(DATA.input_size, (5,), DATA.task, 2)


def interrupted(seed):
    """Return the outcome of a run whose process is told from its very first moment."""
    sweep = Sweep(DATA, [Job(SPEC, TrainingConfig(iterations=40, seed=seed))])
    while not sweep.is_over:
        for pid in sweep.pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        time.sleep(0.005)
    (ended,) = sweep.take()
    return ended.outcome


@pytest.mark.skipif(sys.platform == "win32", reason="there a process can't be told")
def test_ctrl_c_is_nothing_to_a_process_even_while_it_imports(capfd):
    # The second needs no other process to be started before it.
    for seed in (1, 2):
        assert interrupted(seed).iteration == 40
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no masks there")
def test_the_thread_itself_hears_again():
    def blocked():
        return signal.pthread_sigmask(signal.SIG_BLOCK, set())

    before = blocked()
    with unheard():
        assert blocked() == before | {signal.SIGINT}
    assert blocked() == before


def test_where_there_are_no_masks_nothing_is_done(monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask", raising=False)
    with unheard():
        pass
