"""Fixtures for all tests."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

# How long an example takes is the machine's affair, and no property of the code.
settings.register_profile("layerlab", deadline=None)
settings.load_profile("layerlab")

HERE = Path(__file__).parent
COURSE_FILES = ("train_catvnoncat.h5", "test_catvnoncat.h5", "my_image.jpg")


def _unavailable(reason: str, required_by: str) -> NoReturn:
    """Skip, or fail where a skip would hide that something isn't tested."""
    if os.environ.get(required_by) == "1":
        pytest.fail(f"{reason}, but {required_by}=1")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def course_data() -> Path:
    """Return the folder with the course's own data, which are never committed."""
    beside = HERE.parents[1] / "shared" / "data"
    folder = Path(os.environ.get("LAYERLAB_COURSE_DATA", beside))
    missing = [name for name in COURSE_FILES if not (folder / name).is_file()]
    if missing:
        reason = f"the course's data are missing: {', '.join(missing)}"
        _unavailable(reason, "LAYERLAB_REQUIRE_COURSE_DATA")
    return folder


@pytest.fixture(scope="session")
def course_values() -> dict[str, Any]:
    """Return the numbers that the course prints."""
    text = (HERE / "engine" / "course_values.json").read_text("utf-8")
    values: dict[str, Any] = json.loads(text)
    return values


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """Return PyTorch, which the lock files leave out."""
    try:
        return importlib.import_module("torch")
    except ImportError:
        _unavailable("PyTorch is not installed", "LAYERLAB_REQUIRE_TORCH")


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """Give BLAS one thread: the last bits of a product depend on their number."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield
