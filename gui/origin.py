"""What a run begins from: a design and data, or an opened model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.initializers import initial_parameters
from engine.network_state import FixedNetwork, ModelState
from engine.run import go_on
from engine.trainer import Trainer

if TYPE_CHECKING:
    from engine.blas import BlasThreads
    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.parameters import Parameters
    from engine.saved_model import SavedModel
    from engine.spec import NetworkSpec


@dataclass(frozen=True)
class Origin:
    """All that there is to know of a run before its first step.

    Attributes
    ----------
    dataset : Dataset
        What it learns from.
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters.
    opened : SavedModel, optional
        A model to go on from, instead of fresh weights.
    weights : Parameters, optional
        Those that it began with; drawn as ``config`` says if not given.
    """

    dataset: Dataset
    spec: NetworkSpec
    config: TrainingConfig
    opened: SavedModel | None = None
    weights: Parameters | None = None

    @property
    def first(self) -> int:
        """The first state that can be gone back to."""
        return 0 if self.opened is None else self.opened.iteration

    @property
    def trained_on(self) -> str:
        """Name of the data that the network learns or learned from."""
        opened = self.opened
        return self.dataset.name if opened is None else opened.dataset_name

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the network's answers are called."""
        opened = self.opened
        return self.dataset.class_names if opened is None else opened.class_names

    @property
    def picture_shape(self) -> tuple[int, ...]:
        """Shape of the pictures that the network takes."""
        opened = self.opened
        return self.dataset.input_shape if opened is None else opened.input_shape

    @property
    def fits(self) -> bool:
        """Whether the data are those of the network; an opened one may have others."""
        return self.opened is None or self.opened.learned_from(self.dataset)

    def trainer(self, blas: BlasThreads) -> Trainer:
        """Return a trainer in the state that the run begins from."""
        opened = self.opened
        trainer = Trainer.for_dataset(
            self.dataset,
            self.spec,
            self.config,
            blas=blas,
            threads=None if opened is None else opened.blas_threads,
            initial=self.weights,
        )
        if opened is not None:
            go_on(trainer, opened)
        return trainer

    def opened_state(self) -> ModelState:
        """Return the state of the opened model, which needs no data."""
        assert self.opened is not None
        spec, config = self.opened.spec, self.opened.config
        return ModelState(
            spec,
            FixedNetwork(spec, self.opened.parameters),
            self.weights or initial_parameters(spec, config),
            self.opened.iteration,
        )
