"""The window as a student uses it: real buttons, real keys, real drops."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from engine.errors import EngineError
from engine.frame import PassOf
from gui.pace import Pace
from gui.render import settle
from gui.theme import DARK, LIGHT
from gui.view_state import Phase

if TYPE_CHECKING:
    from pathlib import Path

    from gui.main_window import MainWindow

WAIT = 30_000
WIDGETS = [
    "hiddenLayersEdit",
    "learningRateSpin",
    "iterationsSpin",
    "costPlot",
    "weightHeatmaps",
    "mislabeledGallery",
    "predictDropZone",
    "networkDesigner",
    "trainingProgress",
]
ACTIONS = [
    "trainAction",
    "pauseAction",
    "stepAction",
    "resetAction",
    "openDataAction",
    "saveModelAction",
    "openModelAction",
]


def child(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None, name
    return found


def button(window: MainWindow, name: str) -> QToolButton:
    return next(
        tool
        for tool in window.findChildren(QToolButton)
        if tool.defaultAction() is action(window, name)
    )


def click(window: MainWindow, name: str) -> None:
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton, pos=QPoint(9, 9))


def rows(window: MainWindow) -> int:
    gallery = child(window, "mislabeledGallery")
    views = (gallery, *gallery.findChildren(QAbstractItemView))
    models: list[QAbstractItemModel] = [
        view.model() for view in views if isinstance(view, QAbstractItemView)
    ]
    return sum(model.rowCount() for model in models if model is not None)


def drop(target: QWidget, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = target.rect().center(), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, none)
    enter.ignore()
    target.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    target.dropEvent(QDropEvent(place.toPointF(), copy, data, left, none))
    return True


def test_everything_promised_is_there(window):
    assert [name for name in WIDGETS if not child(window, name).isVisible()] == []
    assert [name for name in ACTIONS if not action(window, name).toolTip()] == []


def test_it_opens_ready_to_train(qtbot, settings, open_window):
    window = open_window()
    window.show()
    session = window.session
    assert session.spec.layer_dims == (12288, 20, 7, 5, 1)
    assert session.spec.parameter_count == 245_973
    assert session.state.pace is Pace.WHOLE_RUN
    assert action(window, "trainAction").isEnabled()
    qtbot.waitUntil(lambda: session.snapshot is not None, timeout=WAIT)
    assert session.snapshot.iteration == 0


def test_train_step_pause_reset_by_their_buttons(qtbot, window, finished):
    session = window.session
    click(window, "stepAction")
    finished()
    assert session.state.iteration == 1
    session.set_pace(Pace.HUNDRED)
    click(window, "trainAction")
    assert session.running
    assert not action(window, "trainAction").isEnabled()
    qtbot.waitUntil(lambda: session.state.iteration >= 5, timeout=WAIT)
    click(window, "pauseAction")
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.state.phase is Phase.PAUSED
    assert session.state.iteration < 30
    click(window, "resetAction")
    finished()
    assert session.state.iteration == 0
    window.session.set_pace(Pace.FULL)
    click(window, "trainAction")
    finished()
    assert session.state.phase is Phase.FINISHED
    assert len(session.costs) == 31


def test_space_trains_and_pauses(qtbot, window):
    window.session.set_pace(Pace.HUNDRED)
    window.session.set_iterations(10_000)
    window.activateWindow()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.running, timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.session.running, timeout=WAIT)


def test_space_trains_even_after_a_number_was_changed(qtbot, window, finished):
    spin = child(window, "iterationsSpin")
    spin.setFocus()
    spin.setValue(12)
    QTest.keyClick(spin, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.session.state.iteration > 0, timeout=WAIT)
    finished()
    assert window.session.state.iteration == 12


def test_f_is_full_speed_and_back(qtbot, window):
    session = window.session
    session.set_pace(Pace.TEN)
    QTest.keyClick(window, Qt.Key.Key_F)
    assert session.state.pace is Pace.FULL
    QTest.keyClick(window, Qt.Key.Key_F)
    assert session.state.pace is Pace.TEN


def test_the_pace_is_remembered(qtbot, window, settings, open_window):
    pace = next(a for a in window.actions_.paces.actions() if a.data() is Pace.TEN)
    pace.trigger()
    assert window.session.state.pace is Pace.TEN
    again = open_window()
    assert again.session.state.pace is Pace.TEN


def test_the_text_size_is_remembered(window, settings, open_window):
    window.change_text_size(2)
    again = open_window()
    assert again._text_step == window._text_step
    settings.text_size = 7.0
    usual = open_window()._text_step
    assert usual == window._text_step - 2
    settings._store.setValue("textSize", "large")
    assert open_window()._text_step == usual


def test_the_text_field_and_the_drawing_are_in_step(qtbot, window, finished):
    edit = child(window, "hiddenLayersEdit")
    assert isinstance(edit, QLineEdit)
    edit.clear()
    QTest.keyClicks(edit, "6, 3")
    assert window.session.spec.hidden == (6, 3)
    window.session.set_hidden((6, 4, 2))
    assert edit.text() == "6, 4, 2"
    finished()
    assert window.session.snapshot.spec.hidden == (6, 4, 2)


def test_wrong_text_is_marked_and_train_is_off(qtbot, window):
    edit = child(window, "hiddenLayersEdit")
    edit.setText("20,x,1")
    assert edit.property("wrong") == "true"
    for name in ("trainAction", "stepAction", "resetAction"):
        assert not action(window, name).isEnabled()
    shown = [
        label.text()
        for label in window.views["controlsPanel"].findChildren(QWidget)
        if label.property("role") == "wrong" and label.isVisible()
    ]
    assert any("x" in text for text in shown)
    edit.setText("20,1")
    assert edit.property("wrong") == "false"
    assert action(window, "trainAction").isEnabled()


def test_the_controls_set_the_hyperparameters(window):
    child(window, "learningRateSpin").setValue(0.02)
    child(window, "iterationsSpin").setValue(77)
    child(window, "seedSpin").setValue(5)
    combo = child(window, "activationCombo")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("tanh"))
    combo.activated.emit(combo.currentIndex())
    config, spec = window.session.config, window.session.spec
    assert (config.learning_rate, config.iterations, config.seed) == (0.02, 77, 5)
    assert set(spec.activations) == {"tanh"}


def test_the_learning_rate_is_written_without_idle_zeros(window):
    assert child(window, "learningRateSpin").text() == "0.0075"


def test_the_gallery_has_a_row_for_every_mistake(window, finished):
    window.session.train()
    finished()
    frame = window.session.snapshot
    assert frame.iteration == 30
    assert rows(window) == len(frame.test.mistakes) > 0


def test_progress_reaches_its_end(window, finished):
    bar = child(window, "trainingProgress")
    assert isinstance(bar, QProgressBar)
    window.session.train()
    finished()
    assert bar.value() == bar.maximum()


def test_a_dropped_picture_is_predicted(qtbot, window, finished, tmp_path):
    path = tmp_path / "猫 & <b>hund.png"
    Image.fromarray(np.full((90, 70, 3), 120, np.uint8)).save(path)
    assert drop(child(window, "predictDropZone"), path)
    finished()
    picture = window.session.state.own_pictures[0].seen
    assert window.session.state.picture is picture
    assert window.session.snapshot.answer(PassOf(picture)).A[-1].shape == (1,)


def test_the_same_picture_again_is_the_one_that_is_there(window, finished, tmp_path):
    paths = [tmp_path / f"{name}.png" for name in ("first", "other", "copy")]
    for path, grey in zip(paths, (120, 121, 120), strict=True):
        Image.fromarray(np.full((90, 70, 3), grey, np.uint8)).save(path)
    for path in paths:
        window.predict_files([path])
        finished()
    other, first = window.session.state.own_pictures
    assert (first.path, other.path) == (paths[0], paths[1])
    assert window.session.state.picture is first.seen


def test_data_dropped_anywhere_are_opened(
    qtbot, window, finished, tmp_path, course_data
):
    folder = tmp_path / "Köpfe"
    folder.mkdir()
    for name in ("train_catvnoncat.h5", "test_catvnoncat.h5"):
        shutil.copy(course_data / name, folder)
    assert drop(window, folder / "test_catvnoncat.h5")
    assert len(window.session.dataset.train) == 209
    assert window.session.dataset.name != "Drawn cats"


def test_a_dropped_model_is_opened(qtbot, window, finished, tmp_path):
    window.session.train()
    finished()
    window.session.save_model(tmp_path / "model.h5")
    window.session.reset()
    assert drop(window, tmp_path / "model.h5")
    assert window.session.state.iteration == 30


@pytest.mark.parametrize("call", ["open_data", "open_model", "predict"])
def test_a_file_that_isnt_what_it_says_gets_one_message(window, tmp_path, call):
    path = tmp_path / "cats.h5"
    path.write_text("<!DOCTYPE html><html>Not found</html>")
    before = window.session.state
    if call == "predict":
        window.predict_files([path])
    else:
        getattr(window, call)(path)
    assert window.banner.isVisible()
    assert "cats.h5" in window.banner.text
    assert "\n" not in window.banner.text
    assert window.session.state.dataset is before.dataset
    assert window.session.state.run_id == before.run_id


def test_divergence_is_said_in_words(window, finished):
    window.session.set_hidden((5,) * 6)
    window.session.set_activation("linear")
    window.session.set_learning_rate(1000.0)
    window.session.set_iterations(500)
    window.session.train()
    finished()
    assert window.session.state.phase is Phase.DIVERGED
    assert "learning rate" in window.banner.text


def test_both_themes_and_text_sizes(qtbot, window):
    first = window.session.state.theme
    action(window, "themeAction").trigger()
    assert window.session.state.theme is (LIGHT if first is DARK else DARK)
    for _ in range(9):
        action(window, "largerAction").trigger()
    for _ in range(9):
        action(window, "smallerAction").trigger()


def test_closing_in_the_middle_of_training_takes_no_time(qtbot, settings, open_window):
    window = open_window()
    window.show()
    window.session.set_pace(Pace.FULL)
    window.session.train()
    qtbot.waitUntil(lambda: window.session.state.iteration > 3, timeout=WAIT)
    started = time.monotonic()
    assert window.close()
    assert time.monotonic() - started < 1


def test_everything_interactive_has_a_name_a_tip_and_the_keyboard(window):
    missing = []
    kinds = (QToolButton, QLineEdit, QComboBox, QAbstractSpinBox)
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisible():
            continue
        if isinstance(widget.parent(), QAbstractSpinBox):
            continue
        named = widget.accessibleName() or getattr(widget, "text", str)()
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        is_inner = widget.objectName().startswith("qt_")
        if not ((named and widget.toolTip() and reachable) or is_inner):
            missing.append((type(widget).__name__, widget.objectName(), named))
    assert missing == []


def test_clicking_everything_in_the_wrong_order(qtbot, window, finished):
    rng = np.random.default_rng(0)
    names = [*ACTIONS[:4], "newWeightsAction", "themeAction", "step10Action"]
    for name in rng.choice(names, 60):
        if action(window, str(name)).isEnabled():
            action(window, str(name)).trigger()
        QTest.qWait(int(rng.integers(0, 12)))
    window.session.pause()
    finished()
    assert not window.banner.isVisible()


def test_hidden_views_need_nothing(qtbot, window, finished):
    finished()
    assert window.visible_needs(window.session.state)
    window.hide()
    assert window.visible_needs(window.session.state) == frozenset()


def test_panels_can_be_moved_and_put_back(qtbot, window):
    window.bars.move_panels.setChecked(True)
    window.bars.move_panels.setChecked(False)
    window.bars.arrange.trigger()
    assert child(window, "costPlot").isVisible()


def test_who_drags_a_border_arranges_the_panels(qtbot, window):
    docks = window.docks
    QTest.mouseClick(docks.by_name["costPanel"], Qt.MouseButton.LeftButton)
    assert not docks.is_own
    left = docks.by_name["controlsPanel"].geometry()
    border = QPoint(left.right() + 4, left.center().y())
    assert window.childAt(border) is None
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=border)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=border)
    assert docks.is_own
    docks.arrange()
    assert not docks.is_own


def test_the_whole_course_run_leaves_ten_mistakes(
    qtbot, settings, course_data, open_window
):
    window = open_window()
    window.session.set_pace(Pace.FULL)
    window.open_data(course_data)
    window.show()
    click(window, "trainAction")
    qtbot.waitUntil(lambda: not window.session.running, timeout=240_000)
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=WAIT)
    assert rows(window) == 10
    history = window.session.state.history
    assert history.train_accuracy[-1] == pytest.approx(0.985645933014)
    assert history.test_accuracy[-1] == 0.8
    window.predict_files([course_data / "my_image.jpg"])
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=WAIT)
    state = window.session.state
    p = float(state.frame.answer(PassOf(state.picture)).A[-1][0])
    assert p == pytest.approx(0.126, abs=5e-4)


BAR = [
    *("trainAction", "pauseAction", "stepAction", "resetAction", "newWeightsAction"),
    *("whatIfAction", "openDataAction", "saveModelAction", "undoAction", "redoAction"),
    "themeAction",
]


@pytest.mark.parametrize("larger", [0, 3])
def test_no_button_of_the_toolbar_is_hidden(qtbot, window, larger):
    window.change_text_size(larger)
    window.session.set_pace(Pace.HUNDRED)
    bar = window.bars.toolbar
    others = [child(window, "paceButton"), child(window, "presetsButton")]
    for width in (1280, 1000, 1920, 1100):
        window.resize(width, 800)
        QTest.qWait(1)
        for tool in [*(button(window, name) for name in BAR), *others]:
            assert tool.isVisible()
            assert bar.rect().contains(tool.geometry())
            assert tool.accessibleName()
            assert tool.toolTip()


def test_the_toolbar_has_its_texts_where_there_is_room(qtbot, window):
    icons = Qt.ToolButtonStyle.ToolButtonIconOnly
    presets = child(window, "presetsButton")
    for width, has_text in ((1100, True), (1000, False), (1280, True)):
        window.resize(width, 800)
        QTest.qWait(1)
        assert (presets.toolButtonStyle() != icons) is has_text
        assert button(window, "trainAction").toolButtonStyle() != icons


@pytest.mark.parametrize("larger", [-2, 0, 2, 4])
def test_the_smallest_window_has_room_for_all_panels(qtbot, window, finished, larger):
    window.resize(1, 1)
    window.session.train()
    finished()
    window.change_text_size(larger)
    settle(window)
    least = window.minimumSizeHint()
    room = window.size()
    assert room.width() <= 1280
    assert room.height() <= 800
    assert least.width() <= room.width()
    assert least.height() <= room.height()
    slider = window.views["costPanel"].timeline.slider
    qtbot.waitUntil(lambda: slider.width() >= 90, timeout=WAIT)
    panels = [window.docks.by_name[name] for name in ("costPanel", "galleryPanel")]
    upper, lower = (panel.geometry() for panel in panels)
    assert upper.bottom() < lower.top()


def test_a_window_that_is_large_enough_keeps_its_size(window):
    window.resize(1280, 800)
    for steps in (4, -6, 2):
        window.change_text_size(steps)
        settle(window)
        assert window.size() == QSize(1280, 800)


def test_the_figures_are_brief_in_a_low_panel(qtbot, window, finished):
    window.resize(1400, 1000)
    window.session.train()
    finished()
    view = window.views["costPanel"]
    tall = view._train._always.isVisible
    qtbot.waitUntil(tall, timeout=WAIT)
    window.resize(1000, 640)
    qtbot.waitUntil(lambda: not tall(), timeout=WAIT)
    timeline = view.timeline
    assert timeline.geometry().top() >= view._train.geometry().bottom()
    window.resize(1400, 1000)
    qtbot.waitUntil(tall, timeout=WAIT)


def panels_in_front(window):
    return {name for name, view in window.views.items() if view.is_seen}


def tab_through(window):
    """Press Tab until the keyboard is where it was; return all that it reached."""
    window.setFocus()
    reached = []
    while (focus := QApplication.focusWidget()) not in reached:
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("front", ["galleryPanel", "doctorPanel", "checkPanel"])
def test_the_keyboard_goes_through_what_is_in_front_only(window, front):
    window.activateWindow()
    window.docks.reveal(front)
    settle(window)
    before = panels_in_front(window)
    assert front in before
    reached = tab_through(window)
    assert child(window, "iterationsSpin") in reached
    for name in window.views.keys() - before:
        view = window.views[name]
        assert not [part for part in reached if view.isAncestorOf(part)]
    assert panels_in_front(window) == before


def test_a_panel_that_is_covered_gives_the_keyboard_back(window):
    window.activateWindow()
    docks = window.docks
    docks.reveal("checkPanel")
    settle(window)
    button = docks.by_name["checkPanel"].findChild(QAbstractButton)
    button.setFocus()
    docks.reveal("galleryPanel")
    assert QApplication.focusWidget() is window


def test_a_minimized_window_keeps_the_keyboard_where_it_was(window):
    window.activateWindow()
    spin = child(window, "iterationsSpin")
    spin.setFocus()
    window.showMinimized()
    window.showNormal()
    settle(window)
    assert window.focusWidget() is spin


def test_a_covered_panel_moves_no_border(window):
    settle(window)
    docks = window.docks.by_name
    sizes = [docks[name].size() for name in ("weightsPanel", "galleryPanel")]
    for covered in ("insidePanel", "doctorPanel", "weightsPanel", "galleryPanel"):
        docks[covered].raise_()
        settle(window)
    assert sizes == [docks[name].size() for name in ("weightsPanel", "galleryPanel")]


def test_a_panel_that_is_opened_comes_to_the_front(window):
    settle(window)
    action = window.docks.by_name["runsPanel"].toggleViewAction()
    action.trigger()
    assert not action.isChecked()
    action.trigger()
    settle(window)
    assert window.views["runsPanel"].is_seen


def tab_bars(window):
    here = Qt.FindChildOption.FindDirectChildrenOnly
    return [bar for bar in window.findChildren(QTabBar, options=here) if bar.count()]


def test_the_tabs_of_panels_have_a_name_also_where_they_are_new(window):
    settle(window)
    before = tab_bars(window)
    docks = window.docks.by_name
    window.tabifyDockWidget(docks["controlsPanel"], docks["costPanel"])
    settle(window)
    assert len(tab_bars(window)) == len(before) + 1
    assert all(bar.accessibleName() for bar in tab_bars(window))


def test_no_line_is_drawn_below_tabs(window):
    """Fusion's has a colour of its own."""
    settle(window)
    assert not [bar for bar in window.findChildren(QTabBar) if bar.drawBase()]


