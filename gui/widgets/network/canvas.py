"""The drawn network to work with: circles to choose, layers to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plain_text import tool_tip
from gui.widgets.network.drawing import NetworkDrawing
from gui.widgets.network.editor import NetworkEditor
from gui.widgets.network.keys import EDITS, STEPS, KeyAction, key_action, moved
from gui.widgets.network.spacing import BUTTON

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFocusEvent, QMouseEvent

    from gui.theme import Theme
    from gui.widgets.network.plan import NetworkPlan


class NetworkCanvas(NetworkDrawing):
    """A drawn network that reacts to mouse and keyboard.

    Signals
    -------
    unit_selected : int, int
        The user chose a unit: its layer from 1, its number from 0.
    edited : tuple of int
        The user wants other hidden layers.
    focus_moved : QRectF
        The column that the keyboard works on has changed.
    """

    unit_selected = Signal(int, int)
    edited = Signal(object)
    focus_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered_layer = 0
        self._editor = NetworkEditor(self, self._words)
        self._editor.set_look(self._look)
        self._editor.edited.connect(self.edited)
        self._editor.focus_changed.connect(self._update_controls)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setWhatsThis(self._words.keys())

    @property
    def editor(self) -> NetworkEditor:
        """The buttons."""
        return self._editor

    @property
    def focused_column(self) -> QRectF:
        """Where the selected unit's layer is."""
        return self._layout.columns[self._selected[0]].rect

    def set_plan(self, plan: NetworkPlan) -> None:
        """Draw another network; its weights and activations aren't known yet."""
        self._editor.set_plan(plan)
        super().set_plan(plan)
        self._update_controls()

    def set_selected(self, layer: int, unit: int) -> None:
        """Mark another unit."""
        super().set_selected(layer, unit)
        self._update_controls()
        if self.hasFocus():
            self.focus_moved.emit(self.focused_column)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        super().set_theme(theme)
        self._editor.set_look(self._look)
        self._place_editor()

    def set_locked(self, locked: bool) -> None:
        """Allow edits or don't."""
        self._editor.set_locked(locked)

    def _arrange(self) -> None:
        super()._arrange()
        self._place_editor()

    def _place_editor(self) -> None:
        self._editor.place(self._layout)
        self._set_covered(self._editor.covered)

    def _update_controls(self) -> None:
        """Show the layer's buttons where the mouse or else the keyboard is."""
        by_keys = self._selected[0] if self.hasFocus() or self._editor.has_focus else 0
        hovered = 0 if self._editor.controls_have_focus else self._hovered_layer
        layer = hovered or by_keys
        self._editor.show_controls(layer if layer <= len(self._plan.hidden) else 0)
        self._place_editor()

    # Events

    def event(self, event: QEvent) -> bool:
        """Answer questions for tooltips, and keep our keys from the window's."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            tip = tool_tip(self.tip_at(event.pos()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if key_action(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another unit or edit its layer."""
        action = key_action(event)
        if action is None:
            super().keyPressEvent(event)
        elif action in EDITS:
            self._edit(action)
        else:
            self._choose(*moved(self._plan.sizes, self._selected, action))

    def _edit(self, action: KeyAction) -> None:
        layer = self._selected[0]
        if action is KeyAction.INSERT:
            # Nothing can lie behind the output: the new layer comes before it.
            self._editor.insert(min(layer, self._plan.last - 1))
        elif action is KeyAction.REMOVE:
            self._editor.remove(layer)
        else:
            self._editor.resize(layer, STEPS[action])

    def _choose(self, layer: int, unit: int) -> None:
        if (layer, unit) != self._selected:
            self.unit_selected.emit(layer, unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the unit below the mouse, or unfold units below an ellipsis."""
        place = self._place_at(event.position())
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        unit = self._layout.unit_in(place)
        first = self._layout.columns[place[0]].first_folded(place[1])
        self._choose(place[0], first if unit is None else unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Hide what only the mouse can reach."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, point: QPointF | None) -> None:
        place, layer = None, 0
        if point is not None:
            place = self._place_at(point)
            reach = 1.5 * BUTTON * self._look.em
            layer = self._layout.layer_at(point.x(), reach) or 0
        if place != self._hovered:
            self._hovered = place
            shape = Qt.CursorShape
            self.setCursor(shape.PointingHandCursor if place else shape.ArrowCursor)
            self.update()
        if layer != self._hovered_layer:
            self._hovered_layer = layer
            self._update_controls()

    def _place_at(self, point: QPointF) -> tuple[int, int] | None:
        place = self._layout.place_at(point)
        return place if place is not None and place[0] > 0 else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus and the selected layer's buttons."""
        super().focusInEvent(event)
        self._update_controls()
        self.focus_moved.emit(self.focused_column)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus again."""
        super().focusOutEvent(event)
        self._update_controls()
