"""A trained network as a program of Python and NumPy, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.activations import ACTIVATIONS
from engine.datasets import SplitName
from engine.file_checks import printable
from engine.outputs import OUTPUTS, Task

if TYPE_CHECKING:
    from engine.saved_model import SavedModel
    from engine.spec import NetworkSpec

_BEGINNING = '''\
"""A neural network in NumPy: layers of {dims} units.

LayerLab trained it in {iterations:,} iterations and wrote this program. What it
learned is in the file of its numbers, which belongs beside it. All that it needs is
Python and NumPy.
"""

from pathlib import Path

import numpy as np

TRAINED_ON = {trained_on!r}
CLASS_NAMES = {class_names!r}

with np.load(Path(__file__).with_name({numbers!r})) as file:
    numbers = dict(file)
{parameters}

# exp overflows to infinity where Z is far below zero; one over that is 0, and right.
np.seterr(over="ignore")
'''

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
    """Return the mean cost J. Y has one target in each column."""
    return {cost}
'''

_DECISION = '''

def decide(A):
    """Return the class of each example, counted from 0."""
    return {decide}
'''

_EXAMPLES = """

def main():
    # The {kind} set: one example in each column{scaled}.
    examples = numbers["X"]
    X = examples.reshape(len(examples), -1).T.astype(W1.dtype){scale}
    {targets}
    Z, A = forward(X)
    print(f"cost on the {kind} set: {{cost(Z, Y):.6f}}")
"""

_ACCURACY = """\
    wrong = np.flatnonzero(decide(A) != y)
    right = len(y) - len(wrong)
    print(f"right on {kind} examples: {{right}} of {{len(y)}}, {{right / len(y):.2%}}")
    print("wrong:", *wrong[:20], "..." if len(wrong) > 20 else "")
"""

_NO_EXAMPLES = """

def main():
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
        Which they are.
    are_pixels : bool
        Whether they are bytes, which the network takes as shares of 255.
    """

    part: SplitName
    are_pixels: bool


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
    names = [f"{kind}{layer}" for layer in range(1, spec.L + 1) for kind in "Wb"]
    parts = [
        _BEGINNING.format(
            dims=", ".join(f"{units:,}" for units in spec.layer_dims),
            iterations=model.iteration,
            numbers=numbers,
            trained_on=printable(model.dataset_name),
            class_names=model.class_names,
            parameters="\n".join(f'{one} = numbers["{one}"]' for one in names),
        ),
        *_functions(spec),
        _NETWORK.format(
            inputs=inputs, layers=_layers(spec), last=spec.L, cost=output.code.cost
        ),
    ]
    if output.task is not Task.REGRESSION:
        parts.append(_DECISION.format(decide=output.code.decide))
    if tried is None:
        parts.append(_NO_EXAMPLES.format(inputs=inputs))
    else:
        parts += _trial(output.task, tried)
    return "".join([*parts, _END])


def _functions(spec: NetworkSpec) -> list[str]:
    """Return a definition of each function that the network uses, once."""
    codes = {name: ACTIVATIONS[name].code for name in spec.activations}
    codes[spec.output] = OUTPUTS[spec.output].code.forward
    return [
        _FUNCTION.format(name=_identifier(name), code=code)
        for name, code in codes.items()
    ]


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


def _trial(task: Task, tried: Tried) -> list[str]:
    kind = "test" if tried.part is SplitName.TEST else "training"
    parts = [
        _EXAMPLES.format(
            kind=kind,
            scaled=", bytes as shares of 255" if tried.are_pixels else "",
            scale=" / 255" if tried.are_pixels else "",
            targets=_TARGETS[task],
        )
    ]
    if task is not Task.REGRESSION:
        parts.append(_ACCURACY.format(kind=kind))
    return parts


def _identifier(name: str) -> str:
    return name.replace("-", "_")
