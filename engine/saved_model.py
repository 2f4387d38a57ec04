"""A model as a value: what a file of it holds, and when that makes sense."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from engine.class_names import MAX_CLASSES, MAX_NAME, checked_names
from engine.config import MAX_ITERATIONS, TrainingConfig
from engine.outputs import OUTPUTS, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.arrays import Array
    from engine.checkpoint import Checkpoint
    from engine.datasets import Dataset
    from engine.errors import EngineError
    from engine.parameters import Parameters
    from engine.spec import NetworkSpec

    Fault = Callable[..., EngineError]
    """Makes an error that knows the {file} from a template and its values."""

MODEL_FORMAT = "LayerLab model"
"""What a model file has in its attribute "format"."""

HISTORIES = ("costs", "train_accuracy")
TEST_HISTORIES = ("test_iterations", "test_costs", "test_accuracy")
RATE_HISTORIES = ("rate_iterations", "rates")
"""Fields of `SavedModel` with one number for each state, each tested state, or each
change of the learning rate."""

PRECISIONS = (np.dtype(np.float64), np.dtype(np.float32))


@dataclass(frozen=True, eq=False)
class SavedModel:
    """A model, and all that is needed to judge it and to use it.

    Attributes
    ----------
    spec : NetworkSpec
        The network.
    config : TrainingConfig
        The hyperparameters of its run.
    parameters : Parameters
        What it learned, float64 or float32.
    class_names : tuple of str
        Names of the classes, by index.
    input_shape : tuple of int
        Shape of one example, (height, width, channels) for a picture.
    dataset_name : str
        What it was trained on, for people.
    dataset_fingerprint : str
        The same to the bit, see `Dataset.fingerprint`.
    iteration : int
        Updates that it took to get here.
    costs : ndarray of float64, shape (iteration + 1,)
        Cost of every state from 0 on; empty if unknown.
    train_accuracy : ndarray of float64, shape (iteration + 1,)
        Like `costs`, from 0 to 1; NaN where unknown.
    test_iterations : ndarray of int64, shape (k,)
        States that the test set was tried on.
    test_costs, test_accuracy : ndarray of float64, shape (k,)
        What came of it.
    blas_threads : int
        Threads that the products were computed with.
    preprocessing : str
        What is done to an example's numbers before the network gets them.
    rate_iterations : ndarray of int64, shape (c,)
        States from which another learning rate held than before.
    rates : ndarray of float64, shape (c,)
        Those learning rates.
    checkpoint : Checkpoint or None
        What training needs to go on from here to the bit; None if that isn't known.
    initial : Parameters or None
        Weights that its run began with, where they were given; None if ``config`` says
        how they were drawn.
    """

    spec: NetworkSpec
    config: TrainingConfig
    parameters: Parameters
    class_names: tuple[str, ...]
    input_shape: tuple[int, ...]
    dataset_name: str
    dataset_fingerprint: str
    iteration: int
    costs: Array
    train_accuracy: Array
    test_iterations: npt.NDArray[np.int64]
    test_costs: Array
    test_accuracy: Array
    blas_threads: int
    preprocessing: str = "pixels / 255"
    rate_iterations: npt.NDArray[np.int64] = field(
        default_factory=lambda: np.empty(0, np.int64)
    )
    rates: Array = field(default_factory=lambda: np.empty(0))
    checkpoint: Checkpoint | None = None
    initial: Parameters | None = None

    def learned_from(self, dataset: Dataset) -> bool:
        """Tell whether it learned from just these data, so that it can go on."""
        same = self.dataset_fingerprint == dataset.fingerprint
        return same and dataset.fits(self.spec)


def check_model(model: SavedModel, fault: Fault) -> None:
    """Refuse a model that contradicts itself.

    Parameters
    ----------
    model : SavedModel
        About to be saved, or just opened.
    fault : callable
        Makes an error that knows the {file} from a template and its values.

    Raises
    ------
    EngineError
        From ``fault``.
    """
    check_parameters(
        model.spec,
        {k: (v.shape, v.dtype) for k, v in model.parameters.as_dict().items()},
        fault,
    )
    if not model.parameters.is_finite():
        raise fault(
            "{file} has parameters that are no finite numbers. Use a model that was "
            "saved before the training diverged."
        )
    if model.initial is not None:
        _check_initial(model.spec, model.initial, fault)
    _check_input(model, fault)
    _check_classes(model, fault)
    _check_history(model, fault)


def _check_initial(spec: NetworkSpec, initial: Parameters, fault: Fault) -> None:
    arrays = initial.as_dict().items()
    check_parameters(spec, {k: (v.shape, v.dtype) for k, v in arrays}, fault)
    if not initial.is_finite():
        raise fault(
            "{file} begins from weights that are no finite numbers. Save the model "
            "again."
        )


def check_parameters(
    spec: NetworkSpec,
    given: dict[str, tuple[tuple[int, ...], np.dtype[Any]]],
    fault: Fault,
) -> None:
    """Refuse parameters that are not those of the network.

    Parameters
    ----------
    spec : NetworkSpec
        The network.
    given : dict of str to (tuple of int, dtype)
        Shape and type of W1, b1 and so on.
    fault : callable
        As for `check_model`.

    Raises
    ------
    EngineError
        From ``fault``.
    """
    expected = parameter_shapes(spec)
    dtypes = {dtype for _, dtype in given.values()}
    if len(dtypes) != 1 or not dtypes <= set(PRECISIONS):
        raise fault(
            "The parameters in {file} are not all float64 or all float32. Save the "
            "model again."
        )
    if {name: shape for name, (shape, _) in given.items()} != expected:
        raise fault(
            "The parameters in {file} do not fit its layers of {dims} units. Save the "
            "model again.",
            dims=", ".join(map(str, spec.layer_dims)),
        )


def parameter_shapes(spec: NetworkSpec) -> dict[str, tuple[int, ...]]:
    """Return the shape of each of W1, b1 and so on."""
    named: dict[str, tuple[int, ...]] = {}
    for layer in spec.shapes(1):
        named |= {f"W{layer.layer}": layer.W, f"b{layer.layer}": layer.b}
    return named


def _check_input(model: SavedModel, fault: Fault) -> None:
    shape = model.input_shape
    inputs = model.spec.layer_dims[0]
    if not shape or min(shape) < 1 or math.prod(shape) != inputs:
        raise fault(
            "The examples of {file} have the shape {shape}, but its network takes "
            "{inputs:,} numbers. Save the model again.",
            shape=shape,
            inputs=inputs,
        )


def _check_classes(model: SavedModel, fault: Fault) -> None:
    names = model.class_names
    units = model.spec.layer_dims[-1]
    task = OUTPUTS[model.spec.output].task
    possible = {
        Task.BINARY: units == 1 and len(names) == 2,
        Task.MULTICLASS: units == len(names),
        Task.REGRESSION: len(names) in (0, units),
    }
    if len(names) > MAX_CLASSES or not possible[task]:
        raise fault(
            "{file} names {names:,} classes for {units:,} output units. Save the model "
            "again.",
            names=len(names),
            units=units,
        )
    long = any(len(name) > MAX_NAME for name in names)
    if long or checked_names(names, fault) != names:
        raise fault(
            "{file} has a class name that is too long or can't be shown. Give it "
            "another name."
        )


def _check_history(model: SavedModel, fault: Fault) -> None:
    states = model.iteration + 1
    lengths = {getattr(model, name).shape for name in HISTORIES}
    tested = {getattr(model, name).shape for name in TEST_HISTORIES}
    times = model.test_iterations
    sound = (
        1 <= states <= MAX_ITERATIONS + 1
        and model.blas_threads >= 1
        and lengths in ({(states,)}, {(0,)})
        and tested == {(len(times),)}
        and ((times >= 0) & (times < states)).all()
        and times.dtype == np.int64
        and all(
            getattr(model, name).dtype == np.float64
            for name in (*HISTORIES, *TEST_HISTORIES[1:], *RATE_HISTORIES[1:])
        )
        and _rates_are_sound(model)
    )
    if not sound:
        raise fault(
            "The history in {file} does not fit its {count:,} iterations. Save the "
            "model again.",
            count=model.iteration,
        )


def _rates_are_sound(model: SavedModel) -> bool:
    times, rates = model.rate_iterations, model.rates
    return bool(
        times.dtype == np.int64
        and times.ndim == 1
        and rates.shape == times.shape
        and ((times >= 0) & (times <= model.iteration)).all()
        and (np.diff(times) > 0).all()
        and (np.isfinite(rates) & (rates > 0)).all()
    )
