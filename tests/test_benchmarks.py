"""The benchmarks' own sums and sentences; nothing is timed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks import lineup, pictures, report, targets
from benchmarks.cases import all_cases
from benchmarks.contest import Contestant, Figure, Turn, best_of
from benchmarks.lineup import Choice, Settings
from benchmarks.peers import floor, ours
from benchmarks.peers.notes import NotesLoop
from benchmarks.problem import Problem
from benchmarks.results import Results
from benchmarks.targets import TARGETS, Target
from engine import gram

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.arrays import Array


def figure(side: str, *seconds: float, variant: str = "1 thread") -> Figure:
    return Figure("course", "float64", side, variant, seconds)


class TestRatios:
    def test_the_fastest_variant_has_the_least_median(self) -> None:
        steady = figure("PyTorch", 2, 2, 2)
        lucky = figure("PyTorch", 1, 3, 3, variant="2 threads")
        assert best_of([lucky, steady], "course", "float64", "PyTorch") is steady
        assert best_of([steady], "course", "float32", "PyTorch") is None

    def test_are_turned_round_for_the_floor(self) -> None:
        figures = [figure(ours.NAME, 2), figure("JAX", 8), figure(floor.NAME, 1)]
        sides = (ours.NAME, "JAX", "scikit-learn", floor.NAME)
        found = targets.rows(figures, "course", "float64", sides)
        assert [row.ratio for row in found] == [None, 4, 2]
        assert [row.verdict for row in found] == ["", "short", "met"]

    def test_are_of_nothing_without_us(self) -> None:
        assert targets.rows([figure("JAX", 8)], "course", "float64", ["JAX"]) == []

    @pytest.mark.parametrize(
        ("against", "ratio", "met"),
        [("JAX", 2.0, True), ("JAX", 1.9, False), (floor.NAME, 2.1, False)],
    )
    def test_are_held_against_the_bound(
        self, against: str, ratio: float, met: bool
    ) -> None:
        assert Target("course", "float64", against, 2).met(ratio) is met

    def test_every_target_has_its_case(self) -> None:
        run = {(case.key, one) for case in all_cases() for one in case.precisions}
        assert {(target.case, target.precision) for target in TARGETS} <= run


class TestChoices:
    def test_the_worst_is_among_those_with_two_paths(self) -> None:
        good = Choice(50, "float64", 20, "direct", {"direct": 1, "sample-space": 2})
        bad = Choice(50, "float64", 20, "sample-space", good.seconds)
        single = Choice(50, "float64", 20, "direct", {"direct": 1})
        assert targets.worst_choice([good, bad, single]) is bad
        assert bad.ratio == 2
        assert targets.worst_choice([single]) is None


class TestTexts:
    @pytest.mark.parametrize(
        ("seconds", "text"),
        [
            (75.9e-6, "75.9 µs"),
            (0.99960e-3, "1.00 ms"),
            (0.00494, "4.94 ms"),
            (0.8, "800 ms"),
            (1234.4, "1,234 s"),
        ],
    )
    def test_times_have_three_digits(self, seconds: float, text: str) -> None:
        assert report.time_text(seconds) == text

    @pytest.mark.parametrize(
        ("ratio", "text"), [(0.904, "0.90×"), (12.34, "12.3×"), (104.4, "104×")]
    )
    def test_ratios_have_three_digits(self, ratio: float, text: str) -> None:
        assert report.ratio_text(ratio) == text

    def test_the_report_says_what_falls_short(self) -> None:
        figures = [figure(ours.NAME, 1e-3), figure("PyTorch", 2e-3)]
        lines = report.report(Results(Settings(), figures), all_cases(), [])
        row = "| [12288, 20, 7, 5, 1], float64, PyTorch | 2.00× | ≥ 80 | short |"
        assert row in lines

    def test_what_is_written_by_hand_is_kept(self) -> None:
        first = report.splice("", ["old"])
        page = report.splice(first + "Why: because.\n", ["new"])
        assert page == f"new\n\n{report.BY_HAND}\nWhy: because.\n"


class TestPictures:
    def test_are_the_same_each_time_and_never_wrap_round(self) -> None:
        inputs, labels = pictures.draw(40, (8, 8, 3), 4, seed=3)
        again, _ = pictures.draw(40, (8, 8, 3), 4, seed=3)
        assert np.array_equal(inputs, again)
        assert np.bincount(labels).tolist() == [10] * 4
        # Two pictures of one class differ by noise only.
        same = inputs[labels == 0].astype(int)
        assert np.abs(same[0] - same[1]).max() < 256 - 160


class Clock:
    """A clock that only work moves; ``slow`` is how much longer it takes than best."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.epochs: list[int] = []
        self.slow: Iterator[float] = itertools.repeat(1.0)
        self._now = 0.0
        monkeypatch.setattr("benchmarks.contest.time.perf_counter", lambda: self._now)
        monkeypatch.setattr("benchmarks.contest.time.sleep", lambda seconds: None)

    def run(self, count: int) -> float:
        self.epochs.append(count)
        self._now += count * next(self.slow)
        return 0.0

    def turn(self, seconds: float) -> Turn:
        """Return the turn of somebody with 2.5 iterations in an epoch of a second."""
        return Turn(Contestant("side", "", self.run, lambda: None, 2.5), seconds)


class TestTurn:
    def test_is_cut_into_pieces_of_which_the_fastest_counts(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = Clock(monkeypatch)
        turn = clock.turn(100)
        assert clock.epochs == [1, 1, 5, 5]
        # One to warm up, and twenty of which one isn't disturbed.
        clock.slow = iter([0.5, *[2.0] * 19, 1.25])
        turn.take()
        assert clock.epochs[4:] == [5] * 21
        assert turn.seconds == [1.25 / 2.5]

    def test_is_a_single_epoch_where_that_takes_longer(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = Clock(monkeypatch)
        turn = clock.turn(0.6)
        turn.take()
        assert clock.epochs == [1, 1, 1]
        assert turn.seconds == [1 / 2.5]


def test_the_notes_loop_and_the_trainer_agree() -> None:
    problem = Problem(pictures.dataset(12, (4, 4, 1), 2), (3,), "float64")
    notes = NotesLoop(problem).run(4)
    (we,) = ours.contestants(problem)
    assert we.run(3) == pytest.approx(notes, rel=1e-12)


def test_a_choice_is_judged_by_the_whole_run(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(pictures.dataset(12, (4, 4, 1), 2), (3,), "float64")
    direct, sample_space = ours.FORCED.values()
    figures = [figure(direct, 2.0), figure(sample_space, 1.0)]
    builds = {"direct": 0.0, "sample-space": 100.0}
    monkeypatch.setattr(lineup, "build_seconds", lambda problem, path: builds[path])
    short, long = lineup.choices(12, problem, figures)
    assert short.seconds == {"direct": 40, "sample-space": 120}
    assert long.seconds == {"direct": 5000, "sample-space": 2600}
    assert short.chosen in builds


def test_what_a_run_builds_is_built_anew_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine keeps inner products for the next run."""
    problem = Problem(pictures.dataset(12, (4, 4, 1), 2), (3,), "float64")
    built: list[object] = []
    inner = gram._products

    def noting(X: Array, other: Array) -> Array:
        built.append(X)
        return inner(X, other)

    monkeypatch.setattr(gram, "_products", noting)
    lineup.build_seconds(problem, "sample-space")
    assert len(built) == 3
