"""Which unit is to be explained, and what the frame says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.built_from import NoShares, Shares, SharesOf, is_exact
from engine.evaluation import class_probabilities
from engine.frame import PassOf
from engine.input_gradient import Gradient, InputGradient
from engine.outputs import OUTPUTS, Task, decisions
from gui.view_state import Neuron

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Picture
    from engine.spec import NetworkSpec
    from gui.view_state import ViewState


@dataclass(frozen=True)
class Asked:
    """What the view is to explain.

    Attributes
    ----------
    picture : Picture
        At which picture.
    neuron : Neuron or None
        The unit; None for the one that stands for the answer.
    is_in_place : bool
        Whether it is shown in place of the answer, to which shares aren't exact.
    """

    picture: Picture
    neuron: Neuron | None
    is_in_place: bool = False

    @property
    def shares(self) -> SharesOf:
        """The question what adds up to it."""
        if self.neuron is None:
            return SharesOf(self.picture)
        return SharesOf(self.picture, self.neuron.layer, self.neuron.unit)

    @property
    def gradient(self) -> InputGradient:
        """The question which pixels move the answer."""
        return InputGradient(self.picture)


def asked(state: ViewState, wants_neuron: bool, unit: int) -> Asked | None:
    """Return what is to be explained; None without a picture that the network takes.

    Parameters
    ----------
    state : ViewState
        What is selected.
    wants_neuron : bool
        Whether it is the selected neuron, and not the answer.
    unit : int
        The neuron of layer 1 that was selected last: shares are exact there.
    """
    picture, spec = state.picture, shown_spec(state)
    if picture is None or picture.pixels.size != spec.layer_dims[0]:
        return None
    first = Neuron(1, min(unit, spec.layer_dims[1] - 1))
    if wants_neuron:
        chosen = state.neuron
        is_known = chosen.layer <= spec.L and is_exact(spec, chosen.layer)
        return Asked(picture, chosen if is_known else first, not is_known)
    if is_exact(spec, spec.L):
        return Asked(picture, None)
    return Asked(picture, first, is_in_place=True)


def shown_spec(state: ViewState) -> NetworkSpec:
    """Return the network that is shown, be it designed otherwise by now."""
    return state.spec if state.frame is None else state.frame.spec


@dataclass(frozen=True, eq=False)
class Said:
    """What the network answers.

    Attributes
    ----------
    name : str
        The class, or the number that a regression gives.
    chance : str
        Its probability in words, "p(cat) = 0.95"; empty for a regression.
    names : tuple of str
        What each output unit stands for.
    """

    name: str
    chance: str
    names: tuple[str, ...]


def said(state: ViewState) -> Said | None:
    """Return what the network answers, if the frame knows."""
    frame, picture = state.frame, state.picture
    if frame is None or picture is None:
        return None
    passed = frame.answer(PassOf(picture))
    return None if passed is None else _told(state, frame.spec.output, passed.A[-1])


def _told(state: ViewState, output: str, A: Array) -> Said | None:
    names = state.class_names
    if OUTPUTS[output].task is Task.REGRESSION:
        return Said(f"{A[0]:.3g}", "", names)
    chances = class_probabilities(A[:, None])[:, 0]
    if len(names) != len(chances):
        return None
    place = int(decisions(output, A[:, None])[0])
    # Of two classes always the second one's is told, as everywhere.
    told = 1 if len(names) == 2 else place
    units = names[1:] if len(names) == 2 else names
    return Said(names[place], f"p({names[told]}) = {chances[told]:.2f}", units)


def found_shares(state: ViewState, asked: Asked) -> Shares | NoShares | None:
    """Return the frame's answer about the shares."""
    return None if state.frame is None else state.frame.answer(asked.shares)


def found_gradient(state: ViewState, asked: Asked) -> Gradient | None:
    """Return the frame's answer about the pixels."""
    return None if state.frame is None else state.frame.answer(asked.gradient)
