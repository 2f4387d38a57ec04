"""The mislabeled test pictures."""

from gui.views.gallery.view import GalleryView

__all__ = ["GalleryView"]
