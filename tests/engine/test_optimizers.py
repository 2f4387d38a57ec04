"""Optimizers by themselves: what they write, and what they write it from."""

from __future__ import annotations

import numpy as np
import pytest

from engine.operations import run
from engine.optimizers import BETA_1, BETA_2, EPSILON, OPTIMIZERS, RHO, Slot

SIZE = 40
RATE, MOMENTUM = 0.1, 0.9

EVERY = pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda o: o.name)
PRECISIONS = pytest.mark.parametrize("dtype", ["float64", "float32"])


def gradients(count=1, dtype="float64", seed=0):
    drawn = np.random.default_rng(seed).standard_normal((count, SIZE)).astype(dtype)
    return list(drawn)


def zeros(optimizer, dtype="float64"):
    return tuple(np.zeros((optimizer.slots, SIZE), dtype))


def update(optimizer, gradient, old, number=1, rate=RATE, momentum=MOMENTUM):
    """Return the step and the new memory; nothing is left of the scratch array."""
    step, new = gradient.copy(), tuple(memory.copy() for memory in old)
    scratch = np.full_like(gradient, np.nan)
    slot = Slot(step, new, scratch, np.array(momentum, step.dtype))
    numbers = optimizer.numbers(rate, number)
    run(optimizer.plan(slot, tuple(np.array(n, step.dtype) for n in numbers)))
    return step, new


def steps(optimizer, series):
    memory = zeros(optimizer)
    for number, gradient in enumerate(series, 1):
        step, memory = update(optimizer, gradient, memory, number)
        yield step


@EVERY
@PRECISIONS
def test_an_update_writes_the_step_and_all_of_the_memory(optimizer, dtype):
    first, second = gradients(2, dtype)
    _, old = update(optimizer, first, zeros(optimizer, dtype))
    step, new = update(optimizer, second, old, 2)
    assert len(new) == optimizer.slots
    for array in (step, *new):
        assert array.shape == (SIZE,)
        assert array.dtype == dtype
        assert np.isfinite(array).all()
    for array, kept in zip(new, old, strict=True):
        assert (array != kept).all()


@EVERY
@PRECISIONS
def test_an_update_is_the_same_each_time(optimizer, dtype):
    (gradient,) = gradients(1, dtype)
    _, old = update(optimizer, gradient, zeros(optimizer, dtype))
    once, again = (update(optimizer, gradient, old, 2) for _ in range(2))
    np.testing.assert_array_equal(once[0], again[0])
    np.testing.assert_array_equal(once[1], again[1])


@EVERY
def test_steps_go_downhill_and_grow_with_the_rate(optimizer):
    (gradient,) = gradients()
    step, _ = update(optimizer, gradient, zeros(optimizer))
    assert (np.sign(step) == -np.sign(gradient)).all()
    larger, _ = update(optimizer, gradient, zeros(optimizer), rate=3 * RATE)
    np.testing.assert_allclose(larger, 3 * step, rtol=1e-15)


@EVERY
def test_without_a_gradient_nothing_moves(optimizer):
    step, new = update(optimizer, np.zeros(SIZE), zeros(optimizer))
    assert not step.any()
    assert not any(array.any() for array in new)


@EVERY
def test_each_number_is_stepped_by_itself(optimizer):
    """So that it doesn't matter which parameter stands where."""
    order = np.random.default_rng(1).permutation(SIZE)
    series = gradients(4)
    for step, shuffled in zip(
        steps(optimizer, series),
        steps(optimizer, [gradient[order] for gradient in series]),
        strict=True,
    ):
        np.testing.assert_allclose(step[order], shuffled, rtol=1e-14)


@EVERY
def test_linear_is_said_of_those_that_are(optimizer):
    """Steps and memory of a sum are the sum of steps and memories, or they aren't."""
    ones, others = gradients(3, seed=1), gradients(3, seed=2)
    mixed = [2.5 * one - 0.7 * other for one, other in zip(ones, others, strict=True)]
    three = zip(*(steps(optimizer, s) for s in (ones, others, mixed)), strict=True)
    for one, other, both in three:
        linear = np.allclose(2.5 * one - 0.7 * other, both, rtol=1e-12, atol=1e-14)
        assert linear == optimizer.linear


@EVERY
def test_momentum_plays_a_part_where_it_is_said_to(optimizer):
    first, second = gradients(2)
    found = []
    for momentum in (0.5, 0.9):
        _, old = update(optimizer, first, zeros(optimizer), momentum=momentum)
        found.append(update(optimizer, second, old, 2, momentum=momentum)[0])
    assert np.array_equal(*found) != optimizer.has_momentum


# Closed forms


def test_gradient_descent():
    (gradient,) = gradients()
    (step,) = steps(OPTIMIZERS["gradient-descent"], [gradient])
    np.testing.assert_array_equal(step, -RATE * gradient)


def test_momentum_is_a_geometric_sum():
    (gradient,) = gradients()
    found = steps(OPTIMIZERS["momentum"], [gradient] * 30)
    for number, step in enumerate(found, 1):
        total = (1 - MOMENTUM**number) / (1 - MOMENTUM)
        np.testing.assert_allclose(step, -RATE * total * gradient, rtol=1e-13)


def test_nesterov_is_one_step_ahead_of_momentum():
    (gradient,) = gradients()
    found = steps(OPTIMIZERS["nesterov"], [gradient] * 30)
    for number, step in enumerate(found, 1):
        total = (1 - MOMENTUM ** (number + 1)) / (1 - MOMENTUM)
        np.testing.assert_allclose(step, -RATE * total * gradient, rtol=1e-13)


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_without_momentum_it_is_gradient_descent(name):
    (gradient,) = gradients()
    optimizer = OPTIMIZERS[name]
    _, old = update(optimizer, 7 * gradient, zeros(optimizer), momentum=0)
    step, _ = update(optimizer, gradient, old, 2, momentum=0)
    np.testing.assert_array_equal(step, -RATE * gradient)


@pytest.mark.parametrize("name", ["adam", "adamw"])
def test_adams_first_steps_are_the_gradients_sign(name):
    (gradient,) = gradients()
    for step in steps(OPTIMIZERS[name], [gradient] * 20):
        np.testing.assert_allclose(step, -RATE * np.sign(gradient), rtol=1e-5)


def test_adam_by_hand():
    series = gradients(5)
    mean = square = 0
    for number, (gradient, step) in enumerate(
        zip(series, steps(OPTIMIZERS["adam"], series), strict=True), 1
    ):
        mean = BETA_1 * mean + (1 - BETA_1) * gradient
        square = BETA_2 * square + (1 - BETA_2) * gradient**2
        unbiased = mean / (1 - BETA_1**number), square / (1 - BETA_2**number)
        expected = -RATE * unbiased[0] / (np.sqrt(unbiased[1]) + EPSILON)
        np.testing.assert_allclose(step, expected, rtol=1e-12)


def test_rms_prop_by_hand():
    series = gradients(5)
    square = 0
    found = steps(OPTIMIZERS["rmsprop"], series)
    for gradient, step in zip(series, found, strict=True):
        square = RHO * square + (1 - RHO) * gradient**2
        expected = -RATE * gradient / (np.sqrt(square) + EPSILON)
        np.testing.assert_allclose(step, expected, rtol=1e-12)
