"""What is selected: one neuron, one picture, for every view."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.datasets import InputKind, SplitName
from gui.view_state import Neuron

if TYPE_CHECKING:
    from engine.arrays import Array
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
    is_chosen : bool
        Whether the user chose it. Otherwise it is one that learned much.
    picture : Picture or None
        From the data set or of the user's; None if the data aren't pictures.
    own_pictures : tuple of PictureFile
        The user's pictures, newest first.
    """

    neuron: Neuron = FIRST_NEURON
    is_chosen: bool = False
    picture: Picture | None = None
    own_pictures: tuple[PictureFile, ...] = ()

    def for_dataset(self, dataset: Dataset) -> Selection:
        """Return the selection for other data: their first test picture."""
        if dataset.kind is not InputKind.IMAGE:
            return Selection()
        split = SplitName.TRAIN if dataset.test is None else SplitName.TEST
        shape = dataset.input_shape
        own = tuple(own for own in self.own_pictures if own.seen.pixels.shape == shape)
        return Selection(picture=dataset.picture(split, 0), own_pictures=own)

    def for_spec(self, spec: NetworkSpec) -> Selection:
        """Return the selection with a neuron that the network has."""
        layer = min(self.neuron.layer, spec.L)
        unit = min(self.neuron.unit, spec.layer_dims[layer] - 1)
        if (layer, unit) == (self.neuron.layer, self.neuron.unit):
            return self
        return dataclasses.replace(self, neuron=Neuron(layer, unit))

    def with_neuron(self, neuron: Neuron) -> Selection:
        """Return the selection with the neuron that the user chose."""
        return dataclasses.replace(self, neuron=neuron, is_chosen=True)

    def seeing(self, moved: Array) -> Selection:
        """Return the selection after a look at what layer 1 learned.

        Parameters
        ----------
        moved : ndarray, shape (n1,)
            How far each unit's weights have moved. Unless the user chose a neuron, one
            that learned much is selected; it stays until another one has moved twice as
            far.
        """
        most = int(moved.argmax())
        enough = moved[most] / 2
        is_first = self.neuron.layer == 1 and self.neuron.unit < len(moved)
        if self.is_chosen or (is_first and moved[self.neuron.unit] >= enough):
            return self
        return dataclasses.replace(self, neuron=Neuron(1, most))

    def with_picture(self, picture: Picture) -> Selection:
        """Return the selection with another picture."""
        return dataclasses.replace(self, picture=picture)

    def with_own(self, picture: PictureFile) -> Selection:
        """Return the selection of a picture of the user's, be it new or known."""
        for known in self.own_pictures:
            if known.shows_same(picture):
                return self.with_picture(known.seen)
        own = (picture, *self.own_pictures)[:MOST_OWN_PICTURES]
        return dataclasses.replace(self, picture=picture.seen, own_pictures=own)
