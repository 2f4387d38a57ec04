"""The command line: train and predict without a window."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tqdm import tqdm

from engine.blas import BlasThreads
from engine.checks import check_run
from engine.cli_options import BAD_INPUT, build_parser
from engine.cli_report import prediction_lines, report_lines, training_report
from engine.cli_streams import Unwatched, put_out, take_any_name
from engine.config import TrainingConfig
from engine.dataset_file import open_dataset
from engine.datasets import DATASETS, Dataset, Recipe
from engine.errors import (
    DataError,
    DivergenceError,
    EarlyStop,
    EngineError,
    LayerTextError,
    SpecError,
)
from engine.file_checks import printable
from engine.history import History
from engine.interrupts import Interrupt
from engine.layer_text import parse_hidden_layers
from engine.model_file import check_writable, open_model, save_model
from engine.prediction import predict_file
from engine.run import Run, saved_model
from engine.spec import NetworkSpec
from engine.trainer import Trainer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

LOOK_SECONDS = 0.1
"""How often it looks whether it is asked to end."""


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str
        Without the program's name.

    Returns
    -------
    int
        Exit code: 0, 2 for bad input. Asked to end before there was a result, 128 and
        the number of the signal: 130 after Ctrl+C.
    """
    take_any_name()
    options = build_parser().parse_args(arguments)
    interrupt = Interrupt()
    try:
        with interrupt:
            return _answer(options, interrupt)
    except KeyboardInterrupt:
        return interrupt.exit_code


def _answer(options: argparse.Namespace, interrupt: Interrupt) -> int:
    try:
        if options.command == "train":
            code, text = 0, _train(options, interrupt)
        else:
            code, text = _predict(options)
    except EngineError as error:
        return _complain(str(error))
    except MemoryError:
        return _complain(
            "That takes more memory than there is. Make the layers or the data smaller."
        )
    return _put_out(text) or code


def _complain(message: str) -> int:
    # One line, whatever a file's name contains.
    put_out("layerlab: " + " ".join(message.split()) + "\n", sys.stderr)
    return BAD_INPUT


def _put_out(text: str) -> int:
    """Print the result; whoever closes the pipe early has seen enough of it."""
    error = put_out(text + "\n" if text else "", sys.stdout)
    if error is None or isinstance(error, BrokenPipeError):
        return 0
    return _complain(f"The result can't be written: {error.strerror}.")


def load_dataset(
    data: str, noise: float | None = None, size: int | None = None
) -> Dataset:
    """Return a built-in data set by name, or the one at a path."""
    if data in DATASETS and not Path(data).exists():
        return Recipe(data, noise, size).load()
    if noise is not None or size is not None:
        raise DataError(
            "{file} is what it is: --noise and --size are for built-in points, such "
            "as --data moons.",
            file=printable(data),
        )
    return open_dataset(Path(data))


def _train(options: argparse.Namespace, interrupt: Interrupt) -> str:
    config = _config(options)
    hidden = _hidden_layers(options.hidden)
    if options.dropout and not hidden:
        raise SpecError(
            "--dropout {rate}: there are no hidden layers to leave units out of. Give "
            "--hidden some layers, or no dropout.",
            rate=options.dropout,
        )
    if options.save is not None:
        check_writable(options.save)
    dataset = load_dataset(options.data, options.noise, options.size)
    spec = NetworkSpec.design(
        dataset.input_size,
        hidden,
        dataset.task,
        len(dataset.class_names),
        options.activation,
        options.dropout,
    )
    check_run(spec, config, dataset)
    trainer = Trainer.for_dataset(dataset, spec, config, BlasThreads())
    with interrupt.held():
        history, seconds, stopped = run(trainer, config.iterations, interrupt=interrupt)
        if options.save is not None:
            save_model(options.save, saved_model(trainer, dataset, history))
        report = training_report(trainer, history, seconds, stopped)
        if options.json:
            return json.dumps(report, allow_nan=False)
        return "\n".join(report_lines(report, dataset, options.save))


def _config(options: argparse.Namespace) -> TrainingConfig:
    given = vars(options) | {"initialization": options.init}
    return TrainingConfig(
        **{field.name: given[field.name] for field in fields(TrainingConfig)}
    )


def _hidden_layers(text: str) -> tuple[int, ...]:
    try:
        return parse_hidden_layers(text)
    except LayerTextError as error:
        raise SpecError(
            "--hidden {text}: {reason} Give sizes such as 20,7,5, or none.",
            text=text,
            reason=error,
        ) from error


def run(
    trainer: Trainer,
    iterations: int,
    description: str = "training",
    interrupt: Interrupt | None = None,
) -> tuple[History, float, str | None]:
    """Train to the end at full speed, with a progress bar on standard error.

    Parameters
    ----------
    trainer : Trainer
        In any state.
    iterations : int
        The iteration to end at.
    description : str
        What the progress bar says.
    interrupt : Interrupt, optional
        Ends it earlier when there is a request, which must be held until what was
        learned is safe.

    Returns
    -------
    history : History
        The log.
    seconds : float
        How long it took.
    stopped : str or None
        Why it ended early.
    """
    BlasThreads().use(trainer.blas_threads)
    history = History()
    history.append(trainer.result)
    run = Run(trainer)
    metrics = run.measure()
    if metrics is not None:
        history.add_test(trainer.iteration, metrics)
    started = time.perf_counter()
    bar = _bar(trainer, iterations, description)
    stopped = _advance_all(run, iterations, history, bar, interrupt or Interrupt())
    run.finish()
    return history, time.perf_counter() - started, stopped


def _bar(trainer: Trainer, iterations: int, description: str) -> tqdm[NoReturn]:
    return tqdm(
        total=iterations,
        initial=trainer.iteration,
        desc=description,
        file=Unwatched(sys.stderr),
        dynamic_ncols=True,
        mininterval=0.2,
        disable=sys.stderr is None,
    )


def _advance_all(
    run: Run,
    iterations: int,
    history: History,
    bar: tqdm[NoReturn],
    interrupt: Interrupt,
) -> str | None:
    trainer = run.trainer
    with bar:
        while trainer.iteration < iterations:
            try:
                most = trainer.steps_within(LOOK_SECONDS)
                steps = run.advance(iterations, most)
            except (DivergenceError, EarlyStop, DataError) as error:
                return str(error)
            history.extend(steps)
            history.add_tests(steps.tests)
            bar.update(len(steps))
            if interrupt.requested and trainer.iteration < iterations:
                return f"Interrupted at iteration {trainer.iteration:,}."
    return None


def _predict(options: argparse.Namespace) -> tuple[int, str]:
    model = open_model(options.model)
    results: list[dict[str, Any]] = []
    for path in options.images:
        try:
            results.append(predict_file(model, path))
        except EngineError as error:
            results.append({"file": str(path), "error": str(error)})
            _complain(str(error))
    code = BAD_INPUT if any("error" in result for result in results) else 0
    if options.json:
        return code, json.dumps(results, allow_nan=False)
    return code, "\n".join(prediction_lines(results))
