"""Earlier runs in a file: whatever happens to it, nothing is lost by accident."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.config import TrainingConfig
from engine.errors import RunStoreError
from engine.evaluation import Metrics
from engine.history import History
from engine.initializers import INITIALIZERS, draw_parameters
from engine.optimizers import OPTIMIZERS
from engine.runs import Ended, RunLog, RunRecord, RunStore, Scores, open_runs, schema
from engine.runs.export import csv_text, export_runs
from engine.runs.opening import FILE_NAME, set_aside
from engine.runs.record import COLUMNS, MOST_CHARACTERS, new_uid, to_row
from engine.runs.run_file import RunFile
from engine.runs.run_log import extremes, packed, unpacked
from engine.runs.store import KEPT_SECONDS, MODELS
from engine.spec import HiddenLayer, NetworkSpec
from engine.steps import Steps

ROOT = Path(__file__).resolve().parents[2]
SPEC = NetworkSpec((12, 20, 7, 1), ("relu", "tanh"), "sigmoid")


def log_of(costs=(0.7, 0.5, 0.6), tests=((0, 0.8, 0.4), (2, 0.9, 0.5))):
    history = History()
    accuracies = 0.5 + np.arange(len(costs)) / 1000
    history.extend(Steps(0, np.array(costs), accuracies))
    for when, cost, accuracy in tests:
        history.add_test(when, Metrics(cost, accuracy))
    return RunLog.of(history)


def record(**changes):
    values = {
        "spec": SPEC,
        "config": TrainingConfig(),
        "dataset_name": "Drawn cats",
        "dataset_fingerprint": "ab" * 32,
        "started": 1.7e9,
        "uid": new_uid(),
        **changes,
    }
    return RunRecord(**values)


def stored(store, **changes):
    """Store a run of three states; return it as it is then."""
    log = log_of()
    return store.save(record(**changes).with_log(log, 2), log)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / FILE_NAME


@pytest.fixture
def store(path):
    return RunStore(path)


def assert_same(found, given):
    for field in dataclasses.fields(RunLog):
        one, other = getattr(found, field.name), getattr(given, field.name)
        assert (one is None) == (other is None), field.name
        if one is not None:
            assert one.tobytes() == np.asarray(other, np.float64).tobytes(), field.name


class TestKeeping:
    def test_nothing_is_written_before_there_is_a_run(self, store, path):
        assert store.records() == ()
        assert not path.parent.exists()

    def test_a_run_comes_back_in_another_session(self, store, path):
        kept = stored(store, note="", seconds=1.5, ended=Ended.FINISHED)
        again = RunStore(path)
        assert again.records() == (kept,)
        assert_same(again.log(kept.uid), log_of())

    def test_given_weights_come_back_to_the_bit(self, store, path):
        weights = draw_parameters(SPEC.layer_dims, "he", 2)
        stored(store, weights=weights)
        assert RunStore(path).records()[0].weights == weights

    @pytest.mark.parametrize("weights", [packed(np.zeros(7)), b"x", "text"])
    def test_a_run_with_damaged_weights_is_left_out(self, store, path, weights):
        stored(store)
        whole = stored(store)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE runs SET weights=? WHERE number=1", (weights,))
        assert store.records() == (whole,)

    def test_figures_are_those_of_the_last_state_and_the_best(self, store):
        kept = stored(store)
        assert kept.final == Scores(0.6, 0.9, 0.502, 0.5)
        assert kept.best == Scores(0.5, 0.8, 0.502, 0.5)
        went_back = record().with_log(log_of(), 1)
        assert went_back.final == Scores(0.5, 0.8, 0.501, 0.4)

    def test_what_is_unknown_stays_unknown(self, store):
        log = log_of((math.nan,), ())
        kept = store.save(record().with_log(log, 0), log)
        (found,) = store.records()
        assert math.isnan(found.final.train_cost)
        assert math.isnan(found.best.test_accuracy)
        assert found.uid == kept.uid

    def test_a_run_that_goes_on_keeps_its_row_and_its_note(self, store):
        first = stored(store)
        store.annotate(first.uid, "look\nhere\u202e")
        store.set_model(first.uid, "kept.h5")
        longer = log_of((0.7, 0.5, 0.6, 0.3))
        second = store.save(
            dataclasses.replace(first, ended=Ended.PAUSED).with_log(longer, 3), longer
        )
        assert store.records() == (second,)
        assert (second.number, second.iterations) == (first.number, 3)
        assert (second.note, second.model_file) == ("look here", "kept.h5")
        assert_same(store.log(first.uid), longer)

    def test_runs_are_numbered_without_gaps_and_never_again(self, store):
        for _ in range(3):
            kept = stored(store)
            store.save(kept, log_of())
        assert [run.number for run in store.records()] == [1, 2, 3]
        with sqlite3.connect(store.path) as connection:
            connection.execute("DELETE FROM runs WHERE number = 3")
        connection.close()
        assert stored(store).number == 4

    def test_notes_are_bounded(self, store):
        kept = stored(store)
        store.annotate(kept.uid, "x" * 100_000)
        assert len(store.records()[0].note) == MOST_CHARACTERS

    def test_one_that_was_never_there_is_said(self, store):
        with pytest.raises(RunStoreError, match="isn't there"):
            store.log("nobody")
        stored(store)
        with pytest.raises(RunStoreError, match="isn't there"):
            store.log("nobody")

    def test_a_file_needs_no_closing(self, store):
        kept = stored(store)
        store.close()
        assert store.records() == (kept,)

    def test_in_memory_it_works_as_well(self):
        store = RunStore(None)
        kept = stored(store)
        store.annotate(kept.uid, "here")
        assert store.records()[0].note == "here"
        assert store.model_path("a.h5") is None
        store.close()


class TestDeleting:
    def test_what_was_deleted_comes_back_whole(self, store):
        runs = [stored(store) for _ in range(3)]
        store.annotate(runs[1].uid, "mine")
        before = store.records()
        store.delete([runs[0].uid, runs[1].uid])
        assert store.records() == (runs[2],)
        store.restore([runs[0].uid, runs[1].uid])
        assert store.records() == before

    def test_long_after_it_is_gone_with_its_model(self, store):
        old, young = stored(store), stored(store)
        for run in (old, young):
            model = store.model_path(f"{run.uid}.h5")
            model.parent.mkdir(exist_ok=True)
            model.write_bytes(b"model")
            store.set_model(run.uid, model.name)
        plain = stored(store)
        store.delete([old.uid, plain.uid])
        store.purge()
        assert store.model_path(f"{old.uid}.h5").exists()
        store.purge(now=4e9 + KEPT_SECONDS)
        store.restore([old.uid])
        assert [run.uid for run in store.records()] == [young.uid]
        assert not store.model_path(f"{old.uid}.h5").exists()
        assert store.model_path(f"{young.uid}.h5").exists()
        with pytest.raises(RunStoreError):
            store.log(old.uid)

    @pytest.mark.parametrize("name", ["", "..", "../x.h5", "a/b.h5", "a\\b.h5", "/x"])
    def test_no_name_in_the_file_leads_out_of_the_folder(self, store, name):
        assert store.model_path(name) is None

    def test_models_are_beside_the_file(self, store, path):
        assert store.model_path("a.h5") == path.parent / MODELS / "a.h5"


numbers = st.floats(width=64)
shares = st.floats(0, 1)
texts = st.text(st.characters(codec="utf-8"), max_size=40)


@st.composite
def layers(draw):
    return HiddenLayer(
        draw(st.integers(1, 300)),
        draw(st.sampled_from(["relu", "tanh", "sigmoid"])),
        draw(st.sampled_from(["", *(i.name for i in INITIALIZERS)])),
        draw(st.sampled_from([0.0, 0.25, 0.5])),
    )


@st.composite
def runs(draw):
    spec = SPEC.with_layers(draw(st.lists(layers(), max_size=4)))
    config = TrainingConfig(
        learning_rate=draw(st.floats(1e-300, 1e300)),
        iterations=draw(st.integers(1, 10**8)),
        seed=draw(st.integers(0, 2**32 - 1)),
        optimizer=draw(st.sampled_from([o.name for o in OPTIMIZERS])),
        batch_size=draw(st.none() | st.integers(1, 1000)),
        weight_decay=draw(st.floats(0, 1)),
        patience=draw(st.none() | st.integers(1, 100)),
        keep_best=draw(st.booleans()),
    )
    rates = st.lists(st.tuples(st.integers(0, 10**8), st.floats(1e-9, 1e9)))
    known = st.floats(allow_nan=False)
    return record(
        spec=spec,
        config=config,
        dataset_name=draw(st.text("abcäß<b>猫 ", max_size=20)).strip(),
        started=draw(st.floats(0, 4e9)),
        is_pinned=draw(st.booleans()),
        seconds=draw(st.floats(0, 1e9)),
        iterations=draw(st.integers(0, 10**8)),
        ended=draw(st.sampled_from(Ended)),
        final=Scores(*(draw(known) for _ in range(4))),
        best=Scores(*(draw(known) for _ in range(4))),
        rates=tuple(draw(rates)),
    )


@st.composite
def logs(draw):
    states, tests = draw(st.integers(0, 30)), draw(st.integers(0, 9))

    def column(length):
        return draw(arrays(np.float64, length, elements=numbers))

    return RunLog(None, *map(column, (states, states, tests, tests, tests)))


@given(run=runs(), log=logs())
def test_every_run_comes_back_to_the_bit(run, log):
    store = RunStore(None)
    kept = store.save(run, log)
    assert store.records() == (kept,)
    assert kept == dataclasses.replace(run, number=1)
    assert_same(store.log(run.uid), log)
    store.close()


@given(note=texts)
def test_any_note_is_kept_as_one_line(note):
    store = RunStore(None)
    kept = stored(store)
    store.annotate(kept.uid, note)
    (found,) = store.records()
    assert found.note.isprintable() or "\u200c" in note or "\u200d" in note
    assert "\n" not in found.note
    store.close()


class TestLongRuns:
    def test_peaks_and_ends_are_kept(self, store):
        rng = np.random.default_rng(0)
        costs = rng.uniform(0.2, 0.4, 1_000_000)
        costs[123_457], costs[777_777], costs[5] = 9.0, 0.001, math.nan
        log = RunLog(None, costs, costs / 10, np.empty(0), np.empty(0), np.empty(0))
        kept = store.save(record().with_log(log, 999_999), log)
        assert kept.is_thinned
        assert store.records()[0].is_thinned
        found = store.log(kept.uid)
        where = found.iterations.astype(int)
        assert 50_000 < len(where) <= 200_000
        assert (where[0], where[-1]) == (0, 999_999)
        assert {123_457, 777_777} <= set(where.tolist())
        assert np.array_equal(found.costs, costs[where], equal_nan=True)
        assert np.array_equal(found.train_accuracy, costs[where] / 10, equal_nan=True)
        assert kept.best.train_cost == 0.001

    def test_test_points_too(self, store):
        many = np.arange(300_000.0)
        log = RunLog(None, np.zeros(3), np.zeros(3), many, many / 7, many / 9)
        kept = store.save(record(), log, most=1000)
        found = store.log(kept.uid)
        assert not kept.is_thinned
        assert 400 < len(found.test_costs) <= 1000
        assert np.array_equal(found.test_costs, found.test_iterations / 7)

    @given(
        arrays(np.float64, st.integers(11, 200), elements=numbers), st.integers(6, 10)
    )
    def test_never_more_than_asked_for(self, values, most):
        kept = extremes(values, most)
        assert len(kept) <= most + 2
        assert (np.diff(kept) > 0).all()
        known = values[~np.isnan(values)]
        if len(known) == len(values):
            whole = values[
                : len(values)
                // -(-len(values) // (most // 2 - 1))
                * -(-len(values) // (most // 2 - 1))
            ]
            assert whole.max() in values[kept]
            assert whole.min() in values[kept]

    def test_short_ones_are_left_alone(self):
        log = log_of()
        assert log.thinned() is log

    @pytest.mark.parametrize(
        "data", [b"", b"nonsense", packed(np.ones(9))[:-6], None, "text"]
    )
    def test_damaged_curves_are_said(self, data):
        with pytest.raises(RunStoreError, match="damaged"):
            unpacked(data)

    def test_a_bomb_is_not_unpacked(self):
        with pytest.raises(RunStoreError, match="damaged"):
            unpacked(packed(np.zeros(3_000_000)))


class TestMigrations:
    def test_a_new_file_gets_the_newest_version(self, store):
        stored(store)
        with sqlite3.connect(store.path) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        assert version == len(schema.MIGRATIONS)

    def test_a_file_from_before_weights_were_kept(self, store, path):
        old = record().with_log(log_of(), 2)
        row = to_row(old)
        del row["weights"]
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as connection, connection:
            schema.MIGRATIONS[0](connection)
            connection.execute("PRAGMA user_version = 1")
            names = ", ".join(f":{name}" for name in row)
            columns = names.replace(":", "")
            connection.execute(f"INSERT INTO runs ({columns}) VALUES ({names})", row)
        kept = stored(store)
        assert store.records() == (dataclasses.replace(old, number=1), kept)

    def test_an_empty_file_is_a_new_one(self, store, path):
        path.parent.mkdir()
        path.touch()
        found, note = open_runs(path.parent)
        assert note is None
        assert stored(found).number == 1

    def test_an_older_file_is_brought_up_to_date(self, store, monkeypatch):
        kept = stored(store)

        def add_mood(connection):
            connection.execute("ALTER TABLE runs ADD COLUMN mood TEXT DEFAULT 'fine'")

        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_mood))
        found, note = open_runs(store.path.parent)
        assert note is None
        assert found.records() == (kept,)
        with sqlite3.connect(store.path) as connection:
            assert connection.execute("SELECT mood FROM runs").fetchone()[0] == "fine"
        connection.close()

    def test_one_that_fails_halfway_changes_nothing(self, store, monkeypatch):
        kept = stored(store)
        content = store.path.read_bytes()

        def fail(connection):
            connection.execute("DROP TABLE runs")
            connection.execute("NONSENSE")

        with monkeypatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
            with pytest.raises(RunStoreError):
                RunStore(store.path).records()
        assert store.path.read_bytes() == content
        assert store.records() == (kept,)

    def test_so_does_one_that_sqlite_gives_up(self, store, monkeypatch):
        kept = stored(store)

        def fail(connection):
            connection.execute("ROLLBACK")
            raise sqlite3.OperationalError("given up")

        with monkeypatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
            with pytest.raises(RunStoreError, match="given up"):
                RunStore(store.path).records()
        assert store.records() == (kept,)

    def test_a_newer_file_is_left_alone(self, store, path):
        stored(store)
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        content = path.read_bytes()
        found, note = open_runs(path.parent)
        assert "newer LayerLab" in str(note)
        assert stored(found).number == 1
        assert path.read_bytes() == content
        assert os.listdir(path.parent) == [FILE_NAME]
        found.close()


def damage_nothing_but_text(path):
    path.write_text("This is no database. " * 100)


def damage_page(path):
    # The page that holds the table's root: the header stays as it is.
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    path.write_bytes(content)


def damage_inside(path):
    # A leaf that tells of more cells than it has: found only by SQLite's own check.
    content = bytearray(path.read_bytes())
    content[4096 + 8 : 4096 + 64] = b"\x55" * 56
    path.write_bytes(content)


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_in_header(path):
    path.write_bytes(path.read_bytes()[:50])


def replace_by_folder(path):
    path.unlink()
    path.mkdir()
    (path / "mine.txt").write_text("keep me")


def replace_by_other_database(path):
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def lose_table(path):
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE curves")
    connection.close()


def lose_column(path):
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE runs DROP COLUMN seconds")
    connection.close()


DAMAGES = [
    damage_nothing_but_text,
    damage_page,
    truncate,
    cut_in_header,
    replace_by_folder,
    replace_by_other_database,
    lose_table,
    lose_column,
]


class TestBrokenFiles:
    @pytest.mark.parametrize("damage", DAMAGES)
    def test_it_is_renamed_and_a_new_list_begins(self, store, path, damage):
        for _ in range(4):
            stored(store)
        damage(path)
        before = path.read_bytes() if path.is_file() else None
        found, note = open_runs(path.parent)
        assert isinstance(note, RunStoreError)
        (aside,) = path.parent.glob(f"{FILE_NAME}.broken-*[0-9]")
        assert aside.name in str(note)
        if before is None:
            assert (aside / "mine.txt").read_text() == "keep me"
        else:
            assert aside.read_bytes() == before
        assert found.records() == ()
        assert stored(found).number == 1
        assert open_runs(path.parent)[1] is None

    @pytest.mark.parametrize("damage", [damage_page, damage_inside, cut_in_header])
    def test_damage_is_said_in_a_few_words(self, store, path, damage):
        for _ in range(4):
            stored(store)
        damage(path)
        found, note = open_runs(path.parent)
        assert note is not None
        assert note.values["reason"] == "it is damaged"
        found.close()

    def test_other_reasons_are_given_as_they_are(self, store, path):
        stored(store)
        replace_by_other_database(path)
        _, note = open_runs(path.parent)
        assert note is not None
        assert note.values["reason"] == "not a list of runs"

    def test_two_on_one_day_are_both_kept(self, path):
        path.parent.mkdir()
        for text in ("one", "two", "three"):
            path.write_text(text * 99)
            assert open_runs(path.parent)[1] is not None
        kept = sorted(p.read_text()[:3] for p in path.parent.iterdir())
        assert kept == ["one", "thr", "two"]

    def test_a_locked_file_is_set_aside(self, store, path, monkeypatch):
        stored(store)
        monkeypatch.setattr("engine.runs.run_file.BUSY_SECONDS", 0.05)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        found, note = open_runs(path.parent)
        assert "locked" in str(note)
        assert stored(found).number == 1
        other.execute("ROLLBACK")
        other.close()
        (aside,) = path.parent.glob(f"{FILE_NAME}.broken-*[0-9]")
        assert len(RunStore(aside).records()) == 1

    def test_its_journal_goes_with_it(self, path):
        path.parent.mkdir()
        path.write_text("no database" * 99)
        journal = path.with_name(FILE_NAME + "-journal")
        journal.write_text("journal")
        aside = set_aside(path)
        beside = aside.with_name(aside.name + "-journal")
        assert beside.read_text() == "journal"
        assert not journal.exists()

    def test_what_cant_be_renamed_stays(self, path, monkeypatch):
        path.parent.mkdir()
        path.write_text("no database" * 99)

        def refuse(*_args):
            raise PermissionError(13, "denied")

        monkeypatch.setattr(Path, "rename", refuse)
        found, note = open_runs(path.parent)
        assert "until this window closes" in str(note)
        assert stored(found).number == 1
        assert path.read_text() == "no database" * 99
        found.close()

    def test_another_window_may_be_faster(self, store, path, monkeypatch):
        stored(store)
        truncate(path)

        def gone(_path):
            path.unlink()
            raise FileNotFoundError

        monkeypatch.setattr("engine.runs.opening.set_aside", gone)
        found, note = open_runs(path.parent)
        assert note is None
        assert found.path == path

    def test_another_window_that_was_faster_may_have_failed(self, path, monkeypatch):
        path.parent.mkdir()
        path.write_text("no database" * 99)

        def gone(_path):
            raise FileNotFoundError

        monkeypatch.setattr("engine.runs.opening.set_aside", gone)
        found, note = open_runs(path.parent)
        assert "until this window closes" in str(note)
        assert found.path is None
        found.close()

    def test_damage_while_it_is_in_use_is_said(self, store, path):
        kept = stored(store)
        truncate(path)
        with pytest.raises(RunStoreError, match="damaged"):
            store.records()
        with pytest.raises(RunStoreError, match="damaged"):
            store.save(kept, log_of())
        assert open_runs(path.parent)[1] is not None

    def test_a_transaction_that_sqlite_gave_up_is_over(self, store):
        kept = stored(store)

        def give_up():
            with store._file.writing() as connection:
                connection.execute("DELETE FROM runs")
                connection.execute("ROLLBACK")
                raise sqlite3.OperationalError("given up")

        with pytest.raises(RunStoreError, match="given up"):
            give_up()
        assert store.records() == (kept,)

    def test_a_row_that_makes_no_sense_is_left_out(self, store):
        good = stored(store)
        for column, value in {
            "spec": "{}",
            "config": '{"optimizer": "magic"}',
            "ended": "never",
            "rates": "[1]",
            "started": "then",
            "iterations": "many",
            "train_cost": "cheap",
        }.items():
            bad = stored(store)
            with sqlite3.connect(store.path) as connection:
                query = f"UPDATE runs SET {column} = ? WHERE uid = ?"
                connection.execute(query, (value, bad.uid))
            connection.close()
        assert store.records() == (good,)
        assert open_runs(store.path.parent)[1] is None

    @pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
    @pytest.mark.skipif(
        hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do everything"
    )
    def test_a_read_only_folder_is_read(self, store, path):
        kept = stored(store)
        path.chmod(stat.S_IREAD)
        path.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
        try:
            found, note = open_runs(path.parent)
            assert note is None
            assert found.records() == (kept,)
            with pytest.raises(RunStoreError, match="can't be kept"):
                stored(found)
        finally:
            path.parent.chmod(stat.S_IRWXU)

    def test_a_folder_that_cant_be_made_is_said(self, tmp_path):
        (tmp_path / "file").touch()
        store = RunStore(tmp_path / "file" / FILE_NAME)
        with pytest.raises(RunStoreError, match="can't be kept"):
            stored(store)

    def test_a_full_disk_is_said_and_what_was_kept_stays(self, store, monkeypatch):
        kept = stored(store)
        opened = RunFile._open

        def small(self, mode):
            connection = opened(self, mode)
            connection.execute("PRAGMA max_page_count = 10")
            return connection

        log = log_of(np.random.default_rng(0).uniform(size=20_000).tolist())
        with monkeypatch.context() as patch:
            patch.setattr(RunFile, "_open", small)
            with pytest.raises(RunStoreError, match="disk is full"):
                store.save(record(), log)
        assert store.records() == (kept,)
        assert store.save(record(), log).number == 2


class TestManyAtOnce:
    def test_a_second_window_sees_and_adds(self, store, path):
        other = RunStore(path)
        first = stored(store)
        second = stored(other)
        assert store.records() == other.records() == (first, second)

    def test_writers_wait_for_one_another(self, path):
        path.parent.mkdir()
        errors = []

        def write():
            try:
                for _ in range(5):
                    stored(RunStore(path))
            except RunStoreError as error:
                errors.append(error)

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        found = RunStore(path).records()
        assert [run.number for run in found] == list(range(1, 21))

    def test_one_that_waits_too_long_says_so(self, store, path, monkeypatch):
        stored(store)
        monkeypatch.setattr("engine.runs.run_file.BUSY_SECONDS", 0.05)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RunStoreError, match="in use"):
            stored(store)
        other.execute("ROLLBACK")
        other.close()
        assert stored(store).number == 2


WRITER = """
import sys
from pathlib import Path
import numpy as np
from engine.runs import RunStore
from tests.engine.test_run_store import log_of, record
store = RunStore(Path(sys.argv[1]))
costs = np.random.default_rng(0).uniform(size=50_000).tolist()
while True:
    log = log_of(costs)
    print(store.save(record().with_log(log, 3), log).number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("after", [1, 2, 5])
def test_killed_in_the_middle_every_run_that_was_stored_is_there(path, after):
    path.parent.mkdir()
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        lines = [int(writer.stdout.readline()) for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        lines += [int(line) for line in writer.stdout if line.endswith(b"\n")]
    store, note = open_runs(path.parent)
    assert note is None
    found = store.records()
    assert [run.number for run in found][: len(lines)] == lines
    assert len(found) - len(lines) in (0, 1)
    assert all(len(store.log(run.uid).costs) == 50_000 for run in found)
    assert stored(store).number == len(found) + 1


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_within_a_transaction_it_never_was(store, path):
    kept = stored(store)
    program = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE runs SET note = ?", ("x" * 500_000,))
connection.execute("DELETE FROM curves")
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name(FILE_NAME + "-journal").stat().st_size > 0
    found, note = open_runs(path.parent)
    assert note is None
    assert found.records() == (kept,)
    assert_same(found.log(kept.uid), log_of())


class TestExport:
    def test_a_line_for_each_run(self, store):
        kept = dataclasses.replace(stored(store), note='say "hi", =1+1')
        (row,) = csv.DictReader(io.StringIO(csv_text([kept])))
        assert row["hidden_layers"] == "20, 7"
        assert row["note"] == 'say "hi", =1+1'
        assert float(row["train_cost"]) == kept.final.train_cost
        assert row["learning_rate"] == "0.0075"
        assert row["test_accuracy"] == "0.5"

    def test_nothing_is_a_formula_for_a_spreadsheet(self, store):
        kept = dataclasses.replace(stored(store), note="=1+1", dataset_name="@x")
        (row,) = csv.DictReader(io.StringIO(csv_text([kept])))
        assert (row["note"], row["data"]) == ("'=1+1", "'@x")

    def test_to_a_file_or_not_at_all(self, store, tmp_path):
        kept = stored(store)
        export_runs(tmp_path / "runs.csv", [kept])
        text = (tmp_path / "runs.csv").read_text("utf-8-sig")
        assert text.startswith("run,started,")
        with pytest.raises(RunStoreError, match="folder"):
            export_runs(tmp_path / "none" / "runs.csv", [kept])

    def test_no_runs_give_no_lines(self):
        assert csv_text([]).strip() == ""


def test_columns_are_those_of_the_table(store):
    stored(store)
    with sqlite3.connect(store.path) as connection:
        found = [row[1] for row in connection.execute("PRAGMA table_info(runs)")]
    connection.close()
    assert set(found) == {*COLUMNS, "number", "note", "model_file", "deleted"}
