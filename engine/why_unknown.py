"""Why nobody can say which training examples built a network, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import Hint
from engine.first_layer_choice import sample_space_obstacle
from engine.optimizers import OPTIMIZERS

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.spec import NetworkSpec


def why_unknown(
    spec: NetworkSpec, config: TrainingConfig, dataset: Dataset | None, name: str
) -> Hint:
    """Return the reason, a sentence that says what to choose instead.

    Parameters
    ----------
    spec : NetworkSpec
        A network of which the coefficients aren't known.
    config : TrainingConfig
        The hyperparameters of its run.
    dataset : Dataset or None
        The data that it learned from; None if others are loaded.
    name : str
        What those data are called.
    """
    if dataset is None:
        return Hint(
            "It learned from “{name}”, and other data are loaded. Open those to see "
            "which of their pictures built it.",
            name=name,
        )
    optimizer = OPTIMIZERS[config.optimizer]
    if not optimizer.linear:
        return Hint(
            "{optimizer} takes each weight at its own pace, so no neuron is a sum of "
            "training pictures. Choose {others} to see what built it.",
            optimizer=optimizer.label,
            others=_listed([one.label for one in OPTIMIZERS if one.linear]),
        ).at("optimizer")
    if any(spec.dropout[:1]):
        return Hint(
            "With dropout of the inputs every update sees other parts of the pictures, "
            "so no neuron is a sum of them. Train without it to see what built it."
        ).at("dropout")
    m = len(dataset.train)
    if sample_space_obstacle(spec, config, m, dataset.is_streamed) is not None:
        return Hint(
            "There are {m:,} training examples, too many to count what each of them "
            "adds. Train on fewer to see it.",
            m=m,
        )
    return Hint(
        "Nobody counted what each training example added, as that would have taken "
        "much of the time. Keep the first layer in sample space and train anew to see "
        "it."
    ).at("first_layer")


def _listed(names: list[str]) -> str:
    """Return "a, b or c"."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
