"""Many small pictures in one widget."""

from gui.widgets.mosaic.strip import Mosaic
from gui.widgets.mosaic.tiles import Tiles

__all__ = ["Mosaic", "Tiles"]
