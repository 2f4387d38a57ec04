"""What the window shows of one moment of a run.

One pure function serves the live run, any recorded state and an opened model alike, and
computes only what somebody looks at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np

from engine.arrays import Array, frozen, may_overflow
from engine.boundary import Boundary, boundary, has_boundary
from engine.datasets import SplitName
from engine.evaluation import Metrics, Mistake, mistakes
from engine.examples import Examples
from engine.first_layer import Learned
from engine.inputs import as_columns
from engine.network import ForwardPass
from engine.question import Question

if TYPE_CHECKING:
    from engine.datasets import Dataset, Picture
    from engine.network_state import ModelState
    from engine.spec import NetworkSpec

T = TypeVar("T")

ACTIVE_SAMPLE = 2_000
"""Most training examples that are looked at to tell which units are active."""

ACTIVE_NUMBERS = 4_000_000
"""Most numbers in them: a frame must be fast."""


MOST_LATER = 100_000_000
"""Multiplications that are left to those who look: a few milliseconds of the window."""


class Need(Enum):
    """Something that a view shows and that costs time to compute."""

    TEST = "test"
    FIRST_LAYER = "first layer"
    LAYERS = "layers"
    ACTIVE = "active"
    BOUNDARY = "boundary"


@dataclass(frozen=True)
class PassOf(Question[ForwardPass]):
    """What every layer computes for one picture: Z[l] and A[l], (n[l],) each."""

    picture: Picture

    def answer(self, state: ModelState, dataset: Dataset | None) -> ForwardPass | None:
        """Run it through the network; None if it is of another size."""
        # A picture of other data may still be selected when a run has changed.
        if self.picture.pixels.size != state.spec.layer_dims[0]:
            return None
        return passed(state, self.picture)


Needs = frozenset[Need | Question[object]]


@dataclass(frozen=True, eq=False)
class FirstLayerPictures:
    """The first layer's weights, float32 (n1, n_x), as precise as pictures need them.

    Attributes
    ----------
    change : Learned
        W1 - W1_0.
    initial : ndarray
        W1_0, in the precision of the run.
    """

    change: Learned
    initial: Array

    @classmethod
    def of(cls, learned: Array, initial: Array) -> FirstLayerPictures:
        """Return them of what is formed already."""
        return cls(Learned.of(learned), initial)

    @property
    def learned(self) -> Array:
        """What training changed; formed for whoever looks at it."""
        return self.change.array

    @cached_property
    @may_overflow
    def weights(self) -> Array:
        """W1 as it is; formed for whoever looks at it."""
        weights = self.learned + self.initial.astype(np.float32)
        weights.flags.writeable = False
        return weights

    @cached_property
    @may_overflow
    def moved(self) -> Array:
        """How far each unit's weights have moved, (n1,); computed likewise."""
        moved: Array = np.sqrt(np.einsum("ij,ij->i", self.learned, self.learned))
        moved.flags.writeable = False
        return moved


@dataclass(frozen=True, eq=False)
class TestResults:
    """How a network does on the test set.

    Attributes
    ----------
    metrics : Metrics
        Cost and accuracy.
    probabilities : ndarray, shape (n_y, m_test)
        The last layer's activations.
    mistakes : tuple of Mistake
        What it gets wrong.
    """

    __test__ = False  # pytest would take the name for a test class

    metrics: Metrics
    probabilities: Array
    mistakes: tuple[Mistake, ...]

    @cached_property
    def kinds_of_mistakes(self) -> tuple[tuple[int, int], ...]:
        """What is wrong, and what the network took it for: (index, said) each."""
        return tuple((mistake.index, mistake.said) for mistake in self.mistakes)


@dataclass(frozen=True, eq=False)
class Frame:
    """A read-only snapshot for views; what nobody needed is None or empty.

    Attributes
    ----------
    run_id : int
        The run that it belongs to, so that what arrives late can be told.
    spec : NetworkSpec
        The network.
    iteration : int
        Updates so far.
    train : Metrics or None
        Cost and accuracy on the training set, where they are known.
    test : TestResults or None
        How it does on the test set.
    first_layer : FirstLayerPictures or None
        Weights of the first layer.
    layers : tuple of ndarray
        Weights of the layers after the first.
    active : tuple of ndarray
        For each hidden layer the share of training examples, (n[l],), for which each
        unit is active; 0 is a dead unit. Of the first of them only, where there are
        many and their activations aren't known already.
    answers : mapping of Question to object
        What else was asked; see `answer`.
    boundary : Boundary or None
        Its answers all over the plane, for data that lie in it.
    """

    run_id: int
    spec: NetworkSpec
    iteration: int
    train: Metrics | None = None
    test: TestResults | None = None
    first_layer: FirstLayerPictures | None = None
    layers: tuple[Array, ...] = ()
    active: tuple[Array, ...] = ()
    answers: dict[Question[object], object] = field(default_factory=dict)
    boundary: Boundary | None = None

    def answer(self, question: Question[T]) -> T | None:
        """Return the answer to a question; None if nobody asked, or there is none."""
        # A question's answers are of its own type.
        return cast("T | None", self.answers.get(question))


