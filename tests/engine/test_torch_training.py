"""Whole runs against PyTorch: the same weights, batches and masks, 50 steps."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine import Trainer, TrainingConfig
from engine.activations import ACTIVATIONS
from engine.batches import Batches
from engine.dropout import Dropout
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS
from engine.schedules import SCHEDULES
from tests.engine.test_torch_gradients import activation_functions, cost_functions
from tests.engine.twins import BATCH, M, problem, rate

pytestmark = [pytest.mark.torch, pytest.mark.usefixtures("one_thread")]

STEPS = 50
TOLERANCE = 1e-6
MOMENTUM = 0.9
SEED = 1
DROPOUTS = {"none": (), "hidden": (0.0, 0.3, 0.2), "inputs too": (0.2, 0.0, 0.3)}
BOTH = ("sample-space", "direct")


def optimizers(torch):
    """Return PyTorch's counterparts by our names: class and settings.

    Whatever users don't set is PyTorch's own choice.
    """
    optim = torch.optim
    return {
        "gradient-descent": (optim.SGD, {}),
        "momentum": (optim.SGD, {"momentum": MOMENTUM}),
        "nesterov": (optim.SGD, {"momentum": MOMENTUM, "nesterov": True}),
        "rmsprop": (optim.RMSprop, {}),
        "adam": (optim.Adam, {}),
        "adamw": (optim.AdamW, {}),
    }


def schedulers(torch):
    """Return PyTorch's counterparts by our names, given optimizer, period and rate."""
    schedule = torch.optim.lr_scheduler
    return {
        "constant": lambda o, _p, _r: schedule.ConstantLR(o, factor=1),
        "step": lambda o, p, _r: schedule.StepLR(o, p, gamma=0.1),
        "cosine": lambda o, p, r: schedule.CosineAnnealingLR(o, p, eta_min=0.01 * r),
        "warm-up": lambda o, p, _r: schedule.LinearLR(
            o, start_factor=1 / p, total_iters=p - 1
        ),
    }


def counterpart(table, kind, name):
    assert name in table, f"Add PyTorch's counterpart of the {kind} {name!r} here."
    return table[name]


class Theirs:
    """The same run in PyTorch: batches and masks are ours, everything else is not."""

    def __init__(self, torch, spec, start, examples, config):
        self.torch, self.spec, self.examples = torch, spec, examples
        self.weights = [torch.tensor(W, requires_grad=True) for W in start.weights]
        self.biases = [torch.tensor(b, requires_grad=True) for b in start.biases]
        kind, settings = counterpart(optimizers(torch), "optimizer", config.optimizer)
        groups = [
            {"params": self.weights, "weight_decay": config.weight_decay},
            {"params": self.biases, "weight_decay": 0.0},
        ]
        self.optimizer = kind(groups, lr=config.learning_rate, **settings)
        schedule = SCHEDULES[config.schedule]
        period = config.schedule_period or schedule.period(config.iterations)
        make = counterpart(schedulers(torch), "schedule", config.schedule)
        self.scheduler = make(self.optimizer, period, config.learning_rate)
        self.size = config.batch_size or M
        self.batches = Batches(M, self.size, SEED)
        self.dropout = Dropout(spec, M, "float64", SEED) if spec.dropout else None

    def chosen(self, iteration):
        if self.size == M:
            return np.arange(M)
        return self.batches.indices(iteration)

    def masks(self, iteration, count):
        if self.dropout is None:
            return [None] * self.spec.L
        inputs, *hidden = self.dropout.masks(iteration, count)
        return [None if inputs is None else inputs.T, *hidden]

    def cost(self, iteration):
        indices = self.chosen(iteration)
        A = self.torch.tensor(self.examples.X[:, indices])
        Y = self.torch.tensor(self.examples.Y[:, indices])
        masks = self.masks(iteration, len(indices))
        g = activation_functions(self.torch)
        for layer, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            if masks[layer] is not None:
                A = A * self.torch.tensor(masks[layer])
            A = W @ A + b
            if layer < len(self.spec.activations):
                A = g[self.spec.activations[layer]](A)
        return cost_functions(self.torch)[self.spec.output](A, Y)

    def step(self, iteration):
        """Make an update and return the cost in front of it."""
        self.optimizer.zero_grad()
        cost = self.cost(iteration)
        cost.backward()
        self.optimizer.step()
        self.scheduler.step()
        return cost.item()

    def arrays(self):
        return [x.detach().numpy() for x in (*self.weights, *self.biases)]


