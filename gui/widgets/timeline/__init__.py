"""The row under a plot that goes back to any moment of a run."""

from gui.widgets.timeline.row import Stretch, TimelineRow
from gui.widgets.timeline.slider import MomentSlider

__all__ = ["MomentSlider", "Stretch", "TimelineRow"]
