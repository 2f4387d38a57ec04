"""Asked to end: what the command line does with a request, in this process."""

from __future__ import annotations

import signal

import pytest

from engine import cli
from engine.interrupts import NUMBERS, Interrupt
from engine.model_file import open_model, save_model
from engine.trainer import Trainer
from tests.engine.test_cli import train, trained, write_data


@pytest.fixture
def data(tmp_path):
    return write_data(tmp_path / "data.h5")


def signalling(number, where=lambda _trainer, _count: True):
    """Return `Trainer.steps`, asked to end in the middle of some steps."""
    steps = Trainer.steps

    def signalled(self, count, *tested):
        if where(self, count):
            signal.raise_signal(number)
        return steps(self, count, *tested)

    return signalled


@pytest.mark.parametrize("number", NUMBERS)
def test_interrupting_ends_with_a_result(capsys, data, monkeypatch, tmp_path, number):
    path = tmp_path / "model.h5"
    late = signalling(
        number, lambda it, count: it.iteration <= 6 < it.iteration + count
    )
    monkeypatch.setattr(Trainer, "steps", late)
    before = signal.getsignal(number)
    report = trained(capsys, data, "--save", str(path), iterations=5000)
    assert signal.getsignal(number) is before
    # The steps that were being made are finished, as many as they were.
    ended = report["iterations"]
    assert 7 <= ended < 5000
    assert report["stopped"] == f"Interrupted at iteration {ended:,}."
    assert len(open_model(path).costs) == ended + 1
    # On the very last step there is nothing left to interrupt.
    assert trained(capsys, data, iterations=7)["stopped"] is None


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_interrupts_the_saving(capsys, data, monkeypatch, tmp_path, number):
    path = tmp_path / "model.h5"

    def save(*arguments):
        signal.raise_signal(number)
        save_model(*arguments)
        signal.raise_signal(number)

    monkeypatch.setattr(cli, "save_model", save)
    monkeypatch.setattr(Trainer, "steps", signalling(number))
    report = trained(capsys, data, "--save", str(path))
    assert 0 < report["iterations"] < 20
    assert open_model(path).iteration == report["iterations"]


@pytest.mark.parametrize("number", NUMBERS)
def test_what_it_is_not_to_hear_ends_nothing(capsys, data, monkeypatch, number):
    """As Ctrl+C in the background, and the closed terminal after nohup."""
    monkeypatch.setattr(Trainer, "steps", signalling(number))
    before = signal.signal(number, signal.SIG_IGN)
    try:
        assert trained(capsys, data)["iterations"] == 20
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", NUMBERS)
def test_asked_to_end_before_there_is_a_result(capsys, data, monkeypatch, number):
    def interrupted(_path):
        signal.raise_signal(number)

    monkeypatch.setattr(cli, "open_dataset", interrupted)
    assert train(data) == 128 + number
    assert capsys.readouterr().out == ""


def test_a_request_ends_what_goes_on_or_waits():
    interrupt = Interrupt()
    with interrupt, interrupt.held():
        assert not interrupt.requested
        signal.raise_signal(signal.SIGTERM)
        assert interrupt.requested
    with pytest.raises(KeyboardInterrupt), interrupt:
        signal.raise_signal(signal.SIGINT)
    assert interrupt.exit_code == 130
