"""How it stands: a sentence, the cost curves, the accuracies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.datasets import InputKind
from engine.evaluation import Baseline, Metrics, Verdict, split_baseline, verdict
from gui.doctor_line import DoctorLine
from gui.view_state import TEXT_SECONDS, Phase, Throttle, View, ViewState
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plot import CostPlot, Curve, Marker, PlotColors, Reference
from gui.words import count, duration, percent, verdict_sentence

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.datasets import Dataset, Split
    from engine.frame import Needs
    from engine.history import History
    from gui.theme import Theme

SLOW_SECONDS = 1.0
"""A run that takes longer doesn't follow a hand."""

MOST_MARKS = 12
"""Changes of the learning rate that are marked: the last ones."""


class CostView(View):
    """The cost curves with their reference lines, and the accuracies, large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baselines: dict[Split, Baseline] = {}
        self._throttle = Throttle(TEXT_SECONDS)
        self._headline = _label("headline")
        self._hint = _label("hint")
        self.doctor = DoctorLine()
        self._plot = CostPlot()
        self._plot.setObjectName("costPlot")
        self._plot.setAccessibleName(self.tr("Cost curves"))
        self._plot.setToolTip(
            self.tr("Cost against iteration; the test set's curve is dashed")
        )
        self._plot.set_titles(self.tr("iteration"), self.tr("cost J"))
        self._train = _Accuracy(self.tr("train correct"), "huge")
        self._test = _Accuracy(self.tr("test correct"), "test")
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._hint)
        words.addWidget(self.doctor)
        figures = QVBoxLayout()
        figures.setSpacing(6)
        figures.addStretch(2)
        figures.addWidget(self._train)
        figures.addStretch(1)
        figures.addWidget(self._test)
        figures.addStretch(3)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._plot, 1)
        below.addLayout(figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.setSpacing(6)
        layout.addLayout(words)
        layout.addLayout(below, 1)

    def needs(self, state: ViewState) -> Needs:
        """Return what the doctor's line needs."""
        return self.doctor.needs(state)

    def draw(self, state: ViewState, before: ViewState | None) -> None:
        """Draw curves, sentence and accuracies."""
        if before is None or before.theme is not state.theme:
            self._plot.set_colors(_plot_colors(state.theme))
        if (
            before is None
            or before.theme is not state.theme
            or before.dataset is not state.dataset
            or before.has_its_data is not state.has_its_data
        ):
            self._baselines = _baselines(state.dataset) if state.has_its_data else {}
            self._show_references(state)
        self._show_curves(state)
        self.doctor.look(state)
        if self._throttle.allows(state.is_running):
            self._show_words(state)

    def _show_references(self, state: ViewState) -> None:
        if not self._baselines:
            self._plot.set_references([])
            return
        names = state.dataset.class_names
        train = self._baselines[state.dataset.train]
        references = [
            Reference(
                train.uniform_cost,
                self.tr("knows nothing: {cost}").format(
                    cost=f"{train.uniform_cost:.4f}"
                ),
            ),
            Reference(
                train.base_rate_cost, self._base_rate_label(train, names), above=False
            ),
        ]
        if state.dataset.test is not None:
            test = self._baselines[state.dataset.test]
            label = self.tr("test, {label}").format(
                label=self._base_rate_label(test, names)
            )
            references.append(
                Reference(
                    test.base_rate_cost,
                    label,
                    is_test=True,
                    places=(0.01, 0.1),
                    is_from_right=False,
                    above=False,
                )
            )
        self._plot.set_references(references)

    def _base_rate_label(self, base: Baseline, names: tuple[str, ...]) -> str:
        cost = f"{base.base_rate_cost:.4f}"
        if len(names) != 2:
            return self.tr("how common each class is: {cost}").format(cost=cost)
        return self.tr("{share} are “{name}”: {cost}").format(
            share=f"{100 * base.shares[1]:.0f} %", name=names[1], cost=cost
        )

    def _show_curves(self, state: ViewState) -> None:
        log = state.history
        train = Curve(
            None,
            log.costs,
            self.tr("train {cost}").format(cost=_cost(log.costs)),
        )
        test = None
        if len(log.test_costs):
            test = Curve(
                log.test_iterations,
                log.test_costs,
                self.tr("test {cost}").format(cost=_cost(log.test_costs)),
            )
        changes = zip(log.rate_iterations, log.rates, strict=True)
        marks = [Marker(float(when), f"α {rate:g}") for when, rate in changes]
        self._plot.set_markers(marks[-MOST_MARKS:])
        past = state.reference
        compared = None if past is None else Curve(None, past.costs, "")
        self._plot.show_curves(train, test, state.config.iterations, compared)

    def _show_words(self, state: ViewState) -> None:
        log = state.history
        if not len(log):
            self._headline.setText("")
            self._hint.setText("")
            self._show_doctor(Verdict.UNTRAINED, state)
            for figure in (self._train, self._test):
                figure.clear()
            return
        train = Metrics(float(log.costs[-1]), float(log.train_accuracy[-1]))
        test = None
        if len(log.test_costs):
            test = Metrics(float(log.test_costs[-1]), float(log.test_accuracy[-1]))
        found = verdict(state.iteration, train, test, state.dataset)
        self._headline.setText(verdict_sentence(found, state))
        self._hint.setText(self._explanation(state))
        self._show_doctor(found, state)
        untrained = state.iteration == 0 and state.phase is Phase.READY
        untrained = untrained and not state.has_given_weights
        self._train.show_share(
            train.accuracy, self._always(state, state.dataset.train), untrained
        )
        self._test.setVisible(test is not None)
        if test is not None:
            always = self._always(state, state.dataset.test)
            self._test.show_share(test.accuracy, always, untrained)

    def _show_doctor(self, found: Verdict, state: ViewState) -> None:
        """Put the doctor's line in the place of what the figures say as well."""
        is_free = not (state.is_what_if or state.is_stale)
        is_said = is_free and self.doctor.say(found, state.theme)
        if is_said and self._hint.isVisible():
            self.doctor.take_height_of(self._hint)
        self._hint.setVisible(not is_said)
        self.doctor.setVisible(is_said)

    def _explanation(self, state: ViewState) -> str:
        if not self._baselines:
            return ""
        if state.is_what_if and state.design_error is None:
            return self._comparison(state)
        base = self._baselines[state.dataset.test or state.dataset.train]
        text = self.tr("Always answering “{name}” would score {share} on the {which}.")
        if state.is_stale and state.design_error is None:
            text = self.tr("The design has changed: Train starts a new run.")
        return text.format(
            name=state.dataset.class_names[base.majority],
            share=percent(base.majority_accuracy),
            which=self._which(state.dataset),
        )

    def _comparison(self, state: ViewState) -> str:
        """Say what another run scored, and how far a slow one has come."""
        left = (state.config.iterations - state.iteration) / (state.speed or 1)
        if state.is_running and state.speed and left > SLOW_SECONDS:
            return self.tr(
                "What if: too slow to follow your hand; {done} of {total} iterations "
                "so far, about {time} to go."
            ).format(
                done=count(state.iteration),
                total=count(state.config.iterations),
                time=duration(left),
            )
        past = state.reference
        if past is None or past is state.history:
            return self.tr("What if: every change trains anew, from the same weights.")
        return self.tr("What if: dotted is the run before, {scores}.").format(
            scores=self._scores(past)
        )

    def _scores(self, log: History) -> str:
        scores = [
            self.tr("train {share}").format(
                share=percent(float(log.train_accuracy[-1]))
            )
        ]
        if len(log.test_accuracy):
            share = percent(float(log.test_accuracy[-1]))
            scores.append(self.tr("test {share}").format(share=share))
        return ", ".join(scores)

    def _which(self, dataset: Dataset) -> str:
        has_test, is_image = dataset.test is not None, dataset.kind is InputKind.IMAGE
        return {
            (True, True): self.tr("test pictures"),
            (False, True): self.tr("training pictures"),
            (True, False): self.tr("test examples"),
            (False, False): self.tr("training examples"),
        }[has_test, is_image]

    def _always(self, state: ViewState, split: Split | None) -> str:
        base = None if split is None else self._baselines.get(split)
        if base is None:
            return ""
        return self.tr("always “{name}”: {share}").format(
            name=state.dataset.class_names[base.majority],
            share=percent(base.majority_accuracy),
        )


