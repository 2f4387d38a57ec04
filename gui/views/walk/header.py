"""Where the walk stands, what it is of, and the buttons to walk by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QToolButton, QWidget

from gui.icons import icon
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from gui.theme import Theme

BUTTONS = ("back", "play", "next")


class WalkHeader(QWidget):
    """One line above the walk.

    Signals
    -------
    back_pressed, next_pressed : (no value)
        The user wants to go a stop back, or on.
    play_toggled : bool
        The user wants to be led through all stops, or not any more.
    changed : (no value)
        The user wants to look at something else, or in another notation.
    """

    back_pressed = Signal()
    next_pressed = Signal()
    play_toggled = Signal(bool)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("title")
        self.hint = ElidedLabel("hint")
        self.subject = QComboBox()
        self.example = QSpinBox()
        self.notation = QComboBox()
        self.back, self.play, self.next = (self._button(name) for name in BUTTONS)
        self._fill()
        self._lay_out()
        self.back.clicked.connect(self.back_pressed)
        self.next.clicked.connect(self.next_pressed)
        self.play.setCheckable(True)
        self.play.toggled.connect(self._on_play)
        self.subject.currentIndexChanged.connect(self.changed)
        self.example.valueChanged.connect(self.changed)
        self.notation.currentIndexChanged.connect(self.changed)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("compact", True)
        button.setObjectName(f"walk-{name}")
        return button

    def _fill(self) -> None:
        for choice in (self.subject, self.notation):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.subject.setObjectName("walkSubject")
        self.subject.addItems([self.tr("One picture"), self.tr("Whole batch")])
        self.subject.setToolTip(
            self.tr(
                "What goes through the network: the selected picture, or all that "
                "it learns from"
            )
        )
        self.subject.setAccessibleName(self.tr("What the walk is of"))
        self.notation.setObjectName("walkNotation")
        self.notation.addItems([self.tr("Per example"), self.tr("Vectorized")])
        self.notation.setToolTip(
            self.tr("Formulas for the i-th example, or for all examples at once")
        )
        self.notation.setAccessibleName(self.tr("How the formulas are written"))
        self.example.setToolTip(self.tr("Which training example to look at"))
        self.example.setAccessibleName(self.tr("Training example"))
        self.example.setMinimum(1)
        self.example.setKeyboardTracking(False)
        self._name(self.back, self.tr("Back"), self.tr("One stop back (Left)"))
        self._name(self.next, self.tr("Next"), self.tr("The next stop (Right)"))
        self._name(
            self.play, self.tr("Play"), self.tr("Walk through all stops by itself")
        )

    def _name(self, button: QToolButton, name: str, tip: str) -> None:
        button.setAccessibleName(name)
        button.setToolTip(tip)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addSpacing(4)
        layout.addWidget(self.hint, 1)
        for widget in (self.subject, self.example, self.notation):
            layout.addWidget(widget)
        layout.addSpacing(4)
        for button in (self.back, self.play, self.next):
            layout.addWidget(button)

    @property
    def is_batch(self) -> bool:
        """Whether the walk is of the whole batch."""
        return self.subject.currentIndex() == 1

    @property
    def is_vectorized(self) -> bool:
        """Whether the formulas are for all examples at once."""
        return self.notation.currentIndex() == 1

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        color, off = theme.color("text"), theme.color("secondary", 140)
        for button, name in zip(
            (self.back, self.play, self.next), BUTTONS, strict=True
        ):
            button.setIcon(icon(f"walk-{name}", color, off))

    def set_examples(self, count: int, has_pictures: bool) -> None:
        """Let the user choose an example where there is no picture to choose."""
        text = self.tr("One picture") if has_pictures else self.tr("One example")
        self.subject.setItemText(0, text)
        self.example.setMaximum(max(count, 1))
        self.example.setVisible(not has_pictures and not self.is_batch)

    def set_place(self, index: int, count: int) -> None:
        """Enable what can be done at a stop."""
        self.back.setEnabled(index > 0)
        self.next.setEnabled(index < count - 1)

    def _on_play(self, on: bool) -> None:
        name = self.tr("Stop") if on else self.tr("Play")
        self.play.setAccessibleName(name)
        self.play_toggled.emit(on)
