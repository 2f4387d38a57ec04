"""The shared libraries of the system that Qt needs on Linux.

The wheels of PySide6 bring Qt itself but not what lies below it. A desktop has
all of that; a server or a container mostly has not.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Library as the loader knows it -> Debian package. Made from the NEEDED entries of
# QtCore, QtGui, QtWidgets, QtSvg, QtTest and the platform plugins xcb and offscreen.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def loadable(name: str) -> bool:
    """Tell whether the dynamic loader finds the library `name`."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_libraries(probe: Callable[[str], bool] = loadable) -> list[str]:
    """Name the libraries of `QT_LIBRARIES` that `probe` does not find."""
    return [name for name in QT_LIBRARIES if not probe(name)]


def packages_of(libraries: Iterable[str]) -> list[str]:
    """Name the Debian packages that hold `libraries`, each once, sorted."""
    return sorted({QT_LIBRARIES[name] for name in libraries})


def apt_command(packages: Iterable[str], *, root: bool) -> str:
    """Write the one command that installs `packages` on Debian or Ubuntu."""
    sudo = "" if root else "sudo "
    install = f"{sudo}apt-get install -y --no-install-recommends"
    return f"{sudo}apt-get update && {install} {' '.join(packages)}"


def is_root() -> bool:
    """Tell whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def has_apt() -> bool:
    """Tell whether this is Debian or one of its children."""
    return shutil.which("apt-get") is not None


def apt_install(packages: Iterable[str]) -> bool:
    """Install `packages` with apt-get, as root and without questions.

    Returns
    -------
    bool
        True when apt-get says that all of them are installed.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    # A failed update is no reason to stop: the lists on disk may well do.
    for command in (["update", "-qq"], ["install", *options, *packages]):
        done = subprocess.run(
            ["apt-get", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    return done.returncode == 0


def install_advice(libraries: list[str]) -> str:
    """Say what to type when `libraries` are missing and we may not install them."""
    if has_apt():
        command = apt_command(packages_of(libraries), root=is_root())
        return f"The window needs system libraries. Install them with:\n  {command}"
    names = " ".join(libraries)
    return f"The window needs these libraries from your system's packages:\n  {names}"


def provide_libraries(
    say: Callable[[str], None], probe: Callable[[str], bool] = loadable
) -> None:
    """Install what Qt misses where we may, else `say` what to type.

    Never fails: the command line works without Qt.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(probe)
    if not missing:
        return
    if has_apt() and is_root():
        say(f"Installing {len(packages_of(missing))} system libraries for Qt ...")
        if apt_install(packages_of(missing)):
            return
        say("apt-get could not install them; going on without.")
    say(install_advice(missing))
