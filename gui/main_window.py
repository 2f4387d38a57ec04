"""The window: panels, toolbar, menus; what is dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.datasets import DATASETS
from engine.images import IMAGE_SUFFIXES
from gui.actions import Actions, pace_name
from gui.icons import icon
from gui.panels import VIEWS, ViewSpec
from gui.session import TrainingSession
from gui.settings import Settings, system_theme
from gui.stage import Stage
from gui.status import StatusBar
from gui.theme import Theme, TypeScale, palette, style_sheet
from gui.widgets.banner import Banner
from gui.wiring import wire
from gui.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from engine.frame import Needs
    from gui.view_state import View, ViewState

START_DATA = "drawn-cats"
TEXT_FACTORS = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75)
MARGIN = 8
"""Pixels between the panels and the window's edge; as wide as the gaps between them."""

FIRST_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """LayerLab's window; everything in it shows the session's state.

    Parameters
    ----------
    settings : Settings, optional
        What is remembered; the user's own if not given.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("LayerLab")
        self.setAcceptDrops(True)
        self.settings = settings or Settings()
        self.session = TrainingSession(DATASETS[START_DATA].load(), self)
        self.actions_ = Actions(self)
        self.views: dict[str, View] = {}
        self._docks: dict[str, QDockWidget] = {}
        self._theme: Theme | None = None
        self._text_step = TEXT_FACTORS.index(1.0)
        self._make_center()
        self._make_docks()
        self.stage = Stage(self.views.values(), self)
        self._make_toolbar()
        self._make_menus()
        self.status = StatusBar()
        self.setStatusBar(self.status)
        wire(self)
        self._start()

    # What automation and the command line use

    def open_data(self, path: Path | str) -> None:
        """Open a data set from a file or folder, as its dialog does."""
        self.banner.hide()
        self.session.open_data(Path(path))

    def open_model(self, path: Path | str) -> None:
        """Open a model, as its dialog does."""
        self.banner.hide()
        self.session.open_model(Path(path))

    def predict_files(self, paths: Sequence[Path | str]) -> None:
        """Let the network look at pictures, as dropping them does."""
        self.banner.hide()
        self.session.add_pictures([Path(path) for path in paths])

    # Layout

    def _make_center(self) -> None:
        self.banner = Banner()
        center = QWidget()
        layout = QVBoxLayout(center)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.banner)
        spec = VIEWS[0]
        layout.addWidget(self._panel(spec), 1)
        self.setCentralWidget(center)

    def _panel(self, spec: ViewSpec) -> QWidget:
        view = spec.make()
        self.views[spec.name] = view
        panel = QFrame()
        panel.setObjectName("panel")
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(view)
        return panel

    def _make_docks(self) -> None:
        self.setDockNestingEnabled(True)
        self.setDockOptions(
            self.dockOptions() & ~QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        self.setTabPosition(
            Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North
        )
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        self.setCorner(Qt.Corner.BottomLeftCorner, left)
        for spec in VIEWS[1:]:
            self._docks[spec.name] = self._dock(spec)
        self.arrange_panels()

    def _dock(self, spec: ViewSpec) -> QDockWidget:
        dock = QDockWidget(QCoreApplication.translate("Views", spec.title), self)
        dock.setObjectName(spec.name)
        dock.setWidget(self._panel(spec))
        # The panels have headings of their own; a title bar appears to move them by.
        dock.setTitleBarWidget(QWidget())
        return dock

    def arrange_panels(self) -> None:
        """Put the panels where they are at first."""
        docks = self._docks
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        left, bottom = (
            Qt.DockWidgetArea.LeftDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        for dock in docks.values():
            dock.setFloating(False)
        self.addDockWidget(left, docks["controlsPanel"])
        self.addDockWidget(bottom, docks["costPanel"])
        self.splitDockWidget(docks["costPanel"], docks["galleryPanel"], vertical)
        self.splitDockWidget(docks["costPanel"], docks["weightsPanel"], horizontal)
        self.splitDockWidget(docks["galleryPanel"], docks["predictPanel"], horizontal)
        self.tabifyDockWidget(docks["galleryPanel"], docks["shapesPanel"])
        docks["galleryPanel"].raise_()
        for dock in docks.values():
            dock.show()
        self._share_space()

    def _share_space(self) -> None:
        docks = self._docks
        width, height = self.width(), self.height()
        side = max(width // 6, docks["controlsPanel"].minimumSizeHint().width())
        wide = width - side
        self.resizeDocks([docks["controlsPanel"]], [side], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [docks["costPanel"], docks["weightsPanel"]],
            [wide * 54 // 100, wide * 46 // 100],
            Qt.Orientation.Horizontal,
        )
        self.resizeDocks(
            [docks["galleryPanel"], docks["predictPanel"]],
            [wide * 60 // 100, wide * 40 // 100],
            Qt.Orientation.Horizontal,
        )
        self.resizeDocks(
            [docks["costPanel"], docks["galleryPanel"]],
            [height * 32 // 100, height * 26 // 100],
            Qt.Orientation.Vertical,
        )

    def set_panels_movable(self, movable: bool) -> None:
        """Show the panels' title bars, by which they can be moved, or hide them."""
        for dock in self._docks.values():
            old = dock.titleBarWidget()
            dock.setTitleBarWidget(None if movable else QWidget())  # type: ignore[arg-type]
            if old is not None:
                old.deleteLater()

    # Toolbar and menus

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(16, 16))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("trainAction", "pauseAction", "stepAction"):
            bar.addAction(self.actions_[name])
        self._primary = bar.widgetForAction(self.actions_["trainAction"])
        self._primary.setObjectName("primary")
        self._add_steps(bar)
        for name in ("resetAction", "newWeightsAction"):
            bar.addAction(self.actions_[name])
        self._pace_button = self._menu_button(bar, self._pace_menu())
        self._pace_button.setToolTip(
            self.tr("How fast a run goes. It only waits; the results stay the same.")
        )
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        for name in ("openDataAction", "saveModelAction"):
            bar.addAction(self.actions_[name])
        bar.addAction(self.actions_["themeAction"])
        button = bar.widgetForAction(self.actions_["themeAction"])
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.text() or button.toolTip())
        self.addToolBar(bar)
        self._make_margins()

    def _make_margins(self) -> None:
        """Keep the panels off the window's edges: docks know no margins."""
        self.addToolBarBreak()
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
            margin.setContentsMargins(0, 0, 0, 0)
            layout = margin.layout()
            assert layout is not None
            layout.setContentsMargins(0, 0, 0, 0)
            self.addToolBar(area, margin)

    def createPopupMenu(self) -> QMenu | None:
        """Offer no menu of bars on a right click: they are all needed."""
        return None

    def _add_steps(self, bar: QToolBar) -> None:
        menu = QMenu(self)
        for name in ("stepAction", "step10Action", "step100Action"):
            menu.addAction(self.actions_[name])
        button = bar.widgetForAction(self.actions_["stepAction"])
        assert isinstance(button, QToolButton)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _pace_menu(self) -> QMenu:
        menu = QMenu(self.tr("Pace"), self)
        menu.addActions(self.actions_.paces.actions())
        menu.addSeparator()
        menu.addAction(self.actions_.full_speed)
        return menu

    @staticmethod
    def _menu_button(bar: QToolBar, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setObjectName("paceButton")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(button)
        return button

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self._fill(
            bar.addMenu(self.tr("&File")),
            "openDataAction openModelAction saveModelAction - openPictureAction - "
            "quitAction",
        )
        train = bar.addMenu(self.tr("&Train"))
        self._fill(
            train,
            "trainAction pauseAction - stepAction step10Action step100Action - "
            "resetAction newWeightsAction -",
        )
        train.addMenu(self._pace_button.menu())
        view = bar.addMenu(self.tr("&View"))
        for dock in self._docks.values():
            view.addAction(dock.toggleViewAction())
        view.addSeparator()
        self.move_panels = view.addAction(self.tr("Move panels"))
        self.move_panels.setCheckable(True)
        self.arrange = view.addAction(self.tr("Put panels back"))
        view.addSeparator()
        self._fill(view, "themeAction largerAction smallerAction fullScreenAction")

    def _fill(self, menu: QMenu, names: str) -> None:
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self.actions_[name])

    # State

    def _start(self) -> None:
        hints = QApplication.styleHints()
        dark = hints.colorScheme() is not Qt.ColorScheme.Light
        self.session.set_theme(self.settings.theme or system_theme(dark))
        self.session.set_pace(self.settings.pace)
        self.resize(FIRST_SIZE)
        if not self.settings.restore_layout(self):
            self._share_space()
        # No field begins with the keyboard: Space trains.
        self.setFocus()
        self.session.refresh()

    def visible_needs(self, state: ViewState) -> Needs:
        """Return what all views need together that somebody can see."""
        return frozenset().union(
            *(view.needs(state) for view in self.views.values() if view.isVisible())
        )

    def show_state(self, state: ViewState) -> None:
        """Show a state in toolbar and status bar; the views get it themselves."""
        self.actions_.show_state(state)
        self.status.show_state(state)
        self._pace_button.setText(pace_name(state.pace))
        if state.theme is not self._theme:
            self.show_theme(state.theme)

    def show_theme(self, theme: Theme) -> None:
        """Put on a theme."""
        self._theme = theme
        sizes = TypeScale.for_font(QApplication.font(), TEXT_FACTORS[self._text_step])
        self.setPalette(palette(theme))
        self.setStyleSheet(style_sheet(theme, sizes))
        self.actions_.show_theme(theme)
        self.actions_["trainAction"].setIcon(
            icon("train", theme.color("on_accent"), theme.color("secondary"))
        )
        self._pace_button.setIcon(icon("pace", theme.color("text")))
        self.banner.set_close_icon(icon("close", theme.color("secondary")))

    def change_text_size(self, steps: int) -> None:
        """Make all text larger or smaller."""
        last = len(TEXT_FACTORS) - 1
        self._text_step = min(max(self._text_step + steps, 0), last)
        if self._theme is not None:
            self.show_theme(self._theme)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_error(self, error: Exception) -> None:
        """Say what went wrong, without getting in the way."""
        self.banner.show_message(message(error), is_error=True)

    def show_saved(self, path: Path) -> None:
        """Say where something was saved."""
        self.banner.show_message(
            self.tr("Saved: {path}").format(path=path), is_error=False
        )

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files that can be opened."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open data and models, predict pictures."""
        self.drop_files(_local_files(event))
        event.acceptProposedAction()

    def drop_files(self, paths: Sequence[Path]) -> None:
        """Do what dropping these files does."""
        pictures = [path for path in paths if path.suffix.lower() in IMAGE_SUFFIXES]
        for path in paths:
            if path not in pictures:
                self.session.open_file(path)
        if pictures:
            self.predict_files(pictures)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop everything, remember the layout, and go."""
        self.settings.save_layout(self)
        self.stage.clear()
        self.session.shut_down()
        super().closeEvent(event)


def _local_files(event: QDropEvent) -> list[Path]:
    return [
        Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
    ]
