"""Whether a network, its hyperparameters and the data can run together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import ConflictError
from engine.first_layer_choice import impossible, sample_space_obstacle

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.spec import NetworkSpec


def check_run(spec: NetworkSpec, config: TrainingConfig, dataset: Dataset) -> None:
    """Refuse settings that are right one by one but can't run together.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    dataset : Dataset
        What it is to learn from.

    Raises
    ------
    ConflictError
        The first conflict that was found, and what to do about it.
    """
    m = len(dataset.train)
    check_batch_size(config.batch_size or m, m)
    if config.first_layer == "sample-space":
        obstacle = sample_space_obstacle(spec, config, m, dataset.is_streamed)
        if obstacle is not None:
            raise impossible(obstacle)
    if dataset.test is None and (config.patience is not None or config.keep_best):
        fields = ["patience"] * (config.patience is not None)
        raise ConflictError(
            "Stopping early and keeping the best state need a test set, and these "
            "data have none. Switch both off, or open data with a test set."
        ).at(*fields, *["keep_best"] * config.keep_best)


def check_batch_size(size: int, m: int) -> None:
    """Raise `ConflictError` if a batch has more examples than there are."""
    if size > m:
        raise ConflictError(
            "A batch of {size:,} is larger than the training set of {m:,}. Make "
            "the batch smaller.",
            size=size,
            m=m,
        ).at("batch_size")
