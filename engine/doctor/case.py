"""What the doctor looks at: a run up to one moment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.activations import ACTIVATIONS
from engine.evaluation import Metrics, split_baseline
from engine.feed import epoch
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.schedules import SCHEDULES

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.evaluation import Baseline
    from engine.health import Health
    from engine.history import History
    from engine.spec import NetworkSpec

JUDGED_FROM = 20
"""Iterations before which nothing is said of a run: first steps are often wild, and
units that are dead in the first state mostly wake up."""

WINDOW = 100
"""Iterations over which a trend is looked at."""

FEWEST_EPOCHS = 5
"""And at least so many passes through the data: batches differ."""

LEARNED_BELOW = 0.5
"""Share of the cost of knowing nothing below which a network has learned: gradients are
then small because little is left to learn."""


NOTHING_ABOVE = 0.9
"""Share of it above which a run has learned nothing yet."""

LARGE_RATE = 0.1
"""From here on the learning rate is the first suspect: the course's is 0.0075, and at
0.1 most units of its two-layer network die."""


class Trend(NamedTuple):
    """The last costs, each the mean of one pass through the data.

    Attributes
    ----------
    costs : ndarray, shape (points,)
        They begin at least `WINDOW` iterations before the last.
    iterations : int
        Iterations from the first to the last.
    """

    costs: Array
    iterations: int

    @property
    def fall(self) -> float:
        """By how much the cost fell: what the best straight line through it falls."""
        places = np.linspace(-0.5, 0.5, len(self.costs))
        return -float(places @ self.costs / (places @ places))

    @property
    def share_falling(self) -> float:
        """Share of the points that are lower than the one before."""
        return float(np.mean(np.diff(self.costs) < 0))


@dataclass(frozen=True, eq=False)
class Case:
    """A run, up to the moment that is looked at.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        What the run was begun with.
    history : History
        Its log; what comes after the moment isn't looked at.
    iteration : int
        The moment.
    dataset : Dataset or None
        What it learns from; None if that isn't loaded.
    health : Health or None
        How units and answers are, as far as that is known.
    has_diverged : bool
        Whether the next step would have had no finite cost.
    """

    spec: NetworkSpec
    config: TrainingConfig
    history: History
    iteration: int
    dataset: Dataset | None = None
    health: Health | None = None
    has_diverged: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether it has gone on for long enough to be judged."""
        return self.iteration >= JUDGED_FROM

    @property
    def is_classification(self) -> bool:
        """Whether it answers with classes."""
        return OUTPUTS[self.spec.output].task is not Task.REGRESSION

    @cached_property
    def costs(self) -> Array:
        """Costs of all states up to the moment, (iteration + 1,)."""
        return self.history.costs[: self.iteration + 1]

    @property
    def knows_costs(self) -> bool:
        """Whether the first and the last cost are known: old files may not tell."""
        return len(self.costs) > 0 and bool(np.isfinite(self.costs[[0, -1]]).all())

    @cached_property
    def base(self) -> Baseline | None:
        """What guessing scores on the training set; None for a regression."""
        if self.dataset is None or not self.is_classification:
            return None
        return split_baseline(self.dataset, self.dataset.train)

    @cached_property
    def ignorance(self) -> float:
        """Cost of knowing nothing but how common each class is, or the first cost."""
        return float(self.costs[0]) if self.base is None else self.base.base_rate_cost

    @cached_property
    def epoch(self) -> int:
        """Iterations in one pass through the data; 1 if each sees all of them."""
        data = self.dataset
        return 1 if data is None else epoch(self.config, len(data.train))

    @cached_property
    def trend(self) -> Trend | None:
        """The last costs; None if there are too few of them, or they aren't known."""
        points = max(math.ceil(WINDOW / self.epoch), FEWEST_EPOCHS) + 1
        last = self._last_epochs(self.costs, points)
        if len(last) < points * self.epoch or not np.isfinite(last).all():
            return None
        means = last.reshape(points, self.epoch).mean(axis=1)
        return Trend(means, (points - 1) * self.epoch)

    def _last_epochs(self, values: Array, count: int) -> Array:
        """Return the values of the last whole passes through the data, or all."""
        end = len(values) // self.epoch * self.epoch or len(values)
        return values[max(0, end - count * self.epoch) : end]

    @cached_property
    def cost(self) -> float:
        """The cost, of batches the mean over one pass through the data."""
        return float(np.mean(self._last_epochs(self.costs, 1)))

    @property
    def has_learned(self) -> bool:
        """Whether it knows much more than nothing."""
        return self.knows_costs and self.cost < LEARNED_BELOW * self.ignorance

    @property
    def knows_nothing(self) -> bool:
        """Whether it hardly knows more than nothing."""
        return not self.knows_costs or self.cost > NOTHING_ABOVE * self.ignorance

    @cached_property
    def train(self) -> Metrics:
        """Cost and accuracy on the training set, as `cost`."""
        accuracies = self.history.train_accuracy[: self.iteration + 1]
        share = float(np.mean(self._last_epochs(accuracies, 1)))
        return Metrics(self.cost, share)

    @cached_property
    def tests(self) -> int:
        """Number of points of the test curve up to the moment."""
        return int(np.searchsorted(self.history.test_iterations, self.iteration + 1))

    @property
    def test(self) -> Metrics | None:
        """Cost and accuracy on the test set, measured last; None if they aren't."""
        if not self.tests:
            return None
        last, log = self.tests - 1, self.history
        return Metrics(float(log.test_costs[last]), float(log.test_accuracy[last]))

    @cached_property
    def learning_rate(self) -> float:
        """What the user set for the next step."""
        changes = int(np.searchsorted(self.history.rate_iterations, self.iteration + 1))
        if not changes:
            return self.config.learning_rate
        return float(self.history.rates[changes - 1])

    @property
    def step_rate(self) -> float:
        """Steady size of a step in units of the gradient; it means nothing for Adam."""
        config = self.config
        schedule = SCHEDULES[config.schedule]
        period = config.schedule_period or schedule.period(config.iterations)
        rate = self.learning_rate * schedule.factor(self.iteration, period)
        if OPTIMIZERS[config.optimizer].has_momentum:
            rate /= 1 - config.momentum
        return rate

    @property
    def is_adaptive(self) -> bool:
        """Whether the optimizer makes up for gradients that are small or large."""
        return not OPTIMIZERS[self.config.optimizer].linear

    @property
    def has_large_steps(self) -> bool:
        """Whether the learning rate is what one suspects first."""
        return self.learning_rate >= LARGE_RATE and not self.is_adaptive

    def initialization(self, layer: int) -> str:
        """Name of the initialization of W[l]; layers count from 1."""
        own = self.spec.initializations
        return (own[layer - 1] if own else "") or self.config.initialization

    @property
    def suiting_initialization(self) -> str:
        """Name of the one that suits the hidden units."""
        if not self.spec.activations:
            return "scaled"
        return ACTIVATIONS[self.spec.activations[0]].initialization
