"""The course's pictures through the network, from a server on this machine here."""

from __future__ import annotations

import hashlib
import socket
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import h5py
import numpy as np
import pytest

from engine import course_data as course
from engine.cli import main
from engine.datasets import DATASETS, Recipe
from engine.errors import DataError


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, and remembers what was asked for."""

    asked: list[str]

    def log_message(self, *_args):
        self.asked.append(self.path)


class Server:
    """A folder on a port of this machine."""

    def __init__(self, folder):
        self.asked: list[str] = []
        handler = type("Mine", (Handler,), {"asked": self.asked})
        self._http = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(handler, directory=str(folder))
        )
        self.address = f"http://127.0.0.1:{self._http.server_port}/"
        self._thread = threading.Thread(target=self._http.serve_forever)
        self._thread.start()

    def stop(self):
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def serve(monkeypatch):
    """Serve a folder in the place of the course's server."""
    servers = []

    def start(folder):
        servers.append(Server(folder))
        monkeypatch.setattr(course, "SOURCE", servers[-1].address)
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """Return where fetched files are kept."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(course, "user_data_path", lambda *_args, **_named: folder)
    return folder / course.NAME


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return a folder with two small files that stand for the course's."""
    folder = tmp_path / "served"
    folder.mkdir()
    known = {}
    for part, count in (("train", 6), ("test", 4)):
        path = folder / f"{part}_catvnoncat.h5"
        with h5py.File(path, "w") as file:
            pixels = np.full((count, 4, 4, 3), 7, np.uint8)
            file[f"{part}_set_x"] = pixels
            file[f"{part}_set_y"] = np.arange(count) % 2
            file["list_classes"] = np.array([b"non-cat", b"cat"])
        known[path.name] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    monkeypatch.setattr(course, "FILES", known)
    return folder


def test_the_real_files_are_the_ones_we_know(course_data, serve, kept):
    server = serve(course_data)
    dataset = DATASETS[course.NAME].load()
    assert dataset.name == course.LABEL
    assert dataset.recipe == Recipe(course.NAME)
    assert (len(dataset.train), len(dataset.test)) == (209, 50)
    assert sorted(path.name for path in kept.iterdir()) == sorted(course.FILES)
    assert len(server.asked) == 2


def test_they_are_fetched_once(files, serve, kept):
    server = serve(files)
    first = course.course_cats()
    assert len(server.asked) == 2
    server.stop()
    # Now there is no network any more.
    assert first.recipe.load().fingerprint == first.fingerprint
    assert sorted(path.name for path in kept.iterdir()) == sorted(course.FILES)


def test_a_damaged_copy_is_fetched_again(files, serve, kept):
    server = serve(files)
    good = course.course_cats().fingerprint
    damaged = kept / "test_catvnoncat.h5"
    damaged.write_bytes(damaged.read_bytes()[:-10])
    assert course.course_cats().fingerprint == good
    assert len(server.asked) == 3


@pytest.mark.usefixtures("kept")
def test_something_else_is_thrown_away(files, serve, tmp_path):
    (files / "train_catvnoncat.h5").write_text("<html>Sign in to this network</html>")
    serve(files)
    with pytest.raises(DataError, match="something else"):
        course.course_cats()
    left = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert left == []


@pytest.mark.usefixtures("kept")
def test_files_that_are_gone(files, serve):
    (files / "test_catvnoncat.h5").unlink()
    serve(files)
    with pytest.raises(DataError, match="the server answers 404"):
        course.course_cats()


@pytest.mark.usefixtures("kept", "files")
def test_no_connection(monkeypatch):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr(course, "SOURCE", f"http://127.0.0.1:{port}/")
    with pytest.raises(DataError, match="no connection"):
        course.course_cats()


@pytest.mark.usefixtures("kept", "files")
def test_a_server_that_never_answers(monkeypatch):
    monkeypatch.setattr(course, "TIMEOUT_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        monkeypatch.setattr(course, "SOURCE", address)
        with pytest.raises(DataError, match="doesn't answer"):
            course.course_cats()


def test_a_folder_that_nothing_can_be_kept_in(files, serve, tmp_path):
    serve(files)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DataError, match="can't be kept"):
        course.fetch(tmp_path / "taken")


@pytest.mark.usefixtures("kept")
def test_the_command_line_takes_them_by_name(files, serve, capsys):
    serve(files)
    options = ["--hidden", "3", "--iterations", "2", "--json"]
    assert main(["train", "--data", course.NAME, *options]) == 0
    (files / "train_catvnoncat.h5").unlink()
    assert capsys.readouterr().out.startswith("{")
