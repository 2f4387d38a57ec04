"""What training needs to go on from a saved model, in the model's file.

An attribute describes it; ``checkpoint/block`` holds the numbers. Two things that the
rest of the file says already are left out: the first row where it is nothing but the
parameters, and the base where it is what the config's seed draws.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.checkpoint import Checkpoint, block_shape, packed
from engine.config import FIRST_LAYERS
from engine.errors import SpecError
from engine.first_layer_choice import MOST_EXAMPLES
from engine.hdf5_packing import MAX_BYTES
from engine.initializers import initial_parameters
from engine.parameters import Parameters
from engine.saved_model import check_parameters, parameter_shapes
from engine.spec import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.arrays import Array
    from engine.errors import EngineError
    from engine.hdf5 import Hdf5Reader
    from engine.saved_model import Fault, SavedModel

GROUP = "checkpoint"
_BLOCK = GROUP + "/block"
_BASE = GROUP + "/base"


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
        Examples that the coordinates are of; 0 if the first layer is direct.

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
        most = MOST_EXAMPLES if self.first_layer == "sample-space" else 0
        if (
            not (math.isfinite(rate) and rate > 0)
            or self.first_layer not in FIRST_LAYERS[1:]
            or not min(1, most) <= self.train_examples <= most
        ):
            raise SpecError("No run has such a state.")


def description_of(model: SavedModel) -> dict[str, Any]:
    """Return what the file is to say of the model's checkpoint, for JSON."""
    checkpoint = model.checkpoint
    assert checkpoint is not None
    return {
        "learning_rate": float(checkpoint.learning_rate),
        "first_layer": checkpoint.first_layer,
        "train_examples": _examples(model, checkpoint),
    }


def description_from_json(data: Mapping[str, Any]) -> Description:
    """Return what `description_of` wrote; raises `SpecError` if it is broken."""
    return Description(
        float(data["learning_rate"]),
        str(data["first_layer"]),
        whole(data["train_examples"]),
    )


def _examples(model: SavedModel, checkpoint: Checkpoint) -> int:
    """Return how many examples the coordinates are of, as their number says."""
    if checkpoint.first_layer != "sample-space" or checkpoint.block.ndim != 2:
        return 0
    _, others = block_shape(model.spec, model.config, "sample-space", 0)
    return int(checkpoint.block.shape[1] - others) // model.spec.layer_dims[1]


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
    m = _examples(model, checkpoint)
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
    known = _first_row(model, checkpoint.first_layer)
    block = checkpoint.block
    is_known = known is not None and _same(known, block[0])
    named = {_BLOCK: block[1:] if is_known else block}
    base, drawn = checkpoint.base.as_dict(), _drawn(model).as_dict()
    if not all(_same(base[name], drawn[name]) for name in base):
        named |= {f"{_BASE}/{name}": array for name, array in base.items()}
    return named


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
    declared = source.declared(_BLOCK)
    known = _first_row(model, first_layer)
    shapes = [(rows, size)] if known is None else [(rows, size), (rows - 1, size)]
    if declared.shape not in shapes or declared.dtype != model.config.precision:
        raise _misfit(source.fault)
    block = source.numbers(_BLOCK)
    if len(block) == rows:
        return block
    assert known is not None
    return np.concatenate([known[np.newaxis], block])


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


def _first_row(model: SavedModel, first_layer: str) -> Array | None:
    """Return the first row, if it is nothing but the parameters."""
    if first_layer != "direct":
        return None
    row = packed(model.parameters)
    return row if row.dtype == model.config.precision else None


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
