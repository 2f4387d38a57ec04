"""Mini-batches as a function of seed and iteration."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.batches import Batches

SIZES = st.integers(2, 40).flatmap(
    lambda m: st.tuples(st.just(m), st.integers(1, m - 1))
)


@given(SIZES, st.integers(0, 2**32 - 1), st.integers(0, 5))
def test_an_epoch_has_every_example_once(sizes, seed, epoch):
    m, size = sizes
    batches = Batches(m, size, seed)
    per_epoch = -(-m // size)
    drawn = [batches.indices(epoch * per_epoch + i) for i in range(per_epoch)]
    assert all(len(indices) == size for indices in drawn[:-1])
    assert 1 <= len(drawn[-1]) <= size
    assert sorted(np.concatenate(drawn)) == list(range(m))


@given(SIZES, st.lists(st.integers(0, 10**8), min_size=1, max_size=20))
def test_whatever_was_asked_before(sizes, iterations):
    m, size = sizes
    asked_often = Batches(m, size, 3)
    for iteration in iterations:
        fresh = Batches(m, size, 3)
        np.testing.assert_array_equal(
            asked_often.indices(iteration), fresh.indices(iteration)
        )


def test_epochs_and_seeds_differ():
    def epoch(seed, number):
        batches = Batches(100, 50, seed)
        return np.concatenate([batches.indices(2 * number + i) for i in range(2)])

    orders = [epoch(seed, number) for seed in (1, 2) for number in (0, 1)]
    for i, one in enumerate(orders):
        for other in orders[:i]:
            assert not np.array_equal(one, other)
