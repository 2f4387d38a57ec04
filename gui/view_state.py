"""What the window shows, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING

from engine.spec import PLAIN_LAYER, HiddenLayer
from gui.kept_runs import NO_RUNS, KeptRuns

if TYPE_CHECKING:
    from engine.config import TrainingConfig
    from engine.datasets import Dataset, Picture
    from engine.errors import EngineError
    from engine.first_layer_choice import PathChoice
    from engine.frame import Frame
    from engine.history import History
    from engine.images import PictureFile
    from engine.lesson import Lesson
    from engine.spec import NetworkSpec
    from gui.check_state import CheckState
    from gui.design import Design
    from gui.pace import Pace
    from gui.sweep_state import SweepState
    from gui.theme import Theme


class Phase(Enum):
    """Where a run stands."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class Neuron:
    """A unit: ``layer`` counts from 1, ``unit`` from 0."""

    layer: int
    unit: int


@dataclass(frozen=True)
class Timeline:
    """The states that can be gone back to, and how they are shown.

    Attributes
    ----------
    first, last : int
        Their iterations; `last` is before `first` if there are none.
    end : int
        Where the whole run is to end.
    best : int or None
        The state that did best on the test set; None where that isn't known.
    is_playing : bool
        Whether they are shown one after another, as a film.
    is_moving : bool
        Whether moments follow one another: by the film, or by a hand.
    is_near : bool
        Whether the frame is of a state near the moment, until that has been computed.
    """

    first: int = 0
    last: int = -1
    end: int = 0
    best: int | None = None
    is_playing: bool = False
    is_moving: bool = False
    is_near: bool = False


@dataclass(frozen=True, eq=False)
class ViewState:
    """Everything that views may show, at one moment.

    Attributes
    ----------
    dataset : Dataset
        The data that are loaded.
    spec : NetworkSpec
        The design, which the next run will use.
    config : TrainingConfig
        The hyperparameters, likewise.
    hidden_text : str
        What stands in the text field for the hidden layers.
    design_error : EngineError or None
        Why the design can't be trained.
    phase : Phase
        Where the run stands.
    run_id : int
        The present run. Until there is something to see of it, `history` and `frame`
        may be those of the last one.
    iteration : int
        Updates made so far.
    history : History
        The run's log. It grows; `iteration` tells when.
    frame : Frame or None
        The moment that every view shows.
    is_stale : bool
        Whether the design was changed since the run began.
    neuron : Neuron
        The selected unit.
    picture : Picture or None
        The selected picture.
    own_pictures : tuple of PictureFile
        The user's pictures, newest first.
    trained_on : str
        Name of the data that the run's network learns from.
    class_names : tuple of str
        What its answers are called.
    has_its_data : bool
        Whether the loaded data are those that the run's network learned from.
    picture_shape : tuple of int
        Shape of one example as it takes it, (height, width, channels) for a picture.
    pace : Pace
        How fast the run may go.
    speed : float
        Iterations a second, lately; 0 if not running.
    theme : Theme
        Colours.
    path : PathChoice or None
        How the run keeps its first layer, and why; None before that is known.
    history_megabytes : int
        Memory that the states of the next run may take.
    undo_text, redo_text : str
        The edit that would be undone, or made again; empty if there is none.
    is_modified : bool
        Whether the design was edited since it was loaded or saved.
    is_what_if : bool
        Whether every change trains anew.
    reference : History or None
        The log of the run to compare with.
    can_pin : bool
        Whether there is a run to keep that Train didn't start.
    run_design : Design or None
        What the run was begun with.
    sweep : SweepState or None
        Runs from many seeds; None before there were any.
    runs : KeptRuns
        Earlier runs.
    has_given_weights : bool
        Whether the run's first weights were given, and not drawn.
    moment : int or None
        The iteration that the time machine shows; None for the present.
    timeline : Timeline
        What it can go back to.
    check : CheckState or None
        Gradient checks; None before there were any.
    lesson : Lesson or None
        What may be changed, and to what end; None if everything may be.
    pattern : HiddenLayer
        What the first hidden layer is like where there are none.
    """

    dataset: Dataset
    spec: NetworkSpec
    config: TrainingConfig
    hidden_text: str
    design_error: EngineError | None
    phase: Phase
    run_id: int
    iteration: int
    history: History
    frame: Frame | None
    is_stale: bool
    neuron: Neuron
    picture: Picture | None
    own_pictures: tuple[PictureFile, ...]
    trained_on: str
    class_names: tuple[str, ...]
    picture_shape: tuple[int, ...]
    has_its_data: bool
    pace: Pace
    speed: float
    theme: Theme
    path: PathChoice | None = None
    history_megabytes: int = 256
    undo_text: str = ""
    redo_text: str = ""
    is_modified: bool = False
    is_what_if: bool = False
    reference: History | None = None
    can_pin: bool = False
    run_design: Design | None = None
    sweep: SweepState | None = None
    runs: KeptRuns = NO_RUNS
    has_given_weights: bool = False
    moment: int | None = None
    timeline: Timeline = Timeline()
    check: CheckState | None = None
    lesson: Lesson | None = None
    pattern: HiddenLayer = PLAIN_LAYER

    @property
    def run_config(self) -> TrainingConfig:
        """What the run was begun with; the design's until there is one."""
        return self.config if self.run_design is None else self.run_design.config

    def only_grew_since(self, before: ViewState) -> bool:
        """Tell whether all that happened is that the run's log has grown."""
        return bool(_WHAT_STANDS(self) == _WHAT_STANDS(before))

    @property
    def shown_iteration(self) -> int:
        """The iteration that every view shows: a past moment, or the present."""
        return self.iteration if self.moment is None else self.moment

    @property
    def is_exact(self) -> bool:
        """Whether the frame is of the moment that is to be shown."""
        frame = self.frame
        if self.moment is None or frame is None:
            return self.moment is None
        return (frame.run_id, frame.iteration) == (self.run_id, self.moment)

    @property
    def is_changing(self) -> bool:
        """Whether what is shown changes all the time, by training or by travelling."""
        return self.is_running or self.timeline.is_moving

    @property
    def is_running(self) -> bool:
        """Whether training goes on."""
        return self.phase is Phase.RUNNING

    @property
    def is_locked(self) -> bool:
        """Whether a run goes on that an edit would break off."""
        return self.is_running and not self.is_what_if

    def leaves(self, setting: str) -> bool:
        """Tell whether the lesson, if there is one, lets a setting be changed."""
        return self.lesson is None or self.lesson.leaves(setting)

    def may_set(self, setting: str) -> bool:
        """Tell whether a setting may be changed now, but for what may in any run."""
        return not self.is_locked and self.leaves(setting)

    @property
    def wrong_layer(self) -> int:
        """The hidden layer that is wrong, 0 if none is that can be drawn.

        What is drawn is the last network that made sense: it may have fewer layers.
        """
        layer = 0 if self.design_error is None else self.design_error.layer
        return layer if layer <= len(self.spec.hidden) else 0

    @property
    def frame_id(self) -> int:
        """The run that the frame is of; the present one if there is no frame."""
        return self.run_id if self.frame is None else self.frame.run_id

    @property
    def network_frame(self) -> Frame | None:
        """The frame, if it is of the network as it is designed now."""
        frame = self.frame
        return frame if frame is not None and frame.spec == self.spec else None


_GROWS = {"iteration", "speed", "timeline"}
_WHAT_STANDS = attrgetter(
    *(field.name for field in fields(ViewState) if field.name not in _GROWS)
)
