"""The commands of the set-up program: what each does, and its exit code."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench_environment import BenchEnvironment
from environment import ROOT, Environment, SetupError, pip_failure, run_pip, say
from system_libraries import provide_libraries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": [
        *("pyproject.toml", "--group", "dev"),
        *("--constraint", "requirements.lock"),
    ],
    "requirements-engine.lock": [
        *("--group", "engine-test"),
        *("--constraint", "requirements-dev.lock"),
    ],
}


def start(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    extra_environment: dict[str, str] | None = None,
) -> int:
    """Become `command` where the system can, else run it; give its exit code."""
    arguments = [str(part) for part in command]
    environment = {**os.environ, **(extra_environment or {})}
    if sys.platform != "win32":
        # Replacing this process leaves Ctrl+C and signals to the program alone.
        os.chdir(cwd or Path.cwd())
        os.execve(arguments[0], arguments, environment)
    return subprocess.call(arguments, cwd=cwd, env=environment)


def install(*, dev: bool) -> Environment:
    """Bring system libraries and `.venv` up to date."""
    environment = Environment()
    provide_libraries(say)
    if environment.install(dev=dev):
        say("Ready.")
    return environment


def command_install(arguments: list[str]) -> int:
    """Set up, and nothing else; ``--dev`` adds the development tools."""
    install(dev="--dev" in arguments)
    return 0


def command_run(arguments: list[str]) -> int:
    """Set up if needed, then start LayerLab with `arguments`."""
    environment = install(dev=False)
    return start([environment.python, environment.root / "main.py", *arguments])


MOST_TEST_PROCESSES = 4
"""Tests of windows need some room each."""


def command_test(arguments: list[str]) -> int:
    """Run the test-suite, on all cores; `arguments` go to pytest."""
    environment = install(dev=True)
    # What a file's tests share is made once.
    spread = ["-n", "auto", "--maxprocesses", str(MOST_TEST_PROCESSES)]
    spread += ["--dist", "loadfile"]
    return start(
        [environment.python, "-m", "pytest", *spread, *arguments],
        cwd=environment.root,
        extra_environment={"QT_QPA_PLATFORM": "offscreen"},
    )


def command_check(_arguments: list[str]) -> int:
    """Run the linter, the formatter's check, the type checker, the import rules."""
    environment = install(dev=True)
    python = str(environment.python)
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "import-linter": [str(environment.program("lint-imports")), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if subprocess.call(command, cwd=environment.root) != 0:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def command_bench(arguments: list[str]) -> int:
    """Run the benchmarks beside their peers, in an environment of their own."""
    environment = BenchEnvironment()
    environment.install(dev=False)
    return start(
        [environment.python, "-m", "benchmarks", *arguments], cwd=environment.root
    )


def command_lock(arguments: list[str]) -> int:
    """Write the lock files anew; ``--upgrade`` takes the newest versions."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Environment(Path(folder))
        tools.create()
        output = run_pip(tools.python, ["uv>=0.9"], lambda line: None)
        if output is not None:
            raise SetupError(pip_failure(output, tools.log))
        for lock, sources in LOCKS.items():
            if subprocess.call(lock_command(tools, lock, sources, arguments), cwd=ROOT):
                raise SetupError(f"{lock} could not be resolved.")
    return 0


def lock_command(
    tools: Environment, lock: str, sources: list[str], arguments: list[str]
) -> list[str]:
    """Write the command that resolves `sources` into the file `lock`."""
    return [
        *(str(tools.program("uv")), "pip", "compile", "--quiet", *sources, *arguments),
        *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
        *("--generate-hashes", "--no-emit-index-url", "--no-annotate"),
        *("--custom-compile-command", "make lock", "--output-file", lock),
    ]


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "install": command_install,
    "run": command_run,
    "test": command_test,
    "check": command_check,
    "bench": command_bench,
    "lock": command_lock,
}


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """Split the command from what it is to be called with, untouched."""
    lines = [f"  {name:<9}{run.__doc__}" for name, run in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Set LayerLab up and start it.",
        epilog="\n".join(["commands:", *lines]),
        usage="%(prog)s COMMAND [ARGUMENT ...]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, help=argparse.SUPPRESS)
    return parser.parse_args(arguments[:1]).command, arguments[1:]


def main(arguments: list[str]) -> int:
    """Run one command.

    Returns
    -------
    int
        Exit code: 2 for a wrong call, 1 for a failure, 130 when stopped from the
        keyboard, else that of the program started.
    """
    command, rest = parse(arguments)
    try:
        return COMMANDS[command](rest)
    except (SetupError, OSError) as error:
        say(f"Error: {error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here.")
        return 130
