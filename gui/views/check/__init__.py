"""Is the gradient right? Two ways to compute it, held against one another."""

from gui.views.check.view import CheckView

__all__ = ["CheckView"]
