"""What the user chooses: data and hyperparameters."""

from gui.views.controls.view import ControlsView

__all__ = ["ControlsView"]
