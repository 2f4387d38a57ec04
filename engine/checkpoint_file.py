"""What training needs to go on from a saved model, in the model's file.

An attribute describes it; ``checkpoint/block`` holds the numbers. Two things that the
rest of the file says already are left out: the parameters in the first row, so that
``checkpoint/counted`` has what else is in it, and the base where it is what the
config's seed draws.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.checkpoint import (
    Checkpoint,
    block_shape,
    counted_part,
    packed,
)
from engine.config import FIRST_LAYERS
from engine.errors import SpecError
from engine.first_layer_choice import MOST_EXAMPLES
from engine.hdf5_packing import MAX_BYTES
from engine.initializers import initial_parameters
from engine.parameters import Parameters
from engine.saved_model import check_parameters, parameter_shapes
from engine.spec import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.errors import EngineError
    from engine.hdf5 import Hdf5Reader
    from engine.saved_model import Fault, SavedModel

GROUP = "checkpoint"
_BLOCK = GROUP + "/block"
_BASE = GROUP + "/base"
_COUNTED = GROUP + "/counted"


@dataclass(frozen=True)
class Description:
    """What a file says of a checkpoint besides its arrays.

    Attributes
    ----------
    learning_rate : float
        Before the schedule.
    first_layer : str
        "direct" or "sample-space".
    train_examples : int
        Examples that the coordinates are of; 0 if they are nothing but weights.

    Raises
    ------
    SpecError
        If a value makes no sense.
    """

    learning_rate: float
    first_layer: str
    train_examples: int

    def __post_init__(self) -> None:
        """Refuse what no run has."""
        rate = self.learning_rate
        least = 1 if self.first_layer == "sample-space" else 0
        if (
            not (math.isfinite(rate) and rate > 0)
            or self.first_layer not in FIRST_LAYERS[1:]
            or not least <= self.train_examples <= MOST_EXAMPLES
        ):
            raise SpecError("No run has such a state.")


def description_of(model: SavedModel) -> dict[str, Any]:
    """Return what the file is to say of the model's checkpoint, for JSON."""
    checkpoint = model.checkpoint
    assert checkpoint is not None
    return {
        "learning_rate": float(checkpoint.learning_rate),
        "first_layer": checkpoint.first_layer,
        "train_examples": checkpoint.example_count(model.spec, model.config),
    }


def description_from_json(data: Mapping[str, Any]) -> Description:
    """Return what `description_of` wrote; raises `SpecError` if it is broken."""
    return Description(
        float(data["learning_rate"]),
        str(data["first_layer"]),
        whole(data["train_examples"]),
    )


def without_huge_checkpoint(model: SavedModel) -> SavedModel:
    """Leave a checkpoint out that is larger than what would be read again."""
    checkpoint = model.checkpoint
    if checkpoint is None or checkpoint.block.nbytes <= MAX_BYTES:
        return model
    return dataclasses.replace(model, checkpoint=None)


def check_checkpoint(model: SavedModel, fault: Fault) -> None:
    """Refuse to save a checkpoint that isn't one of the model's run.

    Parameters
    ----------
    model : SavedModel
        About to be saved.
    fault : callable
        As for `check_model`.

    Raises
    ------
    EngineError
        From ``fault``.
    """
    checkpoint = model.checkpoint
    if checkpoint is None:
        return
    m = checkpoint.example_count(model.spec, model.config)
    try:
        Description(checkpoint.learning_rate, checkpoint.first_layer, m)
    except SpecError as error:
        raise _misfit(fault) from error
    belongs = checkpoint.belongs_to(model.spec, model.config, m)
    if not belongs or checkpoint.iteration != model.iteration:
        raise _misfit(fault)
    _check_finite([checkpoint.block, *checkpoint.base.as_dict().values()], fault)


def checkpoint_arrays(model: SavedModel) -> dict[str, npt.NDArray[Any]]:
    """Return what of the model's checkpoint the file has to hold, by name."""
    checkpoint = model.checkpoint
    assert checkpoint is not None
    named = _block_arrays(model, checkpoint)
    base, drawn = checkpoint.base.as_dict(), _drawn(model).as_dict()
    if not all(_same(base[name], drawn[name]) for name in base):
        named |= {f"{_BASE}/{name}": array for name, array in base.items()}
    return named


