"""The command line as a process of its own: pipes, locales, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.hdf5_writing import write_hdf5

ROOT = Path(__file__).parents[2]
SIDE = 4
SECONDS = 60
"""More than any of these takes, also on a slow machine."""

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX shells and signals only")


def environment(**changes):
    # What pytest-cov wants of child processes is none of these tests' business.
    return {**os.environ, "PYTHONWARNINGS": "error", **changes}


def command(*arguments):
    return [sys.executable, str(ROOT / "main.py"), *map(os.fsdecode, arguments)]


def run(*arguments, **settings):
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env=environment(),
        **settings,
    )


def write_data(path, classes=("non-cat", "cat")):
    rng = np.random.default_rng(0)
    arrays = {"list_classes": list(classes)}
    for part, m in (("train", 12), ("test", 6)):
        arrays |= {
            f"{part}_set_x": rng.integers(0, 256, (m, SIDE, SIDE, 3), np.uint8),
            f"{part}_set_y": np.arange(m) % len(classes),
        }
    Path(path).write_bytes(write_hdf5({}, arrays))
    return path


@pytest.fixture
def data(tmp_path):
    return write_data(tmp_path / "data.h5")


SHORT = "--hidden", "3", "--iterations", "5"


def test_train_and_predict(data, tmp_path):
    model = tmp_path / "model.h5"
    done = run("train", "--data", data, *SHORT, "--save", model, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["iterations"] == 5
    assert b"training" in done.stderr
    missing = run("predict", model, tmp_path / "missing.png", "--json")
    assert missing.returncode == 2
    assert "error" in json.loads(missing.stdout)[0]
    assert missing.stderr.count(b"\n") == 1


def test_bad_input_is_one_line_and_exit_code_2(tmp_path):
    for arguments in (
        ("train", "--data", tmp_path / "missing.h5"),
        ("train", "--hidden", "x"),
        ("fly",),
    ):
        done = run(*arguments)
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.count(b"\n") == 1
        assert b"Traceback" not in done.stderr


def test_the_engine_works_without_qt():
    """With every import of Qt, pyqtgraph or the window made to fail."""
    program = f"""
import sys
for name in ("PySide6", "shiboken6", "pyqtgraph", "gui"):
    sys.modules[name] = None
sys.path.insert(0, {str(ROOT)!r})
sys.argv = ["main.py", "train", "--hidden", "2", "--iterations", "1", "--json"]
import main
code = main.main(sys.argv[1:])
import pkgutil, engine
for module in pkgutil.iter_modules(engine.__path__):
    __import__("engine." + module.name)
assert not any(name.startswith("PySide6.") for name in sys.modules)
raise SystemExit(code)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["iterations"] == 1


def test_importing_the_engine_is_cheap():
    """In a notebook, nobody pays for files, pictures or progress bars unasked."""
    program = (
        "import engine, sys;"
        "heavy = {'h5py', 'PIL', 'tqdm', 'threadpoolctl', 'PySide6', 'pyqtgraph'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        timeout=SECONDS,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.split() == []


def in_shell(line, **changes):
    return subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env=environment(PY=sys.executable, MAIN=str(ROOT / "main.py"), **changes),
    )


@posix
def test_a_reader_that_stops_reading(data):
    # The reader is gone before the first byte is written.
    line = (
        '{ "$PY" "$MAIN" train --data "$DATA" --hidden 3 --iterations 5; echo $? >&2; }'
    )
    done = in_shell(f"{line} | true", DATA=str(data))
    assert done.stderr.splitlines()[-1] == b"0"
    assert b"Broken" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    first = in_shell(f"{line} | head -1", DATA=str(data))
    assert first.stdout.startswith(b"data: 48")
    assert first.stderr.splitlines()[-1] == b"0"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(data):
    line = '"$PY" "$MAIN" train --data "$DATA" --hidden 3 --iterations 5 > /dev/full'
    done = in_shell(line, DATA=str(data))
    assert done.returncode == 2
    assert b"can't be written: No space left on device." in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@posix
@pytest.mark.parametrize(
    ("closed", "open_end"), [(">&-", "stderr"), ("2>&-", "stdout")]
)
def test_closed_streams(data, closed, open_end):
    line = '"$PY" "$MAIN" train --data "$DATA" --hidden 3 --iterations 5 --json'
    done = in_shell(f"{line} {closed}", DATA=str(data))
    assert done.returncode == 0
    assert b"Traceback" not in getattr(done, open_end)
    bad = in_shell(f"{line} --hidden x {closed}", DATA=str(data))
    assert bad.returncode == 2
    assert bad.stdout == b""


@posix
def test_a_terminal_that_knows_ascii_only(tmp_path):
    folder = tmp_path / "Käse"
    folder.mkdir()
    data, model = folder / "猫.h5", folder / "модель.h5"
    write_data(data, ("kein Kätzchen", "猫"))
    line = (
        '"$PY" "$MAIN" train --data "$DATA" --hidden 3 --iterations 5 --save "$MODEL"'
    )
    ascii_only = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
        "DATA": str(data),
        "MODEL": str(model),
    }
    done = in_shell(line, **ascii_only)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("ascii").splitlines()[0].endswith("5 iterations")
    json_line = in_shell(f"{line} --json", **ascii_only)
    assert json.loads(json_line.stdout.decode("ascii"))["iterations"] == 5
    missing = in_shell('"$PY" "$MAIN" train --data "$DATA"é', **ascii_only)
    assert missing.returncode == 2
    assert missing.stderr.count(b"\n") == 1
    predict = in_shell('"$PY" "$MAIN" predict "$MODEL" "$DATA" --json', **ascii_only)
    assert predict.returncode == 2
    (result,) = json.loads(predict.stdout.decode("ascii"))
    assert set(result) == {"file", "error"}


@posix
def test_names_that_are_no_utf_8(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff\xfe.h5"
    try:
        write_data(os.fsdecode(name))
    except OSError:
        pytest.skip("this file system takes no such names")
    model = os.fsencode(tmp_path) + b"/model\xff.h5"
    done = run("train", "--data", name, *SHORT, "--save", model)
    assert done.returncode == 0, done.stderr
    assert Path(os.fsdecode(model)).is_file()
    predict = run("predict", model, name, "--json")
    assert predict.returncode == 2
    (result,) = json.loads(predict.stdout)
    assert os.fsencode(result["file"]) == name
    assert predict.stderr.count(b"\n") == 1
