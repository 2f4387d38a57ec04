"""The presets that come with the program, ready to run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.built_in import Recipe
from engine.config import TrainingConfig
from engine.course_models import xor_parameters
from engine.datasets import InputKind, classification_task
from engine.lesson import PARTS
from engine.parameters import Parameters
from engine.plane import PARITY_BITS, PLANE_PROBLEMS
from engine.preset import Preset, PresetGroup
from engine.registry import Registry
from engine.spec import HiddenLayer, NetworkSpec

COURSE_INPUTS = 12_288


PRESETS: Registry[Preset] = Registry("preset")


def _add_course(
    name: str, label: str, hint: str, hidden: tuple[int, ...], config: TrainingConfig
) -> None:
    task = classification_task(2)
    PRESETS.add(
        Preset(
            name,
            label,
            hint,
            PresetGroup.COURSE,
            NetworkSpec.design(COURSE_INPUTS, hidden, task, 2),
            config,
            Recipe("drawn-cats"),
            kind=InputKind.IMAGE,
        )
    )


def _add_plane(
    name: str,
    label: str,
    hint: str,
    hidden: tuple[int, ...],
    config: TrainingConfig,
) -> None:
    classes = PLANE_PROBLEMS[name].classes
    task = classification_task(classes)
    spec, group = (
        NetworkSpec.design(2, hidden, task, classes, "tanh"),
        PresetGroup.PLANE,
    )
    PRESETS.add(Preset(name, label, hint, group, spec, config, Recipe(name)))


def _add_parity(
    name: str,
    label: str,
    hint: str,
    layers: tuple[HiddenLayer, ...],
    config: TrainingConfig,
    weights: Parameters | None = None,
) -> None:
    ends = NetworkSpec.design(PARITY_BITS, (), classification_task(2), 2)
    spec, recipe = ends.with_layers(layers), Recipe("parity")
    group = PresetGroup.DEPTH
    PRESETS.add(Preset(name, label, hint, group, spec, config, recipe, weights))


def parity_tree(bits: int) -> Parameters:
    """Return weights of sigmoid units that tell if an odd number of bits is 1.

    A tree of XORs: at each of its log2 n depths, every two neighbours become one, by
    the notes' hand-made network.

    Parameters
    ----------
    bits : int
        n, a power of two.

    Returns
    -------
    tree : Parameters
        Of 3 (n - 1) units: n - 1 XORs.
    """
    xor = Parameters.from_dict(xor_parameters())
    weights, biases = [], []
    pairs = bits // 2
    while pairs:
        for W, b in zip(xor.weights, xor.biases, strict=True):
            weights.append(np.kron(np.eye(pairs), W))
            biases.append(np.tile(b, (pairs, 1)))
        pairs //= 2
    return Parameters(tuple(weights), tuple(biases)).frozen()


def _sigmoids(weights: Parameters) -> tuple[HiddenLayer, ...]:
    return tuple(HiddenLayer(n, "sigmoid") for n in weights.layer_dims[1:-1])


_add_course(
    "logistic-regression",
    "Logistic regression",
    "No hidden layer: one unit weighs all pixels. Look at the one picture that it "
    "learns, and how far that takes it on the test set.",
    (),
    TrainingConfig(0.005, 2000),
)
_add_course(
    "two-layer",
    "The course's two-layer network",
    "Seven hidden units, first weights randn · 0.01. It learns the training pictures "
    "by heart; see how much of that holds on the test set.",
    (7,),
    TrainingConfig(initialization="small-normal"),
)
_add_course(
    "l-layer",
    "The course's L-layer network",
    "20, 7 and 5 hidden units, first weights randn / √n. Compare its test accuracy "
    "with that of the two-layer network, for more than one seed.",
    (20, 7, 5),
    TrainingConfig(),
)
_add_course(
    "l-layer-stalled",
    "The L-layer network that stalls",
    "The same network with first weights randn · 0.01: signals and gradients die away "
    "from layer to layer, and it only learns how common cats are.",
    (20, 7, 5),
    TrainingConfig(initialization="small-normal"),
)

_XOR = Parameters.from_dict(xor_parameters()).frozen()
PRESETS.add(
    Preset(
        "xor-by-hand",
        "XOR by hand",
        "Weights set by hand, nothing trained: AND and NOR make XOR. See p at the four "
        "corners at iteration 0, then move the noise.",
        PresetGroup.DEPTH,
        NetworkSpec.design(2, (2,), classification_task(2), 2, "sigmoid"),
        TrainingConfig(0.5, 1000),
        Recipe("xor", 0.0, 4),
        _XOR,
    )
)
_TREE = parity_tree(PARITY_BITS)
_add_parity(
    "parity-tree",
    "Parity by a tree of XORs",
    "Weights set by hand: 7 XORs, 21 units in 6 layers, answer for all 256 vectors at "
    "iteration 0. Reset brings them back.",
    _sigmoids(_TREE),
    TrainingConfig(0.1, 500),
    _TREE,
)
_add_parity(
    "parity-wide",
    "Parity by one wide layer",
    "One layer for the same question needs many units and has to be trained. Try 16 "
    "units instead of 64.",
    (HiddenLayer(64, "tanh"),),
    TrainingConfig(0.01, 2500, optimizer="adam"),
)
PRESETS.add(
    Preset(
        "deep-narrow",
        "A deep narrow network",
        "Twelve layers of five sigmoid units: the gradient vanishes on its way to the "
        "first, and the cost stays at log 2. Try tanh instead.",
        PresetGroup.DEPTH,
        NetworkSpec.design(2, (5,) * 12, classification_task(2), 2, "sigmoid"),
        TrainingConfig(0.1, 2000),
        Recipe("moons"),
    )
)
_add_plane(
    "xor",
    "XOR, trained",
    "No straight line divides these; four hidden units find the border by themselves.",
    (4,),
    TrainingConfig(0.5, 2000),
)
_add_plane(
    "circles",
    "Circles",
    "Each of four hidden units draws one line; together they close a ring.",
    (4,),
    TrainingConfig(0.5, 2000),
)
_add_plane(
    "moons",
    "Moons",
    "A border that bends twice. More noise makes it impossible to get all right.",
    (6,),
    TrainingConfig(0.5, 2000),
)
_add_plane(
    "spirals",
    "Spirals",
    "The border winds between the arms. Watch it curl up from the outside in.",
    (16, 16),
    TrainingConfig(0.01, 2000, optimizer="adam"),
)
_add_plane(
    "blobs",
    "Blobs",
    "Three classes, no hidden layer: softmax divides them by straight lines.",
    (),
    TrainingConfig(0.5, 1000),
)
_add_plane(
    "flower",
    "Planar flower",
    "Eight petals that overlap. With enough units it learns the noise by heart: watch "
    "the test cost rise.",
    (16, 16),
    TrainingConfig(0.01, 2000, optimizer="adam"),
)


def _add_lesson(
    name: str,
    label: str,
    task: str,
    like: str,
    *free: str,
    spec: NetworkSpec | None = None,
) -> None:
    """Add a lesson on what another preset is about, perhaps with another network."""
    known = PRESETS[like]
    PRESETS.add(
        replace(
            known,
            name=name,
            label=label,
            hint=task,
            group=PresetGroup.LESSON,
            spec=spec or known.spec,
            free=frozenset(PARTS[part].name for part in free),
        )
    )


_add_lesson(
    "lesson-learning-rate",
    "How large should the steps be?",
    "1. Train. Where does the cost end, and how smooth is its way there?\n"
    "2. Try a learning rate of 0.001, then one of 0.05. What does each do to the "
    "curve? The Doctor knows why.\n"
    "3. Which is the largest rate that still learns? With What if (W) the network is "
    "trained anew while you draw the slider.",
    "two-layer",
    "learning_rate",
    "iterations",
)
_add_lesson(
    "lesson-units",
    "How many units does it take?",
    "1. Train. One hidden unit draws one line: how many points can that get right?\n"
    "2. Add units one by one: drag the number below the layer upwards. From how many "
    "on does the border close?\n"
    "3. Is a second layer worth more than as many units in the first? Compare the test "
    "costs.",
    "circles",
    "hidden_layers",
    spec=PRESETS["circles"].spec.with_layers([HiddenLayer(1, "tanh")]),
)
_add_lesson(
    "lesson-luck",
    "How much of it is luck?",
    "1. Train, and note the test accuracy.\n"
    "2. New weights, and Train again: do so three times. By how much does it differ, "
    "with the very same settings?\n"
    "3. Guess what ten seeds give, then ask for them: Was it luck? (Ctrl+L). Would you "
    "believe in a network that is two points better?",
    "l-layer",
    "seed",
)
_add_lesson(
    "lesson-by-heart",
    "Learned, or known by heart?",
    "1. Train. What does the training cost do, and what the test cost? From which "
    "iteration on do they part?\n"
    "2. Get the test cost below 0.5 in four ways: weight decay, dropout, fewer units, "
    "early stopping. All but the units are under More settings.\n"
    "3. Which of them would you take, and why?",
    "flower",
    "hidden_layers",
    "weight_decay",
    "dropout",
    "stopping",
)
