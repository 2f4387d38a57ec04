"""The drawn network to work with: circles to choose, layers to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent

from gui.merging import Burst
from gui.replies import Replies
from gui.widgets.network.editor import NetworkEditor
from gui.widgets.network.key_edits import KeyEdits
from gui.widgets.network.keys import KeyAction, is_ours, key_action, moved, typed_digit
from gui.widgets.network.mouse import NetworkMouse
from gui.widgets.network.pointing import NetworkPointing
from gui.widgets.network.spacing import BUTTON

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme import Theme
    from gui.widgets.network.locks import Locks
    from gui.widgets.network.plan import NetworkPlan


class NetworkCanvas(NetworkPointing):
    """A drawn network that reacts to mouse and keyboard.

    Signals
    -------
    unit_selected : int, int
        The user chose a unit: its layer from 1, its number from 0.
    edited : tuple of HiddenLayer, object
        The user wants other hidden layers. Edits with the same second value, unless it
        is None, are one.
    focus_moved : QRectF
        The column that the keyboard works on has changed.
    zoom_asked : str
        "closer", "farther" or "fit".
    panned : QPoint
        The user drags the drawing by so much.
    """

    unit_selected = Signal(int, int)
    edited = Signal(object, object)
    focus_moved = Signal(object)
    zoom_asked = Signal(str)
    panned = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered_layer = 0
        self._editor = NetworkEditor(self, self._edit_words)
        self._editor.set_look(self._look)
        self._editor.asker.asked.connect(self.edited)
        self._editor.asker.layer_moved.connect(self._follow_layer)
        self._editor.focus_changed.connect(self._update_controls)
        self._editor.zoom_asked.connect(self.zoom_asked)
        burst = Burst()
        self._key_edits = KeyEdits(self._editor, burst)
        self._mouse = NetworkMouse(self._editor.asker, burst)
        self._mouse.number_clicked.connect(self._editor.type_units)
        self._mouse.panned.connect(self.panned)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setWhatsThis(self._edit_words.keys())
        Replies(self, is_ours, self._asked_at)

    @property
    def editor(self) -> NetworkEditor:
        """The buttons, menus and fields."""
        return self._editor

    @property
    def focused_column(self) -> QRectF:
        """Where the selected unit's layer is."""
        return self._layout.columns[self._selected[0]].rect

    def set_plan(self, plan: NetworkPlan) -> None:
        """Draw another network; its weights and activations aren't known yet."""
        self._editor.set_plan(plan)
        super().set_plan(plan)
        self._held = self._held if plan.is_hidden(self._held) else 0
        self._update_controls()

    def set_selected(self, layer: int, unit: int) -> None:
        """Mark another unit."""
        super().set_selected(layer, unit)
        self._update_controls()
        if self.hasFocus():
            self.focus_moved.emit(self.focused_column)
            self._point_out()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        super().set_theme(theme)
        self._editor.set_look(self._look)
        self._place_editor()

    def set_locks(self, locks: Locks) -> None:
        """Allow some edits and not others."""
        if locks != self._editor.asker.locks:
            self._editor.set_locks(locks)
            self._mouse.cancel()

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

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another unit or edit its layer."""
        action, digit = key_action(event), typed_digit(event)
        if digit:
            self._editor.type_units(self._selected[0], digit)
        elif action is None:
            super().keyPressEvent(event)
        elif action is KeyAction.LEAVE:
            self._leave()
        elif not self._edit(action):
            self._is_by_keys = True
            self._choose(*moved(self._plan.sizes, self._selected, action))
            self._point_out()

    def _edit(self, action: KeyAction) -> bool:
        """Edit the selected layer; tell whether that is what the key is for."""
        layer = self._selected[0]
        below = self.count_rect(layer).bottomLeft().toPoint()
        return self._key_edits.press(action, layer, self._plan.last, below)

    def _choose(self, layer: int, unit: int) -> None:
        if (layer, unit) != self._selected:
            self.unit_selected.emit(layer, unit)

    def _follow_layer(self, layer: int, to: int) -> None:
        """Keep the unit that is selected selected where its layer has gone."""
        if self._selected[0] == layer:
            self.unit_selected.emit(to, self._selected[1])

    def _leave(self) -> None:
        """Take back what is being dragged, or show all lines again."""
        self._mouse.cancel()
        self._is_by_keys = False
        self._point_out()

    # The mouse

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all that can be done with the layer below the mouse."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._edit(KeyAction.MENU)
            return
        layer = self._layout.layer_at(event.pos().x(), float("inf"))
        self._editor.open_menu(layer or 0, event.pos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a layer or of nothing; choose the unit below the mouse."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._is_by_keys = False
        place, point = self._place_at(event.position()), event.position()
        if place is None:
            layer = self._layout.count_at(point) or 0
            self._mouse.press(layer, point, event.globalPosition())
            self._update_cursor(point)
            return
        unit = self._layout.unit_in(place)
        first = self._layout.columns[place[0]].first_folded(place[1])
        self._choose(place[0], first if unit is None else unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow what is held, or show what can be clicked."""
        if not self._mouse.is_down:
            self._hover(event.position())
            return
        point, em = event.position(), self._look.em
        self._mouse.move(point, event.globalPosition(), self._layout, em)
        self._hold(self._mouse.layer)
        if self._held:
            self._approach(self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._mouse.release()
        self._hover(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the units of the layer whose number is below the mouse."""
        layer = self._layout.count_at(event.position()) or 0
        if not self._mouse.turn(layer, event):
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide what only the mouse can reach."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, point: QPointF | None) -> None:
        place, layer, held = None, 0, 0
        if point is not None:
            place = self._place_at(point)
            reach = 1.5 * BUTTON * self._look.em
            layer = self._layout.layer_at(point.x(), reach) or 0
            held = self._layout.count_at(point) or 0
            self._update_cursor(point)
        self._hold(held)
        if place != self._hovered:
            self._hovered = place
            self._point_out()
            self.update()
        self._approach(layer)

    def _approach(self, layer: int) -> None:
        """Show the buttons of the layer that the mouse is at."""
        if layer != self._hovered_layer:
            self._hovered_layer = layer
            self._update_controls()

    def _hold(self, layer: int) -> None:
        """Mark the number that can be dragged."""
        layer = layer if self._plan.is_hidden(layer) else 0
        if layer != self._held:
            self._held = layer
            self.update()

    def _update_cursor(self, point: QPointF) -> None:
        shape, layer = Qt.CursorShape, self._layout.count_at(point) or 0
        can_drag = self._plan.is_hidden(layer) and not self._editor.asker.is_locked
        cursor = shape.SizeAllCursor if can_drag else shape.ArrowCursor
        if self._place_at(point) is not None:
            cursor = shape.PointingHandCursor
        elif self._mouse.is_panning:
            cursor = shape.ClosedHandCursor
        self.setCursor(cursor)

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
        self._is_by_keys = False
        self._point_out()
        self._update_controls()
