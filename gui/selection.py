"""What is selected: one neuron, one picture, for every view."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.datasets import InputKind, SplitName
from gui.view_state import Neuron

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.images import PictureFile
    from engine.spec import NetworkSpec

MOST_OWN_PICTURES = 12
FIRST_NEURON = Neuron(1, 0)


@dataclass(frozen=True, eq=False)
class Selection:
    """The session's selection; every change returns a new one.

    Attributes
    ----------
    neuron : Neuron
        A unit of the network.
    picture : Picture or None
        From the data set or of the user's; None if the data aren't pictures.
    own_pictures : tuple of PictureFile
        The user's pictures, newest first.
    """

    neuron: Neuron = FIRST_NEURON
    picture: Picture | None = None
    own_pictures: tuple[PictureFile, ...] = ()

    def for_dataset(self, dataset: Dataset) -> Selection:
        """Return the selection for other data: their first test picture."""
        if dataset.kind is not InputKind.IMAGE:
            return Selection(self.neuron)
        split = SplitName.TRAIN if dataset.test is None else SplitName.TEST
        shape = dataset.input_shape
        own = tuple(own for own in self.own_pictures if own.seen.pixels.shape == shape)
        return Selection(self.neuron, dataset.picture(split, 0), own)

    def for_spec(self, spec: NetworkSpec) -> Selection:
        """Return the selection with a neuron that the network has."""
        layer = min(self.neuron.layer, spec.L)
        unit = min(self.neuron.unit, spec.layer_dims[layer] - 1)
        return dataclasses.replace(self, neuron=Neuron(layer, unit))

    def with_neuron(self, neuron: Neuron) -> Selection:
        """Return the selection with another neuron."""
        return dataclasses.replace(self, neuron=neuron)

    def with_picture(self, picture: Picture) -> Selection:
        """Return the selection with another picture."""
        return dataclasses.replace(self, picture=picture)

    def with_own(self, picture: PictureFile) -> Selection:
        """Return the selection of a new picture of the user's."""
        own = (picture, *self.own_pictures)[:MOST_OWN_PICTURES]
        return dataclasses.replace(self, picture=picture.seen, own_pictures=own)
