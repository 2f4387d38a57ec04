"""Work that two threads share out: large batches, and large test sets.

Two threads inside the products leave all between them to one. So each of two threads
takes half of the examples through the network, block by block.
"""

from __future__ import annotations

import itertools
from contextlib import nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING

from engine.blas import one_thread
from engine.helper import Helper
from engine.operations import run

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from engine.operations import Operation, Operations

BLOCK = 768
"""Examples in a block at most: larger ones leave the cache, and the gradients of
smaller ones are a long sum."""

LEAST = 1000
"""Examples in a batch below which two threads may lose more than they win: their
gradients are a sum, and one waits for the other, long where other programs want its
core."""

_STEP = 16
"""Blocks begin at a multiple of it: so every array of theirs begins where a cache line
does."""


def is_worth_sharing(threads: int, largest: int) -> bool:
    """Tell whether a run with so many threads shares out its batches.

    The last one of an epoch too, which is smaller than the largest.
    """
    return threads > 1 and largest >= LEAST


def halves(m: int, most: int) -> tuple[list[slice], list[slice]]:
    """Return the blocks of two threads; together they cover m examples.

    None has more than ``most``, but for a few. The second thread has none if there is
    only one.
    """
    count = 2 * -(-m // (2 * most))
    cuts = {m * i // count // _STEP * _STEP for i in range(count)}
    blocks = [slice(*ends) for ends in itertools.pairwise(sorted({*cuts, m}))]
    middle = -(-len(blocks) // 2)
    return blocks[:middle], blocks[middle:]


class Shares:
    """Two threads that share work out, where that pays and there are cores.

    Parameters
    ----------
    are_shared : bool
        Whether they share the run's batches out.
    may_help : bool
        Whether there is a core for a second thread, however many the run's products
        have.

    Attributes
    ----------
    are_shared : bool
        As given.
    """

    def __init__(self, are_shared: bool, may_help: bool) -> None:
        self.are_shared = are_shared
        self._may_help = may_help or are_shared

    def threads(self) -> AbstractContextManager[None]:
        """Return what to make steps in, so that no other thread is in the way."""
        # After a product that two of BLAS's threads made, one of them goes on looking
        # for work for a while, and takes a core from the helper.
        return one_thread() if self.are_shared else nullcontext()

    def beside(self, mine: Operations, theirs: Operations) -> Operation:
        """Plan to make calls side by side, where BLAS uses one thread: `threads`."""
        return partial(self._helper.beside, mine, theirs)

    def parts(self, m: int, most: int) -> list[list[slice]]:
        """Return the blocks of m examples for each thread that may work on them.

        They are the same for one thread and for two, of about ``most`` at most.
        """
        mine, theirs = halves(m, most)
        return [mine, theirs] if self._may_help and theirs else [mine + theirs]

    def run(self, mine: Operations, theirs: Operations = ()) -> None:
        """Make calls, those of two parts side by side."""
        if not theirs:
            run(mine)
            return
        with one_thread():
            self._helper.beside(mine, theirs)

    @cached_property
    def _helper(self) -> Helper:
        return Helper()
