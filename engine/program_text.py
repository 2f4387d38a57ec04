"""A trained network as a program of Python and NumPy, for people to read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.activations import ACTIVATIONS, LOGISTIC_CODE
from engine.datasets import SplitName
from engine.file_checks import printable
from engine.outputs import OUTPUTS, Task

if TYPE_CHECKING:
    from engine.outputs import Output
    from engine.saved_model import SavedModel
    from engine.spec import NetworkSpec

_BEGINNING = '''\
"""A neural network in NumPy: layers of {dims} units.

LayerLab trained it, and wrote this program. Iterations of its training: {iterations:,}.
"""

from pathlib import Path

import numpy as np

TRAINED_ON = {trained_on!r}
CLASS_NAMES = {class_names!r}

# What it learned{and_examples}.
NUMBERS = Path(__file__).with_name({numbers!r})
if not NUMBERS.exists():
    raise SystemExit(f"{{NUMBERS.name}} belongs beside this program.")
with np.load(NUMBERS) as file:
    numbers = dict(file)
{parameters}
'''

_OVERFLOW = """
# exp overflows to infinity where Z is far below zero; one over that is 0, and right.
np.seterr(over="ignore")
"""

_FUNCTION = """

def {name}(Z):
    return {code}
"""

_NETWORK = '''

def forward(X):
    """Return Z and A of the last layer.

    X ({inputs}, m) has one example in each column.
    """
{layers}
    return Z{last}, A{last}


def cost(Z, Y):
    """Return the mean cost J: of {formula}.

    It is found from Z, as A may be rounded to 0 or 1. Y has a target in each column.
    """
    return {cost}
'''

_DECISION = '''

def decide(A):
    """Return the class of each example, counted from 0."""
    return {decide}
'''

_MAIN = """

def main():
    print("trained on:", TRAINED_ON)
"""

_EXAMPLES = """\
    # {kind}: {stored} -> ({inputs}, m)
    examples = numbers["X"]
    X = examples.reshape(len(examples), -1).T.astype(W1.dtype)
{scale}    {targets}
    Z, A = forward(X)
    print(f"cost on {kind}: {{cost(Z, Y):.6f}}")
"""

_SCALE = """\
    X /= 255
"""

_ACCURACY = """\
    said = decide(A)
    wrong = np.flatnonzero(said != y)
    right = len(y) - len(wrong)
    print(f"right on {kind}: {{right}} of {{len(y)}}, {{right / len(y):.2%}}")
    for i in wrong[:20]:
        print(f"  {{i}} is {{CLASS_NAMES[y[i]]}}, it said {{CLASS_NAMES[said[i]]}}")
    if len(wrong) > 20:
        print(f"  and {{len(wrong) - 20}} more")
"""

_NO_EXAMPLES = """\
    print("forward(X) answers: each column of X is an example of {inputs} numbers.")
"""

_END = """

if __name__ == "__main__":
    main()
"""

_TARGETS = {
    Task.BINARY: 'y = numbers["y"]\n    Y = y[np.newaxis]',
    Task.MULTICLASS: (
        'y = numbers["y"]\n'
        "    Y = (np.arange(len(CLASS_NAMES))[:, np.newaxis] == y).astype(W1.dtype)"
    ),
    Task.REGRESSION: 'Y = numbers["Y"].T.astype(W1.dtype)',
}


@dataclass(frozen=True)
class Tried:
    """The examples that a program tries its network on.

    Attributes
    ----------
    part : SplitName
        Where they are from.
    shape : tuple of int
        Shape of one, as it is stored.
    are_pixels : bool
        Whether they are bytes, which the network takes as shares of 255.
    count, total : int
        How many they are, the first ones, and how many there are.
    """

    part: SplitName
    shape: tuple[int, ...]
    are_pixels: bool
    count: int
    total: int

    @property
    def kind(self) -> str:
        """What they are called."""
        name = "test" if self.part is SplitName.TEST else "training"
        if self.count == self.total:
            return f"{name} examples"
        return f"the first {self.count:,} of {self.total:,} {name} examples"


def program_text(model: SavedModel, numbers: str, tried: Tried | None) -> str:
    """Return a program that computes what a network answers.

    Parameters
    ----------
    model : SavedModel
        The network.
    numbers : str
        Name of the file with its arrays, beside the program: W1, b1 and so on, and
        ``X`` with ``y``, or ``Y`` for a regression, if there are examples.
    tried : Tried or None
        The examples.

    Returns
    -------
    str
        It needs Python and NumPy, and prints cost and accuracy on the examples.
    """
    spec, output = model.spec, OUTPUTS[model.spec.output]
    inputs = spec.layer_dims[0]
    return "".join(
        [
            _beginning(model, numbers, tried),
            *_functions(spec),
            _NETWORK.format(
                inputs=inputs,
                layers=_layers(spec),
                last=spec.L,
                formula=output.code.formula,
                cost=output.code.cost,
            ),
            *_decision(output),
            _MAIN,
            *([_NO_EXAMPLES.format(inputs=inputs)] if tried is None else []),
            *([] if tried is None else _trial(output.task, tried)),
            _END,
        ]
    )


def _beginning(model: SavedModel, numbers: str, tried: Tried | None) -> str:
    layers = range(1, model.spec.L + 1)
    names = [f"{kind}{layer}" for layer in layers for kind in "Wb"]
    return _BEGINNING.format(
        dims=", ".join(f"{units:,}" for units in model.spec.layer_dims),
        iterations=model.iteration,
        trained_on=printable(model.dataset_name),
        class_names=model.class_names,
        and_examples="" if tried is None else f", and {tried.kind}",
        numbers=numbers,
        parameters="\n".join(f'{one} = numbers["{one}"]' for one in names),
    )


def _functions(spec: NetworkSpec) -> list[str]:
    """Return a definition of each function that the network uses, once."""
    codes = {name: ACTIVATIONS[name].code for name in spec.activations}
    codes[spec.output] = OUTPUTS[spec.output].code.forward
    defined = [
        _FUNCTION.format(name=_identifier(name), code=code)
        for name, code in codes.items()
    ]
    return [_OVERFLOW, *defined] if LOGISTIC_CODE in codes.values() else defined


def _layers(spec: NetworkSpec) -> str:
    lines = ["    A0 = X"]
    functions = (*spec.activations, spec.output)
    for layer, name in enumerate(functions, 1):
        lines.append(f"    Z{layer} = W{layer} @ A{layer - 1} + b{layer}")
        lines.append(
            f"    A{layer} = {_identifier(name)}(Z{layer})"
            f"  # ({spec.layer_dims[layer]}, m)"
        )
    return "\n".join(lines)


def _decision(output: Output) -> list[str]:
    if output.task is Task.REGRESSION:
        return []
    return [_DECISION.format(decide=output.code.decide)]


def _trial(task: Task, tried: Tried) -> list[str]:
    examples = _EXAMPLES.format(
        kind=tried.kind,
        stored=f"({', '.join(map(str, ('m', *tried.shape)))})",
        inputs=math.prod(tried.shape),
        scale=_SCALE if tried.are_pixels else "",
        targets=_TARGETS[task],
    )
    if task is Task.REGRESSION:
        return [examples]
    return [examples, _ACCURACY.format(kind=tried.kind)]


def _identifier(name: str) -> str:
    return name.replace("-", "_")
