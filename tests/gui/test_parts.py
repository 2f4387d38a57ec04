"""The window's small parts that need no window."""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionComboBox

from engine.evaluation import Metrics
from engine.frame import Frame
from engine.history import History
from engine.outputs import Task
from engine.spec import NetworkSpec
from engine.steps import Points, Steps
from engine.verdicts import Verdict
from gui.mailbox import Log, Mailbox
from gui.pace import Metronome, Pace
from gui.pixels import rgb_picture, signed_colors, signed_picture, symmetric_scale
from gui.speed import Speedometer
from gui.theme import DARK, LIGHT, THEMES
from gui.widgets.elided_combo import ElidedCombo
from gui.widgets.numbers import CountSpin, RateSpin, SeedSpin
from gui.widgets.plot.data import nice_ceiling, thinned
from gui.words import duration, percent, verdict_sentence
from tests.gui.states import state, tiny

if TYPE_CHECKING:
    from gui.settings import Settings


def frame(iteration: int) -> Frame:
    return Frame(1, NetworkSpec.design(2, (), Task.BINARY, 2), iteration)


def test_the_mailbox_loses_no_cost_and_keeps_the_last_frame():
    mailbox, total = Mailbox(), 20_000
    got = []

    def write() -> None:
        for i in range(0, total, 10):
            costs = np.arange(i, i + 10, dtype=float)
            log = Log(1, [Steps(i, costs, np.full(10, 0.5))])
            mailbox.log(log)
            mailbox.put(frame(i))

    writer = threading.Thread(target=write)
    writer.start()
    last = None
    while writer.is_alive():
        mail = mailbox.take()
        got += mail.logs
        last = mail.frame or last
    writer.join()
    mail = mailbox.take()
    got += mail.logs
    last = mail.frame or last
    steps = [steps for log in got for steps in log.steps]
    assert all(later.follows(before) for before, later in pairwise(steps))
    assert [cost for some in steps for cost in some.costs] == list(range(total))
    assert last is not None
    assert last.iteration == total - 10


def test_a_metronome_keeps_its_beat_and_never_bursts():
    beat = Metronome(lambda: 1.0)
    assert beat.due < 0
    beat.stepped(100.0)
    assert beat.due == 101.0
    beat.stepped(101.25)
    assert beat.due == 102.0, "a little late keeps the beat"
    beat.stepped(150.0)
    assert beat.due == 151.0, "far too late begins a new one"


def test_a_metronome_follows_a_new_pace_at_once():
    interval = [1.0]
    beat = Metronome(lambda: interval[0])
    beat.stepped(10.0)
    interval[0] = 0.0
    assert beat.due == 10.0


@pytest.mark.parametrize("pace", list(Pace))
def test_every_pace_has_an_interval(pace):
    assert pace.interval(2500) >= 0
    assert (pace.interval(2500) == 0) == (pace is Pace.FULL)


def test_a_whole_run_takes_about_eight_seconds():
    assert Pace.WHOLE_RUN.interval(2500) * 2500 == pytest.approx(8)


def test_speed_is_measured_over_the_last_moments():
    meter = Speedometer()
    assert meter.value == 0
    for tick in range(100):
        meter.note(tick * 0.1, tick * 50)
    assert meter.value == pytest.approx(500)


def test_thinning_keeps_every_peak():
    rng = np.random.default_rng(0)
    y = rng.normal(size=100_003)
    y[54_321], y[77_777] = 99.0, -99.0
    x = np.arange(len(y))
    thin_x, thin_y = thinned(x, y, 400)
    assert len(thin_x) < 2 * 400 + 400
    assert (np.diff(thin_x) > 0).all()
    assert {99.0, -99.0} <= set(thin_y)
    np.testing.assert_array_equal(y[thin_x], thin_y)
    assert thin_x[-1] == len(y) - 1


@pytest.mark.parametrize(
    ("value", "ceiling"),
    [(0.85, 1.0), (1.0, 1.0), (0.0, 1.0), (float("nan"), 1.0), (0.043, 0.05), (7, 8)],
)
def test_the_axis_ends_at_a_round_number(value, ceiling):
    assert nice_ceiling(value) == pytest.approx(ceiling)
    assert nice_ceiling(value) >= (value if value == value else 0)


def test_zero_is_the_neutral_colour_and_sign_decides_the_side():
    picture = signed_picture(np.array([[-2.0, -1.0, 0.0, 1.0, np.nan]]), 1.0)
    colors = signed_colors()
    np.testing.assert_array_equal(picture[0, 2], colors[127])
    np.testing.assert_array_equal(picture[0, 0], colors[0])
    np.testing.assert_array_equal(picture[0, 1], colors[0])
    np.testing.assert_array_equal(picture[0, 3], colors[-1])
    np.testing.assert_array_equal(picture[0, 4], colors[127])


def test_a_planted_picture_comes_back():
    pixels = np.random.default_rng(1).integers(0, 256, (4, 4, 3)).astype(np.uint8)
    row = (pixels.reshape(-1).astype(float) + 0.5 - 127.5) / 127.5
    np.testing.assert_array_equal(rgb_picture(row, (4, 4, 3), 1.0), pixels)


