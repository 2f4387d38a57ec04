"""The environments: made once, re-made when they cannot be trusted."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from system_libraries import apt_command, apt_install, has_apt, is_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
ENGINE_LOCK = "requirements-engine.lock"
DIGESTED = (RUNTIME_LOCK, DEV_LOCK, "pyproject.toml")
DOWNLOAD_MB = {RUNTIME_LOCK: 110, DEV_LOCK: 145, ENGINE_LOCK: 30}

_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError"
    r"|ProxyError|Max retries exceeded|Connection (refused|reset|broken|aborted)"
    r"|Temporary failure in name resolution|Network is unreachable"
)


class SetupError(Exception):
    """An expected failure: the message says all that the user needs."""


def say(message: str) -> None:
    """Print one line of progress, at once, where it spoils nobody's output."""
    print(message, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Stamp:
    """What an environment was made from.

    Attributes
    ----------
    python : str
        Version of the interpreter, such as ``"3.11"``.
    digest : str
        SHA-256 over the lock files and ``pyproject.toml``, hexadecimal.
    dev : bool
        Whether the development tools are in it too.
    """

    python: str
    digest: str
    dev: bool

    @classmethod
    def wanted(cls, root: Path, *, dev: bool) -> Stamp:
        """Describe the environment that `root` asks for now."""
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return cls(version, content_digest(root / name for name in DIGESTED), dev)

    @classmethod
    def read(cls, path: Path) -> Stamp | None:
        """Read a stamp; None when there is none, or none of ours."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Write the stamp in one move, so that half a stamp never exists."""
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(path)

    def serves(self, wanted: Stamp) -> bool:
        """Tell whether an environment with this stamp is as `wanted`, or more."""
        same = (self.python, self.digest) == (wanted.python, wanted.digest)
        return same and (self.dev or not wanted.dev)


def content_digest(paths: Iterable[Path]) -> str:
    """Hash the contents of `paths`; line ends do not count."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def package_count(lock: Path) -> int:
    """Count the packages that the file `lock` pins."""
    return len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.M))


def pip_failure(output: str, log: Path) -> str:
    """Turn pip's `output` into one sentence and what to do."""
    if _NO_NETWORK.search(output):
        return (
            "No network: pip could not reach its package index. Connect, or set pip's "
            "proxy or mirror, and run the same command again."
        )
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    reason = errors[0][len("ERROR:") :].strip() if errors else "see the log"
    return f"pip could not install the packages: {reason}\nIts full log is {log}"


class Environment:
    """The virtual environment of one checkout.

    Parameters
    ----------
    root : Path
        The checkout: the folder with the lock files.
    """

    folder_name = ".venv"

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.folder = root / self.folder_name
        self.stamp = self.folder / "layerlab-stamp.json"
        self.log = self.folder / "install.log"

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Give the path of the installed program `name`."""
        windows = sys.platform == "win32"
        return self.folder / (f"Scripts/{name}.exe" if windows else f"bin/{name}")

    def install(self, *, dev: bool) -> bool:
        """Make the environment what the lock files say.

        Returns
        -------
        bool
            False when there was nothing to do.
        """
        found = Stamp.read(self.stamp)
        wanted = Stamp.wanted(self.root, dev=dev or bool(found and found.dev))
        if found and found.serves(wanted) and self.python.exists():
            return False
        trusted = self._trusted(found, wanted)
        if not trusted:
            self.create()
        # Without a stamp, an install that is cut short is started afresh next time.
        self.stamp.unlink(missing_ok=True)
        lock = self._lock(wanted)
        count = package_count(self.root / lock)
        size = "" if trusted else f" (about {DOWNLOAD_MB[lock]} MB)"
        verb = "Updating" if trusted else "Installing"
        say(f"{verb} {count} packages{size} ...")
        self._install_packages(lock, count)
        wanted.write(self.stamp)
        return True

    def _lock(self, wanted: Stamp) -> str:
        """Name the lock file to install."""
        return DEV_LOCK if wanted.dev else RUNTIME_LOCK

    def _trusted(self, found: Stamp | None, wanted: Stamp) -> bool:
        """Tell whether the environment on disk can be updated in place."""
        if found is None or found.python != wanted.python or not self.python.exists():
            return False
        return _succeeds([self.python, "-c", "import pip"])

    def create(self) -> None:
        """Make an empty environment in place of whatever is there.

        Raises
        ------
        SetupError
            When this Python cannot, or the folder cannot be written.
        """
        provide_venv()
        verb = "Re-making" if self.folder.exists() else "Creating"
        say(f"{verb} the environment in {self.folder.name} ...")
        # Started from inside .venv, the interpreter to build on is the one below it.
        base = getattr(sys, "_base_executable", sys.executable)
        command = [base, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode != 0:
            output = (done.stderr or done.stdout).strip().splitlines()
            reason = output[-1] if output else "python -m venv failed"
            raise SetupError(f"Cannot create {self.folder}: {reason}")

    def _install_packages(self, lock: str, count: int) -> None:
        arguments = ["--require-hashes", "-r", str(self.root / lock)]
        output = run_pip(
            self.python, [*arguments, "--log", str(self.log)], progress_of(count)
        )
        if output is not None:
            raise SetupError(pip_failure(output, self.log))


def _succeeds(command: list[str | Path]) -> bool:
    """Tell whether `command` exits with 0; its output is dropped."""
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def progress_of(count: int) -> Callable[[str], None]:
    """Give a function that shows on a terminal how far pip is, from its lines."""
    seen = 0

    def show(line: str) -> None:
        nonlocal seen
        if not line.startswith("Collecting ") or not sys.stderr.isatty():
            return
        seen += 1
        name = re.split(r"[=<>~! ]", line[len("Collecting ") :].strip())[0]
        text = f"  {seen} of {count}: {name}"
        print(f"\r{text:<60}", end="\n" if seen == count else "", file=sys.stderr)

    return show


def run_pip(
    python: Path, arguments: list[str], show: Callable[[str], None]
) -> str | None:
    """Run ``pip install`` with the user's own configuration of pip.

    Parameters
    ----------
    python : Path
        Interpreter of the environment to install into.
    arguments : list of str
        What to install.
    show : callable
        Called with each line that pip prints.

    Returns
    -------
    str or None
        All that pip printed if it failed, None if it did not.
    """
    options = ["--only-binary=:all:", "--no-input", "--progress-bar=off"]
    process = subprocess.Popen(
        [str(python), "-m", "pip", "install", *options, *arguments],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines = []
    with process:
        try:
            for line in process.stdout or ():
                show(line)
                lines.append(line)
        except BaseException:
            # It would go on writing into an environment that is soon re-made.
            process.kill()
            raise
    return "".join(lines) if process.returncode else None


def provide_venv() -> None:
    """Make sure that this Python can create environments.

    Raises
    ------
    SetupError
        When it cannot; Debian keeps the modules in a package of its own.
    """
    probe: list[str | Path] = [sys.executable, "-c", "import ensurepip, venv"]
    if _succeeds(probe):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if has_apt() and is_root():
        say(f"Installing {package} ...")
        if apt_install([package]) and _succeeds(probe):
            return
    advice = "Install Python's venv and ensurepip modules."
    if has_apt():
        advice = f"Install them with:\n  {apt_command([package], root=is_root())}"
    raise SetupError(f"This Python lacks the modules venv and ensurepip. {advice}")
