"""The notes' regression, one example a row as they have it, from the mathematics."""

from __future__ import annotations

import numpy as np

from engine.notes_mlp import M


def notes_loss(x, y, w):
    """Return the loss that the notes print, the sum of all squared errors."""
    hidden = np.maximum(x @ w["w1"] + w["b1"], 0)
    return ((hidden @ w["w2"] + w["b2"] - y) ** 2).sum()


def notes_gradients(x, y, w):
    """Return the notes' gradients: 1/m is in them twice, the 2 of the square isn't."""
    z1 = x @ w["w1"] + w["b1"]
    a1 = np.maximum(z1, 0)
    error = (a1 @ w["w2"] + w["b2"] - y) / M
    back = error @ w["w2"].T * (z1 > 0)
    return {
        "w1": x.T @ back / M,
        "b1": back.sum(axis=0, keepdims=True) / M,
        "w2": a1.T @ error / M,
        "b2": error.sum(axis=0, keepdims=True) / M,
    }