def _block_arrays(model: SavedModel, checkpoint: Checkpoint) -> dict[str, Array]:
    block = checkpoint.block
    if _knows_first_row(model, checkpoint.first_layer):
        m = checkpoint.example_count(model.spec, model.config)
        counted = block[0, counted_part(model.spec, m)]
        if _same(packed(model.parameters, counted), block[0]):
            rest = {_BLOCK: block[1:]}
            return rest | {_COUNTED: counted} if m else rest
    return {_BLOCK: block}


def read_checkpoint(
    source: Hdf5Reader, description: Description, model: SavedModel
) -> Checkpoint:
    """Read a checkpoint.

    Parameters
    ----------
    source : Hdf5Reader
        A model's file.
    description : Description
        What it says of the checkpoint.
    model : SavedModel
        All else that is in it, checked.

    Raises
    ------
    EngineError
        From ``source``, if the checkpoint isn't one of the model's run.
    """
    first_layer = description.first_layer
    block = _read_block(source, description, model)
    base = _read_base(source, model)
    _check_finite([block, *base.as_dict().values()], source.fault)
    return Checkpoint(
        model.iteration, description.learning_rate, first_layer, base, block
    )


def _read_block(
    source: Hdf5Reader, description: Description, model: SavedModel
) -> Array:
    first_layer, m = description.first_layer, description.train_examples
    rows, size = block_shape(model.spec, model.config, first_layer, m)
    is_known = _knows_first_row(model, first_layer)
    least = rows - is_known
    block = _read_numbers(source, model, _BLOCK, [(rows, size), (least, size)])
    if len(block) == rows:
        return block
    places = counted_part(model.spec, m)
    # Files from before examples were counted have no place for it.
    counted = np.empty(0, block.dtype)
    if m:
        shape = (places.stop - places.start,)
        counted = _read_numbers(source, model, _COUNTED, [shape])
    return np.concatenate([packed(model.parameters, counted)[np.newaxis], block])


def _read_numbers(
    source: Hdf5Reader,
    model: SavedModel,
    place: str,
    shapes: Sequence[tuple[int, ...]],
) -> Array:
    """Read an array in the run's precision, unless it has none of these shapes."""
    declared = source.declared(place)
    if declared.shape not in shapes or declared.dtype != model.config.precision:
        raise _misfit(source.fault)
    return source.numbers(place)


def _read_base(source: Hdf5Reader, model: SavedModel) -> Parameters:
    if _BASE not in source:
        return _drawn(model)
    names = {name: f"{_BASE}/{name}" for name in parameter_shapes(model.spec)}
    declared = {name: source.declared(place) for name, place in names.items()}
    given = {name: (array.shape, array.dtype) for name, array in declared.items()}
    check_parameters(model.spec, given, source.fault)
    if any(array.dtype != model.config.precision for array in declared.values()):
        raise _misfit(source.fault)
    return Parameters.from_dict(
        {name: source.numbers(place) for name, place in names.items()}
    )


def _knows_first_row(model: SavedModel, first_layer: str) -> bool:
    """Tell whether the parameters are a part of the first row."""
    precision = model.parameters.weights[0].dtype
    return first_layer == "direct" and precision == model.config.precision


def _drawn(model: SavedModel) -> Parameters:
    config = model.config
    drawn = initial_parameters(model.spec, config)
    return drawn.astype(config.precision)


def _same(one: Array, other: Array) -> bool:
    """Tell whether the arrays are equal to the bit; zeros have signs."""
    return one.tobytes() == other.tobytes()


def _check_finite(arrays: list[Array], fault: Fault) -> None:
    if not all(np.isfinite(array).all() for array in arrays):
        raise fault(
            "{file} has a state of the training that is no finite numbers. Save the "
            "model again."
        )


def _misfit(fault: Fault) -> EngineError:
    return fault(
        "The state of the training in {file} does not fit its network and its "
        "hyperparameters. Save the model again."
    )
