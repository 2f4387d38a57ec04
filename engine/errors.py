"""What can go wrong in the engine, as messages that a user can act on."""

from __future__ import annotations


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
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


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
    """A picture that can't be read."""


class ModelFileError(EngineError):
    """A model that can't be written or read."""


class PresetError(EngineError):
    """A preset that can't be written, read or used."""


class Hint(EngineError):
    """Something worth knowing, and no fault."""


class DivergenceError(EngineError):
    """The cost stopped being a finite number; the last good state was kept."""


class EarlyStop(EngineError):
    """Training ended early, as the user wished: the test set got no better."""


class WentBack(EngineError):
    """A run ended, as the user wished, in the state that did best on the test set."""
