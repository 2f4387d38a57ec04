r"""Set LayerLab up and start it, with nothing but Python.

The Makefile calls this program; where there is no make, call it yourself:

    py scripts\bootstrap.py run          (Windows)
    python3 scripts/bootstrap.py run      (elsewhere)
"""

import sys

OLDEST_PYTHON = (3, 11)


def too_old(version: "tuple[int, ...]", executable: str) -> "str | None":
    """Say what to do about a Python that is too old; None when it is not."""
    if version[:2] >= OLDEST_PYTHON:
        return None
    have, need = (".".join(map(str, v[:2])) for v in (version, OLDEST_PYTHON))
    return (
        f"LayerLab needs Python {need} or later, and {executable} is {have}. Install a "
        f"newer one, and name it if it is not the default: make run PYTHON=python{need}"
    )


def main() -> int:
    """Check Python's version, then run the command that was asked for."""
    complaint = too_old(sys.version_info[:2], sys.executable)
    if complaint:
        print(complaint, file=sys.stderr)
        return 2
    # An older Python cannot even read these modules, so they wait for the check.
    import tasks

    return tasks.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
