"""Which path a run takes for its first layer, and why."""

from __future__ import annotations

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig
from engine.errors import SpecError
from engine.examples import Examples
from engine.first_layer_choice import MOST_EXAMPLES, choose
from engine.optimizers import OPTIMIZERS
from tests.engine.twins import problem

LINEAR = [optimizer.name for optimizer in OPTIMIZERS if optimizer.linear]
OTHERS = [optimizer for optimizer in OPTIMIZERS if not optimizer.linear]


def examples(n_x, m):
    # Zeros that are never touched take no memory.
    X = np.zeros((m, n_x), np.float32).T
    return Examples(X, np.zeros((1, m), np.float32), np.zeros(m, np.int64))


def choice(n_x, m, dropout=(), units=20, **settings):
    spec = NetworkSpec((n_x, units, 1), ("relu",), "sigmoid", dropout)
    return choose(spec, TrainingConfig(**settings), examples(n_x, m))


def test_pictures_are_trained_in_sample_space_and_short_vectors_directly():
    pictures = choice(12288, 209)
    assert pictures.name == "sample-space"
    assert "sum of the 209 training examples" in str(pictures)
    assert "12,288 inputs" in str(pictures)
    vectors = choice(4, 2000)
    assert vectors.name == "direct"
    assert "sum of the 2,000 examples would take longer" in str(vectors)


def test_a_run_too_short_for_the_inner_products_is_direct():
    many = {"n_x": 3000, "m": 1000, "units": 5}
    assert choice(**many, iterations=1).name == "direct"
    assert choice(**many, iterations=100_000).name == "sample-space"


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("optimizer", LINEAR)
def test_everything_linear_may_be_in_sample_space(optimizer, decay):
    settings = {"optimizer": optimizer, "weight_decay": decay, "batch_size": 50}
    assert choice(12288, 209, (0.0, 0.5), **settings).name == "sample-space"


OBSTACLES = [
    ({"optimizer": other.name}, f"{other.label} takes each weight at its own pace")
    for other in OTHERS
] + [
    ({"dropout": (0.1, 0.0)}, "With dropout of the inputs"),
    (
        {"m": MOST_EXAMPLES + 1, "n_x": 20_000},
        "products of 8,193 examples take",
    ),
]


@pytest.mark.parametrize(("change", "reason"), OBSTACLES, ids=str)
def test_what_is_impossible_in_sample_space(change, reason):
    case = {"n_x": 12288, "m": 209} | change
    found = choice(**case)
    assert found.name == "direct"
    assert reason in str(found)
    with pytest.raises(SpecError, match=f"can't be kept in sample space: .*{reason}"):
        choice(**case, first_layer="sample-space")
    assert str(choice(**case, first_layer="direct")) == "You chose the direct way."


def test_a_forced_path_is_taken():
    assert choice(4, 2000, first_layer="sample-space").name == "sample-space"
    assert choice(12288, 209, first_layer="direct").name == "direct"


def test_the_trainer_takes_the_path_and_refuses_before_it_starts():
    spec, start, given = problem("tanh", "sigmoid")
    adam = TrainingConfig(optimizer="adam", first_layer="sample-space")
    with pytest.raises(SpecError, match="Adam takes each weight at its own pace"):
        Trainer(spec, adam, given, initial=start)
    for way in ("sample-space", "direct"):
        config = TrainingConfig(first_layer=way)
        trainer = Trainer(spec, config, given, initial=start)
        assert trainer.path.name == trainer.first_layer.name == way
