"""Formulas as pictures that are sharp at any size."""

from __future__ import annotations

import warnings
from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

SIZE = 20
"""Pixels of the text that a formula is set in; it is drawn at any other."""

INK = "#0000fe"
"""Stands in for the colour until it is known."""


def formula_picture(latex: str, color: str) -> QSvgRenderer:
    """Return what draws a formula.

    Parameters
    ----------
    latex : str
        The formula. Setting one for the first time takes some 20 ms.
    color : str
        Its colour, as "#rrggbb".

    Returns
    -------
    QSvgRenderer
        Its view box is in pixels for text of `SIZE`; the base line is at y = 0.
    """
    svg = _svg(latex).replace(INK, color)
    return QSvgRenderer(QByteArray(svg.encode()))


@cache
def _svg(latex: str) -> str:
    # It finds its font in a way that Python 3.11 and 3.12 warn of, and 3.13 doesn't.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # A quarter of a second that nobody should wait for who sees no formula.
        from ziamath.config import config
        from ziamath.zmath import Latex

        # Qt doesn't know all of SVG 2, and draws symbols in the wrong places.
        config.svg2 = False
        return str(Latex(latex, size=SIZE, color=INK).svg())
