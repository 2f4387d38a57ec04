"""What adds up to a number: pictures with their shares, and a table of the rest."""

from gui.widgets.shares.strip import Share, ShareStrip
from gui.widgets.shares.table import Row, SumTable

__all__ = ["Row", "Share", "ShareStrip", "SumTable"]
