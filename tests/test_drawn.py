import hashlib
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from drawn.figures import ANIMALS, POSES, animal
from drawn.pictures import (
    CLASS_NAMES,
    TEST_COUNT,
    TRAIN_COUNT,
    DrawnPictures,
    draw_pictures,
)

# Changes only with the pictures, and then everything measured on them does too.
DIGEST = "8734f7c2293dead974871faaee51311bded71912532ba296672e1327c9158d71"

COURSE_WIDTHS = (12288, 20, 7, 5, 1)
STEPS, RATE = 2500, 0.0075


@pytest.fixture(scope="module")
def pictures() -> DrawnPictures:
    return draw_pictures()


def digest(pictures: DrawnPictures) -> str:
    hashed = hashlib.sha256()
    for array in (
        pictures.train_pixels,
        pictures.train_labels,
        pictures.test_pixels,
        pictures.test_labels,
    ):
        hashed.update(array.astype(array.dtype.newbyteorder("<")).tobytes())
    return hashed.hexdigest()


class CourseNetwork:
    """The course network, its first layer kept as combinations of the inputs.

    Full-batch steps only ever add inputs to the first weights, so the products of
    the inputs with one another are all that training needs of the pixels.
    """

    def __init__(self, seed: int, inputs: np.ndarray) -> None:
        random = np.random.RandomState(seed)
        weights = [
            random.randn(after, before) / np.sqrt(before)
            for before, after in pairwise(COURSE_WIDTHS)
        ]
        self.first, self.weights = weights[0], weights[1:]
        self.biases = [np.zeros((n, 1)) for n in COURSE_WIDTHS[1:]]
        self.inputs = inputs
        self.shares = np.zeros((COURSE_WIDTHS[1], inputs.shape[1]))

    def train(self, labels: np.ndarray) -> None:
        start, products = self.first @ self.inputs, self.inputs.T @ self.inputs
        for _ in range(STEPS):
            self._step(start + self.shares @ products, labels)

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        sums = self.first @ inputs + self.shares @ (self.inputs.T @ inputs)
        return (self._forward(sums)[-1] > 0)[0]

    def _forward(self, sums: np.ndarray) -> list[np.ndarray]:
        values = [sums + self.biases[0]]
        for weight, bias in zip(self.weights, self.biases[1:], strict=True):
            values.append(weight @ np.maximum(values[-1], 0) + bias)
        return values

    def _step(self, sums: np.ndarray, labels: np.ndarray) -> None:
        values = self._forward(sums)
        error = (1 / (1 + np.exp(-values[-1])) - labels) / len(labels)
        for at in range(len(self.weights) - 1, -1, -1):
            gradient = error @ np.maximum(values[at], 0).T
            self.biases[at + 1] -= RATE * error.sum(axis=1, keepdims=True)
            error = (self.weights[at].T @ error) * (values[at] > 0)
            self.weights[at] -= RATE * gradient
        self.biases[0] -= RATE * error.sum(axis=1, keepdims=True)
        self.shares -= RATE * error


def columns(pixels: np.ndarray) -> np.ndarray:
    return pixels.reshape(len(pixels), -1).T / 255


def test_arrays_have_the_promised_shapes(pictures: DrawnPictures) -> None:
    assert pictures.train_pixels.shape == (TRAIN_COUNT, 64, 64, 3)
    assert pictures.test_pixels.shape == (TEST_COUNT, 64, 64, 3)
    assert pictures.train_pixels.dtype == pictures.test_pixels.dtype == np.uint8
    assert pictures.train_labels.shape == (TRAIN_COUNT,)
    assert pictures.test_labels.shape == (TEST_COUNT,)
    assert pictures.train_labels.dtype == pictures.test_labels.dtype == np.int64


def test_class_counts_are_those_of_the_course(pictures: DrawnPictures) -> None:
    assert CLASS_NAMES == ("non-cat", "cat")
    assert np.bincount(pictures.train_labels).tolist() == [137, 72]
    assert np.bincount(pictures.test_labels).tolist() == [17, 33]


def test_labels_agree_with_kinds(pictures: DrawnPictures) -> None:
    for labels, kinds in (
        (pictures.train_labels, pictures.train_kinds),
        (pictures.test_labels, pictures.test_kinds),
    ):
        assert labels.tolist() == [kind == "cat" for kind in kinds]


def test_lookalikes_are_among_the_other_pictures(pictures: DrawnPictures) -> None:
    for kinds in (pictures.train_kinds, pictures.test_kinds):
        assert {"dog", "fox", "rabbit", "house", "car"} <= set(kinds)


def test_kinds_are_shuffled(pictures: DrawnPictures) -> None:
    thirds = np.array_split(pictures.train_labels, 3)
    assert all(10 <= third.sum() <= 40 for third in thirds)


def test_no_two_pictures_are_the_same(pictures: DrawnPictures) -> None:
    both = (*pictures.train_pixels, *pictures.test_pixels)
    assert Counter(picture.tobytes() for picture in both).most_common(1)[0][1] == 1


def test_pictures_are_neither_flat_nor_blown_out(pictures: DrawnPictures) -> None:
    flat = pictures.train_pixels.reshape(TRAIN_COUNT, -1)
    assert flat.std(axis=1).min() > 10
    assert (flat == 255).mean() < 0.02
    assert (flat == 0).mean() < 0.1


def test_default_pictures_never_change(pictures: DrawnPictures) -> None:
    assert digest(pictures) == DIGEST


def test_same_seed_draws_the_same_pictures() -> None:
    assert digest(draw_pictures(3)) == digest(draw_pictures(3))


def test_another_seed_draws_other_pictures(pictures: DrawnPictures) -> None:
    assert digest(draw_pictures(3)) != digest(pictures)


def test_drawing_leaves_the_global_generator_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    for name in ("rand", "randint", "random", "seed", "uniform", "permutation"):
        monkeypatch.setattr(np.random, name, refuse)
    draw_pictures(3)


@pytest.mark.parametrize("kind", ANIMALS)
@pytest.mark.parametrize("pose", POSES)
def test_every_animal_fits_its_square_in_every_pose(kind: str, pose: str) -> None:
    points = np.concatenate([part.points for part in animal(kind, pose)])
    assert np.abs(points).max() < 1.6


def test_first_part_of_a_figure_is_solid() -> None:
    assert not any(animal(kind, pose)[0].clipped for kind in ANIMALS for pose in POSES)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_course_network_learns_them_and_still_errs(
    pictures: DrawnPictures, seed: int
) -> None:
    network = CourseNetwork(seed, columns(pictures.train_pixels))
    network.train(pictures.train_labels)

    learnt = network.predict(columns(pictures.train_pixels)) == pictures.train_labels
    said_cat = network.predict(columns(pictures.test_pixels))
    is_cat = pictures.test_labels == 1

    assert learnt.mean() >= 0.95
    assert 5 <= (said_cat != is_cat).sum() <= 15
    assert (said_cat & ~is_cat).sum() >= 2
    assert (~said_cat & is_cat).sum() >= 2
