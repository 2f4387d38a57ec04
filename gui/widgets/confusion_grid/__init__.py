"""A confusion matrix whose cells can be chosen."""

from gui.widgets.confusion_grid.grid import ConfusionGrid

__all__ = ["ConfusionGrid"]