def tab_widths(bar):
    return [bar.tabRect(index).width() for index in range(bar.count())]


def test_a_tab_needs_the_same_room_in_front(window):
    """Qt elides a tab's text by one font: another one in front would be cut off."""
    settle(window)
    for bar in [*tab_bars(window), window.center.tabs]:
        before = tab_widths(bar)
        bar.setCurrentIndex(1 - bar.currentIndex())
        settle(window)
        assert tab_widths(bar) == before


LONG = "A file of this name can't be read. Choose another one of the same kind. " * 3


def heights(window):
    docks = window.docks.by_name
    names = ("costPanel", "galleryPanel", "predictPanel")
    return [window.center.height(), *(docks[name].height() for name in names)]


SIZES = [(1000, 640, 0), (1280, 800, 0), (1280, 800, 3), (1920, 1080, 3)]


@pytest.mark.parametrize(("width", "height", "steps"), SIZES)
def test_a_long_message_leaves_every_panel_whole(qtbot, window, width, height, steps):
    window.resize(width, height)
    window.change_text_size(steps)
    settle(window)
    before = heights(window)
    for _ in range(4):
        window.show_error(EngineError(LONG))
    settle(window)
    banner, docks = window.banner, window.docks.by_name
    assert banner.isVisible()
    assert banner.more.isVisible()
    assert window.minimumSizeHint().height() <= window.height()
    center = window.center
    qtbot.waitUntil(lambda: center.height() >= center.minimumSizeHint().height())
    for dock in docks.values():
        assert dock.visibleRegion().isEmpty() or (
            dock.height() >= dock.minimumSizeHint().height()
        )
    assert docks["costPanel"].geometry().bottom() < docks["galleryPanel"].y()
    banner.clear()
    settle(window)
    assert heights(window) == before


