"""Opening a data set from HDF5 files: both halves in one file, or in two."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from engine.dataset_arrays import Half, load, survey
from engine.datasets import Dataset, InputKind, SplitName, classification_task
from engine.errors import DataError
from engine.file_checks import printable, shown, unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from engine.datasets import Split

DATA_SUFFIXES = (".h5", ".hdf5")
"""What a folder's data files end in. A file that is opened itself may be called
anything."""

STREAM_ABOVE = 1024**3
"""Most bytes of training pixels that are read into memory."""

MAX_SURVEYED = 100
"""Most files of a folder that are looked into."""

_OTHER = {SplitName.TRAIN: SplitName.TEST, SplitName.TEST: SplitName.TRAIN}
_TRAIN_IN_NAME = re.compile(r"[\s_.-]*train(ing)?(?![a-z])", re.IGNORECASE)


def open_dataset(
    path: Path, test_path: Path | None = None, stream_above: int | None = None
) -> Dataset:
    """Open a data set of pictures in the course's schema.

    ``train_set_x`` (m, height, width, 3), (m, height, width, 1) or (m, height, width),
    ``train_set_y`` with a class index for each, the same with ``test_``, and
    ``list_classes``; train and test in one file or in two.

    Parameters
    ----------
    path : Path
        A file with the train half, the test half or both, or a folder of such files.
        The half that it doesn't have is looked for beside it: first under the same
        name with "train" for "test" or the reverse, then in the only other file that
        fits.
    test_path : Path, optional
        The file with the test half, if that is to be another one.
    stream_above : int, optional
        Most bytes of training pixels that are read into memory, `STREAM_ABOVE` if not
        given. Larger ones stay in their file, of which everything is read once, and
        train in mini-batches only. The test half is always in memory.

    Returns
    -------
    Dataset
        With uint8 pixels; its test set is None if there is none.

    Raises
    ------
    DataError
        If anything about it can't be used; the message says what, and what to do.
    """
    # Unlike Path.is_dir, this never raises: a name may be too long for the system.
    halves = survey(_training_file(path) if os.path.isdir(path) else path)
    train = halves.get(SplitName.TRAIN) or _training_half(halves[SplitName.TEST])
    test = (
        halves.get(SplitName.TEST) or _sibling(train)
        if test_path is None
        else _test_half(test_path)
    )
    if test is not None and not train.belongs_to(test):
        raise DataError(
            "The pictures or the classes of {test_file} are not like those of {file}. "
            "Choose a test set that was made with this training set.",
            file=shown(train.path),
            test_file=shown(test.path),
        )
    return _load(train, test, STREAM_ABOVE if stream_above is None else stream_above)


def _load(train: Half, test: Half | None, stream_above: int) -> Dataset:
    train_split = load(train, stream_above)
    test_split = load(test) if test is not None else None
    names = train.class_names or (test.class_names if test is not None else None)
    names = names or _numbered(train_split, test_split)
    dataset = Dataset(
        _name(train.path),
        classification_task(len(names)),
        InputKind.IMAGE,
        names,
        train_split,
        test_split,
    )
    if dataset.is_streamed:
        # Read once from end to end: damage shows before training, and what was trained
        # can be saved though the file be gone.
        _ = dataset.fingerprint
    return dataset


def _numbered(train: Split, test: Split | None) -> tuple[str, ...]:
    last = max(int(split.labels.max()) for split in (train, test) if split is not None)
    return tuple(map(str, range(last + 1)))


def _name(path: Path) -> str:
    name = _TRAIN_IN_NAME.sub("", path.stem).strip(" _.-")
    return printable(name) or shown(path.absolute().parent)


def _test_half(path: Path) -> Half:
    half = survey(path).get(SplitName.TEST)
    if half is None:
        raise DataError(
            "{file} has no test_set_x. Choose a file with a test set.",
            file=shown(path),
        )
    return half


def _training_half(test: Half) -> Half:
    train = _sibling(test)
    if train is None:
        raise DataError(
            "{file} is only a test set, and the training set that belongs to it is "
            "not beside it. Open the file with the training set.",
            file=shown(test.path),
        )
    return train


def _sibling(half: Half) -> Half | None:
    """Return the other half from another file of the folder, None if unclear."""
    wanted = _OTHER[half.part]
    others = [file for file in _siblings(half.path) if file.name != half.path.name]
    for file in others:
        if file.name.casefold() in _partner_names(half):
            other = survey(file).get(wanted)
            if other is not None:
                return other
    found = [_only_half(file, wanted) for file in others]
    fitting = [other for other in found if other is not None and half.belongs_to(other)]
    return fitting[0] if len(fitting) == 1 else None


def _partner_names(half: Half) -> set[str]:
    """Return names, without regard to case, with one "train" turned to "test"."""
    name = half.path.name.casefold()
    mine, others = half.part.value, _OTHER[half.part].value
    return {
        name[: found.start()] + others + name[found.end() :]
        for found in re.finditer(mine, name)
    }


def _only_half(path: Path, part: SplitName) -> Half | None:
    """Return a file's half; None if it is broken, or a whole data set of its own."""
    try:
        halves = survey(path)
    except DataError:
        return None
    return halves.get(part) if len(halves) == 1 else None


def _siblings(path: Path) -> list[Path]:
    try:
        return _data_files(path.parent)
    except DataError:
        # The file itself could be opened, so this is no reason to refuse it.
        return []


def _data_files(folder: Path) -> list[Path]:
    try:
        files = [
            file for file in folder.iterdir() if file.suffix.lower() in DATA_SUFFIXES
        ]
    except OSError as fault:
        raise unreadable(folder, fault, DataError) from fault
    return sorted(files)[:MAX_SURVEYED]


def _training_file(folder: Path) -> Path:
    """Return the one file of a folder that has a training set."""
    found: list[Path] = []
    faults: list[DataError] = []
    for file in _data_files(folder):
        try:
            if SplitName.TRAIN in survey(file):
                found.append(file)
        except DataError as fault:
            faults.append(fault)
    if len(found) == 1:
        return found[0]
    if found:
        raise DataError(
            "{file} has more than one training set: {found}. Open one of them.",
            file=shown(folder),
            found=", ".join(shown(file) for file in found),
        )
    if faults:
        raise faults[0]
    raise DataError(
        "{file} has no file with a training set. Choose a folder with .h5 files that "
        "have train_set_x.",
        file=shown(folder),
    )
