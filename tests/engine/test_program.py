"""Networks as programs: they say by themselves what the engine says."""

from __future__ import annotations

import ast
import dataclasses
import errno
import subprocess
import sys

import numpy as np
import pytest

from engine import NetworkSpec, Trainer, TrainingConfig, atomic_file, program_file
from engine.activations import ACTIVATIONS
from engine.datasets import DATASETS, Dataset, InputKind, Split, SplitName
from engine.errors import ProgramError
from engine.examples import Examples
from engine.history import History
from engine.operations import run
from engine.outputs import OUTPUTS, Task, encode, mean_cost
from engine.program_file import NUMBERS, write_program
from engine.run import advance, saved_model
from tests.engine.runs import clusters

M, M_TEST = 31, 17
NAMES = {Task.BINARY: ("non-cat", '猫\'s "cat"'), Task.MULTICLASS: tuple("abc")}


def problem(task, is_picture=False, has_test=True, seed=3):
    """Return random examples of a task."""
    rng = np.random.default_rng(seed)
    shape = (2, 2, 3) if is_picture else (12,)

    def split(m):
        inputs = rng.integers(0, 256, (m, *shape)).astype(np.uint8)
        if not is_picture:
            inputs = rng.standard_normal((m, *shape))
        labels = rng.integers(0, max(len(NAMES.get(task, ())), 1), m)
        values = rng.standard_normal((m, 2)) if task is Task.REGRESSION else None
        return Split(inputs, labels, values)

    kind = InputKind.IMAGE if is_picture else InputKind.VECTOR
    test = split(M_TEST) if has_test else None
    return Dataset('a """ \\N b', task, kind, NAMES.get(task, ()), split(M), test)


def trained(dataset, hidden=(5, 4), activations=("relu", "tanh"), **config):
    output = next(one for one in OUTPUTS if one.task is dataset.task)
    dims = (dataset.input_size, *hidden, dataset.output_size)
    spec = NetworkSpec(dims, activations, output.name)
    config = TrainingConfig(**{"iterations": 20, "learning_rate": 0.05} | config)
    trainer = Trainer.for_dataset(dataset, spec, config)
    advance(trainer, 20, 20)
    return trainer, saved_model(trainer, dataset, History())


def said_by(path):
    """Return what a program prints, line by line, without this program's modules."""
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", path],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONIOENCODING": "utf-8"},
        cwd="/",
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def namespace(path):
    """Return what a program defines, without running it as one."""
    found = {"__file__": str(path), "__name__": "exported"}
    # It sets how NumPy takes overflows, which is nobody else's business.
    with np.errstate():
        exec(compile(path.read_text("utf-8"), path, "exec"), found)
    return found


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda one: one.name)
def test_the_code_of_an_activation_is_what_the_engine_computes(activation):
    Z = np.linspace(-9, 9, 37).reshape(1, -1)
    A = np.empty_like(Z)
    run(activation.forward(Z, A))
    found = eval(activation.code, {"np": np, "Z": Z})
    assert np.allclose(found, A, rtol=1e-15, atol=0)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: one.name)
def test_the_code_of_an_output_layer_is_what_the_engine_computes(output):
    rng = np.random.default_rng(0)
    n_y = 1 if output.task is Task.BINARY else 4
    Z = 3 * rng.standard_normal((n_y, 50))
    labels = rng.integers(0, max(n_y, 2), 50)
    Y = encode(labels, max(n_y, 2), Z.dtype)
    A, said = np.empty_like(Z), np.empty(50, np.int64)
    run((*output.forward(Z, A), *output.decide(A, said)))
    names = {"np": np, "Z": Z, "A": A, "Y": Y}
    code = output.code
    forward, cost, decide = (
        eval(one, names) for one in (code.forward, code.cost, code.decide)
    )
    assert np.allclose(forward, A, rtol=1e-13, atol=0)
    assert cost == pytest.approx(mean_cost(output.name, Z, Y), rel=1e-13)
    assert np.array_equal(decide, said)


@pytest.mark.parametrize("task", Task)
@pytest.mark.parametrize("is_picture", [True, False])
@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_a_program_alone_says_what_the_test_set_scored(
    tmp_path, task, is_picture, precision
):
    dataset = problem(task, is_picture)
    trainer, model = trained(dataset, precision=precision)
    path = write_program(tmp_path / "net.py", model, dataset)
    metrics = trainer.test_metrics()
    lines = said_by(path)
    assert lines[1] == f"cost on test examples: {metrics.cost:.6f}"
    if task is Task.REGRESSION:
        assert len(lines) == 2
        return
    right = round(metrics.accuracy * M_TEST)
    share = f"{metrics.accuracy:.2%}"
    assert lines[2] == f"right on test examples: {right} of {M_TEST}, {share}"
    assert len(lines) == 3 + M_TEST - right


def test_the_courses_network_says_the_same(tmp_path):
    dataset = DATASETS["drawn-cats"].load()
    trainer, model = trained(dataset, (20, 7, 5), ("relu",) * 3, learning_rate=0.0075)
    path = write_program(tmp_path / "cats.py", model, dataset)
    metrics = trainer.test_metrics()
    lines = said_by(path)
    assert lines[1] == f"cost on test examples: {metrics.cost:.6f}"
    assert lines[2].endswith(f"of 50, {metrics.accuracy:.2%}")


def test_without_a_test_set_it_is_tried_on_what_it_learned_from(tmp_path):
    dataset = problem(Task.BINARY, has_test=False)
    trainer, model = trained(dataset)
    lines = said_by(write_program(tmp_path / "net.py", model, dataset))
    assert lines[1] == f"cost on training examples: {trainer.result.cost:.6f}"
    assert f" of {M}, " in lines[2]


