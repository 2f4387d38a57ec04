"""What the view says: of the scale, and of what it can't show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.datasets import InputKind
from gui.views.inside.quantity import Aspect
from gui.words import count, percent, short_number

if TYPE_CHECKING:
    from gui.view_state import ViewState
    from gui.views.inside.quantity import Quantity
    from gui.views.inside.scales import Census, Scale


def tr(text: str) -> str:
    """Translate a text of this view."""
    return QCoreApplication.translate("InsideView", text)


def scale_text(scale: Scale, census: Census) -> str:
    """Return which numbers get which colour."""
    if census.is_zero and not scale.is_locked:
        return tr("grey = 0")
    number = short_number(scale.full)
    if scale.is_locked:
        return tr("± {number}, locked").format(number=number)
    return tr("± {number} (99th percentile)").format(number=number)


def clipped_text(census: Census) -> str:
    """Return how many numbers have the colour of lesser ones."""
    if census.is_zero:
        return tr("all values are 0")
    if not census.beyond:
        return tr("nothing beyond · grey = 0")
    return tr("{share} beyond · grey = 0").format(share=percent(census.beyond))


def aspect_text(aspect: Aspect) -> str:
    """Return what a way to show weights is called."""
    return {
        Aspect.ROWS: tr("rows"),
        Aspect.PICTURES: tr("pictures"),
        Aspect.RED: tr("red"),
        Aspect.GREEN: tr("green"),
        Aspect.BLUE: tr("blue"),
        Aspect.SUM: tr("R + G + B"),
    }[aspect]


def not_finite_text(census: Census) -> str:
    """Return how many numbers are none; nothing if all are."""
    if census.not_finite == 0:
        return ""
    if census.not_finite == 1:
        return tr("✕ 1 value is not finite")
    return tr("✕ {number} values are not finite").format(
        number=count(census.not_finite)
    )


def missing_text(state: ViewState, quantity: Quantity, inputs: int) -> str:
    """Return why a quantity can't be shown; nothing if it can, or will be.

    Parameters
    ----------
    state : ViewState
        What the window shows.
    quantity : Quantity
        What is asked for.
    inputs : int
        Numbers that the network takes.
    """
    if quantity.is_gradient and not state.has_its_data:
        return no_gradient_text()
    return _missing_picture(state, inputs) if quantity.is_of_picture else ""


def no_gradient_text() -> str:
    """Return why there is no gradient."""
    return tr(
        "There is no gradient: this network learned from other data than those that "
        "are loaded."
    )


def _missing_picture(state: ViewState, inputs: int) -> str:
    picture = state.picture
    if state.dataset.kind is not InputKind.IMAGE:
        return tr("Z and A are shown for a picture, and these data have none.")
    if picture is None:
        return tr("Choose a picture, among the mistakes or of your own.")
    if picture.pixels.size == inputs:
        return ""
    return tr(
        "The chosen picture has {given} numbers ({shape}), this network takes "
        "{wanted}: choose another one."
    ).format(
        given=count(picture.pixels.size),
        shape="×".join(map(str, picture.pixels.shape)),
        wanted=count(inputs),
    )
