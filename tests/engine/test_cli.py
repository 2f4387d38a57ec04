"""The command line, in this process."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine import cli
from engine.checks import check_run
from engine.cli import main
from engine.cli_options import build_parser
from engine.config import FIRST_LAYERS, PRECISIONS, TrainingConfig
from engine.datasets import Dataset, InputKind, Split
from engine.errors import ConflictError
from engine.hdf5_writing import write_hdf5
from engine.initializers import INITIALIZERS
from engine.model_file import open_model, save_model
from engine.optimizers import OPTIMIZERS
from engine.outputs import Task
from engine.schedules import SCHEDULES
from engine.spec import NetworkSpec
from engine.trainer import Trainer

TRAIN_KEYS = [
    "costs",
    "train_accuracy",
    "test_accuracy",
    "layer_dims",
    "iterations",
    "seconds",
    "iterations_per_second",
    "first_layer",
    "stopped",
]
SIDE = 4


def pixels(labels, seed):
    """Return noise with a class's own corner bright."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 200, (len(labels), SIDE, SIDE, 3), np.uint8)
    noise[np.arange(len(labels)), labels % SIDE, labels // SIDE] = 255
    return noise


def write_data(path, classes=2, m=12, test=6):
    names = [f"class {i}" for i in range(classes)]
    arrays = {"list_classes": names}
    for part, size, seed in (("train", m, 0), ("test", test, 1)):
        labels = np.arange(size) % classes
        arrays |= {
            f"{part}_set_x": pixels(labels, seed),
            f"{part}_set_y": labels[np.newaxis],
        }
    path.write_bytes(write_hdf5({}, arrays))
    return path


@pytest.fixture
def data(tmp_path):
    return write_data(tmp_path / "data.h5")


@pytest.fixture
def model(tmp_path, data, capsys):
    path = tmp_path / "model.h5"
    assert train(data, "--save", str(path), iterations=200) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "picture.png"
    Image.fromarray(pixels(np.array([1]), 5)[0]).save(path)
    return path


def train(data, *options, iterations=20, hidden="5,4"):
    return main(
        [
            "train",
            "--data",
            str(data),
            "--iterations",
            str(iterations),
            "--hidden",
            hidden,
            "--learning-rate",
            "0.5",
            *options,
        ]
    )


def trained(capsys, data, *options, **settings):
    """Train with ``--json`` and return the one object on standard output."""
    assert train(data, "--json", *options, **settings) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *arguments):
    """Run a command that must fail, and return the one line that it gives."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("layerlab")
    assert "Traceback" not in err
    return err


# train


def test_train_prints_one_json_object(capsys, data):
    assert train(data, "--json", iterations=250) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    report = json.loads(out)
    assert list(report) == TRAIN_KEYS
    assert list(report["costs"]) == ["0", "100", "200"]
    assert report["costs"]["200"] < report["costs"]["0"]
    assert report["layer_dims"] == [SIDE * SIDE * 3, 5, 4, 1]
    assert report["iterations"] == 250
    assert report["first_layer"] == "sample-space"
    assert report["stopped"] is None
    assert 0 <= report["train_accuracy"] <= 1
    assert 0 <= report["test_accuracy"] <= 1
    assert report["seconds"] > 0
    assert report["iterations_per_second"] == pytest.approx(250 / report["seconds"])
    assert "training" in err
    assert "250/250" in err


def test_the_report_is_the_trainers(capsys, data):
    report = trained(capsys, data, iterations=100)
    dataset = cli.load_dataset(str(data))
    spec = NetworkSpec.design(dataset.input_size, (5, 4), dataset.task, 2)
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig(0.5, 100))
    costs = [trainer.cost] + [trainer.step().cost for _ in range(100)]
    assert report["costs"] == pytest.approx({"0": costs[0], "100": costs[100]})
    assert report["train_accuracy"] == trainer.train_metrics().accuracy
    assert report["test_accuracy"] == trainer.test_metrics().accuracy


def test_train_reports_in_words(capsys, data, tmp_path):
    path = tmp_path / "model.h5"
    assert train(data, "--save", str(path), iterations=3) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "data: 48 – 5 – 4 – 1, 3 iterations"
    assert lines[1].startswith("train: ")
    assert lines[1].endswith("% correct")
    assert lines[2].startswith(" test: ")
    assert lines[3] == f"saved: {path}"


def test_train_without_a_test_set(capsys, monkeypatch, data):
    full = cli.load_dataset(str(data))
    alone = Dataset(full.name, full.task, full.kind, full.class_names, full.train, None)
    monkeypatch.setattr(cli, "open_dataset", lambda _: alone)
    assert trained(capsys, data)["test_accuracy"] is None
    assert train(data) == 0
    assert " test: no data" in capsys.readouterr().out


def test_a_regression_has_no_accuracy(capsys, monkeypatch, data):
    rng = np.random.default_rng(0)
    split = Split(
        rng.standard_normal((9, 4)), np.zeros(9, np.int64), rng.standard_normal((9, 2))
    )
    curve = Dataset("c", Task.REGRESSION, InputKind.VECTOR, ("x", "y"), split, split)
    monkeypatch.setattr(cli, "open_dataset", lambda _: curve)
    report = trained(capsys, data)
    assert report["train_accuracy"] is report["test_accuracy"] is None
    assert report["layer_dims"] == [4, 5, 4, 2]


def test_several_classes(capsys, tmp_path):
    data = write_data(tmp_path / "six.h5", classes=6)
    assert trained(capsys, data)["layer_dims"] == [48, 5, 4, 6]


def test_hidden_none_is_logistic_regression(capsys, data):
    assert trained(capsys, data, hidden="none")["layer_dims"] == [48, 1]


def test_the_same_seed_is_the_same_run(capsys, data):
    one, again, other = (
        trained(capsys, data, "--seed", seed)["costs"] for seed in ("7", "7", "8")
    )
    assert one == again
    assert one != other


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--init", name) for name in INITIALIZERS.names),
        *(("--optimizer", name) for name in OPTIMIZERS.names),
        *(("--precision", name) for name in PRECISIONS),
        ("--batch-size", "5"),
        ("--batch-size", "12"),
        ("--activation", "tanh"),
        ("--learning-rate", "1e-3"),
        ("--seed", "0"),
        ("--momentum", "0.5"),
        ("--weight-decay", "0.001"),
        *(("--schedule", name) for name in SCHEDULES.names),
        ("--patience", "7"),
        *(("--first-layer", name) for name in FIRST_LAYERS),
    ],
)
def test_every_option_reaches_the_run(capsys, data, tmp_path, option, value):
    path = tmp_path / "model.h5"
    trained(capsys, data, option, value, "--save", str(path))
    model = open_model(path)
    if option == "--activation":
        assert model.spec.activations == (value,) * 2
        return
    field = {"--init": "initialization"}.get(
        option, option.removeprefix("--").replace("-", "_")
    )
    saved = getattr(model.config, field)
    assert saved == type(saved)(value)


def test_options_that_go_together_reach_the_run(capsys, data, tmp_path):
    path = tmp_path / "model.h5"
    options = "--schedule", "step", "--schedule-period", "5", "--keep-best"
    trained(capsys, data, *options, "--dropout", "0.25", "--save", str(path))
    model = open_model(path)
    assert (model.config.schedule, model.config.schedule_period) == ("step", 5)
    assert model.config.keep_best
    assert model.spec.dropout == (0, 0.25, 0.25)


@pytest.mark.parametrize("option", ["--patience=5", "--keep-best"])
def test_what_needs_a_test_set_is_refused_without_one(
    capsys, monkeypatch, data, option
):
    alone = dataclasses.replace(cli.load_dataset(str(data)), test=None)
    monkeypatch.setattr(cli, "open_dataset", lambda _: alone)
    assert "need a test set" in refused(capsys, "train", "--data", data, option)


@pytest.mark.parametrize("optimizer", list(OPTIMIZERS), ids=lambda o: o.name)
def test_sample_space_needs_a_linear_optimizer(capsys, data, optimizer):
    options = "--first-layer", "sample-space", "--optimizer", optimizer.name
    if optimizer.linear:
        trained(capsys, data, *options)
    else:
        line = refused(capsys, "train", "--data", data, *options)
        assert f"sample space: {optimizer.label}" in line


def test_sample_space_needs_whole_inputs(data):
    dataset = cli.load_dataset(str(data))
    spec = NetworkSpec.design(dataset.input_size, (4,), dataset.task, 2)
    holey = dataclasses.replace(spec, dropout=(0.2, 0.0))
    check_run(holey, TrainingConfig(), dataset)
    with pytest.raises(ConflictError, match="dropout of the inputs"):
        check_run(holey, TrainingConfig(first_layer="sample-space"), dataset)


def test_defaults_are_the_courses():
    options = build_parser().parse_args(["train"])
    assert options.data == "drawn-cats"
    assert options.hidden == "20,7,5"
    assert options.iterations == 2500
    assert options.learning_rate == 0.0075
    assert options.init == "scaled"
    assert options.batch_size is options.save is None
    assert options.precision == "float64"
    assert options.seed == 1
    assert not options.dropout
    options = vars(options) | {"initialization": options.init}
    for field in dataclasses.fields(TrainingConfig):
        assert options[field.name] == field.default


def test_save_writes_the_whole_run(capsys, data, tmp_path):
    path = tmp_path / "model.h5"
    report = trained(capsys, data, "--save", str(path), iterations=25)
    model = open_model(path)
    assert model.iteration == 25
    assert len(model.costs) == 26
    assert model.costs[0] == report["costs"]["0"]
    assert list(model.test_iterations) == [0, 10, 20, 25]
    assert model.test_accuracy[-1] == report["test_accuracy"]
    assert model.dataset_name == "data"
    assert model.dataset_fingerprint == cli.load_dataset(str(data)).fingerprint


def test_the_built_in_data_need_no_path(capsys):
    code = main(["train", "--json", "--iterations", "1", "--hidden", "2"])
    assert code == 0
    report = json.loads(capsys.readouterr().out)
    assert report["layer_dims"] == [12288, 2, 1]


def test_a_file_may_be_named_like_built_in_data(capsys, tmp_path, monkeypatch):
    write_data(tmp_path / "drawn-cats")
    monkeypatch.chdir(tmp_path)
    assert trained(capsys, "drawn-cats")["layer_dims"][0] == 48


def test_divergence_is_reported_and_the_last_good_state_kept(capsys, data, tmp_path):
    path = tmp_path / "model.h5"
    settings = "--learning-rate", "1e307", "--activation", "linear"
    report = trained(capsys, data, *settings, "--save", str(path), hidden="4,4,4")
    assert "the steps are too large" in report["stopped"]
    assert report["iterations"] < 20
    assert list(report["costs"]) == ["0"]
    assert open_model(path).iteration == report["iterations"]
    assert train(data, *settings, hidden="4,4,4") == 0
    assert "the steps are too large" in capsys.readouterr().out


def test_too_little_memory(capsys, data, monkeypatch):
    def hungry(_path):
        raise MemoryError

    monkeypatch.setattr(cli, "open_dataset", hungry)
    assert "more memory than there is" in refused(capsys, "train", "--data", data)


def test_run_goes_on_from_any_state(data, capsys):
    dataset = cli.load_dataset(str(data))
    spec = NetworkSpec.design(dataset.input_size, (4,), dataset.task, 2)
    trainer = Trainer.for_dataset(dataset, spec, TrainingConfig(0.5))
    for _ in range(3):
        trainer.step()
    history, seconds, stopped = cli.run(trainer, 9, "resumed")
    assert trainer.iteration == 9
    assert len(history) == 7
    assert list(history.test_iterations) == [3, 9]
    assert stopped is None
    assert seconds > 0
    assert "resumed" in capsys.readouterr().err


# Standard streams


def test_output_may_go_to_any_object(data, monkeypatch):
    for stream in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stdout", stream)
        assert train(data, "--json") == 0
        if stream is not None:
            assert json.loads(stream.getvalue())["iterations"] == 20


def test_errors_need_no_standard_error(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["train", "--hidden", "x"]) == 2
    assert capsys.readouterr().out == ""


def test_a_reader_that_stopped_reading_is_no_error(data, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert train(data) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_an_error(capsys, data, monkeypatch):
    with open("/dev/full", "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert train(data) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line == "layerlab: The result can't be written: No space left on device."


# predict


def test_predict_prints_one_json_list(capsys, model, picture):
    assert main(["predict", str(model), str(picture), str(picture), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    result, same = json.loads(out)
    assert result == same
    assert list(result) == ["file", "label", "probability", "probabilities"]
    assert result["file"] == str(picture)
    assert result["label"] == "class 1"
    assert list(result["probabilities"]) == ["class 0", "class 1"]
    assert sum(result["probabilities"].values()) == pytest.approx(1)
    assert result["probability"] == result["probabilities"]["class 1"]
    assert result["probability"] > 0.5


def test_predict_in_words(capsys, model, picture):
    assert main(["predict", str(model), str(picture)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{picture}: class 1, p = 0.")
    assert out.count("\n") == 1


def test_predict_with_several_classes(capsys, tmp_path, picture):
    data, path = write_data(tmp_path / "d.h5", classes=3, m=30), tmp_path / "m.h5"
    trained(capsys, data, "--save", str(path), iterations=300)
    assert main(["predict", str(path), str(picture), "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert set(result["probabilities"]) == {"class 0", "class 1", "class 2"}
    assert result["label"] == "class 1"
    assert result["probability"] == max(result["probabilities"].values())


def test_predict_goes_on_after_what_is_no_picture(capsys, model, picture, tmp_path):
    text = tmp_path / "text.jpg"
    text.write_text("not a picture")
    files = [str(text), str(picture), str(tmp_path / "missing.png")]
    assert main(["predict", str(model), *files, "--json"]) == 2
    out, err = capsys.readouterr()
    results = json.loads(out)
    assert [result["file"] for result in results] == files
    assert [set(result) for result in results][::2] == [{"file", "error"}] * 2
    assert results[1]["label"] == "class 1"
    assert err.count("\n") == 2
    assert "text.jpg" in results[0]["error"]

    assert main(["predict", str(model), *files]) == 2
    assert capsys.readouterr().out.count("\n") == 1
    assert main(["predict", str(model), str(text)]) == 2
    assert capsys.readouterr().out == ""


def changed_model(model, path, **changes):
    save_model(path, dataclasses.replace(open_model(model), **changes))
    return path


def test_predict_needs_a_network_for_pictures(capsys, model, picture, tmp_path):
    vectors = changed_model(model, tmp_path / "v.h5", input_shape=(SIDE * SIDE * 3,))
    line = refused(capsys, "predict", vectors, picture)
    assert "not trained on pictures" in line


def test_predict_has_no_answer_from_overflowing_weights(
    capsys, model, picture, tmp_path
):
    from engine.parameters import Parameters

    parameters = open_model(model).parameters
    huge = Parameters(
        (
            *(np.full_like(W, 1e300) for W in parameters.weights[:-1]),
            np.array([[1e300, -1e300, 1e300, -1e300]]),
        ),
        parameters.biases,
    )
    broken = changed_model(model, tmp_path / "huge.h5", parameters=huge)
    assert "no answer" in refused(capsys, "predict", broken, picture)


# Bad input


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--hidden", "20,x,1"], "--hidden 20,x,1: “x” is not a whole number"),
        (["--hidden", "100000000"], "1 to 8,192 units"),
        (["--hidden", "-5"], "not a whole number"),
        (["--hidden", ",".join(["8192"] * 5)], "fits in memory"),
        (["--hidden", ",".join(["1"] * 51)], "50 hidden layers are the most"),
        (["--learning-rate", "nan"], "greater than 0, not nan"),
        (["--learning-rate", "0"], "greater than 0"),
        (["--learning-rate", "-1"], "greater than 0"),
        (["--learning-rate", "fast"], "invalid float value"),
        (["--iterations", "0"], "number of iterations must be from 1"),
        (["--iterations", "1e3"], "invalid int value"),
        (["--iterations", "9" * 5000], "invalid int value"),
        (["--init", "xavier"], "Choose one of: scaled, he"),
        (["--activation", "xavier"], "Choose one of: relu"),
        (["--optimizer", "xavier"], "Choose one of: gradient-descent"),
        (["--precision", "float16"], "invalid choice"),
        (["--batch-size", "0"], "batch size must be from 1"),
        (["--batch-size", "13"], "larger than the training set of 12"),
        (["--seed", "-1"], "seed must be from 0"),
        (["--momentum", "1"], "momentum must be from 0"),
        (["--weight-decay", "-1"], "weight decay must be"),
        (["--weight-decay", "inf"], "weight decay must be"),
        (["--dropout", "1"], "dropout rate must be from 0"),
        (["--dropout", "0.5", "--hidden", "none"], "no hidden layers"),
        (["--schedule", "xavier"], "Choose one of: constant"),
        (["--schedule", "step", "--schedule-period", "2501"], "never ends"),
        (["--schedule", "step", "--schedule-period", "0"], "period must be from 1"),
        (["--patience", "0"], "patience must be from 1"),
        (["--first-layer", "xavier"], "Choose one of: auto, direct"),
        (["--frobnicate"], "unrecognized arguments: --frobnicate"),
        (["--frob\nnicate"], "unrecognized arguments: --frob nicate"),
        (["--seed"], "expected one argument"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_bad_options(capsys, data, options, message):
    assert message in refused(capsys, "train", "--data", data, *options)


@pytest.mark.parametrize("arguments", [[], ["fly"], ["predict"], ["predict", "m.h5"]])
def test_bad_commands(capsys, arguments):
    assert "--help" in refused(capsys, *arguments)


HTML = b"<!DOCTYPE html><html><body>404 Not Found</body></html>"


@pytest.mark.parametrize(
    "content", [HTML, b"", b"\x89HDF\r\n\x1a\n", b"\0" * 5000], ids=str
)
def test_files_that_are_not_what_their_suffix_says(capsys, tmp_path, content):
    path = tmp_path / "what\never.h5"
    path.write_bytes(content)
    assert "ever.h5" in refused(capsys, "train", "--data", path)
    assert "ever.h5" in refused(capsys, "predict", path, path)


def test_missing_files_and_folders(capsys, data, model, tmp_path):
    missing = tmp_path / "missing.h5"
    assert "missing.h5" in refused(capsys, "train", "--data", missing)
    assert "missing.h5" in refused(capsys, "predict", missing, missing)
    assert refused(capsys, "train", "--data", tmp_path / "no" / "such")
    assert refused(capsys, "train", "--data", "")
    assert refused(capsys, "predict", tmp_path, data)
    assert refused(capsys, "predict", data, data)
    assert refused(capsys, "predict", model, tmp_path)
    assert refused(capsys, "train", "--data", model)


def test_saving_where_nothing_can_be_saved_is_refused_at_once(capsys, data, tmp_path):
    for save in (tmp_path / "no" / "model.h5", tmp_path):
        line = refused(capsys, "train", "--data", data, "--save", save)
        # Before the training, not after it.
        assert "training" not in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.h5"]


def test_names_with_brackets_and_controls(capsys, tmp_path):
    line = refused(capsys, "train", "--data", tmp_path / "{0}\x1b[31m\r.h5")
    assert "{0}" in line
    assert "\x1b" not in line
