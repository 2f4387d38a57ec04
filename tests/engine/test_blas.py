"""The number of threads of the matrix products."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from engine.blas import BlasThreads, threads_for

pytestmark = pytest.mark.usefixtures("one_thread")


def threads():
    return {
        library["num_threads"]
        for library in threadpool_info()
        if library["user_api"] == "blas"
    }


def test_sets_the_number_of_threads():
    if not threads():
        pytest.skip("no BLAS here that lets its threads be set")
    blas = BlasThreads()
    for count in (2, 2, 1):
        blas.use(count)
        assert threads() == {count}


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
