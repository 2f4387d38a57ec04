"""What can be set on a layer, with the names that the window has for it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

DROPOUTS = (0.0, 0.1, 0.2, 0.3, 0.5, 0.8)


class Choice(NamedTuple):
    """One of several.

    Attributes
    ----------
    value : str or float
        What is set.
    label, hint : str
        How it is called, and what it does.
    """

    value: str | float
    label: str
    hint: str


class LayerChoices(NamedTuple):
    """What a layer may be, in the user's language.

    Attributes
    ----------
    activations : tuple of Choice
        All activations.
    initializations : tuple of Choice
        All initializations; not "the run's", which `initialization_choices` adds.
    run_initialization : str
        Name of the run's.
    """

    activations: tuple[Choice, ...] = ()
    initializations: tuple[Choice, ...] = ()
    run_initialization: str = ""

    def label(self, value: str) -> str:
        """Return what an activation or an initialization is called."""
        known = (*self.activations, *self.initializations)
        return next((one.label for one in known if one.value == value), value)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("LayerChoices", text)


def initialization_choices(choices: LayerChoices) -> tuple[Choice, ...]:
    """Return all initializations, the run's first."""
    label = tr("The run's ({name})").format(
        name=choices.label(choices.run_initialization)
    )
    hint = tr("As it is set for the whole run")
    return (Choice("", label, hint), *choices.initializations)


def dropout_choices(rate: float) -> tuple[Choice, ...]:
    """Return the usual dropout rates, and the present one."""
    rates = sorted({*DROPOUTS, rate})
    hint = tr("Share of the layer's units that each update leaves out")
    return tuple(Choice(one, rate_label(one), hint) for one in rates)


def rate_label(rate: float) -> str:
    """Return what a dropout rate is called."""
    return f"{rate:g}" if rate else tr("None")
