"""The command line's options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from engine.built_in import DATASETS
from engine.config import FIRST_LAYERS, PRECISIONS, TrainingConfig
from engine.initializers import INITIALIZERS
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES

DEFAULT_DATA = "drawn-cats"
BAD_INPUT = 2
"""Exit code, the one that argparse uses too."""


class _OneLineParser(argparse.ArgumentParser):
    """Reports a bad command line in one line."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(f"{self.prog}: {message} (see {self.prog} --help)".split())
        self.exit(BAD_INPUT, f"{line}\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _OneLineParser(
        prog="layerlab", description="A laboratory for neural networks on images."
    )
    commands = parser.add_subparsers(
        dest="command",
        metavar="{train,predict}",
        title="without a window",
        required=True,
    )
    _add_train(commands.add_parser("train", help="train a network"))
    _add_predict(commands.add_parser("predict", help="predict pictures"))
    return parser


def _add_train(parser: argparse.ArgumentParser) -> None:
    default = TrainingConfig()
    add = parser.add_argument
    add(
        "--data",
        metavar="PATH",
        default=DEFAULT_DATA,
        help=f"HDF5 file or folder, or one of: {', '.join(DATASETS.names)}",
    )
    add("--noise", type=float, metavar="S", help="of built-in points, 0 to 0.5")
    add("--size", type=int, metavar="M", help="training examples of built-in points")
    add("--hidden", default="20,7,5", help="hidden layers, or none")
    add("--iterations", type=int, default=default.iterations, metavar="N")
    add("--learning-rate", type=float, default=default.learning_rate, metavar="A")
    add("--activation", default="relu", metavar="NAME", help="of the hidden layers")
    add(
        "--init",
        default=default.initialization,
        metavar="NAME",
        help=", ".join(INITIALIZERS.names),
    )
    add(
        "--optimizer",
        default=default.optimizer,
        metavar="NAME",
        help=", ".join(OPTIMIZERS.names),
    )
    add("--batch-size", type=int, metavar="B", help="all examples if not given")
    add("--precision", default=default.precision, choices=PRECISIONS)
    add("--seed", type=int, default=default.seed, metavar="S")
    _add_refinements(parser, default)
    add("--save", type=Path, metavar="MODEL.h5", help="where to write the model")
    add("--json", action="store_true", help="print the result as one JSON object")


def _add_refinements(parser: argparse.ArgumentParser, default: TrainingConfig) -> None:
    add = parser.add_argument
    add(
        "--momentum",
        type=float,
        default=default.momentum,
        metavar="B",
        help="of optimizers that have one",
    )
    add("--weight-decay", type=float, default=default.weight_decay, metavar="L")
    add(
        "--dropout",
        type=float,
        default=0.0,
        metavar="RATE",
        help="share of hidden units that each update leaves out",
    )
    add(
        "--schedule",
        default=default.schedule,
        metavar="NAME",
        help=f"of the learning rate: {', '.join(SCHEDULES.names)}",
    )
    add(
        "--schedule-period",
        type=int,
        metavar="N",
        help="in iterations; what suits the run if not given",
    )
    add(
        "--patience",
        type=int,
        metavar="N",
        help="stop after so many iterations without a better result on the test set",
    )
    add(
        "--keep-best",
        action="store_true",
        help="end with the state that did best on the test set",
    )
    add(
        "--first-layer",
        default=default.first_layer,
        metavar="WAY",
        help=", ".join(FIRST_LAYERS),
    )


def _add_predict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=Path, metavar="MODEL.h5")
    parser.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    parser.add_argument(
        "--json", action="store_true", help="print the result as a JSON list"
    )
