"""What the network makes of a picture of the user's."""

from gui.views.predict.view import PredictView

__all__ = ["PredictView"]