def test_a_message_moves_no_panel_that_the_user_arranged(window):
    window.resize(1000, 640)
    window.docks.is_own = True
    dock = window.docks.by_name["costPanel"]
    window.resizeDocks([dock], [230], Qt.Orientation.Vertical)
    settle(window)
    before = heights(window)
    window.show_error(EngineError(LONG))
    settle(window)
    assert heights(window) == before
    window.banner.clear()
    settle(window)
    assert heights(window) == before


def test_a_message_covers_the_tabs_where_no_panel_can_spare_room(window):
    window.resize(1000, 640)
    window.change_text_size(3)
    settle(window)
    before = heights(window)
    window.show_error(EngineError(LONG))
    settle(window)
    assert heights(window) == before
    assert window.banner.height() < 2 * window.center.tabs.height()


def test_the_rest_of_a_long_message_covers_what_is_below_it(window):
    for _ in range(4):
        window.show_error(EngineError(LONG))
    settle(window)
    banner, before = window.banner, heights(window)
    brief = banner.height()
    banner.more.click()
    settle(window)
    assert banner.height() > 2 * brief
    assert heights(window) == before
    banner.more.click()
    settle(window)
    assert banner.height() == brief


def test_a_short_message_has_no_more_to_show(window):
    window.show_error(EngineError("Short."))
    settle(window)
    assert window.banner.more.isHidden()
    pages = window.views["designerPanel"].mapTo(window.center, QPoint(0, 0))
    assert pages.y() > window.banner.geometry().bottom()


def test_the_status_bar_says_that_a_wrong_design_keeps_train_waiting(window, finished):
    window.session.set_hidden_text("4, x")
    finished()
    texts = [label.text() for label in window.status.findChildren(QLabel)]
    assert "Train waits until the design is right." in texts
