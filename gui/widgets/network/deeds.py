"""What can be done with a layer, as values for menus, buttons and keys."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Setting(Enum):
    """What is set on a layer; the values are names of `HiddenLayer`'s fields."""

    ACTIVATION = "activation"
    INITIALIZATION = "initialization"
    DROPOUT = "dropout"


class Deed(NamedTuple):
    """Something to be done.

    Attributes
    ----------
    name : str
        "insert", "duplicate", "move", "remove", "units", "rate", "closer", "farther",
        "fit", or a setting's.
    layer : int
        With which layer.
    value : str or float or None
        What is set; the gap of a new layer; where a layer goes.
    """

    name: str
    layer: int
    value: str | float | None = None

    @property
    def edited(self) -> str:
        """The field of `HiddenLayer` that it edits.

        "units" also where layers come, go and move; empty if it edits nothing.
        """
        if self.name in {"closer", "farther", "fit"}:
            return ""
        is_setting = self.name in {setting.value for setting in Setting}
        others = {"rate": Setting.DROPOUT.value}
        return self.name if is_setting else others.get(self.name, "units")
