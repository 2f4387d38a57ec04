"""The lock files: current, complete, and free of where they were made."""

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = "requirements.lock"
DEV = "requirements-dev.lock"
ENGINE = "requirements-engine.lock"
PIN = re.compile(r"^([\w.-]+)==(\S+)(.*?)\\?$", re.M)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    return {match[1]: match[2] for match in PIN.finditer(text_of(lock))}


def asked_for() -> list[tuple[str, str]]:
    groups = {RUNTIME: PROJECT["project"]["dependencies"]}
    groups[DEV] = [*groups[RUNTIME], *PROJECT["dependency-groups"]["dev"]]
    groups[ENGINE] = PROJECT["dependency-groups"]["engine"]
    return [(lock, text) for lock, texts in groups.items() for text in texts]


@pytest.mark.parametrize("lock", [RUNTIME, DEV, ENGINE])
class TestText:
    def test_names_no_host_and_no_index(self, lock: str) -> None:
        pattern = r"\S*(?:://|\.(?:com|dev|io|net|org)\b|--find-links|index-url)\S*"
        assert re.findall(pattern, text_of(lock)) == []

    def test_names_no_path(self, lock: str) -> None:
        assert [line for line in text_of(lock).splitlines() if "/" in line] == []

    def test_says_how_it_was_made(self, lock: str) -> None:
        assert "make lock" in text_of(lock).splitlines()[1]

    def test_every_pin_has_a_hash(self, lock: str) -> None:
        for entry in re.split(r"^(?=[\w.-]+==)", text_of(lock), flags=re.M)[1:]:
            assert "--hash=sha256:" in entry


@pytest.mark.parametrize(("lock", "text"), asked_for())
def test_satisfies_pyproject(lock: str, text: str) -> None:
    wanted = Requirement(text)
    pinned = pins(lock).get(canonicalize_name(wanted.name))
    assert pinned is not None, f"{wanted.name} is not in {lock}: run make lock"
    assert wanted.specifier.contains(pinned), f"{pinned} is not {wanted}: run make lock"


@pytest.mark.parametrize("lock", [RUNTIME, ENGINE])
def test_agrees_with_the_tested_versions(lock: str) -> None:
    assert pins(lock).items() <= pins(DEV).items()


def test_the_engine_needs_no_qt() -> None:
    assert not {"pyside6-essentials", "shiboken6", "pyqtgraph"} & pins(ENGINE).keys()


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="not in an environment")
@pytest.mark.parametrize("name", ["numpy", "pyside6-essentials", "h5py"])
def test_these_tests_run_what_is_locked(name: str) -> None:
    assert version(name) == pins(DEV)[name]
