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


BLOCKS = SIZES.flatmap(
    lambda sizes: st.tuples(st.just(sizes), st.integers(1, 2 * sizes[0]))
)


def epoch_order(batches, m, size, epoch):
    per_epoch = -(-m // size)
    first = epoch * per_epoch
    return np.concatenate([batches.indices(first + i) for i in range(per_epoch)])


@given(BLOCKS, st.integers(0, 2**32 - 1), st.integers(0, 5))
def test_an_epoch_takes_one_block_after_another(sizes, seed, epoch):
    (m, size), block = sizes
    order = epoch_order(Batches(m, size, seed, block), m, size, epoch)
    assert sorted(order) == list(range(m))
    blocks = order // block
    assert np.count_nonzero(np.diff(blocks)) == len(np.unique(blocks)) - 1


@given(BLOCKS, st.lists(st.integers(0, 10**8), min_size=1, max_size=20))
def test_blocks_whatever_was_asked_before(sizes, iterations):
    (m, size), block = sizes
    asked_often = Batches(m, size, 3, block)
    for iteration in iterations:
        fresh = Batches(m, size, 3, block)
        np.testing.assert_array_equal(
            asked_often.indices(iteration), fresh.indices(iteration)
        )


@given(BLOCKS, st.integers(0, 2**32 - 1))
def test_a_batch_comes_from_few_blocks(sizes, seed):
    (m, size), block = sizes
    batches = Batches(m, size, seed, block)
    for i in range(-(-m // size)):
        # Only one block of an epoch is shorter than the others.
        assert len(np.unique(batches.indices(i) // block)) <= size // block + 3


@given(SIZES, st.integers(0, 2**32 - 1), st.integers(0, 40))
def test_data_of_one_block_are_shuffled_as_a_whole(sizes, seed, more):
    m, size = sizes
    order = epoch_order(Batches(m, size, seed, m + more), m, size, 2)
    plain = np.random.default_rng([seed, 1, 2]).permutation(m)
    np.testing.assert_array_equal(order, plain)


def test_blocks_and_what_is_in_them_are_shuffled():
    orders = [epoch_order(Batches(40, 7, 1, 10), 40, 7, epoch) for epoch in range(8)]
    firsts = {int(order[0]) // 10 for order in orders}
    assert len(firsts) > 1
    assert any((np.sort(order[:10]) != order[:10]).any() for order in orders)
