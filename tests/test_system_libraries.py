"""What the set-up program does about the libraries below Qt."""

from collections.abc import Callable

import pytest
import system_libraries as libraries


def fails_to_load(*missing: str) -> Callable[[str], bool]:
    return lambda name: name not in missing


class TestSystemLibraries:
    def test_lists_what_the_loader_does_not_find(self) -> None:
        probe = fails_to_load("libEGL.so.1", "libxcb-cursor.so.0")
        missing = libraries.missing_libraries(probe)
        assert missing == ["libEGL.so.1", "libxcb-cursor.so.0"]
        assert libraries.packages_of(missing) == ["libegl1", "libxcb-cursor0"]

    def test_names_a_package_once(self) -> None:
        both = ["libglib-2.0.so.0", "libgthread-2.0.so.0"]
        assert libraries.packages_of(both) == ["libglib2.0-0"]

    def test_finds_no_library_that_is_not_there(self) -> None:
        assert not libraries.loadable("liblayerlab-of-nowhere.so.99")

    @pytest.mark.parametrize(("root", "sudos"), [(True, 0), (False, 2)])
    def test_writes_one_command(self, root: bool, sudos: int) -> None:
        command = libraries.apt_command(["libegl1", "libgl1"], root=root)
        assert command.count("sudo ") == sudos
        assert command.endswith(" libegl1 libgl1")
        assert "\n" not in command

    def test_tells_a_user_what_to_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "sudo apt-get install" in self._said(monkeypatch, root=False)[-1]

    def test_installs_as_root(self, monkeypatch: pytest.MonkeyPatch) -> None:
        installed: list[str] = []
        monkeypatch.setattr(
            libraries, "apt_install", lambda packages: not installed.extend(packages)
        )
        assert len(self._said(monkeypatch, root=True)) == 1
        assert installed == ["libegl1"]

    def test_goes_on_when_apt_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(libraries, "apt_install", lambda packages: False)
        assert "libegl1" in self._said(monkeypatch, root=True)[-1]

    def test_names_libraries_without_apt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = self._said(monkeypatch, root=True, apt=False)
        assert "libEGL.so.1" in said[-1]

    def test_says_nothing_when_all_is_there(self) -> None:
        said: list[str] = []
        libraries.provide_libraries(said.append, fails_to_load())
        assert said == []

    @staticmethod
    def _said(
        monkeypatch: pytest.MonkeyPatch, *, root: bool, apt: bool = True
    ) -> list[str]:
        said: list[str] = []
        monkeypatch.setattr(libraries.sys, "platform", "linux")
        monkeypatch.setattr(libraries, "is_root", lambda: root)
        monkeypatch.setattr(libraries, "has_apt", lambda: apt)
        libraries.provide_libraries(said.append, fails_to_load("libEGL.so.1"))
        return said
