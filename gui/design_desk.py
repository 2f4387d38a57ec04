"""The design that is edited: every edit is a step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError, SpecError
from gui.commands import Edits
from gui.design import Design
from gui.merging import Burst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.config import TrainingConfig
    from engine.datasets import Dataset
    from engine.spec import HiddenLayer, NetworkSpec


class DesignDesk(QObject):
    """The part of the session that edits designs.

    An edit that makes no sense is refused, and `failed` says why. Settings that are
    right one by one but can't run together stay as they are chosen: the design has a
    problem then, and views show it.

    Edits with an equal ``merge`` that isn't None are one step to undo if they follow
    one another; see `gui.merging`.

    Parameters
    ----------
    dataset : Dataset
        The data to begin with.
    parent : QObject, optional
        Owner.

    Signals
    -------
    failed : Exception
        What the user asked for can't be done. An `EngineError` says why and what to do;
        anything else is a fault of ours.
    """

    failed = Signal(object)

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self._design = Design.default(dataset)
        self._edits = Edits(self._move, self)
        self._burst = Burst()

    # What the rest of the session does

    @property
    def is_locked(self) -> bool:
        """Whether a run goes on that an edit would break off."""
        raise NotImplementedError

    def set_history_megabytes(self, megabytes: int) -> None:
        """Let the states of the next run take this much memory."""
        raise NotImplementedError

    def _adopt(self, design: Design) -> None:
        """Put another design in the place of the present one."""
        raise NotImplementedError

    def _publish(self) -> None:
        """Tell everybody of a new state."""
        raise NotImplementedError

    # What may be read

    @property
    def dataset(self) -> Dataset:
        """The data that are loaded."""
        return self._dataset

    @property
    def spec(self) -> NetworkSpec:
        """The design, which the next run will use."""
        return self._design.spec

    @property
    def config(self) -> TrainingConfig:
        """The hyperparameters, likewise."""
        return self._design.config

    @property
    def problem(self) -> EngineError | None:
        """Why the design can't be trained as it stands."""
        return self._design.problem(self._dataset)

    # Edits

    def set_hidden_text(self, text: str, merge: object = None) -> None:
        """Use hidden layers as written, or mark what is wrong with them."""
        self._edit(lambda: self._design.with_text(text, self._dataset), merge)

    def set_hidden(self, hidden: tuple[int, ...], merge: object = None) -> None:
        """Use hidden layers of these sizes."""
        self._edit(lambda: self._design.with_hidden(hidden, self._dataset), merge)

    def set_layers(self, layers: Sequence[HiddenLayer], merge: object = None) -> None:
        """Use these hidden layers, with all that is set on each."""
        self._edit(lambda: self._design.with_layers(layers, self._dataset), merge)

    def set_design(self, design: Design, text: str = "", merge: object = None) -> None:
        """Use another design as a whole: a preset's, or that of an earlier run.

        The present lesson goes on. ``text`` is what the menu calls the edit.
        """
        self._edit(lambda: design.in_lesson(self._design.lesson), merge, text)

    def set_activation(self, name: str, merge: object = None) -> None:
        """Use this activation in all hidden layers."""
        self._edit(lambda: self._design.with_activation(name), merge)

    def set_dropout(self, rate: float, merge: object = None) -> None:
        """Use this dropout rate in all hidden layers."""
        self._edit(lambda: self._design.with_dropout(rate), merge)

    def set_output_initialization(self, name: str, merge: object = None) -> None:
        """Draw the output layer's weights like this; an empty name is the run's way."""
        self._edit(lambda: self._design.with_output_initialization(name), merge)

    def set_config(self, merge: object = None, **changes: Any) -> None:
        """Use other hyperparameters.

        Parameters
        ----------
        merge : object
            See the class.
        **changes : object
            Fields of `TrainingConfig`. Learning rate and number of iterations may
            change while a run goes on; the others wait for the next one.
        """
        self._edit(lambda: self._design.with_config(**changes), merge)

    def set_setting(self, name: str, value: Any, merge: object = None) -> None:
        """Use another value of what a view calls by its name.

        Parameters
        ----------
        name : str
            "hidden_text", "activation", "dropout", "output_initialization",
            "history_megabytes", or a field of `TrainingConfig`.
        value : object
            What it is to be.
        merge : object
            See the class; if not given, edits merge that come without a pause.
        """
        others: dict[str, Callable[[Any, object], None]] = {
            "hidden_text": self.set_hidden_text,
            "activation": self.set_activation,
            "dropout": self.set_dropout,
            "output_initialization": self.set_output_initialization,
        }
        key = self._burst.key(name) if merge is None else merge
        if name == "history_megabytes":
            self.set_history_megabytes(value)
        elif name in others:
            others[name](value, key)
        else:
            self.set_config(key, **{name: value})

    def set_iterations(self, iterations: int) -> None:
        """Train for this many iterations, also in a run that goes on."""
        self.set_config(iterations=iterations)

    def set_learning_rate(self, learning_rate: float) -> None:
        """Use another learning rate, in a run that goes on from its next step."""
        self.set_config(learning_rate=learning_rate)

    def _edit(
        self, edit: Callable[[], Design], merge: object = None, text: str = ""
    ) -> None:
        """Replace the design, unless that makes no sense or a run goes on with it."""
        try:
            design = edit()
            design.check_lesson(self._design)
            if self.is_locked:
                _check_same_run(design, self._design)
        except EngineError as error:
            self.failed.emit(error)
        else:
            # What changes in the middle of a run is an event of its history.
            if self.is_locked:
                self._adopt(design)
            else:
                self._edits.make(self._design, design, text, merge)
        self._publish()

    def check_lesson(self, design: Design) -> None:
        """Raise `LessonError` if a design changes what the present lesson keeps."""
        design.in_lesson(self._design.lesson).check_lesson(self._design)

    def end_lesson(self) -> None:
        """Let everything be changed again."""
        free = self._design.in_lesson(None)
        self._edits.make(self._design, free)
        self._publish()

    def undo(self) -> None:
        """Take the last edit back, unless a run goes on."""
        if not self.is_locked:
            self._edits.undo()
            self._publish()

    def redo(self) -> None:
        """Make the edit again that was undone last, unless a run goes on."""
        if not self.is_locked:
            self._edits.redo()
            self._publish()

    def _move(self, source: Design, target: Design) -> None:
        self._adopt(self._design.moved(source, target))


def _check_same_run(design: Design, before: Design) -> None:
    if design.is_another_run(before) or design.text != before.text:
        raise SpecError(
            "That would be another run than the one that goes on. Pause it first."
        )
