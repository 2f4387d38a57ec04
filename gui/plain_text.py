"""Names from files are data: they are never taken for markup."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt


def tool_tip(text: str) -> str:
    """Return ``text`` so that a tool tip shows it as it stands.

    Tool tips have no text format of their own: Qt guesses, so what it would take for
    markup is escaped.
    """
    return f"<p>{html.escape(text)}</p>" if Qt.mightBeRichText(text) else text
