"""How long one iteration takes: the trainer, PyTorch and the notes' loop, side by side.

Everybody does the same work on the course's network: a pass over the whole training
set, the cost, the gradients and the update; trainer and PyTorch count the right answers
too. They take turns, so that a busy moment of the machine hits all of them, and the
ratios of one run mean something where its times don't.

    python benchmarks/step.py [--data PATH] [--rounds N]
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import Trainer, TrainingConfig, course
from engine.blas import BlasThreads, threads_for
from engine.cli import load_dataset
from engine.cli_options import DEFAULT_DATA
from engine.datasets import SplitName
from engine.spec import NetworkSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.datasets import Dataset

HIDDEN = (20, 7, 5)
LEARNING_RATE = 0.0075
THREADS = (1, 2)
STEPS = 3
"""Of each in a turn; the first after a change of threads isn't counted."""


@dataclass
class Contestant:
    """Somebody who can make steps, and how long each of them took."""

    name: str
    precision: str
    threads: int
    step: Callable[[], object]
    prepare: Callable[[int], None]
    seconds: list[float] = field(default_factory=list)

    def take_turn(self) -> None:
        """Make some steps, and note the time of all but the first."""
        self.prepare(self.threads)
        # The threads of the one before wait busily for a while.
        time.sleep(0.1)
        self.step()
        for _ in range(STEPS):
            started = time.perf_counter()
            self.step()
            self.seconds.append(time.perf_counter() - started)


def trainer_step(dataset: Dataset, precision: str) -> Callable[[], object]:
    """Return the trainer's step."""
    spec = NetworkSpec.design(dataset.input_size, HIDDEN, dataset.task, 2)
    config = TrainingConfig(LEARNING_RATE, precision=precision)
    return Trainer.for_dataset(dataset, spec, config).step


def notes_step(dataset: Dataset) -> Callable[[], object]:
    """Return a step of the notes' loop."""
    X, Y = dataset.columns(SplitName.TRAIN), dataset.targets(dataset.train)
    dims = (dataset.input_size, *HIDDEN, 1)
    held = {"parameters": course.initialize_parameters_deep(dims, seed=1)}

    def step() -> float:
        AL, caches = course.L_model_forward(X, held["parameters"])
        cost = course.compute_cost(AL, Y)
        grads = course.L_model_backward(AL, Y, caches)
        held["parameters"] = course.update_parameters(
            held["parameters"], grads, LEARNING_RATE
        )
        return cost

    return step


def torch_step(torch: Any, dataset: Dataset, precision: str) -> Callable[[], object]:
    """Return a step of the same network as PyTorch's users write it."""
    dtype = getattr(torch, precision)
    X = torch.tensor(dataset.columns(SplitName.TRAIN, precision).T, dtype=dtype)
    Y = torch.tensor(dataset.targets(dataset.train, precision).T, dtype=dtype)
    sizes = (dataset.input_size, *HIDDEN)
    layers: list[Any] = []
    for n_in, n_out in zip(sizes, HIDDEN, strict=False):
        layers += [torch.nn.Linear(n_in, n_out, dtype=dtype), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(HIDDEN[-1], 1, dtype=dtype))
    cost_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)

    def step() -> tuple[float, float]:
        optimizer.zero_grad()
        Z = model(X)
        cost = cost_of(Z, Y)
        cost.backward()
        optimizer.step()
        return cost.item(), ((Z > 0) == Y).to(dtype).mean().item()

    return step


def contestants(dataset: Dataset) -> Iterator[Contestant]:
    """Return all that can run here."""
    blas = BlasThreads().use
    torch = None
    if importlib.util.find_spec("torch"):
        torch = importlib.import_module("torch")
    for threads in THREADS:
        for precision in ("float64", "float32"):
            step = trainer_step(dataset, precision)
            yield Contestant("trainer, direct", precision, threads, step, blas)
            if torch is not None:
                step = torch_step(torch, dataset, precision)
                yield Contestant(
                    "PyTorch", precision, threads, step, torch.set_num_threads
                )
        yield Contestant(
            "the notes' loop", "float64", threads, notes_step(dataset), blas
        )


def report(everybody: list[Contestant]) -> Iterator[str]:
    """Return the table, and for each precision how the trainer compares."""
    yield f"{'':18} {'':8} threads   median       best   (milliseconds a step)"
    for one in everybody:
        yield (
            f"{one.name:18} {one.precision:8} {one.threads:7}"
            f" {1e3 * median(one.seconds):8.2f} {1e3 * min(one.seconds):10.2f}"
        )
    for precision in ("float64", "float32"):
        same = [one for one in everybody if one.precision == precision]
        yield from _ratios(precision, same)


def _ratios(precision: str, same: list[Contestant]) -> Iterator[str]:
    for statistic in (median, min):
        best: dict[str, float] = {}
        for one in same:
            seconds = statistic(one.seconds)
            best[one.name] = min(seconds, best.get(one.name, seconds))
        ours = best.pop("trainer, direct")
        for name, theirs in best.items():
            yield (
                f"{precision}, {'medians' if statistic is median else 'best'}: the "
                f"trainer is {theirs / ours:.2f} times as fast as {name}"
            )


def main() -> None:
    """Let everybody take turns, and print how long they took."""
    parser = argparse.ArgumentParser(description="Time one iteration.")
    parser.add_argument("--data", default=DEFAULT_DATA, metavar="PATH")
    parser.add_argument("--rounds", type=int, default=30, metavar="N")
    options = parser.parse_args()
    dataset = load_dataset(options.data)
    everybody = list(contestants(dataset))
    for _ in range(options.rounds):
        for one in everybody:
            one.take_turn()
    print("\n".join(report(everybody)))
    chosen = threads_for(HIDDEN[0], dataset.input_size, len(dataset.train))
    print(f"Left to itself, the trainer takes {chosen} of the {THREADS[-1]} threads.")


if __name__ == "__main__":
    main()
