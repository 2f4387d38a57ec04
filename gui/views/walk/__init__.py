"""One iteration step by step: formulas, shapes and the real numbers."""

from gui.views.walk.view import WalkView

__all__ = ["WalkView"]
