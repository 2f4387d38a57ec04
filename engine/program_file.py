"""Writing a trained network as a program of Python and NumPy."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from engine.atomic_file import replace_file
from engine.datasets import SplitName
from engine.errors import ProgramError
from engine.file_checks import shown
from engine.inputs import as_inputs
from engine.program_text import Tried, program_text

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import numpy.typing as npt

    from engine.datasets import Dataset, Split
    from engine.saved_model import SavedModel

SUFFIX = ".py"
NUMBERS = "_numbers.npz"
"""What the name of the file with a program's arrays ends in."""

MOST_BYTES = 256_000_000
"""Examples that take more are left out of the arrays."""


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
        What it is tried on: the test set, or the training set if there is none.

    Returns
    -------
    Path
        The program that was written.

    Raises
    ------
    ProgramError
        If the parameters aren't finite, if one of the files can't be written, or would
        take the place of one that nobody was asked about.
    """
    path = _named(path)
    if not model.parameters.is_finite():
        raise ProgramError(
            "{file} was not written, as the network has diverged: its parameters are "
            "no finite numbers. Export an earlier state.",
            file=shown(path),
        )
    numbers = path.with_name(path.stem + NUMBERS)
    _check_free(path, numbers)
    arrays: dict[str, npt.NDArray[Any]] = dict(model.parameters.as_dict())
    tried = None
    if dataset is not None and dataset.fits(model.spec):
        part = SplitName.TRAIN if dataset.test is None else SplitName.TEST
        tried = _add_examples(arrays, dataset.test or dataset.train, part)
    text = program_text(model, numbers.name, tried)
    # Without its arrays a program is worth nothing: they come first.
    replace_file(numbers, _packed(arrays, path), ProgramError)
    replace_file(path, text.encode(), ProgramError)
    return path


def _named(path: Path) -> Path:
    """Return a name that Python takes for a program's, unless that is taken."""
    if path.suffix.lower() == SUFFIX:
        return path
    longer = path.with_name(path.name + SUFFIX)
    if longer.exists():
        raise ProgramError(
            "{file} is there already. Choose another name.", file=shown(longer)
        )
    return longer


def _check_free(path: Path, numbers: Path) -> None:
    """Let nothing be replaced but what an earlier export wrote."""
    if numbers.exists() and not path.exists():
        raise ProgramError(
            "{file} is there already. Choose another name, or move it away.",
            file=shown(numbers),
        )


def _add_examples(
    arrays: dict[str, npt.NDArray[Any]], split: Split, part: SplitName
) -> Tried | None:
    inputs = as_inputs(split.inputs)
    size = np.prod(inputs.shape, dtype=np.float64) * inputs.dtype.itemsize
    if size > MOST_BYTES:
        return None
    arrays["X"] = inputs.stored(slice(0, len(inputs)))
    if split.values is None:
        arrays["y"] = split.labels
    else:
        arrays["Y"] = split.values
    return Tried(part, inputs.dtype == np.uint8)


def _packed(arrays: dict[str, Any], path: Path) -> memoryview:
    content = io.BytesIO()
    try:
        np.savez(content, **arrays)
    except MemoryError as error:
        raise ProgramError(
            "{file} was not written, as that takes more memory than there is. Close "
            "other programs and export again.",
            file=shown(path),
        ) from error
    return content.getbuffer()
