"""Surroundings in which everybody is measured as users have them.

Some machines for automatic tests hold OpenBLAS to the kernels of an older processor, so
that results are the same on all of them. That slows NumPy down by half, and neither
PyTorch nor JAX. Some keep no bytecode either, which makes every start a first one.
"""

from __future__ import annotations

import os
import sys

from threadpoolctl import threadpool_info

HELD_BACK = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE")
"""Settings that users don't make."""


def users_environment() -> dict[str, str]:
    """Return the environment without such settings."""
    return {name: value for name, value in os.environ.items() if name not in HELD_BACK}


def as_users_have_it() -> None:
    """Begin this program anew in the users' environment, unless it is in it.

    BLAS chooses its kernels when it is loaded, so they can't be changed any more.
    """
    environment = users_environment()
    if environment != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def kernels() -> str:
    """Return for which processor NumPy's BLAS multiplies; empty if it doesn't say."""
    found = (pool.get("architecture") for pool in threadpool_info())
    return next(filter(None, found), "")
