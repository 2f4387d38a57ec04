"""What it costs to draw a network anew, its design and its weights.

Prints medians in milliseconds, for the course's network and for a large one.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage

from benchmarks.surroundings import as_users_have_it
from engine.frame import FirstLayerPictures
from engine.spec import HiddenLayer
from gui.app import make_application
from gui.widgets.network.canvas import NetworkCanvas
from gui.widgets.network.plan import NetworkPlan, NetworkWeights

SIZE = QSize(1400, 300)
INPUTS, EXAMPLES = 12288, 209


class Case(NamedTuple):
    """A network, and how many milliseconds it may take."""

    name: str
    hidden: tuple[int, ...]
    most: float


CASES = (
    Case("the course's network", (20, 7, 5), 16),
    Case("20 layers of 512", (512,) * 20, 100),
)


def plan_of(hidden: tuple[int, ...]) -> NetworkPlan:
    """Return a network of ReLU layers that looks at pictures."""
    return NetworkPlan(
        (INPUTS, *hidden, 1),
        ("input", *("ReLU" for _ in hidden), "sigmoid"),
        EXAMPLES,
        ("p(cat)",),
        is_probability=True,
        layers=tuple(HiddenLayer(units) for units in hidden),
        picture="64×64×3",
    )


def weights_of(plan: NetworkPlan) -> NetworkWeights:
    """Return weights as a trained network has them."""
    random = np.random.default_rng(0)
    pairs = zip(plan.sizes[1:], plan.sizes[:-1], strict=True)
    first, *others = (random.normal(size=pair) for pair in pairs)
    pictures = FirstLayerPictures.of(first / 10, first * 0.9)
    return NetworkWeights(pictures, tuple(others))


def redraw_milliseconds(
    canvas: NetworkCanvas, plan: NetworkPlan, weights: NetworkWeights, image: QImage
) -> float:
    """Return how long it takes to draw a network from nothing."""
    start = time.perf_counter()
    canvas.set_plan(plan)
    canvas.set_weights(weights)
    canvas.render(image, QPoint())
    return (time.perf_counter() - start) * 1000


def measure(case: Case, rounds: int) -> float:
    """Return the median time of a case in milliseconds."""
    plan = plan_of(case.hidden)
    # Two that take turns, so that nothing can be kept from the time before.
    others = (case.hidden[0] + 1, *case.hidden[1:])
    plans = plan, plan_of(others)
    weights, canvas = [weights_of(one) for one in plans], NetworkCanvas()
    canvas.resize(SIZE)
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    times = [
        redraw_milliseconds(canvas, plans[i % 2], weights[i % 2], image)
        for i in range(rounds)
    ]
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    as_users_have_it()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    application = make_application()
    for case in CASES:
        found = measure(case, options.rounds)
        print(f"{case.name}: {found:.1f} ms, of at most {case.most:.0f}")
    application.processEvents()


if __name__ == "__main__":
    main()