class _Accuracy(QWidget):
    """A share, large, with what it means."""

    def __init__(self, caption: str, role: str) -> None:
        super().__init__()
        self._share = ElidedLabel(role)
        self._full_role = role
        self._caption = _label("caption", caption)
        self._always = _label("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._share, self._caption, self._always):
            layout.addWidget(label)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 17)

    def clear(self) -> None:
        for label in (self._share, self._always):
            label.setText("")

    def show_share(self, share: float, always: str, untrained: bool) -> None:
        text = self.tr("untrained") if untrained else percent(share)
        self._share.setText(text)
        role = "large" if untrained else self._full_role
        if self._share.property("role") != role:
            self._share.setProperty("role", role)
            self._share.style().polish(self._share)
        self._always.setText(always)


def _label(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    # Class names come from files: Qt would take some for rich text.
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role in {"headline", "hint"}:
        label.setWordWrap(True)
    return label


def _plot_colors(theme: Theme) -> PlotColors:
    return PlotColors(
        *(theme.color(role) for role in ("panel", "text", "secondary", "line", "test"))
    )


def _baselines(dataset: Dataset) -> dict[Split, Baseline]:
    splits = [split for split in (dataset.train, dataset.test) if split is not None]
    return {split: split_baseline(dataset, split) for split in splits}


def _cost(costs: Array) -> str:
    return f"{costs[-1]:.2f}" if len(costs) else ""
