"""Drawings as files, from the menu."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import ImageError
from gui.drawing_file import MARGIN, PNG, SVG, Drawing, write_drawing
from gui.pace import Pace
from gui.theme import LIGHT, NEGATIVE, POSITIVE
from gui.widgets.network.lines import _exits
from tests.gui.states import tiny

WAIT = 30_000
NAMESPACE = "{http://www.w3.org/2000/svg}"
ACTIONS = ["exportNetworkAction", "exportCurvesAction"]


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """Choose this place and kind in every dialog; an empty place for Cancel."""
    answer = [str(tmp_path / "drawing.svg"), "Drawings (*.svg)"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: tuple(answer))
    return answer


@pytest.fixture
def trained(window, finished):
    """Return the window after a short run."""
    window.session._use_dataset(tiny())
    window.session.set_pace(Pace.FULL)
    window.session.set_iterations(60)
    window.session.train()
    finished()
    return window


@pytest.fixture
def export(qtbot, window):
    """A function that exports a drawing, and returns what the window says then."""

    def trigger(name):
        window.banner.clear()
        window.actions_[name].trigger()
        qtbot.waitUntil(lambda: bool(window.banner.text), timeout=WAIT)
        return window.banner.text

    return trigger


def texts(path):
    """Return all that is written in an SVG."""
    return [found.text for found in ElementTree.parse(path).iter(f"{NAMESPACE}text")]


def numbers(points):
    """Return the coordinates of a line, x and y in turn."""
    return np.array(re.findall(r"-?[\d.]+(?:e-?\d+)?", points), float)


def rendered(path):
    """Return an SVG as it looks, (height, width, 3), without its margin."""
    return with_margin(path)[MARGIN:-MARGIN, MARGIN:-MARGIN]


def with_margin(path):
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    image = QImage(renderer.viewBox().size(), QImage.Format.Format_RGB888)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return pixels(image)


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    # A copy: the memory is the image's.
    return rows[:, : 3 * image.width()].reshape(*image.size().toTuple()[::-1], 3).copy()


def canvas_of(window):
    return window.views["designerPanel"].canvas


def plot_of(window):
    return window.views["costPanel"]._plot


def blank(width):
    """Return a drawing of a width with nothing on it."""
    return Drawing("", QSize(width, 10), QColor("white"), lambda _painter: None)


@pytest.mark.parametrize("name", ACTIONS)
def test_the_menu_has_it(window, name):
    menu = next(m for m in window.menuBar().actions() if "File" in m.text()).menu()
    assert window.actions_[name] in menu.actions()
    assert window.actions_[name].shortcut().toString()


def test_a_drawn_network_is_all_shapes_and_words(export, trained, chosen, tmp_path):
    path = tmp_path / "drawing.svg"
    assert "drawing.svg" in export("exportNetworkAction")
    root = ElementTree.parse(path).getroot()
    dims = trained.session.spec.layer_dims
    title = root.find(f"{NAMESPACE}title").text
    assert title == " – ".join(f"{units:,}" for units in dims)
    written = texts(path)
    assert "4" in written
    assert any(text.startswith("W1 4×") for text in written)
    # One picture, that of the input: what is drawn stays sharp at any size.
    assert len(root.findall(f".//{NAMESPACE}image")) == 1
    assert len(list(root.iter(f"{NAMESPACE}circle"))) >= sum(dims[1:])
    canvas = canvas_of(trained)
    columns = canvas._layout.columns
    wanted = [
        (left.exit(edge.source, _exits(right)), right.center(edge.target))
        for edges, left, right in zip(
            canvas._edges.find(columns), columns, columns[1:], strict=False
        )
        for edge in edges
    ]
    lines = [
        numbers(found.get("points")) for found in root.iter(f"{NAMESPACE}polyline")
    ]
    found = np.array([line for line in lines if len(line) == 4])
    assert len(wanted) >= 8
    for start, end in wanted:
        line = [*start.toTuple(), *end.toTuple()]
        assert np.abs(found - line).max(axis=1).min() < 0.01
    strokes = {found.get("stroke") for found in root.iter(f"{NAMESPACE}g")}
    assert {QColor(POSITIVE).name(), QColor(NEGATIVE).name()} <= strokes


def test_it_looks_like_the_window(export, trained, chosen, tmp_path):
    export("exportNetworkAction")
    canvas, drawn = canvas_of(trained), rendered(tmp_path / "drawing.svg")
    seen = QImage(canvas.size(), QImage.Format.Format_RGB888)
    seen.fill(trained.session.state.theme.color("panel"))
    canvas.render(seen, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    off = np.abs(drawn.astype(int) - pixels(seen)).max(axis=2)
    # Buttons and marks are left out, and letters may be a pixel off.
    assert np.mean(off > 60) < 0.03
    assert np.mean(off.astype(float)) < 6


def test_curves_are_lines_in_the_plot(export, trained, chosen, tmp_path):
    path = tmp_path / "drawing.svg"
    assert "drawing.svg" in export("exportCurvesAction")
    root, plot = ElementTree.parse(path).getroot(), plot_of(trained)
    assert not root.findall(f".//{NAMESPACE}image")
    written = texts(path)
    assert any("cost" in text for text in written)
    assert any(text.startswith("train ") for text in written)
    longest = max(
        (found.get("points", "") for found in root.iter(f"{NAMESPACE}polyline")),
        key=len,
    )
    points = numbers(longest).reshape(-1, 2)
    costs = trained.session.costs
    assert len(points) == len(costs)
    height, top = plot._canvas.height, plot._canvas.top
    np.testing.assert_allclose(points[:, 1], height - costs * height / top, atol=0.02)


def test_curves_look_like_the_window(export, trained, chosen, tmp_path):
    export("exportCurvesAction")
    plot, drawn = plot_of(trained), rendered(tmp_path / "drawing.svg")
    off = np.abs(drawn.astype(int) - pixels(plot.grab().toImage())).max(axis=2)
    assert np.mean(off > 60) < 0.05
    assert np.mean(off.astype(float)) < 8


@pytest.mark.parametrize("name", ACTIONS)
def test_a_png_is_finer_than_the_screen(export, trained, chosen, tmp_path, name):
    chosen[:] = str(tmp_path / "drawing.PNG"), "Pictures (*.png)"
    export(name)
    image = QImage(chosen[0])
    part = canvas_of(trained) if name == ACTIONS[0] else plot_of(trained)
    margins = QSize(2 * MARGIN, 2 * MARGIN)
    assert image.size() == (part.size() + margins) * 3
    corner = image.pixelColor(1, 1)
    assert corner == trained.session.state.theme.color("panel")
    assert len(np.unique(pixels(image).reshape(-1, 3), axis=0)) > 30


@pytest.mark.parametrize("name", ACTIONS)
def test_it_has_the_colours_of_the_theme(export, trained, chosen, tmp_path, name):
    trained.session.set_theme(LIGHT)
    export(name)
    ground = with_margin(tmp_path / "drawing.svg")[1, 1]
    assert tuple(ground) == LIGHT.color("panel").getRgb()[:3]


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_needs_to_be_trained(export, window, chosen, tmp_path, name):
    assert "drawing.svg" in export(name)
    assert QSvgRenderer(str(tmp_path / "drawing.svg")).isValid()


@pytest.mark.parametrize("name", ACTIONS)
def test_it_is_written_while_training_goes_on(export, qtbot, window, chosen, name):
    session = window.session
    session.set_iterations(1_000_000)
    session.train()
    qtbot.waitUntil(lambda: session.state.iteration > 50, timeout=WAIT)
    assert "drawing.svg" in export(name)
    assert session.running
    session.pause()


def test_what_is_hidden_is_shown_first(export, qtbot, trained, chosen):
    trained.center.show_view("walkPanel")
    trained.docks.by_name["costPanel"].hide()
    for name in ACTIONS:
        export(name)
    qtbot.waitUntil(lambda: plot_of(trained).isVisible(), timeout=WAIT)
    assert canvas_of(trained).isVisible()


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("net", "Drawings (*.svg)", "net.svg"),
        ("net", "Pictures (*.png)", "net.png"),
        ("net.svg", "Pictures (*.png)", "net.png"),
        ("net.png", "Drawings (*.svg)", "net.png"),
        ("net.PNG", "Drawings (*.svg)", "net.PNG"),
        ("net.SVG", "", "net.SVG"),
        ("net.v2", "Drawings (*.svg)", "net.v2.svg"),
    ],
)
def test_name_or_kind_says_what_is_written(
    export, trained, chosen, tmp_path, name, kind, written
):
    before = set(tmp_path.iterdir())
    chosen[:] = str(tmp_path / name), kind
    assert written in export("exportNetworkAction")
    assert set(tmp_path.iterdir()) - before == {tmp_path / written}
    is_png = written.lower().endswith("png")
    beginning = (tmp_path / written).read_bytes()[:5]
    assert beginning == (b"\x89PNG\r" if is_png else b"<?xml")


def test_what_nobody_was_asked_about_stays(export, trained, chosen, tmp_path):
    kept = tmp_path / "net.svg"
    kept.write_text("mine")
    chosen[0] = str(tmp_path / "net")
    assert "there already" in export("exportNetworkAction")
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("name", ["missing/drawing.svg", "."])
def test_what_cannot_be_written_is_told(export, trained, chosen, tmp_path, name):
    chosen[0] = str(tmp_path / name)
    before = set(tmp_path.iterdir())
    assert export("exportNetworkAction")
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ACTIONS)
def test_cancelling_writes_nothing(window, chosen, tmp_path, name):
    chosen[0] = ""
    before = set(tmp_path.iterdir())
    window.actions_[name].trigger()
    assert set(tmp_path.iterdir()) == before


def test_ticks_stand_where_their_values_are(export, trained, chosen, tmp_path):
    export("exportCurvesAction")
    plot, found = plot_of(trained), {}
    for group in ElementTree.parse(tmp_path / "drawing.svg").iter(f"{NAMESPACE}g"):
        for text in group.findall(f"{NAMESPACE}text"):
            a, b, c, d, e, f = numbers(group.get("transform"))
            x, y = float(text.get("x")), float(text.get("y"))
            found[text.text.strip()] = a * x + c * y + e, b * x + d * y + f
    left, top = (MARGIN + one for one in plot._origin.toTuple())
    for label in ("20", "40"):
        wanted = left + plot._canvas.width * int(label) / plot._canvas.right
        # It begins half its width before.
        assert -12 < found[label][0] - wanted < 0
    for label in ("0.2", "0.6"):
        height = plot._canvas.height
        wanted = top + height * (1 - float(label) / plot._canvas.top)
        assert 0 < found[label][1] - wanted < 12


def test_axes_fit_the_curves_whatever_the_screen():
    test = f"{__file__}::test_ticks_stand_where_their_values_are"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        env={**os.environ, "QT_FONT_DPI": "72"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_names_may_hold_what_no_xml_may(tmp_path):
    name = "a\x00\x07b\ud800\ufffe\tc \N{CAT FACE} ü <&>"

    def write(painter):
        painter.drawText(0, 10, name)

    path = tmp_path / "drawing.svg"
    drawing = Drawing(name, QSize(100, 20), QColor("white"), write)
    path.write_bytes(drawing.content(SVG))
    written = "".join(texts(path))
    assert "\N{CAT FACE} ü <&>" in written
    assert QSvgRenderer(str(path)).isValid()


@pytest.mark.parametrize(
    ("width", "pixels_wide"),
    [(5000, 3 * 5024), (7000, 16_000), (20_000, 16_000), (40_000, 16_000)],
)
def test_a_large_drawing_makes_no_picture_that_nobody_opens(width, pixels_wide):
    image = QImage.fromData(blank(width).content(PNG))
    assert image.width() == pixels_wide


def test_what_is_too_large_for_a_picture_leaves_the_old_one(tmp_path):
    path = tmp_path / "wide.png"
    path.write_text("old")
    with pytest.raises(ImageError, match="too large"):
        write_drawing(path, PNG, b"")
    assert path.read_text() == "old"
