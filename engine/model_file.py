"""Models in files: a network with its parameters and how it came to them.

An HDF5 file without any pickle. Its attributes describe the model, with the spec and
the config as JSON; ``parameters/W1``, ``parameters/b1`` and so on are what it learned,
``history/`` how it went, ``checkpoint/`` what going on from there takes. Weights that
the run was given to begin with are in ``initial/``.
"""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.atomic_file import check_replaceable, replace_file
from engine.checkpoint_file import (
    GROUP,
    check_checkpoint,
    checkpoint_arrays,
    description_from_json,
    description_of,
    read_checkpoint,
    without_huge_checkpoint,
)
from engine.class_names import read_class_names
from engine.config import config_from_json, config_to_json
from engine.dataset_arrays import pixels_name
from engine.datasets import SplitName
from engine.errors import ModelFileError
from engine.file_checks import printable, shown
from engine.hdf5 import Hdf5Reader, open_hdf5
from engine.hdf5_writing import write_hdf5
from engine.model_attributes import read_count, read_json, read_text
from engine.parameters import Parameters
from engine.saved_model import (
    HISTORIES,
    MODEL_FORMAT,
    RATE_HISTORIES,
    TEST_HISTORIES,
    SavedModel,
    check_model,
    check_parameters,
    parameter_shapes,
)
from engine.spec import NetworkSpec, spec_from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt


__all__ = [
    "FORMAT_VERSION",
    "SavedModel",
    "check_writable",
    "is_model",
    "open_model",
    "save_model",
]

FORMAT_VERSION = 1
"""Goes up when older programs could no longer read a file rightly."""

_PARAMETERS = "parameters/"
_INITIAL = "initial"
_HISTORY = "history/"
_CLASSES = "class_names"


def check_writable(path: Path) -> None:
    """Find out before a long run whether its model can be saved.

    Parameters
    ----------
    path : Path
        Where it shall go.

    Raises
    ------
    ModelFileError
        If nothing can be written there.
    """
    check_replaceable(path, ModelFileError)


def save_model(path: Path, model: SavedModel) -> None:
    """Save a model, or leave everything as it was.

    Parameters
    ----------
    path : Path
        The file; an old one is replaced in one step.
    model : SavedModel
        The model.

    Raises
    ------
    ModelFileError
        If it can't be saved; the message says what to do.
    """
    fault = partial(ModelFileError, file=shown(path))
    check_model(model, fault)
    check_checkpoint(model, fault)
    model = without_huge_checkpoint(model)
    try:
        content = write_hdf5(_attributes(model), _arrays(model))
    except MemoryError as error:
        raise fault(
            "{file} was not saved, as that takes more memory than there is. Close "
            "other programs and save again."
        ) from error
    except (ValueError, TypeError, RuntimeError, OSError) as error:
        raise fault(
            "{file} was not saved, as its description can't be written: {reason}. Use "
            "plain text in it.",
            reason=printable(str(error)),
        ) from error
    replace_file(path, content, ModelFileError)


def _attributes(model: SavedModel) -> dict[str, str | int]:
    described: dict[str, str | int] = {
        "format": MODEL_FORMAT,
        "format_version": FORMAT_VERSION,
        "spec": json.dumps(to_json(model.spec)),
        "config": json.dumps(config_to_json(model.config)),
        "input_shape": json.dumps(model.input_shape),
        "dataset_name": printable(model.dataset_name),
        "dataset_fingerprint": model.dataset_fingerprint,
        "iteration": int(model.iteration),
        "blas_threads": int(model.blas_threads),
        "preprocessing": model.preprocessing,
    }
    if model.checkpoint is not None:
        described[GROUP] = json.dumps(description_of(model))
    return described


def _arrays(model: SavedModel) -> dict[str, npt.NDArray[Any] | Sequence[str]]:
    named: dict[str, npt.NDArray[Any] | Sequence[str]] = {_CLASSES: model.class_names}
    for name, values in model.parameters.as_dict().items():
        named[_PARAMETERS + name] = values
    if model.initial is not None:
        for name, values in model.initial.as_dict().items():
            named[f"{_INITIAL}/{name}"] = values
    for name in (*HISTORIES, *TEST_HISTORIES, *RATE_HISTORIES):
        named[_HISTORY + name] = getattr(model, name)
    if model.checkpoint is not None:
        named |= checkpoint_arrays(model)
    return named