def ways(config, dropout):
    """Return the ways on which a run may keep its first layer."""
    possible = OPTIMIZERS[config["optimizer"]].linear and not (dropout and dropout[0])
    return BOTH if possible else ("direct",)


def compare(torch, activation="tanh", output="softmax", dropout=(), **settings):
    """Assert that our run is PyTorch's, on every path on which it is possible."""
    spec, start, examples = problem(activation, output, dropout)
    linear = OPTIMIZERS[settings["optimizer"]].linear
    usual = rate(activation, output, **settings) if linear else 0.01
    settings = {"learning_rate": usual, "iterations": STEPS, "seed": SEED} | settings
    for way in ways(settings, dropout):
        config = TrainingConfig(first_layer=way, momentum=MOMENTUM, **settings)
        ours = Trainer(spec, config, examples, initial=start)
        theirs = Theirs(torch, spec, start, examples, config)
        follow(ours, theirs)


def follow(ours, theirs):
    first = ours.train_metrics().cost
    for iteration in range(STEPS):
        cost = ours.cost
        assert cost == pytest.approx(theirs.step(iteration), rel=TOLERANCE)
        ours.step()
    found = ours.parameters()
    for mine, other in zip(
        (*found.weights, *found.biases), theirs.arrays(), strict=True
    ):
        np.testing.assert_allclose(
            mine, other, rtol=0, atol=TOLERANCE * np.abs(other).max()
        )
    assert ours.train_metrics().cost < 0.98 * first


@pytest.fixture(autouse=True)
def few_threads(torch):
    """Small networks: a second thread only costs time."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


# Each optimizer meets each schedule, with decay and without; the rest takes turns.
TURNS = list(product((None, BATCH), DROPOUTS.values()))
RUNS = [
    (*run, *TURNS[(5 * i + i // 4) % len(TURNS)])
    for i, run in enumerate(product(OPTIMIZERS.names, SCHEDULES.names, (0.0, 0.02)))
]


@pytest.mark.parametrize(("optimizer", "schedule", "decay", "batch", "dropout"), RUNS)
def test_every_run(torch, optimizer, schedule, decay, batch, dropout):
    compare(
        torch,
        dropout=dropout,
        optimizer=optimizer,
        schedule=schedule,
        weight_decay=decay,
        batch_size=batch,
    )


@pytest.mark.parametrize("batch", [None, BATCH])
@pytest.mark.parametrize("dropout", DROPOUTS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS.names)
def test_batches_and_dropout(torch, optimizer, dropout, batch):
    dropout = DROPOUTS[dropout]
    compare(torch, dropout=dropout, optimizer=optimizer, batch_size=batch)


@pytest.mark.parametrize("output", OUTPUTS.names)
@pytest.mark.parametrize("activation", ACTIVATIONS.names)
@pytest.mark.parametrize("optimizer", ["nesterov", "adam"])
def test_every_network(torch, optimizer, activation, output):
    dropout, settings = DROPOUTS["hidden"], {"optimizer": optimizer}
    compare(torch, activation, output, dropout, batch_size=BATCH, **settings)


@pytest.mark.parametrize("period", [1, 7, STEPS])
@pytest.mark.parametrize("schedule", SCHEDULES.names)
def test_every_period(torch, schedule, period):
    """As far as PyTorch's cosine goes; past the period it rises again."""
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=0.3)
    make = counterpart(schedulers(torch), "schedule", schedule)
    theirs = make(optimizer, period, 0.3)
    for iteration in range(period + 1 if schedule == "cosine" else 3 * period):
        ours = 0.3 * SCHEDULES[schedule].factor(iteration, period)
        assert ours == pytest.approx(theirs.get_last_lr()[0], rel=1e-12)
        optimizer.step()
        theirs.step()


def test_a_new_entry_needs_a_counterpart(torch):
    with pytest.raises(AssertionError, match="counterpart of the optimizer 'lion'"):
        counterpart(optimizers(torch), "optimizer", "lion")


@pytest.mark.parametrize("setting", ["momentum", "weight_decay", "seed"])
def test_another_run_is_told_apart(torch, setting):
    """The check can fail: a run with one setting changed is another one."""
    changed = {"momentum": MOMENTUM + 1e-3, "weight_decay": 1e-3, "seed": 2}
    settings = {"optimizer": "momentum", "batch_size": BATCH, "learning_rate": 0.02}
    spec, start, examples = problem("tanh", "softmax", ())
    theirs = Theirs(torch, spec, start, examples, TrainingConfig(**settings))
    settings[setting] = changed[setting]
    with pytest.raises(AssertionError):
        follow(
            Trainer(spec, TrainingConfig(**settings), examples, initial=start), theirs
        )
