"""Why the network answers as it does: with training pictures, and pixel by pixel."""

from gui.views.why.view import WhyView

__all__ = ["WhyView"]
