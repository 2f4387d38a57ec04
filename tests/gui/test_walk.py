"""Step by step: one iteration as a walk."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine.activations import ACTIVATIONS
from engine.arithmetic import Arithmetic, ArithmeticOf, Term
from engine.config import TrainingConfig
from engine.datasets import Dataset, InputKind, Picture, Split, SplitName
from engine.frame import frame
from engine.network_state import FixedNetwork, ModelState
from engine.optimizers import OPTIMIZERS
from engine.outputs import OUTPUTS, Task
from engine.parameters import Parameters
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from engine.walk import Part, Sheet, Stop, Walk, stops_of
from gui.arithmetic_words import arithmetic_text, function_text
from gui.theme import DARK, LIGHT
from gui.view_state import Neuron, Phase, ViewState
from gui.views.walk import WalkView
from gui.views.walk.cards import cards_of
from gui.views.walk.diagram_painter import TICK
from gui.views.walk.formulas import FUNCTIONS, RULES, SLOPES, halves_of
from gui.views.walk.grid import WIDEST
from gui.views.walk.plan import DiagramPlan
from gui.views.walk.sheet_painter import long_number_text, number_text
from gui.views.walk.words import WalkWords
from tests.gui.conftest import WAIT
from tests.gui.states import SIX, dataset, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.views.walk.latex import Formula


ROOT = Path(__file__).resolve().parents[2]
ONE, BATCH = range(2)
PER_EXAMPLE, VECTORIZED = range(2)


# Formulas


def specs() -> Iterator[NetworkSpec]:
    for output in OUTPUTS:
        n_y = 1 if output.task is Task.BINARY else 3
        yield NetworkSpec((5, n_y), (), output.name)
        for activation in ACTIVATIONS:
            yield NetworkSpec((5, 4, n_y), (activation.name,), output.name)


def all_formulas() -> list[Formula]:
    """Return every formula that a walk can show of one or two layers."""
    found: dict[str, Formula] = {}
    for spec in specs():
        for optimizer in OPTIMIZERS:
            config = TrainingConfig(optimizer=optimizer.name, weight_decay=0.1)
            for stop in stops_of(spec.L):
                for vectorized in (True, False):
                    for half in halves_of(stop, spec, config, vectorized):
                        found |= {one.latex: one for one in half.formulas}
    return list(found.values())


def test_every_activation_output_and_optimizer_has_its_formula():
    functions = {one.name for one in (*ACTIVATIONS, *OUTPUTS)}
    assert functions <= FUNCTIONS.keys()
    assert {one.name for one in ACTIVATIONS} <= SLOPES.keys()
    for optimizer in OPTIMIZERS:
        assert len(RULES[optimizer.name].remembers) == optimizer.slots


def test_every_formula_can_be_read_aloud_and_typeset(qapp):
    from gui.typeset import formula_picture

    for formula in all_formulas():
        assert not set("\\{}") & set(formula.text), formula
        picture = formula_picture(formula.latex, "#ff0000")
        assert picture.isValid()
        assert picture.viewBoxF().width() > 20


def texts(stop: Stop, spec: NetworkSpec, vectorized: bool, **config: Any) -> list[str]:
    halves = halves_of(stop, spec, TrainingConfig(**config), vectorized)
    return [formula.text for half in halves for formula in half.formulas]


COURSE = NetworkSpec((12288, 20, 7, 5, 1), ("relu",) * 3, "sigmoid")


def test_the_formulas_are_those_of_the_notes_without_their_misprints():
    assert texts(Stop(Part.FORWARD, 2), COURSE, True) == [
        "Z[2] = W[2] A[1] + b[2]",
        "A[2] = g[2](Z[2]) = max(0, Z[2])",
    ]
    assert texts(Stop(Part.FORWARD, 2), COURSE, False)[0] == (
        "z[2](i) = W[2] a[1](i) + b[2]"
    )
    back = texts(Stop(Part.BACKWARD, 2), COURSE, True)
    assert back[0].startswith("dZ[2] = dA[2] * g′[2](Z[2])")  # noqa: RUF001
    assert back[2:] == [
        "dW[2] = (1 / m) dZ[2] A[1]ᵀ",
        "db[2] = (1 / m) Σ_i dZ[2](i)",
        "dA[1] = W[2]ᵀ dZ[2]",
    ]
    one = texts(Stop(Part.BACKWARD, 2), COURSE, False)
    assert "db[2](i) = dz[2](i)" in one
    last = texts(Stop(Part.BACKWARD, 4), COURSE, True)
    assert "dZ[4] = A[4] − Y" in last
    assert "dW[4] = (1 / m) dZ[4] A[3]ᵀ" in last
    assert texts(Stop(Part.UPDATE), COURSE, True) == [
        "W[l] := W[l] − α dW[l]",
        "b[l] := b[l] − α db[l]",
    ]


def test_an_update_is_written_as_its_optimizer_makes_it():
    momentum = texts(Stop(Part.UPDATE), COURSE, True, optimizer="momentum")
    assert momentum == ["v_W[l] := β v_W[l] + dW[l]", "W[l] := W[l] − α v_W[l]"]
    decayed = texts(Stop(Part.UPDATE), COURSE, True, weight_decay=0.1)
    assert decayed[0] == "W[l] := W[l] − α (dW[l] + λ W[l])"
    adamw = texts(Stop(Part.UPDATE), COURSE, True, optimizer="adamw", weight_decay=0.1)
    assert adamw[2].endswith("− α λ W[l]")
    assert adamw[3] == "v̂ = (v_W[l] / (1 − β_1^t))"


def test_nothing_is_typeset_before_somebody_looks():
    code = (
        "import sys, gui.main_window, gui.typeset\n"
        "print([name for name in sys.modules if name.startswith('zia')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == "[]"


# The sum of a unit in words


def numbers_in(text: str) -> list[float]:
    """Return what each line ends with, as a number."""
    ends = (line.rsplit(maxsplit=1)[-1] for line in text.splitlines())
    return [float(end.replace("−", "-")) for end in ends]


@pytest.mark.parametrize("seed", range(20))
def test_the_figures_of_a_sum_add_up_as_they_are_shown(seed):
    rng = np.random.default_rng(seed)
    w, x = rng.normal(size=50) * 10.0 ** (seed - 10), rng.normal(size=50)
    products = w * x
    order = np.argsort(-np.abs(products))
    terms = tuple(Term(int(i), float(w[i]), float(x[i])) for i in order[:5])
    rest = float(products[order[5:]].sum())
    bias = float(rng.normal())
    z = float(products.sum() + bias)
    told = Arithmetic(2, 0, "relu", terms, 45, rest, bias, z, max(z, 0))
    lines = arithmetic_text(told).splitlines()
    assert len(lines) == 1 + 5 + 1 + 1 + 1
    shown = numbers_in("\n".join(lines))
    decimals = len(lines[0].partition(".")[2])
    assert sum(shown[1:-1]) == pytest.approx(shown[0], abs=10.0**-decimals / 100)
    assert shown[0] == round(z, decimals)
    assert shown[-1] == pytest.approx(max(shown[0], 0))
    # What many small terms add is told to the last digit but for the rounding.
    assert shown[-3] == pytest.approx(rest, abs=8 * 10.0**-decimals)
    for line, term in zip(lines[1:6], terms, strict=True):
        weight, value = line.partition(": ")[2].partition(" = ")[0].split(" × ")
        assert float(weight.replace("−", "-")) == pytest.approx(term.weight, rel=1e-4)
        assert float(value.replace("−", "-")) == pytest.approx(term.value, rel=1e-4)


@pytest.mark.parametrize("seed", range(40))
def test_the_figures_add_up_where_all_terms_are_told(seed):
    rng = np.random.default_rng(seed)
    w, x = rng.normal(size=4), rng.normal(size=4)
    terms = tuple(Term(i, float(w[i]), float(x[i])) for i in range(4))
    z = float(w @ x + 0.123456)
    text = arithmetic_text(Arithmetic(2, 0, "tanh", terms, 0, 0.0, 0.123456, z, 0.5))
    shown = numbers_in(text)
    unit = 10.0 ** -len(text.splitlines()[0].partition(".")[2])
    assert sum(shown[1:-1]) == pytest.approx(shown[0], abs=unit / 100)
    for told, term in zip(shown[1:5], terms, strict=True):
        assert told == pytest.approx(term.product, abs=1.01 * unit)


def test_a_sum_says_where_a_number_of_a_picture_stands():
    term = Term(4 * 3 * 3 + 2 * 3 + 1, 0.5, 0.25)
    told = Arithmetic(1, 0, "sigmoid", (term,), 0, 0.0, -0.25, -0.125, 0.4688)
    text = arithmetic_text(told, (8, 4, 3))
    assert "row 4, column 3 green: 0.5 × 0.25 = +0.12500" in text
    assert "more terms" not in text
    assert text.splitlines()[-1] == "a = 1 / (1 + e⁻ᶻ) = 0.46880"
    assert "input 44" in arithmetic_text(told, ())


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_sum_that_is_no_number_is_told_too(value):
    told = Arithmetic(2, 0, "relu", (Term(0, value, 1.0),), 3, 0.5, 0.0, value, value)
    text = arithmetic_text(told)
    assert ("NaN" in text) or ("∞" in text)


def test_every_function_has_a_text():
    for one in (*ACTIVATIONS, *OUTPUTS):
        assert function_text(one.name)


# Cards


def test_numbers_are_written_short():
    shown = [0.0, -0.0, 0.012345, -1.5, 1.9e-7, 123456.0, np.nan, -np.inf]
    assert [number_text(value) for value in shown] == [
        *("0", "0", "0.0123", "−1.5", "1.9e−7", "1.2e5", "NaN", "−∞")
    ]


def test_a_number_that_stands_alone_has_the_digits_that_there_is_room_for():
    shown = [0.6931472, 0.0825637, -0.0825637, 12.3456789, 1e-9, np.nan]
    assert [long_number_text(value) for value in shown] == [
        *("0.693147", "0.082564", "−0.08256", "12.3457", "1.0e−9", "NaN")
    ]


# The view


def trained(shown: ViewState, view: WalkView, steps: int = 2) -> ViewState:
    """Return the state with what the view needs, after a few steps."""
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, shown.config)
    for _ in range(steps):
        trainer.step()
    made = frame(trainer.state(), shown.dataset, view.needs(shown), shown.run_id)
    return dataclasses.replace(shown, frame=made, iteration=steps)


def state_of(
    hidden: tuple[int, ...] = (5, 4),
    data: Dataset | None = None,
    **changes: Any,
) -> ViewState:
    data = data or dataset()
    classes = max(len(data.class_names), 2)
    spec = NetworkSpec.design(data.input_size, hidden, data.task, classes)
    is_image = data.kind is InputKind.IMAGE
    picture = data.picture(SplitName.TEST, 1) if is_image else None
    return state(data, **{"spec": spec, "picture": picture, **changes})


@pytest.fixture
def view(qtbot: QtBot) -> WalkView:
    widget = WalkView()
    qtbot.addWidget(widget)
    widget.resize(1050, 230)
    widget.show()
    return widget


def show(view: WalkView, **changes: Any) -> ViewState:
    shown = trained(state_of(**changes), view)
    view.show_state(shown)
    return shown


def ask_again(view: WalkView, shown: ViewState) -> None:
    """Answer what the view needs now."""
    view.show_state(trained(shown, view, shown.iteration))


def card(view: WalkView, name: str) -> Sheet:
    return next(one.sheet for one in view.details.sheets.cards if one.name == name)


def press(widget: Any, key: Qt.Key) -> bool:
    """Press a key as the window does; tell whether it was kept from the window."""
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier
    )
    override.ignore()
    QApplication.sendEvent(widget, override)
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return override.isAccepted()


def test_walks_stop_by_stop_with_keys_buttons_and_clicks(view, qtbot):
    show(view, hidden=(20, 7, 5))
    assert view.index == 0
    for number in range(1, 10):
        assert press(view.diagram, Qt.Key.Key_Right)
        assert view.index == number
    assert not view.header.next.isEnabled()
    press(view.diagram, Qt.Key.Key_Right)
    assert view.index == 9
    assert view.header.title.text() == "The update"
    view.header.back.click()
    assert view.header.title.text() == "Back, layer 1 of 4"
    press(view.diagram, Qt.Key.Key_Home)
    assert not view.header.back.isEnabled()
    view.header.next.click()
    assert view.header.title.text() == "Forward, layer 2 of 4"
    place = view.diagram.rect_of(5).center().toPoint()
    qtbot.mouseClick(view.diagram, Qt.MouseButton.LeftButton, pos=place)
    assert view.header.title.text() == "Back, layer 4 of 4"
    press(view.details.sheets, Qt.Key.Key_End)
    assert view.index == 9
    assert "stop 10 of 10" in view.diagram.accessibleName()


def test_space_and_arrows_with_modifiers_stay_the_windows(view):
    show(view)
    for widget in (view.diagram, view.details.sheets):
        assert not press(widget, Qt.Key.Key_Space)
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.ShiftModifier,
        )
        event.ignore()
        QApplication.sendEvent(widget, event)
        assert not event.isAccepted()


def test_plays_to_the_end_and_stops_when_hidden(view, qtbot):
    show(view, hidden=())
    view.player.timer.setInterval(1)
    view.header.play.click()
    qtbot.waitUntil(lambda: view.index == 3, timeout=WAIT)
    qtbot.waitUntil(lambda: not view.header.play.isChecked(), timeout=WAIT)
    assert not view.player.timer.isActive()
    view.header.play.click()
    assert view.index == 0
    view.hide()
    assert not view.player.timer.isActive()
    assert not view.header.play.isChecked()


def test_shows_the_numbers_of_the_selected_picture(view):
    shown = show(view)
    walk = shown.frame.answer(view._question(shown))
    x = shown.picture.pixels.ravel() / 255
    np.testing.assert_array_equal(card(view, "a[0](i)").values[:, 0], x)
    np.testing.assert_array_equal(card(view, "W[1]").values, walk.layers[0].W.values)
    view.go_to(3)
    assert card(view, "J").values[0, 0] == walk.cost
    assert view.header.hint.text() == "iteration 2 → 3 · picture “test 1”"


def test_a_screen_reader_gets_formulas_and_numbers(view):
    show(view, neuron=Neuron(1, 2))
    formula, other = (row.accessibleName() for row in view.details.formulas)
    assert formula == "z[1](i) = W[1] a[0](i) + b[1]"
    assert other == "a[1](i) = g[1](z[1](i)) = max(0, z[1](i))"
    said = view.details.sheets.accessibleDescription()
    assert f"z[1](i) 5×1: {number_text(card(view, 'z[1](i)').values[2, 0])}" in said


def test_shows_the_whole_batch_vectorized(view):
    shown = show(view)
    with_sums = []
    view.shown.connect(lambda: with_sums.append(True))
    view.header.subject.setCurrentIndex(BATCH)
    view.header.notation.setCurrentIndex(VECTORIZED)
    assert with_sums  # it asks for another frame
    assert view._walk is None
    ask_again(view, shown)
    assert card(view, "Z[1]").shape == (5, 12)
    assert view.details.formulas[0].accessibleName() == "Z[1] = W[1] A[0] + b[1]"
    assert "batch of 12 examples" in view.header.hint.text()


def test_names_are_small_for_one_example_only(view):
    shown = show(view)
    walk = view._walk
    assert walk is not None
    names = [one.name for one in cards_of(walk, Stop(Part.FORWARD, 2), 1, False)]
    assert names == ["W[2]", "a[1](i)", "b[2]", "z[2](i)", "a[2](i)"]
    names = [one.name for one in cards_of(walk, Stop(Part.BACKWARD, 2), 1, True)]
    assert names[:3] == ["dA[2]", "Z[2]", "dZ[2]"]
    assert shown.frame is not None


@pytest.mark.parametrize(
    ("stop", "vectorized", "said"),
    [
        (Stop(Part.BACKWARD, 2), True, "dW[2]ᵀ for W[2]ᵀ"),
        (Stop(Part.BACKWARD, 3), True, "A[3]ᵀ for A[2]ᵀ"),
        (Stop(Part.BACKWARD, 1), True, "A[1]ᵀ for A[0]ᵀ"),
        (Stop(Part.BACKWARD, 2), False, "db[l] = dz[1] for dz[l]"),
        (Stop(Part.BACKWARD, 2), True, "stores this dA[1] as dA2"),
        (Stop(Part.FORWARD, 1), True, "divided by 255"),
        (Stop(Part.FORWARD, 1), True, "rand"),
        (Stop(Part.FORWARD, 3), True, "len(parameters) // 2"),
        (Stop(Part.UPDATE), True, "α = 0.0075"),
    ],
)
def test_notes_each_misprint_where_it_would_stand(view, stop, vectorized, said):
    show(view)
    assert view._walk is not None
    notes = WalkWords().notes(view._walk, stop, vectorized)
    assert any(said in note for note in notes)
    others = {
        one: WalkWords().notes(view._walk, one, vectorized) for one in stops_of(3)
    }
    assert not all(any(said in n for n in notes) for notes in others.values())


def test_notes_the_misprint_of_the_regression(view):
    values = np.array([[0.5], [0.7], [0.1]])
    split = Split(np.arange(6.0).reshape(3, 2), np.zeros(3, np.int64), values)
    data = Dataset("line", Task.REGRESSION, InputKind.VECTOR, ("y",), split, None)
    spec = NetworkSpec((2, 3, 1), ("relu",), "linear")
    view.show_state(trained(state(data, spec=spec), view))
    view.go_to(2)
    assert "2m² times too small" in view.details.note.text()


def test_an_own_picture_goes_forward_only(view):
    data = dataset()
    own = Picture(data.train.inputs[0], "mine.jpg")
    show(view, data=data, picture=own)
    assert [one.name for one in view.details.sheets.cards][-1] == "a[1](i)"
    view.go_to(4)
    assert "Nobody has said" in view.details.note.text()
    assert view.details.sheets.cards == ()
    view.grab()


def test_an_update_by_momentum_tells_the_rule(view):
    config = TrainingConfig(optimizer="momentum", momentum=0.8)
    show(view, config=config)
    view.go_to(99)
    assert "β = 0.8" in view.details.note.text()
    assert [one.name for one in view.details.sheets.cards] == [
        *("W[1]", "dW[1]", "v_W[1]", "v_W[1] :=", "W[1] :="),
        *("b[1]", "db[1]", "v_b[1]", "v_b[1] :=", "b[1] :="),
    ]


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=attrgetter("name"))
def test_the_update_is_that_of_the_next_state(view, optimizer):
    config = TrainingConfig(0.01, optimizer=optimizer.name, weight_decay=0.1)
    shown = state_of(config=config)
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, config)
    for _ in range(3):
        trainer.step()
    view.header.subject.setCurrentIndex(BATCH)
    made = frame(trainer.state(), shown.dataset, view.needs(shown), shown.run_id)
    view.show_state(dataclasses.replace(shown, frame=made, iteration=3))
    view.go_to(99)
    before = {one.name: one.sheet for one in view.details.sheets.cards}
    trainer.step()
    after, memory = trainer.parameters(), trainer.memory()
    close = partial(np.testing.assert_allclose, rtol=1e-12, atol=1e-15)
    close(before["W[1] :="].values, after.weights[0])
    close(before["b[1] :="].values, after.biases[0])
    for letter, part in zip(RULES[optimizer.name].remembers, memory, strict=True):
        close(before[f"{letter}_W[1] :="].values, part.weights[0])
        close(before[f"{letter}_b[1] :="].values, part.biases[0])


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=attrgetter("name"))
def test_what_becomes_of_w_is_shown_in_little_room_too(view, optimizer):
    show(view, config=TrainingConfig(optimizer=optimizer.name))
    view.go_to(99)
    sheets = view.details.sheets
    for width in (400, 550, 700, 1400):
        sheets.resize(width, 100)
        names = [place.card.name for place in sheets._grid.places]
        assert names[:2] == ["W[1]", "dW[1]"]
        assert "W[1] :=" in names
    letters = RULES[optimizer.name].remembers
    assert {f"{letter}_W[1] :=" for letter in letters} <= set(names)


def test_says_where_it_is_not_known_what_the_optimizer_remembers(view):
    config = TrainingConfig(optimizer="adam")
    shown = state_of(config=config)
    W = Trainer.for_dataset(shown.dataset, shown.spec, config).parameters().frozen()
    moment = ModelState(shown.spec, FixedNetwork(shown.spec, W), W, 4)
    made = frame(moment, shown.dataset, view.needs(shown), shown.run_id)
    view.show_state(dataclasses.replace(shown, frame=made, iteration=4))
    view.go_to(99)
    assert "t = 5." in view.details.note.text()
    assert "aren't known" in view.details.note.text()
    assert [one.name for one in view.details.sheets.cards] == [
        *("W[1]", "dW[1]", "b[1]", "db[1]")
    ]


def test_the_learning_rate_is_that_of_the_moment(view):
    shown = show(view)
    shown.history.add_rate(1, 0.5)
    shown.history.add_rate(7, 0.25)
    for moment, rate in ((0, 0.0075), (1, 0.5), (6, 0.5), (7, 0.25), (None, 0.0075)):
        at = dataclasses.replace(shown, moment=moment)
        assert view._question(at).config.learning_rate == rate


# Units


def help_at(widget: Any, point: QPoint) -> None:
    event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)


def test_pointing_at_a_unit_tells_its_sum(view, qtbot):
    shown = show(view)
    sheets = view.details.sheets
    number = [one.name for one in sheets.cards].index("z[1](i)")
    point = sheets.cell_rect(number, 2).center()
    qtbot.mouseMove(sheets, point)
    asked = ArithmeticOf(shown.picture, 1, 2)
    help_at(sheets, point)
    assert view.pointing.asked == asked
    assert asked in view.needs(shown)
    ask_again(view, shown)
    help_at(sheets, point)
    told = view._drawn.frame.answer(asked)
    text = QToolTip.text()
    assert arithmetic_text(told, (4, 4, 3)) in text
    assert f"{card(view, 'z[1](i)').values[2, 0]:.6g}".replace("-", "−") in text
    qtbot.mouseMove(sheets, sheets.rect().bottomRight() - QPoint(2, 2))
    QToolTip.hideText()


def test_in_a_batch_the_sum_is_that_of_the_example(view):
    shown = show(view)
    view.header.subject.setCurrentIndex(BATCH)
    ask_again(view, shown)
    sheets = view.details.sheets
    number = [one.name for one in sheets.cards].index("Z[1]")
    help_at(sheets, sheets.cell_rect(number, 1, 0).center())
    assert view.pointing.asked == ArithmeticOf(0, 1, 1)
    QToolTip.hideText()


def test_rows_choose_units_with_mouse_and_keys(view, qtbot):
    shown = show(view, neuron=Neuron(1, 3))
    chosen: list[Neuron] = []
    view.neuron_selected.connect(chosen.append)
    sheets = view.details.sheets
    first = sheets.cell_rect(0, 0).center()
    qtbot.mouseClick(sheets, Qt.MouseButton.LeftButton, pos=first)
    assert chosen == [Neuron(1, 3)]  # the selected one stands first
    assert press(sheets, Qt.Key.Key_Down)
    assert press(sheets, Qt.Key.Key_Up)
    assert chosen[1:] == [Neuron(1, 4), Neuron(1, 2)]
    assert view.pointing.asked == ArithmeticOf(shown.picture, 1, 3)
    press(sheets, Qt.Key.Key_PageDown)
    assert chosen[-1] == Neuron(1, 4)
    QToolTip.hideText()


# What may come


def test_says_that_there_is_no_batch_without_the_data(view):
    shown = state_of(has_its_data=False)
    view.show_state(shown)
    assert view.empty.text() == "One moment…"
    view.header.subject.setCurrentIndex(BATCH)
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, shown.config)
    made = frame(trainer.state(), None, view.needs(shown), 1)
    view.show_state(dataclasses.replace(shown, frame=made))
    assert "Choose one picture" in view.empty.text()


def test_data_without_pictures_offer_their_examples(view):
    inputs = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    split = Split(inputs, np.array([0, 1, 1, 0]))
    data = Dataset("XOR", Task.BINARY, InputKind.PLANE, ("0", "1"), split, None)
    shown = show(view, data=data, hidden=(2,))
    assert view.header.example.isVisible()
    assert view.header.example.maximum() == 4
    view.header.example.setValue(3)
    ask_again(view, shown)
    np.testing.assert_array_equal(card(view, "a[0](i)").values.ravel(), [1, 0])
    assert "training example 3" in view.header.hint.text()
    view.header.subject.setCurrentIndex(BATCH)
    ask_again(view, shown)
    assert not view.header.example.isVisible()


def test_keeps_its_place_in_another_network(view):
    show(view, hidden=(5, 4, 3))
    view.go_to(2)
    show(view, hidden=(5,), run_id=2)
    assert view.header.title.text() == "Forward, layer 2 of 2"
    show(view, hidden=(), run_id=3)
    assert view.header.title.text() == "Forward, layer 1 of 1"


def test_a_changed_design_leaves_the_walk_on_the_network_of_the_run(view):
    shown = show(view, hidden=(5, 4))
    view.go_to(1)
    other = NetworkSpec.design(shown.dataset.input_size, (9,), Task.BINARY, 2)
    question = view._question(shown)
    view.show_state(dataclasses.replace(shown, spec=other, is_stale=True))
    assert view.header.title.text() == "Forward, layer 2 of 3"
    assert "before the design was changed" in view.header.hint.text()
    assert view._question(shown) == question


def test_a_reset_forgets_the_walk(view):
    shown = show(view)
    view.show_state(dataclasses.replace(shown, run_id=2, frame=None))
    assert not view.details.isVisible()
    assert view.empty.isVisible()
    press(view.diagram, Qt.Key.Key_Right)
    view.header.next.click()
    show(view, run_id=2)
    assert view.details.isVisible()


def test_while_training_it_keeps_the_last_walk(view):
    shown = show(view)
    running = dataclasses.replace(shown, phase=Phase.RUNNING)
    view._pace.allows(True)
    assert not any(isinstance(need, Walk) for need in view.needs(running))
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, shown.config)
    bare = frame(trainer.state(), shown.dataset, view.needs(running), 1)
    view.show_state(dataclasses.replace(running, frame=bare))
    assert "iteration 2 → 3" in view.header.hint.text()
    assert any(isinstance(need, Walk) for need in view.needs(shown))


def test_a_deep_network_scrolls_to_the_stop(view, qtbot):
    show(view, hidden=(3,) * 19)
    assert view.diagram.width() > view._scroll.width()
    bar = view._scroll.horizontalScrollBar()
    press(view.diagram, Qt.Key.Key_Home)
    start = bar.value()
    view.go_to(18)
    assert bar.value() > start
    here = view.diagram.present
    left = view.diagram.mapTo(view._scroll.viewport(), here.topLeft().toPoint()).x()
    assert 0 <= left < view._scroll.viewport().width()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("hidden", [(), (1,), (4096,), (3,) * 19])
@pytest.mark.parametrize("size", [(500, 120), (1050, 230), (1600, 420)])
def test_every_stop_can_be_drawn(view, hidden, size, theme):
    view.resize(*size)
    show(view, hidden=hidden, theme=theme, neuron=Neuron(1, 0))
    assert view._walk is not None
    for index in range(len(view._walk.stops)):
        view.go_to(index)
        if index % 7 == 0:
            view.grab()


def test_numbers_that_are_not_finite_are_marked(view):
    shown = state_of()
    trainer = Trainer.for_dataset(shown.dataset, shown.spec, shown.config)
    W, *others = (W.copy() for W in trainer.parameters().weights)
    W[0, :3] = np.nan, np.inf, -np.inf
    broken = Parameters((W, *others), trainer.parameters().biases)
    moment = ModelState(shown.spec, FixedNetwork(shown.spec, broken), broken, 4)
    made = frame(moment, shown.dataset, view.needs(shown), 1)
    view.show_state(dataclasses.replace(shown, frame=made))
    assert not card(view, "W[1]").is_finite
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wrong = DARK.color("wrong").rgb()
    rect = view.details.sheets.geometry()
    top = view.details.sheets.mapTo(view, QPoint(0, 0))
    points = (
        (x, y)
        for x in range(top.x(), top.x() + 160)
        for y in range(top.y(), top.y() + rect.height())
    )
    assert any(_is_near(image.pixel(x, y), wrong) for x, y in points)


def _is_near(one: int, other: int) -> bool:
    return all(
        abs((one >> shift & 255) - (other >> shift & 255)) < 40 for shift in (0, 8, 16)
    )


def test_six_classes(view):
    show(view, data=dataset(names=SIX, task=Task.MULTICLASS), hidden=(4,))
    view.go_to(2)
    assert card(view, "y(i)").shape == (6, 1)
    view.grab()


# In the window


def test_f8_brings_it_to_the_front_and_back(window, qtbot, finished):
    finished()
    walk = window.views["walkPanel"]
    assert not walk.is_seen
    assert not any(
        isinstance(n, Walk) for n in window.visible_needs(window.session.state)
    )
    window.actions_["walkAction"].trigger()
    finished()
    assert walk.is_seen
    assert not window.views["designerPanel"].is_seen
    assert walk.header.isVisible()
    assert walk._walk is not None
    assert window.actions_["walkAction"].shortcut().toString() == "F8"
    window.center.show_view("designerPanel")
    assert window.views["designerPanel"].is_seen
    assert not walk.is_seen
    assert not walk.header.isVisible()


def test_walks_on_while_training_and_agrees_with_the_run(window, qtbot, finished):
    window.actions_["walkAction"].trigger()
    walk = window.views["walkPanel"]
    walk.header.subject.setCurrentIndex(BATCH)
    window.session.train()
    finished()
    assert walk._walk is not None
    assert walk._walk.iteration == window.session.state.iteration == 30
    assert walk._walk.cost == pytest.approx(window.session.costs[30], rel=1e-9)
    window.session.reset()
    finished()
    assert walk._walk.iteration == 0
    assert walk._walk.cost == pytest.approx(window.session.costs[0], rel=1e-9)


def test_goes_back_in_time_with_every_view(window, qtbot, finished):
    window.actions_["walkAction"].trigger()
    walk = window.views["walkPanel"]
    walk.header.subject.setCurrentIndex(BATCH)
    window.session.train()
    finished()
    for moment in (20, 3, 17, 11):
        window.session.go_to(moment)
    qtbot.waitUntil(lambda: walk._walk.iteration == 11, timeout=WAIT)
    assert walk._walk.cost == pytest.approx(window.session.costs[11], rel=1e-9)
    assert "iteration 11 → 12" in walk.header.hint.text()
    window.session.go_to(None)
    qtbot.waitUntil(lambda: walk._walk.iteration == 30, timeout=WAIT)


def test_survives_other_designs_and_data_in_the_middle(window, qtbot, finished):
    window.actions_["walkAction"].trigger()
    finished()
    walk = window.views["walkPanel"]
    walk.go_to(99)
    for hidden in ((4, 3, 3), (), (6,)):
        window.session.set_hidden(hidden)
        finished()
        assert len(hidden) + 1 == walk._walk.spec.L
    window.session.train()
    window.session.open_built_in("moons")
    finished()
    assert walk._walk is not None
    assert walk.header.example.isVisible()
    assert walk._walk.spec.layer_dims[0] == 2


def test_the_drawn_networks_tooltip_tells_the_sum(window, qtbot, finished):
    finished()
    view = window.views["designerPanel"]
    canvas = view.canvas
    point = canvas.unit_rect(1, 2).center().toPoint()
    qtbot.mouseMove(canvas, point)
    finished()
    help_at(canvas, point)
    state = window.session.state
    told = state.frame.answer(ArithmeticOf(state.picture, 1, 2))
    assert told is not None
    text = QToolTip.text()
    assert arithmetic_text(told, state.picture_shape) in text
    total = sum(t.product for t in told.terms) + told.rest + told.bias
    assert total == pytest.approx(told.z, rel=1e-12)
    QToolTip.hideText()
    qtbot.mouseMove(canvas, canvas.rect().topLeft() + QPoint(1, 1))
    finished()
    needed = window.visible_needs(window.session.state)
    assert not any(isinstance(need, ArithmeticOf) for need in needed)


def test_the_keyboard_hears_the_sum_too(window, qtbot, finished):
    finished()
    canvas = window.views["designerPanel"].canvas
    window.activateWindow()
    canvas.setFocus()
    window.session.select_neuron(Neuron(1, 0))
    finished()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    finished()
    qtbot.waitUntil(lambda: "z = Σ" in QToolTip.text(), timeout=WAIT)
    assert "Layer 1, unit 2" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("value", [-4537.2, 1234.0, 999.6, -99999.4, 12345.6])
def test_no_number_is_wider_than_its_place(value):
    """The sign, in front, would be the first to be cut off."""
    for text in (number_text(value), long_number_text(value)):
        assert len(text) <= len(WIDEST)
        assert float(text.replace("−", "-")) == pytest.approx(value, rel=0.005)


def test_blocks_of_two_digits_have_room_for_them(qtbot):
    font = QFont()
    font.setPixelSize(11)
    measure = QFontMetricsF(font).horizontalAdvance
    for L, text in ((4, "LINEAR 4"), (12, "LINEAR 12")):
        plan = DiagramPlan(L, 13)
        room = plan.forward(L).width() - TICK - 4
        assert measure(text) <= room
        assert plan.forward(L).left() > plan.forward(L - 1).right()
        assert plan.cost.left() > plan.forward(L).right()


def test_only_pictures_have_pixels_to_divide(view):
    show(view)
    assert view._walk is not None
    first = Stop(Part.FORWARD, 1)
    for has_pixels in (True, False):
        notes = " ".join(WalkWords().notes(view._walk, first, False, has_pixels))
        assert ("pixels" in notes) is has_pixels
        assert "randn" in notes