def frame(
    state: ModelState, dataset: Dataset | None, needs: Needs, run_id: int = 0
) -> Frame:
    """Compute what views need of a moment.

    Parameters
    ----------
    state : ModelState
        The moment.
    dataset : Dataset or None
        The data that are loaded; None, or data that the network isn't for, where only
        pictures can be predicted.
    needs : frozenset
        What the visible views declare.
    run_id : int, default 0
        Put into the frame.

    Returns
    -------
    Frame
        Its arrays are copies that nobody can write to.
    """
    known = dataset if dataset is not None and dataset.fits(state.spec) else None
    questions = [need for need in needs if isinstance(need, Question)]
    return Frame(
        run_id,
        state.spec,
        state.iteration,
        train=state.train,
        test=_test(state, known) if Need.TEST in needs else None,
        first_layer=_first_layer(state) if Need.FIRST_LAYER in needs else None,
        layers=_layers(state) if Need.LAYERS in needs else (),
        active=_active(state, known) if Need.ACTIVE in needs else (),
        answers={asked: asked.answer(state, known) for asked in questions},
        boundary=_boundary(state, known) if Need.BOUNDARY in needs else None,
    )


def passed(state: ModelState, picture: Picture) -> ForwardPass:
    """Return Z[l] and A[l], shape (n[l],), of every layer for one picture."""
    live = state.network.passed(as_examples(picture, state.dtype))
    Z, A = (tuple(frozen(layer[:, 0]) for layer in kind) for kind in (live.Z, live.A))
    return ForwardPass(Z, A)


_ones: WeakKeyDictionary[Picture, dict[np.dtype[np.generic], Examples]] = (
    WeakKeyDictionary()
)
"""The same examples each time, so that what a network prepares for them is kept."""


def as_examples(picture: Picture, dtype: np.dtype[np.generic]) -> Examples:
    """Return a picture as examples, of which the targets mean nothing."""
    kept = _ones.setdefault(picture, {})
    if dtype not in kept:
        X = as_columns(picture.pixels[np.newaxis], dtype)
        kept[dtype] = Examples(X, X[:1], np.zeros(1, np.int64), finite=True)
    return kept[dtype]


def _test(state: ModelState, dataset: Dataset | None) -> TestResults | None:
    if dataset is None:
        return None
    examples = Examples.of(dataset, SplitName.TEST, state.dtype)
    if examples is None:
        return None
    metrics, A = state.network.answers(examples)
    A = frozen(A)
    wrong = mistakes(state.spec.output, A, examples.labels)
    return TestResults(metrics, A, wrong)


def _boundary(state: ModelState, dataset: Dataset | None) -> Boundary | None:
    if dataset is None or not has_boundary(dataset):
        return None
    return boundary(state, dataset)


def _first_layer(state: ModelState) -> FirstLayerPictures:
    W_0 = state.initial.weights[0]
    pictures = FirstLayerPictures(state.network.learned(W_0), W_0)
    if pictures.change.work > MOST_LATER:
        _ = pictures.learned
    return pictures


def _layers(state: ModelState) -> tuple[Array, ...]:
    return tuple(frozen(W) for W in state.network.upper_weights())


def _active(state: ModelState, dataset: Dataset | None) -> tuple[Array, ...]:
    known = state.train_pass
    if known is None:
        if dataset is None:
            return ()
        count = min(ACTIVE_SAMPLE, max(1, ACTIVE_NUMBERS // dataset.input_size))
        sample = Examples.sample(dataset, SplitName.TRAIN, count, state.dtype)
        known = state.network.passed(sample)
    return tuple(frozen(np.mean(A > 0, axis=1)) for A in known.A[:-1])
