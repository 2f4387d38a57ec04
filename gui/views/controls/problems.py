"""What is wrong with the design, said at the very fields that are to blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout

from gui.views.controls.field import GAP, SMALL_GAP
from gui.views.controls.parts import styled
from gui.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.errors import EngineError
    from gui.theme import Theme
    from gui.views.controls.field import Field

MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
}


class FieldRow(QVBoxLayout):
    """Fields side by side, with room below for a sentence about them.

    Parameters
    ----------
    fields : sequence of Field
        From left to right.

    Attributes
    ----------
    fields : sequence of Field
        As given.
    sentence : QLabel
        The sentence.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.fields = fields
        self.sentence = styled("wrong")
        self.sentence.setContentsMargins(0, 0, 0, GAP)
        self.sentence.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(8)
        for field in fields:
            line.addWidget(field.box, 1, Qt.AlignmentFlag.AlignTop)
        self.setSpacing(0)
        self.addLayout(line)
        self.addWidget(self.sentence)

    def say(self, text: str) -> None:
        """Show a sentence, or none."""
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))
        for field in self.fields:
            layout = field.box.layout()
            assert layout is not None
            layout.setContentsMargins(0, 0, 0, SMALL_GAP if text else GAP)


class Problems(QObject):
    """Marks fields that are to blame, and says below one of them what to do.

    Where that is out of sight, behind the panel's edge or in a part that is closed, a
    line below all fields says the same.

    Parameters
    ----------
    rows : sequence of FieldRow
        All fields.
    area : QScrollArea
        Where they are.
    foot : QLabel
        The line below.
    """

    def __init__(
        self, rows: Sequence[FieldRow], area: QScrollArea, foot: QLabel
    ) -> None:
        super().__init__(area)
        self._rows = rows
        self._area = area
        self._foot = foot
        self._error: EngineError | None = None
        self._row: FieldRow | None = None
        for widget in (area.viewport(), *(row.sentence for row in rows)):
            widget.installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self._place_foot)

    def show_error(self, error: EngineError | None, theme: Theme) -> None:
        """Mark what an error is about, or nothing."""
        names = () if error is None else error.fields
        text = "" if error is None else f"✕ {message(error)}{self._whereabouts(names)}"
        for row in self._rows:
            for field in row.fields:
                field.mark(error if field.setting.name in names else None, theme)
        is_new = error != self._error
        self._error = error
        self._row = self._row_of(names)
        for row in self._rows:
            row.say(text if row is self._row else "")
        self._foot.setText(text)
        self._place_foot()
        if is_new and error is not None:
            # Only when the sentence has got its room is its place known.
            QTimer.singleShot(0, self._reveal)

    def _whereabouts(self, names: Sequence[str]) -> str:
        """Say where the first field to blame is, if it can't be seen."""
        for row in self._rows:
            for field in row.fields:
                is_first = field.setting.name == next(iter(names), "")
                if is_first and not field.box.isVisibleTo(self._area.viewport()):
                    text = self.tr(" (“{field}” is in “More settings”.)")
                    return text.format(field=field.setting.label)
        return ""

    def _row_of(self, names: Sequence[str]) -> FieldRow | None:
        """Return the row of the first field to blame that can be seen."""
        panel = self._area.viewport()
        for name in names:
            for row in self._rows:
                for field in row.fields:
                    if field.setting.name == name and field.box.isVisibleTo(panel):
                        return row
        return None

    def _reveal(self) -> None:
        if self._row is not None:
            self._area.ensureWidgetVisible(self._row.sentence, 0, GAP)
            self._area.ensureWidgetVisible(self._row.fields[0].box, 0, GAP)

    def _place_foot(self) -> None:
        self._foot.setVisible(self._error is not None and not self._is_in_sight)

    @property
    def _is_in_sight(self) -> bool:
        if self._row is None:
            return False
        sentence, viewport = self._row.sentence, self._area.viewport()
        place = QRect(sentence.mapTo(viewport, QPoint(0, 0)), sentence.size())
        return viewport.rect().contains(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again whether the sentence can be seen when it has moved."""
        if event.type() in MOVES:
            self._place_foot()
        return super().eventFilter(watched, event)
