"""The course's own pictures, fetched the first time that they are wanted.

They aren't ours to give away, so they come from where notes on the course keep them,
and stay in the user's folder for the next time. What arrives must be what we know, to
the bit.
"""

from __future__ import annotations

import dataclasses
import logging
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from engine.errors import DataError
from engine.file_checks import printable, shown

if TYPE_CHECKING:
    from pathlib import Path

    from engine.datasets import Dataset

LABEL = "Course cats"
NAME = "course-cats"

SOURCE = (
    "https://raw.githubusercontent.com/wangzhe0912/missshi_deeplearning_ai/"
    "b21ac9e2abb203486ee08fd47851617057010eaa/8multi_hidden_nn/datasets/"
)
FILES = {
    "train_catvnoncat.h5": (
        "sha256:fbe56ab67c3ae28d564e3a644189117976d6b31af0a3ce9bb17dbf22908af242"
    ),
    "test_catvnoncat.h5": (
        "sha256:6a9d39ce52fa85953c5834695b8534a30ed8cfd54971fb2f080b5a24d002b951"
    ),
}
"""What to fetch: 209 pictures to train on and 50 to test, 3 MB."""

TIMEOUT_SECONDS = 10
"""After which a server that doesn't answer is given up."""


def course_cats() -> Dataset:
    """Return the course's pictures, cat or not: 209 to train on, 50 to test.

    Raises
    ------
    DataError
        If they can't be fetched or kept; the message says what to do.
    """
    from engine.built_in import Recipe
    from engine.dataset_file import open_dataset

    dataset = open_dataset(fetch(user_data_path("LayerLab", appauthor=False) / NAME))
    return dataclasses.replace(dataset, name=LABEL, recipe=Recipe(NAME))


def fetch(folder: Path) -> Path:
    """Have the course's files in a folder; those that are there aren't fetched again.

    Parameters
    ----------
    folder : Path
        Where they are kept; made if it is missing.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    DataError
        If they can't be fetched or kept.
    """
    # They take a tenth of a second to load, which only who fetches should wait.
    import pooch
    from requests.exceptions import RequestException

    pooch.get_logger().setLevel(logging.WARNING)
    keeper = pooch.create(folder, SOURCE, registry=FILES)
    download = pooch.HTTPDownloader(timeout=TIMEOUT_SECONDS)
    try:
        for name in FILES:
            keeper.fetch(name, downloader=download)
    except RequestException as error:
        raise DataError(
            "The course's pictures can't be fetched: {reason}. Look at the connection "
            "and try again, or open the two files from your own folder.",
            reason=_reason(error),
        ) from error
    except ValueError as error:
        raise DataError(
            "What came instead of the course's pictures is something else, and was "
            "thrown away. Try again later, or open the two files from your own folder."
        ) from error
    except OSError as error:
        raise DataError(
            "The course's pictures can't be kept in {folder}: {reason}. Make room "
            "there, or open the two files from your own folder.",
            folder=shown(folder),
            reason=printable(error.strerror or str(error)),
        ) from error
    return folder


def _reason(error: Exception) -> str:
    """Return in a few words what went wrong on the way."""
    from requests.exceptions import ConnectionError as NoConnection
    from requests.exceptions import HTTPError, Timeout

    if isinstance(error, Timeout):
        return "the server doesn't answer"
    if isinstance(error, HTTPError) and error.response is not None:
        return f"the server answers {error.response.status_code}"
    return "no connection" if isinstance(error, NoConnection) else "it broke off"
