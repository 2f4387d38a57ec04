"""Whether a network, its hyperparameters and the data can run together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import ConflictError
from engine.optimizers import OPTIMIZERS

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
    _check_batch(config, len(dataset.train))
    if config.first_layer == "sample-space":
        _check_sample_space(spec, config)
    if dataset.test is None and (config.patience is not None or config.keep_best):
        raise ConflictError(
            "Stopping early and keeping the best state need a test set, and these "
            "data have none. Switch both off, or open data with a test set."
        )


def _check_batch(config: TrainingConfig, examples: int) -> None:
    if config.batch_size is not None and config.batch_size > examples:
        raise ConflictError(
            "A batch of {size:,} is larger than the training set of {m:,}. Make "
            "the batch smaller.",
            size=config.batch_size,
            m=examples,
        )


def _check_sample_space(spec: NetworkSpec, config: TrainingConfig) -> None:
    optimizer = OPTIMIZERS[config.optimizer]
    if not optimizer.linear:
        raise ConflictError(
            "The first layer can't be kept in sample space with {optimizer}: its steps "
            "aren't weighted sums of training examples. Let the first layer be chosen "
            "automatically, or take another optimizer.",
            optimizer=optimizer.label,
        )
    if any(spec.dropout[:1]):
        raise ConflictError(
            "The first layer can't be kept in sample space with dropout of the inputs: "
            "every update would see other inputs. Let the first layer be chosen "
            "automatically, or leave all inputs in."
        )
