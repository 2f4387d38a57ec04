"""One neuron, large: what it looks at, and what excites it."""

from gui.views.inside.large.panel import LargeNeuron

__all__ = ["LargeNeuron"]
