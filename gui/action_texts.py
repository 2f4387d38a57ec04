"""What the actions say, and their keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.pace import Pace


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Actions", text)


@dataclass(frozen=True)
class Template:
    """What an action says, and its keys.

    Attributes
    ----------
    name : str
        Its objectName.
    text, tip : str
        What it is called, and what it does.
    icon : str
        Its picture; empty if it has none.
    keys : tuple of str
        Each of them calls it.
    """

    name: str
    text: str
    tip: str
    icon: str
    keys: tuple[str, ...] = ()


def templates() -> list[Template]:
    """Return all actions, in the order of toolbar and menus."""
    return [
        *_run_templates(),
        *_step_templates(),
        *_weights_templates(),
        *_edit_templates(),
        *_experiment_templates(),
        *_file_templates(),
        *_export_templates(),
        *_window_templates(),
    ]


def _run_templates() -> list[Template]:
    return [
        Template(
            "trainAction", tr("Train"), tr("Train the network"), "train", ("Space",)
        ),
        Template(
            "pauseAction",
            tr("Pause"),
            tr("Pause; Train goes on from here"),
            "pause",
            ("Space",),
        ),
    ]


def _step_templates() -> list[Template]:
    return [
        Template(
            "stepAction", tr("Step"), tr("Make one iteration"), "step", ("Right",)
        ),
        Template(
            "step10Action",
            tr("10 steps"),
            tr("Make 10 iterations"),
            "",
            ("Shift+Right",),
        ),
        Template(
            "step100Action",
            tr("100 steps"),
            tr("Make 100 iterations"),
            "",
            ("Ctrl+Shift+Right",),
        ),
        Template(
            "walkAction",
            tr("Step by step"),
            tr("Walk through one iteration, with formulas and numbers"),
            "",
            ("F8",),
        ),
    ]


def _weights_templates() -> list[Template]:
    return [
        Template(
            "resetAction",
            tr("Reset"),
            tr("Back to iteration 0, with the very same first weights"),
            "reset",
            ("Ctrl+R",),
        ),
        Template(
            "newWeightsAction",
            tr("New weights"),
            tr("Back to iteration 0, with other first weights: the next seed"),
            "new-weights",
            ("Ctrl+Shift+R",),
        ),
    ]


def _edit_templates() -> list[Template]:
    return [
        Template("undoAction", tr("Undo"), tr("Nothing to undo"), "undo", ("Ctrl+Z",)),
        Template(
            "redoAction",
            tr("Redo"),
            tr("Nothing to redo"),
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
        ),
    ]


def _experiment_templates() -> list[Template]:
    return [
        Template(
            "whatIfAction",
            tr("What if"),
            tr(
                "Train anew at every change, from the same first weights, while your "
                "hand is on the control"
            ),
            "what-if",
            ("W",),
        ),
        Template(
            "luckAction",
            tr("Was it luck?"),
            tr("Train the present design from ten seeds"),
            "",
            ("Ctrl+L",),
        ),
        Template(
            "checkGradientsAction",
            tr("Check the gradients"),
            tr("Hold the gradients against numeric ones"),
            "",
            ("Ctrl+G",),
        ),
        Template(
            "pinAction",
            tr("Pin"),
            tr("Keep this run in the list, and compare others with it"),
            "pin",
            ("P",),
        ),
    ]


def _file_templates() -> list[Template]:
    return [
        Template(
            "openDataAction",
            tr("Open data…"),
            tr("Open an HDF5 file with pictures"),
            "open",
            ("Ctrl+O",),
        ),
        Template(
            "openModelAction",
            tr("Open model…"),
            tr("Open a trained network"),
            "model",
            ("Ctrl+Shift+O",),
        ),
        Template(
            "saveModelAction",
            tr("Save model…"),
            tr("Save the network as it is now"),
            "save",
            ("Ctrl+S",),
        ),
        Template(
            "openPictureAction",
            tr("Predict a picture…"),
            tr("Let the network look at a picture of yours"),
            "open",
            ("Ctrl+P",),
        ),
    ]


def _export_templates() -> list[Template]:
    return [
        Template(
            "exportProgramAction",
            tr("Export NumPy program…"),
            tr("Write the network as a program that needs only Python and NumPy"),
            "",
            ("Ctrl+Shift+S",),
        ),
        Template(
            "exportNetworkAction",
            tr("Export drawn network…"),
            tr("Write the drawn network as SVG or PNG, for slides and papers"),
            "",
            ("Ctrl+E",),
        ),
        Template(
            "exportCurvesAction",
            tr("Export curves…"),
            tr("Write the cost curves as SVG or PNG, for slides and papers"),
            "",
            ("Ctrl+Shift+E",),
        ),
    ]


def _window_templates() -> list[Template]:
    return [
        Template(
            "themeAction",
            tr("Dark or light"),
            tr("Change between dark and light"),
            "theme",
            ("Ctrl+T",),
        ),
        Template(
            "fullScreenAction",
            tr("Full screen"),
            tr("Fill the screen, and come back"),
            "",
            ("F11",),
        ),
        Template("largerAction", tr("Larger text"), tr("Larger text"), "", ("Ctrl++",)),
        Template(
            "smallerAction", tr("Smaller text"), tr("Smaller text"), "", ("Ctrl+-",)
        ),
        Template("quitAction", tr("Quit"), tr("Close LayerLab"), "", ("Ctrl+Q",)),
        Template(
            "keysAction",
            tr("Keyboard shortcuts"),
            tr("Show which keys do what"),
            "",
            ("?", "F1"),
        ),
    ]


def pace_name(pace: Pace) -> str:
    """Return what a pace is called."""
    return {
        Pace.FULL: tr("Full speed"),
        Pace.WHOLE_RUN: tr("A run in 8 s"),
        Pace.HUNDRED: tr("100 iterations a second"),
        Pace.TEN: tr("10 iterations a second"),
        Pace.ONE: tr("1 iteration a second"),
    }[pace]


def short_pace_name(pace: Pace) -> str:
    """Return what a pace is called where there is little room."""
    return {
        Pace.FULL: tr("Full speed"),
        Pace.WHOLE_RUN: tr("8 s a run"),
        Pace.HUNDRED: tr("100 a second"),
        Pace.TEN: tr("10 a second"),
        Pace.ONE: tr("1 a second"),
    }[pace]
