"""How one unit's answer comes about: its sum, term by term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.arrays import may_overflow
from engine.network import forward
from engine.question import Question
from engine.subject import Subject, column_of

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Dataset
    from engine.network_state import ModelState
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

MOST_TERMS = 5
"""Terms that are told one by one."""


@dataclass(frozen=True)
class Term:
    """A term of a sum: ``weight`` times ``value``, what comes from input ``index``."""

    index: int
    weight: float
    value: float

    @property
    def product(self) -> float:
        """What it adds."""
        return self.weight * self.value


@dataclass(frozen=True)
class Arithmetic:
    """z = sum of w x + b and a = g(z), for one unit and one example.

    Attributes
    ----------
    layer, unit : int
        The unit; layers count from 1, units from 0.
    function : str
        Name of g: an activation, or an output for the last layer.
    terms : tuple of Term
        The largest terms, the largest absolute value first.
    others : int
        How many terms there are besides.
    rest : float
        What they add, all together.
    bias : float
        b.
    z, a : float
        The unit's input and its answer.
    """

    layer: int
    unit: int
    function: str
    terms: tuple[Term, ...]
    others: int
    rest: float
    bias: float
    z: float
    a: float


@dataclass(frozen=True)
class ArithmeticOf(Question[Arithmetic]):
    """Asks how a unit's answer to an example comes about.

    Attributes
    ----------
    subject : Picture or int
        A picture, or the number of a training example.
    layer, unit : int
        The unit; layers count from 1, units from 0.
    """

    subject: Subject
    layer: int
    unit: int

    def answer(self, state: ModelState, dataset: Dataset | None) -> Arithmetic | None:
        """Compute it; None if there is no such unit or example."""
        spec = state.spec
        is_there = 1 <= self.layer <= spec.L
        if not is_there or self.unit >= spec.layer_dims[self.layer]:
            return None
        x = column_of(self.subject, state, dataset)
        if x is None:
            return None
        return arithmetic(spec, state.network.parameters(), x, self.layer, self.unit)


@may_overflow
def arithmetic(
    spec: NetworkSpec, parameters: Parameters, x: Array, layer: int, unit: int
) -> Arithmetic:
    """Compute how a unit's answer comes about.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    parameters : Parameters
        Its weights and biases.
    x : ndarray, shape (n_x, 1)
        The example.
    layer, unit : int
        The unit; layers count from 1, units from 0.
    """
    passed = forward(spec, parameters, x)
    values = (x, *passed.A)[layer - 1][:, 0]
    weights = parameters.weights[layer - 1][unit]
    products = weights * values
    largest = _largest(products)
    others = np.ones(len(products), np.bool_)
    others[largest] = False
    return Arithmetic(
        layer,
        unit,
        (*spec.activations, spec.output)[layer - 1],
        tuple(Term(int(i), float(weights[i]), float(values[i])) for i in largest),
        int(np.count_nonzero(others)),
        float(products[others].sum()),
        float(parameters.biases[layer - 1][unit, 0]),
        float(passed.Z[layer - 1][unit, 0]),
        float(passed.A[layer - 1][unit, 0]),
    )


def _largest(products: Array) -> list[int]:
    """Return where the largest absolute values are, the largest first."""
    sizes = np.abs(products)
    # What isn't a number matters most of all.
    sizes[np.isnan(sizes)] = np.inf
    count = min(MOST_TERMS, len(sizes))
    found = np.argpartition(-sizes, count - 1)[:count]
    order = np.lexsort((found, -sizes[found]))
    return [int(index) for index in found[order]]
