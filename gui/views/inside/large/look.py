"""What is shown of one neuron, gathered from the frames of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.datasets import InputKind, SplitName
from engine.errors import EngineError
from engine.excitation import MostExcited
from engine.frame import Need, PassOf
from engine.layer_numbers import BiasesOf
from gui.neuron_pictures import drawable_shape
from gui.view_state import Neuron
from gui.views.inside.large.examples import Example
from gui.views.inside.large.weights import Row
from gui.views.inside.quantity import Aspect, Quantity, seen
from gui.views.inside.words import tr

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Dataset, Picture
    from engine.excitation import Excitation, Excited
    from engine.frame import Needs
    from engine.spec import NetworkSpec
    from gui.neuron_pictures import Shape
    from gui.view_state import ViewState
    from gui.views.inside.readings import Readings
    from gui.views.inside.scales import Scales


def large_needs(neuron: Neuron, picture: Picture | None) -> Needs:
    """Return what a frame must hold to show a neuron large."""
    needed: Needs = frozenset(
        {
            Need.FIRST_LAYER if neuron.layer == 1 else Need.LAYERS,
            Need.ACTIVE,
            BiasesOf(),
            MostExcited(neuron.layer, neuron.unit),
        }
    )
    return needed if picture is None else needed | {PassOf(picture)}


@dataclass(frozen=True, eq=False)
class LargeLook:
    """One neuron.

    Attributes
    ----------
    neuron : Neuron
        Which one.
    units : int
        How many its layer has.
    name : str
        What it stands for; empty for most.
    rows : tuple of Row
        Its weights, and what it learned where that is known.
    shape : (int, int, int) or None
        Of its weights as a picture.
    bias, z, a : float or None
        What it adds, and what it does for the selected picture.
    is_dead : bool
        Whether no training example makes it active.
    excitation : Excitation or None
        What excites it.
    """

    neuron: Neuron
    units: int
    name: str
    rows: tuple[Row, ...]
    shape: Shape | None
    bias: float | None
    z: float | None
    a: float | None
    is_dead: bool
    excitation: Excitation | None


def look_at(
    state: ViewState, readings: Readings, scales: Scales, aspect: Aspect
) -> LargeLook | None:
    """Return what is known of the selected neuron; None before its weights are."""
    spec = readings.spec
    if spec is None:
        return None
    neuron = fitting(state.neuron, spec)
    layer, unit = neuron.layer, neuron.unit
    W = readings.values(Quantity.W, layer, None)
    if W is None:
        return None
    shape = drawable_shape(state.picture_shape, W.shape[1]) if layer == 1 else None

    def number(quantity: Quantity) -> float | None:
        values = readings.values(quantity, layer, state.picture)
        return None if values is None else float(values[unit])

    gatherer = _Gatherer(spec, neuron, aspect, shape, scales)
    return LargeLook(
        neuron,
        len(W),
        _name(state.class_names, spec, neuron),
        gatherer.rows(W, readings.learned() if layer == 1 else None),
        shape,
        number(Quantity.B),
        number(Quantity.Z),
        number(Quantity.A),
        unit in readings.dead(layer),
        readings.answer(MostExcited(layer, unit)),
    )


def fitting(neuron: Neuron, spec: NetworkSpec) -> Neuron:
    """Return the neuron, or the nearest one that a network has."""
    layer = min(neuron.layer, spec.L)
    return Neuron(layer, min(neuron.unit, spec.layer_dims[layer] - 1))


@dataclass(frozen=True, eq=False)
class _Gatherer:
    spec: NetworkSpec
    neuron: Neuron
    aspect: Aspect
    shape: Shape | None
    scales: Scales

    def rows(self, W: Array, learned: Array | None) -> tuple[Row, ...]:
        name = f"W{self.neuron.layer}"
        rows = [self._row(name, tr("weights {name}").format(name=name), W)]
        if learned is not None and self.shape is not None:
            rows.append(self._row("learned", tr("learned, since the start"), learned))
        return tuple(rows)

    def _row(self, key: str, name: str, values: Array) -> Row:
        shown, shape = seen(values, self.aspect, self.shape)
        known = self.spec.layer_dims, key, shape is None, self.aspect
        scale = self.scales.scale(known, shown)
        return Row(name, shown[self.neuron.unit], shape, scale.full)


def _name(names: tuple[str, ...], spec: NetworkSpec, neuron: Neuron) -> str:
    """Return what an output unit stands for."""
    if neuron.layer < spec.L:
        return ""
    units = spec.layer_dims[-1]
    if units == 1 and len(names) == 2:
        return names[1]
    return names[neuron.unit] if len(names) == units else ""


def note_of(look: LargeLook, state: ViewState) -> str:
    """Return what is to be said of the training examples; empty if nothing is."""
    found = look.excitation
    if not state.has_its_data:
        return tr(
            "This network learned from other data than those that are loaded: which "
            "of its training pictures excite it isn't known."
        )
    if found is None:
        return ""
    if found.not_finite:
        return tr(
            "✕ Of {count:,} training examples {bad:,} are left out: their z is not "
            "finite."
        ).format(count=found.looked_at, bad=found.not_finite)
    if found.looked_at < len(state.dataset.train):
        return tr("Of the first {count:,} training examples.").format(
            count=found.looked_at
        )
    return ""


def examples_of(found: Excited, dataset: Dataset) -> list[Example]:
    """Return training examples with their pictures, and what is said of them."""
    rows = zip(found.indices.tolist(), found.z.tolist(), found.a.tolist(), strict=True)
    return [
        Example(index, picture_of(dataset, index), z, _text(dataset, index, z, a))
        for index, z, a in rows
        if index < len(dataset.train)
    ]


def picture_of(dataset: Dataset, index: int) -> Picture | None:
    """Return a training picture; None if there is none, or it can't be read."""
    if dataset.kind is not InputKind.IMAGE:
        return None
    try:
        return dataset.picture(SplitName.TRAIN, index)
    except EngineError:
        return None


def _text(dataset: Dataset, index: int, z: float, a: float) -> str:
    text = tr("training example {index}: z = {z}, a = {a}").format(
        index=index, z=f"{z:.4g}".replace("-", "−"), a=f"{a:.4g}".replace("-", "−")
    )
    if dataset.train.values is not None:
        return text
    label = dataset.class_names[int(dataset.train.labels[index])]
    return tr("{text}; it is labelled {label}").format(text=text, label=label)
