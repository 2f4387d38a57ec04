"""Earlier runs: a table to sort, filter and annotate, with their curves together."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from gui.kept_runs import NO_RUNS
from gui.view import View
from gui.views.runs.actions import RunActions
from gui.views.runs.bar import RunsBar
from gui.views.runs.curves import CurvesPane
from gui.views.runs.model import RunsFilter, RunsModel
from gui.views.runs.parts import SearchField, action_button, empty_page, more_button
from gui.views.runs.table import RunsTable
from gui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gui.kept_runs import KeptRuns
    from gui.view_state import ViewState


LEAST_WIDTH, LEAST_HEIGHT = 240, 36
"""In pixels: of everything, and of table and curves."""

SHARES = 13, 9
"""Of the table and of the curves."""


class RunsView(View):
    """The table of runs.

    Signals
    -------
    curves_wanted : list of str
        Runs, by their uids, whose curves are to be shown.
    restore_requested, open_requested : str
        A run whose settings, or whose model, shall be used.
    keep_requested
        The model of the present run shall be kept.
    delete_requested, export_requested : list of str
        Runs to delete, or to write to a file.
    undo_requested
        What was deleted last shall come back.
    noted : (str, str)
        A run and the note that was written to it.
    """

    curves_wanted = Signal(list)
    restore_requested = Signal(str)
    open_requested = Signal(str)
    keep_requested = Signal()
    delete_requested = Signal(list)
    export_requested = Signal(list)
    undo_requested = Signal()
    noted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runsView")
        self._runs: KeptRuns = NO_RUNS
        self._selected: list[str] = []
        self.model = RunsModel(self)
        self.filtered = RunsFilter(self)
        self.filtered.setSourceModel(self.model)
        self._make_table()
        self.curves = CurvesPane()
        self.actions_ = RunActions(self.table)
        self._lay_out()
        self._connect()
        self._make_room(False)
        self._enable()

    def _connect(self) -> None:
        do = self.actions_
        do.restore.triggered.connect(self._restore)
        do.open.triggered.connect(self._open)
        do.keep.triggered.connect(self.keep_requested)
        do.annotate.triggered.connect(self.table.edit_note)
        do.export.triggered.connect(self._export)
        do.delete.triggered.connect(self._delete)
        do.undo.triggered.connect(self.undo_requested)
        self.model.noted.connect(self.noted)
        self.search.textChanged.connect(self.filtered.set_text)
        self.table.selectionModel().selectionChanged.connect(self._select)
        self.table.customContextMenuRequested.connect(self._show_menu)

    # Layout

    def _make_table(self) -> None:
        self.table = RunsTable(self)
        self.table.setModel(self.filtered)
        self.table.fit()
        self.table.keep_order()
        self.table.setAccessibleName(self.tr("Earlier runs"))
        self.table.setToolTip(
            self.tr(
                "Select several to lay their curves over each other. A bar marks "
                "settings that differ."
            )
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_out(self) -> None:
        page = QWidget()
        below = QVBoxLayout(page)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._make_bar())
        below.addWidget(self._make_splitter(), 1)
        self.empty = empty_page()
        self._pages = QStackedLayout()
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        # Large text must not make the whole window wider.
        self.setMinimumWidth(LEAST_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 6)
        layout.addLayout(self._pages)

    def _make_bar(self) -> RunsBar:
        self.search = self._make_search()
        do = self.actions_
        offered = do.restore, do.keep, do.delete, do.undo
        self._buttons = [action_button(action) for action in offered]
        more = more_button([action for group in do.groups for action in group], self)
        self.hint = ElidedLabel("hint")
        self.hint.setText(self.tr("Select runs for curves"))
        rest = self.hint, self.curves.cost, self.curves.accuracy
        self._bar = RunsBar(self.search, self._buttons, more, rest)
        return self._bar

    def _make_search(self) -> SearchField:
        search = SearchField()
        search.setPlaceholderText(self.tr("Filter"))
        search.setAccessibleName(self.tr("Filter the runs"))
        search.setToolTip(
            self.tr("Show only runs that have all of these words in some column")
        )
        search.setClearButtonEnabled(True)
        return search

    def _make_splitter(self) -> QSplitter:
        self._splitter = splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for part in (self.table, self.curves):
            # Large text must not make the whole window higher: rows can be scrolled.
            part.setMinimumHeight(LEAST_HEIGHT)
            splitter.addWidget(part)
        self._sizes = [1000 * share for share in SHARES]
        splitter.splitterMoved.connect(self._keep_sizes)
        for place, share in enumerate(SHARES):
            splitter.setStretchFactor(place, share)
        return splitter

    # State

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Show the list and the curves that have come."""
        if before is None or before.theme is not state.theme:
            self.curves.set_theme(state.theme)
            self.model.set_mark(state.theme.color("line", 110))
            self._show_swatches()
        if before is None or before.runs is not state.runs:
            self._show_runs(state.runs)

    def _show_runs(self, runs: KeptRuns) -> None:
        before, self._runs = self._runs.records, runs
        # Before the list is read, nobody knows whether it is empty.
        is_empty = runs.is_loaded and not runs.records and not runs.deleted
        self._pages.setCurrentIndex(1 if is_empty else 0)
        is_same = len(before) == len(runs.records) and all(
            map(is_, before, runs.records)
        )
        if not is_same:
            self.model.set_records(runs.records)
            # A selection that is gone as a whole isn't said.
            self._select()
        self._show_curves()
        self._enable()

    def _select(self) -> None:
        selected = self.table.selected()
        if selected == self._selected:
            # Said again, because rows have moved.
            return
        self._selected = selected
        self.model.compare(self._selected)
        self._show_swatches()
        self._show_curves()
        self._enable()
        self.curves_wanted.emit(self._selected)

    def _show_swatches(self) -> None:
        ratio = self.devicePixelRatioF()
        self.model.set_swatches(self.curves.swatches(self._selected, ratio))

    def _show_curves(self) -> None:
        rows, names = self.model.differences(self._selected)
        shown = [rows[uid] for uid in self._selected if uid in rows]
        self.curves.show_runs(shown, names, self._runs.logs)
        self._make_room(bool(shown))

    def _make_room(self, has_curves: bool) -> None:
        """Leave the curves' room to the table as long as there are none."""
        if self.curves.isHidden() is not has_curves:
            return
        for part in (self.curves, self.curves.cost, self.curves.accuracy):
            part.setVisible(has_curves)
        self.hint.setVisible(not has_curves)
        if has_curves:
            self._splitter.setSizes(self._sizes)

    def _keep_sizes(self) -> None:
        """Remember how the user shares the room between table and curves."""
        self._sizes = self._splitter.sizes()

    def _enable(self) -> None:
        """Offer what can be done now."""
        self.actions_.enable(self._runs, self._selected)
        # In the same place: after a deletion nothing is selected.
        *first, delete, undo = self._buttons
        is_undo = self._runs.deleted > 0 and not self._selected
        last, other = (undo, delete) if is_undo else (delete, undo)
        self._bar.offer([*first, last], [other])

    # What the user does

    def _show_menu(self, place: QPoint) -> None:
        menu = self.context_menu()
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()

    def context_menu(self) -> QMenu:
        """Return what can be done with the selected runs."""
        menu = QMenu(self)
        for group in self.actions_.groups:
            menu.addSeparator()
            menu.addActions(group)
        return menu

    def _restore(self) -> None:
        if len(self._selected) == 1:
            self.restore_requested.emit(self._selected[0])

    def _open(self) -> None:
        if len(self._selected) == 1:
            self.open_requested.emit(self._selected[0])

    def _export(self) -> None:
        self.export_requested.emit(self._selected)

    def _delete(self) -> None:
        self.delete_requested.emit(self._selected)
