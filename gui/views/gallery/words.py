"""What the gallery says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.outputs import Task
from gui.words import count

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.evaluation import Answer
    from engine.frame import Frame, TestResults
    from gui.view_state import ViewState
    from gui.views.gallery.groups import Confusion


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Gallery", text)


def told(frame: Frame | None) -> tuple[object, ...]:
    """Return what of a frame is told in words and counted; p of a picture isn't."""
    results = None if frame is None else frame.test
    wrong = None if results is None else results.kinds_of_mistakes
    return wrong, frame is not None and frame.iteration == 0


def empty_message(state: ViewState, results: TestResults | None, has_cell: bool) -> str:
    """Return what to say instead of pictures, "" if there are some."""
    dataset = state.dataset
    if dataset.test is None:
        return tr(
            "These data have no test pictures. Open data with a test set to see "
            "what the network gets wrong."
        )
    if dataset.task is Task.REGRESSION:
        return tr("These data ask for numbers, so nothing is simply wrong.")
    if not state.has_its_data or not is_for(state):
        return tr("This network learned from other data, so it isn't tested on these.")
    if results is None:
        return tr(
            "Press Train: the test pictures that the network gets wrong line up here."
        )
    if results.mistakes or has_cell:
        return ""
    return tr("Every test picture is right.")


def hint(frame: Frame | None, names: tuple[str, ...]) -> str:
    """Return what stands beside the title."""
    if frame is not None and frame.iteration == 0:
        return tr("untrained, so its answers are chance")
    if len(names) == 2:
        text = tr("p({name}) under each picture")
        return text.format(name=names[1])
    return tr("p of the answer under each picture")


def group_title(confusion: Confusion | None, size: int, names: tuple[str, ...]) -> str:
    """Return a sentence about a group and how many it has."""
    if confusion is None:
        text = tr("other mistakes ({count})")
    elif confusion.said == confusion.label:
        text = tr("rightly {said} ({count})")
    elif len(names) > 2:
        text = tr("said {said}, is {label} ({count})")
    elif confusion.said == 1:
        text = tr("said {said}, isn't ({count})")
    elif names[1] == "cat":
        text = tr("missed cats ({count})")
    else:
        text = tr("missed {label} ({count})")
    said, label = ("", "") if confusion is None else _pair(confusion, names)
    return text.format(said=said, label=label, count=count(size))


def answer_sentence(answer: Answer, names: tuple[str, ...]) -> str:
    """Return what the network said of a picture, and what it is."""
    said, label = _pair(answer, names)
    binary = len(names) == 2
    return tr(
        "test picture {index}: said {said}, p({name}) = {p:.2f}; it is labelled {label}"
    ).format(
        index=answer.index,
        said=said,
        name=names[1] if binary else said,
        p=answer.probability,
        label=label,
    )


def _pair(answer: Confusion | Answer, names: tuple[str, ...]) -> tuple[str, str]:
    return names[answer.said], names[answer.label]


def is_for(state: ViewState) -> bool:
    """Tell whether there is no frame that is of a network for other data."""
    return state.frame is None or fits(state.frame, state.dataset)


def fits(frame: Frame, dataset: Dataset) -> bool:
    """Tell whether a frame's network takes and answers what the data hold."""
    dims, classes = frame.spec.layer_dims, len(dataset.class_names)
    return (dims[0], dims[-1]) == (dataset.input_size, 1 if classes == 2 else classes)
