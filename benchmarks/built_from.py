"""What it costs to say which training pictures built a neuron, and an answer.

Prints medians in milliseconds, and how many training iterations each of them is worth,
on pictures of the course's size and number.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage

from benchmarks import pictures
from benchmarks.surroundings import as_users_have_it
from engine.blas import BlasThreads
from engine.built_from import BuiltFrom, Shares, SharesOf
from engine.config import TrainingConfig
from engine.datasets import SplitName
from engine.input_gradient import InputGradient
from engine.leaders import leaders
from engine.spec import NetworkSpec
from engine.trainer import Trainer
from gui.app import make_application
from gui.signed_text import SignedText
from gui.training_shares import training_shares
from gui.widgets.shares import ShareStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.datasets import Dataset
    from engine.question import Question

SHAPE, EXAMPLES, CLASSES = (64, 64, 3), 209, 2
STEPS = 200
SIZE = QSize(260, 60)


class Case(NamedTuple):
    """A network, and how many iterations an answer may be worth."""

    name: str
    hidden: tuple[int, ...]
    most: float


CASES = (
    Case("the course's network", (20, 7, 5), 4),
    Case("512 units in layer 1", (512, 7, 5), 4),
)


def trained(dataset: Dataset, hidden: tuple[int, ...]) -> Trainer:
    """Return a trainer in the middle of its run."""
    spec = NetworkSpec.design(dataset.input_size, hidden, dataset.task, CLASSES)
    config = TrainingConfig(first_layer="sample-space")
    # As in the window, which leaves a core to itself.
    trainer = Trainer.for_dataset(dataset, spec, config, BlasThreads(most=1))
    for _ in range(STEPS):
        trainer.step()
    return trainer


def median(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of a piece of work in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def questions(dataset: Dataset) -> dict[str, Question[object]]:
    """Return what the views ask with every frame."""
    picture = dataset.picture(SplitName.TRAIN, 3)
    return {
        "what built a neuron": BuiltFrom(0, 8),
        "shares in the answer": SharesOf(picture),
        "shares in a neuron's z": SharesOf(picture, 1, 0),
        "pixels that move the answer": InputGradient(picture),
    }


def first_look(trainer: Trainer, dataset: Dataset) -> float:
    """Return what the first look at a picture takes, over some pictures."""
    state = trainer.state()
    asked = [SharesOf(dataset.picture(SplitName.TRAIN, i)) for i in range(20, 29)]
    rest = iter(asked)
    return median(lambda: next(rest).answer(state, dataset), len(asked))


def drawing(shares: Shares, dataset: Dataset, rounds: int) -> float:
    """Return what it takes to draw a row of pictures with new numbers."""
    strip, image = ShareStrip(), QImage(SIZE, QImage.Format.Format_RGB32)
    strip.resize(SIZE)
    turn = iter(range(rounds))

    def draw() -> None:
        values = shares.values * (1 + 0.01 * next(turn))
        parts = leaders(values, 12)
        text = SignedText.of([parts.largest])
        strip.show_shares(training_shares(dataset, parts.most, text), parts.largest)
        strip.render(image, QPoint())

    return median(draw, rounds)


def report(name: str, took: float, step: float, most: float | None = None) -> None:
    """Print one figure."""
    bound = "" if most is None else f", of at most {most:g}"
    print(f"  {name}: {took:.2f} ms, {took / step:.1f} iterations{bound}")


def measure(case: Case, rounds: int) -> None:
    """Measure and print a case."""
    dataset = pictures.dataset(EXAMPLES, SHAPE, CLASSES)
    trainer = trained(dataset, case.hidden)
    step = median(trainer.step, 10 * rounds)
    print(f"{case.name}: an iteration takes {step:.3f} ms")
    state = trainer.state()
    for name, question in questions(dataset).items():
        question.answer(state, dataset)
        took = median(lambda: question.answer(state, dataset), rounds)  # noqa: B023
        bound = None if isinstance(question, InputGradient) else case.most
        report(name, took, step, bound)
    report("first look at a picture", first_look(trainer, dataset), step)
    shares = SharesOf(dataset.picture(SplitName.TRAIN, 3)).answer(state, dataset)
    assert isinstance(shares, Shares)
    report("drawing a row of pictures", drawing(shares, dataset, rounds), step)


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=51)
    options = parser.parse_args()
    application = make_application()
    for case in CASES:
        measure(case, options.rounds)
    application.processEvents()


if __name__ == "__main__":
    main()
