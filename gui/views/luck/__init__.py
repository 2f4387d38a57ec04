"""Was it luck? What other seeds would have given."""

from gui.views.luck.view import LuckView

__all__ = ["LuckView"]