@pytest.mark.parametrize(
    "other",
    [None, clusters(), problem(Task.MULTICLASS, seed=4)],
    ids=["no data", "other data", "other data of the same shape"],
)
def test_without_examples_it_answers_all_the_same(tmp_path, other):
    dataset = problem(Task.MULTICLASS)
    trainer, model = trained(dataset)
    path = write_program(tmp_path / "net.py", model, other)
    assert said_by(path)[1:] == [
        "forward(X) answers: each column of X is an example of 12 numbers."
    ]
    _, A = namespace(path)["forward"](dataset.test.inputs.T)
    examples = Examples.of(dataset, SplitName.TEST, np.dtype(np.float64))
    _, expected = trainer.state().network.answers(examples)
    assert np.allclose(A, expected, rtol=1e-12)


def test_every_activation_has_its_function_once(tmp_path):
    dataset = problem(Task.BINARY)
    names = tuple(one.name for one in ACTIVATIONS)
    _, model = trained(dataset, (4,) * 2 * len(names), names * 2)
    path = write_program(tmp_path / "net.py", model, dataset)
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert len(functions) == len(set(functions))
    assert {name.replace("-", "_") for name in names} <= set(functions)
    assert f" of {M_TEST}, " in said_by(path)[2]


def test_its_lines_are_short_and_names_are_only_data(tmp_path):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    path = write_program(tmp_path / "net.py", model, dataset)
    text = path.read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 88
    assert "\t" not in text
    assert namespace(path)["CLASS_NAMES"] == NAMES[Task.BINARY]
    assert namespace(path)["TRAINED_ON"] == dataset.name


def test_huge_weights_raise_no_warning(tmp_path):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset, (5,), ("sigmoid",))
    huge = dataclasses.replace(
        model.parameters, weights=tuple(W * 1e6 for W in model.parameters.weights)
    )
    model = dataclasses.replace(model, parameters=huge)
    lines = said_by(write_program(tmp_path / "n.py", model, dataset))
    assert f" of {M_TEST}, " in lines[2]


# Files


def test_the_name_of_a_program_ends_as_python_wants_it(tmp_path):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    assert write_program(tmp_path / "net", model, dataset) == tmp_path / "net.py"
    assert (tmp_path / f"net{NUMBERS}").exists()
    with pytest.raises(ProgramError, match=r"net\.py is there already"):
        write_program(tmp_path / "net", model, dataset)
    assert write_program(tmp_path / "net.py", model, dataset) == tmp_path / "net.py"


@pytest.mark.parametrize("has_program", [True, False])
@pytest.mark.parametrize("arrays", [None, {"W1": 1, "data": 2}, {"X": 1}])
def test_numbers_of_somebody_else_are_not_replaced(tmp_path, has_program, arrays):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    mine = tmp_path / f"net{NUMBERS}"
    if arrays is None:
        mine.write_text("mine")
    else:
        np.savez(mine, **arrays)
    if has_program:
        (tmp_path / "net.py").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ProgramError, match="holds something else"):
        write_program(tmp_path / "net.py", model, dataset)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("numpy.py", "in the way"),
        ("pathlib", "in the way"),
        ("x" * 244 + ".py", "was not saved"),
        ("x" * 300, "was not saved"),
        ("猫" * 84 + ".py", "was not saved"),
        ("no/such/net.py", "folder does not exist"),
        ("folder.py", "is a folder"),
        ("/", "is a folder"),
    ],
)
def test_a_name_that_is_none_is_refused_and_nothing_written(tmp_path, name, text):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    (tmp_path / "folder.py").mkdir()
    with pytest.raises(ProgramError, match=text):
        write_program(tmp_path / name, model, dataset)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.py"]


def test_of_very_many_examples_it_takes_the_first(tmp_path, monkeypatch):
    dataset = problem(Task.BINARY, is_picture=True)
    _, model = trained(dataset)
    monkeypatch.setattr(program_file, "MOST_BYTES", 5 * 12 * 8)
    lines = said_by(write_program(tmp_path / "net.py", model, dataset))
    assert lines[2].startswith(f"right on the first 5 of {M_TEST} test examples: ")
    monkeypatch.setattr(program_file, "MOST_BYTES", 1)
    lines = said_by(write_program(tmp_path / "net.py", model, dataset))
    assert lines[1].startswith("forward(X) answers")


def test_without_its_numbers_it_says_what_is_missing(tmp_path):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    path = write_program(tmp_path / "net.py", model, dataset)
    (tmp_path / f"net{NUMBERS}").unlink()
    done = subprocess.run(
        [sys.executable, "-I", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"net{NUMBERS} belongs beside this program.\n"


def test_a_network_that_has_diverged_is_not_written(tmp_path):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    model.parameters.weights[0].flags.writeable = True
    model.parameters.weights[0][0, 0] = np.nan
    with pytest.raises(ProgramError, match="diverged"):
        write_program(tmp_path / "net.py", model, dataset)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writes", [0, 1])
def test_a_disk_that_is_full_keeps_both_files(tmp_path, monkeypatch, writes):
    dataset = problem(Task.BINARY)
    _, model = trained(dataset)
    write_program(tmp_path / "net.py", model, None)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    write, done = atomic_file._write, []

    def fail(*args):
        if len(done) == writes:
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(args)
        write(*args)

    monkeypatch.setattr(atomic_file, "_write", fail)
    with pytest.raises(ProgramError, match="disk is full"):
        write_program(tmp_path / "net.py", model, dataset)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
