"""Writing a trained network as a program of Python and NumPy."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.atomic_file import replace_files
from engine.datasets import SplitName
from engine.errors import ProgramError
from engine.file_checks import check_free, shown
from engine.inputs import as_inputs
from engine.program_text import Tried, program_text

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.saved_model import SavedModel

SUFFIX = ".py"
NUMBERS = "_numbers.npz"
"""What the name of the file with a program's arrays ends in."""

EXAMPLES = ("X", "y", "Y")
"""What the examples and their targets are called there."""

MOST_BYTES = 256_000_000
"""Most memory that the examples may take in the program."""

MODULES = sys.stdlib_module_names | {"numpy"}
"""A program of this name would be imported in the place of what it needs."""


def write_program(path: Path, model: SavedModel, dataset: Dataset | None) -> Path:
    """Write a network as a program, and its arrays beside it.

    Parameters
    ----------
    path : Path
        The program; ``.py`` is added if its name ends in something else. Its arrays go
        to "cats_numbers.npz" beside "cats.py".
    model : SavedModel
        The network.
    dataset : Dataset or None
        The data that are loaded. If the network learned from them, it is tried on the
        test set, or on the training set if there is none.

    Returns
    -------
    Path
        The program that was written.

    Raises
    ------
    ProgramError
        If the parameters aren't finite, if one of the files can't be written, or would
        take the place of one that nobody was asked about. Then nothing is written.
    DataError
        If the examples can't be read any more.
    """
    path = _named(path)
    if not model.parameters.is_finite():
        raise ProgramError(
            "{file} was not written, as the network has diverged: its parameters are "
            "no finite numbers. Train on from an earlier moment, and export again.",
            file=shown(path),
        )
    numbers = path.with_name(path.stem + NUMBERS)
    arrays: dict[str, Any] = dict(model.parameters.as_dict())
    _check_replaces_its_own(numbers)
    try:
        tried = None
        if dataset is not None and model.learned_from(dataset):
            tried = _add_examples(arrays, model, dataset)
        content = io.BytesIO()
        np.savez(content, **arrays)
        text = program_text(model, numbers.name, tried).encode()
        replace_files({path: text, numbers: content.getvalue()}, ProgramError)
    except MemoryError as error:
        raise ProgramError(
            "{file} was not written, as that takes more memory than there is. Close "
            "other programs and export again.",
            file=shown(path),
        ) from error
    return path


def _named(path: Path) -> Path:
    """Return a name that Python takes for a program's, unless that is taken."""
    if path.stem in MODULES:
        raise ProgramError(
            "A program that is called {file} would be in the way of what it needs. "
            "Choose another name.",
            file=shown(path),
        )
    if not path.name:
        raise ProgramError(
            "{file} is a folder. Give the name of a file in it.", file=shown(path)
        )
    if path.suffix == SUFFIX:
        return path
    longer = path.with_name(path.name + SUFFIX)
    check_free(longer, ProgramError)
    return longer


def _check_replaces_its_own(numbers: Path) -> None:
    """Refuse to replace arrays that no earlier export wrote: nobody was asked."""
    if not os.path.lexists(numbers):
        return
    try:
        with zipfile.ZipFile(numbers) as file:
            found = {Path(name).stem for name in file.namelist()}
    except (OSError, ValueError, zipfile.BadZipFile):
        found = set()
    is_ours = "W1" in found and all(
        name in EXAMPLES or (name[:1] in {"W", "b"} and name[1:].isdecimal())
        for name in found
    )
    if not is_ours:
        raise ProgramError(
            "{file} is there already, and holds something else. Choose another name, "
            "or move it away.",
            file=shown(numbers),
        )


def _add_examples(
    arrays: dict[str, Any], model: SavedModel, dataset: Dataset
) -> Tried | None:
    """Add what the network is tried on; of very many the first."""
    part = SplitName.TRAIN if dataset.test is None else SplitName.TEST
    split = dataset.train if dataset.test is None else dataset.test
    inputs = as_inputs(split.inputs)
    one = model.spec.layer_dims[0] * model.parameters.weights[0].itemsize
    count = min(len(inputs), MOST_BYTES // one)
    if not count:
        return None
    arrays["X"] = inputs.stored(slice(0, count))
    if split.values is None:
        arrays["y"] = split.labels[:count]
    else:
        arrays["Y"] = split.values[:count]
    return Tried(part, inputs.shape[1:], inputs.dtype == np.uint8, count, len(inputs))
