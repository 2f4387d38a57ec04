"""How the answer to a picture came about."""

from gui.views.over_time.view import OverTimeView

__all__ = ["OverTimeView"]
