"""How it stands, and how it stood at any moment of the run."""

from gui.views.cost.view import CostView

__all__ = ["CostView"]
