"""What can go wrong in the engine, as messages that a user can act on."""

from __future__ import annotations

from typing import Self


class EngineError(Exception):
    """Bad input or a fault that the user can mend.

    Parameters
    ----------
    template : str
        One English sentence with ``{named}`` places. It is also the key under which
        the window looks up a translation, so values never belong in it.
    **values : object
        What fills the named places: file names, sizes, class names. They are data:
        whoever shows them shows them as plain text.

    Attributes
    ----------
    template : str
        As given.
    values : dict of str to object
        As given.
    fields : tuple of str
        Settings that are to blame, as `TrainingConfig` and the window call them, first
        the one to change; empty where none can be named.
    layer : int
        Layer that is to blame, the first hidden one is 1; 0 if none is.
    """

    fields: tuple[str, ...] = ()
    layer: int = 0

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values

    def at(self, *fields: str, layer: int = 0) -> Self:
        """Say where the fault is, and return the error."""
        self.fields, self.layer = fields, layer
        return self

    def __eq__(self, other: object) -> bool:
        """Tell whether another error says the same of the same place."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """Return a number that equal errors share."""
        return hash((type(self), self.template))


class SpecError(EngineError):
    """A network or a hyperparameter that makes no sense."""


class ConflictError(SpecError):
    """Settings that are right one by one but can't run together."""


class LayerTextError(SpecError):
    """Text that doesn't describe hidden layers.

    Parameters
    ----------
    template : str
        As for `EngineError`.
    start, end : int
        The half-open range of characters that is to blame.
    **values : object
        As for `EngineError`.
    """

    def __init__(self, template: str, start: int, end: int, **values: object) -> None:
        super().__init__(template, **values)
        self.start = start
        self.end = end


class DataError(EngineError):
    """A data set that can't be read or used."""


class ImageError(EngineError):
    """A picture that can't be read or written."""


class ModelFileError(EngineError):
    """A model that can't be written or read."""


class ProgramError(EngineError):
    """A network that can't be written as a program."""


class PresetError(EngineError):
    """A preset that can't be written, read or used."""


class LessonError(SpecError):
    """A change of something that the present lesson keeps as it is."""


class Hint(EngineError):
    """Something worth knowing, and no fault."""


class DivergenceError(EngineError):
    """The cost stopped being a finite number; the last good state was kept."""


class EarlyStop(EngineError):
    """Training ended early, as the user wished: the test set got no better."""


class WentBack(EngineError):
    """A run ended, as the user wished, in the state that did best on the test set."""


class RunStoreError(EngineError):
    """The list of earlier runs can't be read or written."""
