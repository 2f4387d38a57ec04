"""What the weights look like: pictures of layer 1, signed maps of the others."""

from gui.views.weights.view import WeightsView

__all__ = ["WeightsView"]