def is_model(path: Path) -> bool:
    """Tell whether a file says that it holds a model; False if it can't be read."""
    try:
        with open_hdf5(path, ModelFileError) as source:
            return source.attribute("format") == MODEL_FORMAT
    except ModelFileError:
        return False


def open_model(path: Path) -> SavedModel:
    """Open a model.

    Parameters
    ----------
    path : Path
        A file that `save_model` wrote.

    Returns
    -------
    SavedModel
        Equal to the saved one, to the bit.

    Raises
    ------
    ModelFileError
        If anything about it can't be used; the message says what, and what to do.
    """
    with open_hdf5(path, ModelFileError) as source:
        _check_format(source)
        model = _read(source)
        check_model(model, source.fault)
        if GROUP in source:
            described = read_json(source, GROUP, description_from_json)
            checkpoint = read_checkpoint(source, described, model)
            model = dataclasses.replace(model, checkpoint=checkpoint)
        return model


def _check_format(source: Hdf5Reader) -> None:
    if source.attribute("format") != MODEL_FORMAT:
        if any(pixels_name(part) in source for part in SplitName):
            raise source.fault(
                "{file} is a data set, not a model. Open it with “Open data”."
            )
        raise source.fault(
            "{file} is not a LayerLab model. Choose a file that LayerLab saved."
        )
    version = read_count(source, "format_version")
    if version > FORMAT_VERSION:
        raise source.fault(
            "{file} was saved by a newer LayerLab (format {version}). Update LayerLab "
            "to open it.",
            version=version,
        )


def _read(source: Hdf5Reader) -> SavedModel:
    spec = read_json(source, "spec", spec_from_json)
    iteration = read_count(source, "iteration")
    known = (*HISTORIES, *TEST_HISTORIES)
    history: dict[str, Any] = {
        name: _history(source, name, iteration) for name in known
    }
    # A model that was saved before the learning rate could change has none of them.
    rates = [name for name in RATE_HISTORIES if _HISTORY + name in source]
    history |= {name: _history(source, name, iteration) for name in rates}
    return SavedModel(
        spec=spec,
        config=read_json(source, "config", config_from_json),
        parameters=_parameters(source, spec, _PARAMETERS),
        initial=_initial(source, spec),
        class_names=read_class_names(source, _CLASSES),
        input_shape=read_json(source, "input_shape", _shape),
        dataset_name=read_text(source, "dataset_name"),
        dataset_fingerprint=read_text(source, "dataset_fingerprint"),
        iteration=iteration,
        blas_threads=read_count(source, "blas_threads"),
        preprocessing=read_text(source, "preprocessing"),
        **history,
    )


def _initial(source: Hdf5Reader, spec: NetworkSpec) -> Parameters | None:
    # Only a run whose weights were given has some.
    return _parameters(source, spec, _INITIAL + "/") if _INITIAL in source else None


def _parameters(source: Hdf5Reader, spec: NetworkSpec, group: str) -> Parameters:
    names = list(parameter_shapes(spec))
    declared = {name: source.declared(group + name) for name in names}
    given = {name: (array.shape, array.dtype) for name, array in declared.items()}
    check_parameters(spec, given, source.fault)
    read = {name: source.numbers(group + name) for name in names}
    return Parameters.from_dict(read)


def _history(source: Hdf5Reader, name: str, iteration: int) -> npt.NDArray[Any]:
    # Checked before reading: a file may declare more states than there is memory.
    if source.declared(_HISTORY + name).size > iteration + 1:
        raise source.fault(
            "The history in {file} does not fit its {count:,} iterations. Save the "
            "model again.",
            count=iteration,
        )
    return source.numbers(_HISTORY + name)


def _shape(data: Any) -> tuple[int, ...]:
    return tuple(map(int, data))
