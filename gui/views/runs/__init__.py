"""Earlier runs."""

from gui.views.runs.view import RunsView

__all__ = ["RunsView"]
