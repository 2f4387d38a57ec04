"""Leaf widgets: they get plain values and know nothing of the session."""
