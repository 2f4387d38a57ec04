"""Every number of a layer: its weights, its gradients, what it does for a picture."""

from gui.views.inside.view import InsideView

__all__ = ["InsideView"]
