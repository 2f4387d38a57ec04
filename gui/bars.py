"""Toolbar and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from gui.action_texts import pace_name, short_pace_name
from gui.fitting_bar import ONLY_ICON, WITH_TEXT, FittingBar
from gui.icons import icon
from gui.lesson_bar import LessonBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gui.actions import Actions
    from gui.docks import Docks
    from gui.language_menu import LanguageMenu
    from gui.pace import Pace
    from gui.preset_menu import PresetMenu
    from gui.theme import Theme

MARGIN = 8
"""Pixels between the panels and the window's edge; as wide as the gaps between them."""

FILES, EDITS = "openDataAction saveModelAction", "undoAction redoAction"
SHORTENED = "pinAction resetAction newWeightsAction pauseAction whatIfAction stepAction"
"""What loses its text where there is little room, the first one first."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Bars", text)


class Bars:
    """The toolbar and the menus of a window.

    Parameters
    ----------
    window : QMainWindow
        Gets them.
    actions : Actions
        What they offer.
    docks : Docks
        Panels that the View menu shows and hides.
    presets : PresetMenu
        The menu of presets.
    languages : LanguageMenu
        The menu of languages.

    Attributes
    ----------
    move_panels, arrange : QAction
        Entries of the View menu.
    toolbar : FittingBar
        The toolbar.
    lesson : LessonBar
        The present lesson, below the toolbar.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        docks: Docks,
        presets: PresetMenu,
        languages: LanguageMenu,
    ) -> None:
        self._actions = actions
        self._presets = presets
        self._languages = languages
        self._pace_menu = self._make_pace_menu(window)
        self._make_toolbar(window)
        self.lesson = LessonBar()
        window.addToolBarBreak()
        window.addToolBar(self.lesson)
        make_margins(window)
        self._make_menus(window, docks)

    def show_pace(self, pace: Pace) -> None:
        """Name the pace on its button."""
        self._pace_button.setText(short_pace_name(pace))
        self._pace_button.setAccessibleName(
            tr("Pace: {pace}").format(pace=pace_name(pace))
        )
        self.toolbar.fit()

    def show_theme(self, theme: Theme) -> None:
        """Draw icons in a theme's colours."""
        self._actions.show_theme(theme)
        self._pace_button.setIcon(icon("pace", theme.color("text")))
        self._presets.show_theme(theme)
        self.toolbar.show_theme(theme)
        self.lesson.show_theme(theme)

    def _make_toolbar(self, window: QMainWindow) -> None:
        self.toolbar = bar = FittingBar(tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(16, 16))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._fill(
            bar,
            "trainAction pauseAction stepAction resetAction newWeightsAction "
            "whatIfAction pinAction",
        )
        self._button(bar, "trainAction").setObjectName("primary")
        self._add_steps(window, bar)
        self._pace_button = self._make_pace_button(bar)
        presets = self._presets.make_button()
        presets.setToolButtonStyle(WITH_TEXT)
        bar.addWidget(presets)
        bar.addWidget(spring())
        self._fill(bar, f"{FILES} - {EDITS} - themeAction")
        for name in f"{FILES} {EDITS} themeAction".split():
            self._button(bar, name).setToolButtonStyle(ONLY_ICON)
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.text() or button.toolTip())
        shortened = [self._button(bar, name) for name in SHORTENED.split()]
        bar.set_order([self._pace_button, presets, *shortened])
        window.addToolBar(bar)

    def _button(self, bar: QToolBar, name: str) -> QToolButton:
        button = bar.widgetForAction(self._actions[name])
        assert isinstance(button, QToolButton)
        return button

    def _add_steps(self, window: QMainWindow, bar: QToolBar) -> None:
        menu = QMenu(window)
        self._fill(menu, "stepAction step10Action step100Action")
        button = self._button(bar, "stepAction")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _make_pace_menu(self, window: QMainWindow) -> QMenu:
        menu = QMenu(tr("Pace"), window)
        menu.addActions(self._actions.paces.actions())
        menu.addSeparator()
        menu.addAction(self._actions.full_speed)
        return menu

    def _make_pace_button(self, bar: QToolBar) -> QToolButton:
        button = QToolButton()
        button.setObjectName("paceButton")
        button.setMenu(self._pace_menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(WITH_TEXT)
        button.setToolTip(
            tr("How fast a run goes. It only waits; the results stay the same.")
        )
        bar.addWidget(button)
        return button

    def _make_menus(self, window: QMainWindow, docks: Docks) -> None:
        bar = window.menuBar()
        self._fill(
            bar.addMenu(tr("&File")),
            "openDataAction openModelAction saveModelAction - exportProgramAction "
            "exportNetworkAction exportCurvesAction - openPictureAction - quitAction",
        )
        self._fill(bar.addMenu(tr("&Edit")), "undoAction redoAction")
        train = bar.addMenu(tr("&Train"))
        self._fill(
            train,
            "trainAction pauseAction - stepAction step10Action step100Action "
            "walkAction - resetAction newWeightsAction - whatIfAction pinAction "
            "luckAction checkGradientsAction -",
        )
        train.addMenu(self._pace_menu)
        bar.addMenu(self._presets.menu)
        view = bar.addMenu(tr("&View"))
        for dock in docks.by_name.values():
            view.addAction(dock.toggleViewAction())
        view.addSeparator()
        self.move_panels: QAction = view.addAction(tr("Move panels"))
        self.move_panels.setCheckable(True)
        self.arrange: QAction = view.addAction(tr("Put panels back"))
        view.addSeparator()
        self._fill(view, "themeAction largerAction smallerAction fullScreenAction")
        view.addMenu(self._languages)
        self._fill(bar.addMenu(tr("&Help")), "keysAction")

    def _fill(self, place: QMenu | QToolBar, names: str) -> None:
        for name in names.split():
            if name == "-":
                place.addSeparator()
            else:
                place.addAction(self._actions[name])


def spring() -> QWidget:
    """Return what pushes all that follows to the right."""
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space


def make_margins(window: QMainWindow) -> None:
    """Keep the panels off the window's edges: docks know no margins."""
    window.addToolBarBreak()
    for area in (
        Qt.ToolBarArea.TopToolBarArea,
        Qt.ToolBarArea.LeftToolBarArea,
        Qt.ToolBarArea.RightToolBarArea,
        Qt.ToolBarArea.BottomToolBarArea,
    ):
        margin = QToolBar()
        margin.setObjectName("margin")
        margin.setMovable(False)
        space = QWidget()
        space.setFixedSize(MARGIN, MARGIN)
        margin.addWidget(space)
        layout = margin.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        window.addToolBar(area, margin)
