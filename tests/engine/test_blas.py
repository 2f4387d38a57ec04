"""The number of threads of the matrix products."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import blas
from engine.blas import BlasThreads, threads_for

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("one_thread")


SETS_THREADS = """
import numpy
from threadpoolctl import threadpool_info
from engine.blas import BlasThreads

blas = BlasThreads()
for count in (2, 2, 1):
    blas.use(count)
    print(*{i["num_threads"] for i in threadpool_info() if i["user_api"] == "blas"})
"""


def test_sets_the_number_of_threads():
    # In a process of its own: where a thread of Qt's was the first to set it and has
    # ended, OpenBLAS lets no other raise it again.
    told = subprocess.run(
        [sys.executable, "-c", SETS_THREADS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    if not told:
        pytest.skip("no BLAS here that lets its threads be set")
    assert told == ["2", "2", "1"]


def test_leaves_blas_alone_while_nothing_changes(monkeypatch):
    calls = []

    class Controller:
        def limit(self, **limits):
            calls.append(limits)

    monkeypatch.setattr("engine.blas._controller", Controller)
    blas = BlasThreads()
    for count in (1, 1, 2, 2, 2, 1):
        blas.use(count)
    assert [call["limits"] for call in calls] == [1, 2, 1]


@pytest.mark.parametrize("cores", [None, 1, 2, 64])
def test_only_large_products_are_shared(monkeypatch, cores):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert threads_for(20, 7, 209) == 1
    assert threads_for(8192, 12288, 209) == min(2, cores or 1)


@pytest.mark.parametrize(
    ("told", "count"), [("0\n", 2), ("1\n", 1), ("", 1), (None, 1), ("\xff", 1)]
)
def test_a_second_core_pays_earlier_than_half_of_one(
    monkeypatch, tmp_path, told, count
):
    file = tmp_path / "active"
    if told is not None:
        file.write_text(told, encoding="latin-1")
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(blas, "_SIBLINGS", file)
    blas._cores_are_whole.cache_clear()
    try:
        assert threads_for(128, 784, 64) == count
        assert threads_for(128, 784, 28) == 1
        assert threads_for(128, 784, 128) == 2
    finally:
        blas._cores_are_whole.cache_clear()


def test_products_of_two_threads_are_close_to_those_of_one():
    """Why the number belongs to the run: close, but not promised to be the same."""
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((300, 4000)), rng.standard_normal((4000, 300))
    results = []
    for count in (1, 2, 1):
        BlasThreads().use(count)
        results.append(a @ b)
    np.testing.assert_allclose(results[0], results[1], rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(results[0], results[2])
