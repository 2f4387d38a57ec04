"""How numbers are spread: how many there are of each size."""

from gui.widgets.histogram.bins import Bins, Extent, extent_of, sample_of
from gui.widgets.histogram.chart import Histogram

__all__ = ["Bins", "Extent", "Histogram", "extent_of", "sample_of"]
