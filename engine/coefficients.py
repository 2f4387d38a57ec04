"""How the training examples built the first layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.examples import Examples
    from engine.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Coefficients:
    """W1 = scale W1_0 + C X^T, exactly: steps linear in the gradients never leave that.

    Attributes
    ----------
    C : ndarray, shape (n1, m)
        How much of each training example is in each unit's weights.
    scale : float
        What weight decay has left of W1_0; 1 without it.
    base : Parameters
        What C is counted from, W1_0 among it, in the precision of the run.
    is_from_start : bool
        Whether that is the first weights. Of a model that was opened and doesn't tell
        what built it, it is the weights as they were opened.
    examples : Examples
        The training examples, X (n_x, m), in the order of the data set.
    """

    C: Array
    scale: float
    base: Parameters
    is_from_start: bool
    examples: Examples
