"""Colours and type sizes of the window, light and dark, and the style made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPalette

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
STYLE_TEMPLATE = RESOURCES / "styles" / "layerlab.qss"

NEGATIVE = "#f59322"
ZERO = "#e8eaeb"
POSITIVE = "#0877bd"
"""Orange and blue mean sign and nothing else."""


@dataclass(frozen=True)
class Theme:
    """One look of the window; colours as ``#rrggbb``.

    Attributes
    ----------
    name : str
        "dark" or "light".
    background : str
        Behind the panels.
    panel, raised, line : str
        Panels, what lies on them, and what divides them.
    text, secondary : str
        Text that matters, and text that explains it.
    test : str
        The test set's colour; always dashed as well.
    wrong : str
        What is wrong; always with a cross as well.
    accent, on_accent : str
        The one button that matters most, and its text.
    """

    name: str
    background: str
    panel: str
    raised: str
    line: str
    text: str
    secondary: str
    test: str
    wrong: str
    accent: str
    on_accent: str

    def color(self, role: str, alpha: int = 255) -> QColor:
        """Return one of the colours, 0 (clear) to 255 (solid)."""
        color = QColor(getattr(self, role))
        color.setAlpha(alpha)
        return color


DARK = Theme(
    "dark",
    background="#14171c",
    panel="#1b1f26",
    raised="#232831",
    line="#333b47",
    text="#eef1f6",
    secondary="#a3adbb",
    test="#c792ff",
    wrong="#ff7b7b",
    accent="#eef1f6",
    on_accent="#14171c",
)
LIGHT = Theme(
    "light",
    background="#f3f5f8",
    panel="#ffffff",
    raised="#f4f6f9",
    line="#d3dae3",
    text="#18202b",
    secondary="#546171",
    test="#7a2fc4",
    wrong="#b3261e",
    accent="#18202b",
    on_accent="#ffffff",
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


@dataclass(frozen=True)
class TypeScale:
    """Text sizes in pixels; the base follows the system's font.

    Attributes
    ----------
    small, body, title, large, huge : int
        From captions to the figures that are read from the back of a room.
    """

    small: int
    body: int
    title: int
    large: int
    huge: int

    @classmethod
    def for_font(cls, font: QFont, factor: float = 1.0) -> TypeScale:
        """Return the sizes that go with a system font: 13 pixels for 10 points."""
        points = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
        base = 13 * factor * max(points / 10, 0.9)
        return cls(*(round(base * step) for step in (0.88, 1.0, 1.12, 1.55, 2.3)))


def palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet doesn't reach."""
    colors = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.Base: "raised",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "secondary",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Mid: "line",
    }
    for role, name in roles.items():
        colors.setColor(role, theme.color(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        colors.setColor(
            QPalette.ColorGroup.Disabled, role, theme.color("secondary", 140)
        )
    return colors


@cache
def style_sheet(theme: Theme, sizes: TypeScale) -> str:
    """Return the style sheet with this theme's colours and sizes filled in."""
    text = STYLE_TEMPLATE.read_text(encoding="utf-8")
    values = {**theme.__dict__, **{k: f"{v}px" for k, v in sizes.__dict__.items()}}
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{name}", values[name])
    return text.replace("@icons", (RESOURCES / "icons").as_posix())