def test_the_scale_ignores_a_few_giants_and_survives_nonsense():
    values = np.concatenate([np.full(1000, 0.5), [1e9, np.nan, np.inf]])
    assert symmetric_scale(values) == pytest.approx(0.5)
    assert symmetric_scale(np.zeros((3, 3))) == 1.0
    assert symmetric_scale(np.array([np.nan])) == 1.0


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.9999, "99.9 %"),
        (0.8, "80 %"),
        (0.9856, "98.6 %"),
        (1.0, "100 %"),
        (0, "0 %"),
        (np.nan, "–"),
    ],
)
def test_percentages_have_no_idle_zeros(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (89, "89 s"), (200, "3 min"), (9000, "2 h")]
)
def test_times_are_rough(seconds, text):
    assert duration(seconds) == text


def contrast(first: str, second: str) -> float:
    def luminance(color: str) -> float:
        channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in channels
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("role", ["text", "secondary", "test", "wrong"])
@pytest.mark.parametrize("ground", ["background", "panel", "raised"])
def test_text_has_the_contrast_of_wcag_aa(theme, role, ground):
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


def test_settings_come_back_and_nonsense_counts_as_none(settings: Settings):
    assert settings.pace is Pace.WHOLE_RUN
    assert settings.theme is None
    settings.pace = Pace.TEN
    settings.theme = THEMES["light"]
    assert settings.pace is Pace.TEN
    assert settings.theme is LIGHT
    settings._store.setValue("pace", "warp 9")
    settings._store.setValue("theme", "pink")
    assert settings.pace is Pace.WHOLE_RUN
    assert settings.theme is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0,01", 0.01), ("0.5", 0.5), ("1e-3", 0.001), ("1e9", 0.0075), ("-", 0.0075)],
)
def test_a_rate_is_read_as_it_is_meant_or_not_at_all(qtbot, typed, value):
    spin = RateSpin()
    qtbot.addWidget(spin)
    spin.setValue(0.0075)
    spin.selectAll()
    QTest.keyClicks(spin, typed)
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert spin.value() == pytest.approx(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("300", 300), ("1,200", 1200), ("2e3", 2000), ("2500.5", 7), ("-5", 7), ("", 7)],
)
def test_a_count_is_read_as_it_is_meant_or_not_at_all(qtbot, typed, value):
    spin = CountSpin(1, 10_000)
    qtbot.addWidget(spin)
    spin.setValue(7)
    spin.selectAll()
    QTest.keyClicks(spin, typed)
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert spin.value() == value


def test_a_seed_may_have_32_bits(qtbot):
    spin = SeedSpin()
    qtbot.addWidget(spin)
    spin.setValue(4_000_000_000)
    assert spin.text() == "4000000000"


def some(first: int, *costs: float) -> list[Steps]:
    return [Steps(first, np.array(costs), np.full(len(costs), 0.5))]


def test_the_mailbox_joins_only_what_follows_in_one_run():
    logs = [
        Log(1, tests=[Points.of(0, Metrics(0.9, 0.3))]),
        Log(1, some(0, 0.8, 0.7), tests=[Points.of(1, Metrics(0.8, 0.4))]),
        Log(1, tests=[Points.of(1, Metrics(0.8, 0.4))], rates=[(1, 0.2)]),
        Log(1, some(2, 0.6), best=2),
        Log(1, some(1, 0.5), rates=[(0, 0.1)]),
        Log(2, some(2, 0.4)),
    ]
    one_by_one = History()
    for log in logs:
        log.add_to(one_by_one)
    mailbox, joined = Mailbox(), History()
    for log in logs:
        mailbox.log(log)
    mail = mailbox.take()
    for log in mail.logs:
        log.add_to(joined)
    assert [log.run_id for log in mail.logs] == [1, 1, 1, 2]
    assert mail.logs[1].best == 2
    assert joined.costs.tolist() == one_by_one.costs.tolist()
    assert joined.test_iterations.tolist() == one_by_one.test_iterations.tolist()
    assert joined.rate_iterations.tolist() == one_by_one.rate_iterations.tolist()
    assert joined.rates.tolist() == one_by_one.rates.tolist()


def test_every_verdict_is_another_sentence():
    shown = state(tiny())
    said = [verdict_sentence(verdict, shown) for verdict in Verdict]
    assert len(set(said)) == len(Verdict)


@pytest.mark.parametrize("verdict", [Verdict.GUESSING, Verdict.BASE_RATE])
def test_who_only_guesses_is_not_said_to_be_learning(verdict):
    said = verdict_sentence(verdict, state(tiny(m=13)))
    assert "“a”" in said
    assert "a part" not in said


def test_a_choice_without_room_is_cut_with_an_ellipsis(qtbot):
    combo = ElidedCombo()
    qtbot.addWidget(combo)
    combo.addItem("layer 1: 20 units")
    for width, shown in ((400, "layer 1: 20 units"), (80, "…")):
        combo.resize(width, 30)
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        assert combo.shown_text(option).endswith(shown)
    assert combo.currentText() == "layer 1: 20 units"
