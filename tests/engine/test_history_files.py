"""The log of a run: long ones in a file, runs that go back, other learning rates."""

from __future__ import annotations

import errno
import os
import tempfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import history as module
from engine.evaluation import Metrics
from engine.history import History
from engine.steps import StepResult, Steps

LONG = 5000
"""More than its first arrays and what waits together."""


@pytest.fixture
def spilling(monkeypatch):
    """Let logs go to files soon."""
    monkeypatch.setattr(module, "MOST_IN_MEMORY", 100)


def result(iteration, cost=None):
    return StepResult(iteration, iteration if cost is None else cost, iteration / 1e6)


def assert_counts(history, count):
    assert len(history) == count
    np.testing.assert_array_equal(history.costs, np.arange(count))
    np.testing.assert_array_equal(history.train_accuracy, np.arange(count) / 1e6)


def extend(history, start, stop):
    states = range(start, stop)
    history.extend(
        Steps(start, np.array(states, float), np.array([i / 1e6 for i in states]))
    )


def is_file(array):
    return isinstance(array, np.memmap) or isinstance(array.base, np.memmap)


# Long logs


@pytest.mark.usefixtures("spilling")
def test_a_long_log_is_in_a_file_that_nobody_sees(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    history = History()
    for i in range(LONG):
        history.append(result(i))
    assert is_file(history.costs)
    assert is_file(history.train_accuracy)
    assert not is_file(history.test_costs)
    assert_counts(history, LONG)
    assert list(tmp_path.iterdir()) == []
    extend(history, LONG, 3 * LONG)
    assert_counts(history, 3 * LONG)
    kept = history.until(LONG)
    np.testing.assert_array_equal(kept["costs"], np.arange(LONG + 1))
    kept["costs"][:] = 7
    assert_counts(history, 3 * LONG)


def test_a_short_log_is_in_memory():
    history = History()
    extend(history, 0, LONG)
    assert not is_file(history.costs)


@pytest.mark.usefixtures("spilling")
@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="of POSIX")
def test_a_full_disk_leaves_the_log_in_memory(monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full)
    history = History()
    for i in range(LONG):
        history.append(result(i))
    assert not is_file(history.costs)
    assert_counts(history, LONG)


@pytest.mark.usefixtures("spilling")
def test_a_disk_that_fills_up_later_loses_nothing(monkeypatch):
    history = History()
    extend(history, 0, LONG)
    assert is_file(history.costs)

    def nowhere(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    extend(history, LONG, 3 * LONG)
    assert not is_file(history.costs)
    assert_counts(history, 3 * LONG)


@pytest.mark.usefixtures("spilling")
def test_going_back_in_a_file():
    history = History()
    extend(history, 0, LONG)
    for i in range(1500, 2000):
        history.append(result(i))
    assert_counts(history, 2000)
    assert is_file(history.costs)


# Whatever comes, in whatever portions

portions = st.lists(
    st.tuples(
        st.sampled_from(["append", "extend", "look"]),
        st.integers(0, 8192),
        st.one_of(st.none(), st.floats(0, 1)),
    ),
    max_size=10,
)


@settings(max_examples=40)
@given(portions=portions)
def test_portions_of_all_kinds(portions):
    """Some after the run has gone back to a part of what there was."""
    known, history = [], History()
    for number, (how, size, back) in enumerate(portions):
        if size and back is not None:
            del known[round(back * len(known)) :]
        first, values = len(known), [number + i / 1e5 for i in range(size)]
        known += values
        if how == "extend":
            history.extend(Steps(first, np.array(values), np.array(values)))
        else:
            for i, value in enumerate(values, first):
                history.append(StepResult(i, value, value))
        assert len(history) == len(known)
        if how == "look":
            assert history.costs.tolist() == known
    assert history.costs.tolist() == known
    assert history.train_accuracy.tolist() == known


# Runs that go back


def measure(history, *iterations):
    for iteration in iterations:
        history.add_test(iteration, Metrics(iteration + 0.5, iteration / 100))


def test_going_back_forgets_what_came_later():
    for go_back in (
        lambda history: extend(history, 15, 17),
        lambda history: [history.append(result(i)) for i in (15, 16)],
    ):
        history = History()
        extend(history, 0, 31)
        measure(history, 0, 10, 20, 30)
        for iteration in (3, 14, 15, 20):
            history.add_rate(iteration, iteration / 10)
        go_back(history)
        assert_counts(history, 17)
        assert history.test_iterations.tolist() == [0, 10]
        assert history.test_costs.tolist() == [0.5, 10.5]
        assert history.test_accuracy.tolist() == [0, 0.1]
        # The one at 14 is the rate of the step that led to state 15.
        assert history.rate_iterations.tolist() == [3, 14]
        assert history.rates.tolist() == [0.3, 1.4]
        measure(history, 20)
        assert history.test_iterations.tolist() == [0, 10, 20]


def test_rates_are_kept_once_for_a_state_and_in_order():
    history = History()
    for iteration, rate in ((0, 0.1), (5, 0.2), (5, 0.3), (9, 0.4), (7, 0.5)):
        history.add_rate(iteration, rate)
    assert history.rate_iterations.tolist() == [0, 5, 7]
    assert history.rates.tolist() == [0.1, 0.3, 0.5]


def test_until_has_the_rates_that_led_there():
    history = History()
    extend(history, 0, 30)
    for iteration in (4, 10, 11):
        history.add_rate(iteration, iteration / 10)
    kept = history.until(10)
    assert kept["rate_iterations"].tolist() == [4, 10]
    assert kept["rate_iterations"].dtype == np.int64
    assert kept["rates"].tolist() == [0.4, 1.0]
    kept["rates"][:] = 7
    assert history.rates[0] == 0.4
    assert history.until(3)["rates"].shape == (0,)
