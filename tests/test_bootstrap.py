"""The set-up program: everything that needs no network."""

import ast
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import bench_environment
import bootstrap
import environment
import pytest
import tasks
from bench_environment import BenchEnvironment
from environment import DIGESTED, Environment, SetupError, Stamp

SCRIPTS = Path(bootstrap.__file__).parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in DIGESTED:
        (tmp_path / name).write_text("numpy==2.4.6 \\\n    --hash=sha256:00\n")
    return tmp_path


class FakeEnvironment(Environment):
    """An environment whose slow parts are recorded, not done."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.done: list[str] = []
        self.broken_install = False

    def create(self) -> None:
        self.done.append("create")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.python.parent.mkdir(parents=True)
        self.python.symlink_to(sys.executable)

    def _install_packages(self, lock: str, count: int) -> None:
        self.done.append(lock)
        if self.broken_install:
            raise SetupError("cut short")


@pytest.fixture
def venv(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEnvironment:
    monkeypatch.setattr(environment, "_succeeds", lambda command: True)
    return FakeEnvironment(checkout)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    for module in (tasks, environment, bench_environment):
        monkeypatch.setattr(module, "say", lines.append)
    return lines


class TestStamp:
    def test_survives_writing_and_reading(self, tmp_path: Path) -> None:
        stamp = Stamp("3.11", "abc", dev=True)
        stamp.write(tmp_path / "stamp.json")
        assert Stamp.read(tmp_path / "stamp.json") == stamp
        assert [path.name for path in tmp_path.iterdir()] == ["stamp.json"]

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"python": "3.11"}'])
    def test_is_none_when_unreadable(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "stamp.json"
        path.write_text(text)
        assert Stamp.read(path) is None

    def test_serves_itself_and_less(self) -> None:
        stamp = Stamp("3.11", "abc", dev=True)
        assert stamp.serves(stamp)
        assert stamp.serves(replace(stamp, dev=False))

    @pytest.mark.parametrize(
        "wanted",
        [
            Stamp("3.12", "abc", dev=False),
            Stamp("3.11", "abd", dev=False),
            Stamp("3.11", "abc", dev=True),
        ],
    )
    def test_does_not_serve_anything_else(self, wanted: Stamp) -> None:
        assert not Stamp("3.11", "abc", dev=False).serves(wanted)

    @pytest.mark.parametrize("name", DIGESTED)
    def test_changes_with_each_file(self, checkout: Path, name: str) -> None:
        before = Stamp.wanted(checkout, dev=False)
        with (checkout / name).open("a") as file:
            file.write("# changed\n")
        assert Stamp.wanted(checkout, dev=False) != before

    def test_ignores_line_ends(self, checkout: Path) -> None:
        before = Stamp.wanted(checkout, dev=False)
        path = checkout / DIGESTED[0]
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert Stamp.wanted(checkout, dev=False) == before


class TestInstall:
    def test_creates_then_does_nothing(self, venv: FakeEnvironment) -> None:
        assert venv.install(dev=False)
        assert not venv.install(dev=False)
        assert venv.done == ["create", "requirements.lock"]

    def test_adds_the_tools_and_keeps_them(self, venv: FakeEnvironment) -> None:
        venv.install(dev=False)
        venv.install(dev=True)
        assert not venv.install(dev=False)
        assert venv.done[2:] == ["requirements-dev.lock"]

    def test_updates_in_place_with_the_same_tools(self, venv: FakeEnvironment) -> None:
        venv.install(dev=True)
        (venv.root / "requirements.lock").write_text("numpy==2.5.0\n")
        venv.install(dev=False)
        assert venv.done[2:] == ["requirements-dev.lock"]

    def test_starts_afresh_after_an_interruption(self, venv: FakeEnvironment) -> None:
        venv.install(dev=False)
        venv.broken_install = True
        with pytest.raises(SetupError):
            venv.install(dev=True)
        assert not venv.stamp.exists()
        venv.broken_install = False
        venv.install(dev=False)
        assert venv.done[3:] == ["create", "requirements.lock"]

    def test_replaces_another_version_of_python(self, venv: FakeEnvironment) -> None:
        venv.install(dev=False)
        stamp = Stamp.read(venv.stamp)
        assert stamp is not None
        replace(stamp, python="3.10").write(venv.stamp)
        venv.install(dev=False)
        assert venv.done[2:] == ["create", "requirements.lock"]

    def test_replaces_one_without_pip(
        self, venv: FakeEnvironment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        venv.install(dev=False)
        monkeypatch.setattr(environment, "_succeeds", lambda command: False)
        venv.install(dev=True)
        assert venv.done[2:] == ["create", "requirements-dev.lock"]

    def test_replaces_one_without_an_interpreter(self, venv: FakeEnvironment) -> None:
        venv.install(dev=False)
        venv.python.unlink()
        venv.install(dev=False)
        assert venv.done[2:] == ["create", "requirements.lock"]


class TestPeers:
    @pytest.fixture
    def bench(
        self, checkout: Path, monkeypatch: pytest.MonkeyPatch
    ) -> BenchEnvironment:
        (checkout / "requirements-engine.lock").write_text("numpy==2.4.6\n")
        (checkout / "pyproject.toml").write_text(
            '[dependency-groups]\nbench = ["fast==1", "slow>=2"]\n'
        )
        monkeypatch.setattr(BenchEnvironment, "create", lambda self: None)
        return BenchEnvironment(checkout)

    def install(
        self, bench: BenchEnvironment, monkeypatch: pytest.MonkeyPatch, *broken: str
    ) -> list[str]:
        asked: list[str] = []

        def run_pip(python: Path, arguments: list[str], show: object) -> str | None:
            asked.append(arguments[0])
            return "ERROR: no such wheel\n" if arguments[0] in broken else None

        for module in (bench_environment, environment):
            monkeypatch.setattr(module, "run_pip", run_pip)
        bench.folder.mkdir(exist_ok=True)
        bench.install(dev=False)
        return asked

    def test_follow_the_locked_packages(
        self, bench: BenchEnvironment, monkeypatch: pytest.MonkeyPatch, said: list[str]
    ) -> None:
        asked = self.install(bench, monkeypatch)
        assert asked == ["--require-hashes", "fast==1", "slow>=2"]
        assert bench.folder.name == ".venv-bench"
        assert bench.stamp.exists()

    def test_that_cannot_be_had_are_left_out(
        self, bench: BenchEnvironment, monkeypatch: pytest.MonkeyPatch, said: list[str]
    ) -> None:
        self.install(bench, monkeypatch, "fast==1")
        assert "without fast==1: pip could not" in said[-3]
        assert said[-1] == "To try again, delete .venv-bench."

    def test_that_all_fail_are_a_failure(
        self, bench: BenchEnvironment, monkeypatch: pytest.MonkeyPatch, said: list[str]
    ) -> None:
        with pytest.raises(SetupError, match="no such wheel"):
            self.install(bench, monkeypatch, "fast==1", "slow>=2")
        assert not bench.stamp.exists()


class TestPip:
    def test_counts_the_packages_of_a_lock(self, checkout: Path) -> None:
        assert environment.package_count(checkout / DIGESTED[0]) == 1

    @pytest.mark.parametrize(
        "output",
        [
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'",
            "socket.gaierror: Temporary failure in name resolution",
            "ERROR: HTTPSConnectionPool: Max retries exceeded with url: /x",
        ],
    )
    def test_tells_that_the_network_is_missing(self, output: str) -> None:
        message = environment.pip_failure(output, Path("install.log"))
        assert message.startswith("No network")
        assert "\n" not in message

    def test_gives_the_first_error_otherwise(self) -> None:
        output = "Collecting numpy\nERROR: [Errno 28] No space left\nERROR: more\n"
        message = environment.pip_failure(output, Path("install.log"))
        assert "[Errno 28] No space left\n" in message
        assert message.endswith("install.log")

    def test_names_the_log_when_pip_says_nothing(self) -> None:
        assert "install.log" in environment.pip_failure("", Path("install.log"))


class TestVenvModules:
    def test_tells_a_user_what_to_type(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "_succeeds", lambda command: False)
        monkeypatch.setattr(environment, "has_apt", lambda: True)
        monkeypatch.setattr(environment, "is_root", lambda: False)
        with pytest.raises(SetupError, match=r"sudo apt-get .* python3\.\d+-venv$"):
            environment.provide_venv()


class TestCommandLine:
    @pytest.mark.parametrize("version", [(3, 11), (3, 13, 1), (4, 0)])
    def test_accepts_newer_pythons(self, version: tuple[int, ...]) -> None:
        assert bootstrap.too_old(version, "python3") is None

    def test_refuses_older_pythons_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 13))
        assert bootstrap.main() == 2
        message = capsys.readouterr().err
        assert message.count("\n") == 1
        assert "3.11 or later" in message
        assert "is 3.10." in message

    def test_the_check_runs_on_older_pythons(self) -> None:
        source = Path(bootstrap.__file__).read_text(encoding="utf-8")
        ast.parse(source, feature_version=(3, 6))
        assert "__future__" not in source

    def test_forwards_arguments_untouched(
        self, monkeypatch: pytest.MonkeyPatch, venv: FakeEnvironment
    ) -> None:
        started: list[object] = []
        monkeypatch.setattr(tasks, "install", lambda *, dev: venv)
        monkeypatch.setattr(
            tasks, "start", lambda command: started.extend(command) or 7
        )
        arguments = ["--help", "predict", "a b.h5", "--json"]
        assert tasks.main(["run", *arguments]) == 7
        assert started == [venv.python, venv.root / "main.py", *arguments]

    def test_tests_run_offscreen_with_the_tools(
        self, monkeypatch: pytest.MonkeyPatch, venv: FakeEnvironment
    ) -> None:
        seen: dict[str, object] = {}
        monkeypatch.setattr(
            tasks, "install", lambda *, dev: seen.update(dev=dev) or venv
        )
        monkeypatch.setattr(
            tasks, "start", lambda command, **options: seen.update(options) or 0
        )
        assert tasks.main(["test", "-x"]) == 0
        assert seen["dev"] is True
        assert seen["extra_environment"] == {"QT_QPA_PLATFORM": "offscreen"}

    def test_benchmarks_have_an_environment_of_their_own(
        self, monkeypatch: pytest.MonkeyPatch, venv: FakeEnvironment
    ) -> None:
        started: list[object] = []
        monkeypatch.setattr(tasks, "BenchEnvironment", lambda: venv)
        monkeypatch.setattr(
            tasks, "start", lambda command, cwd: started.extend([*command, cwd]) or 0
        )
        assert tasks.main(["bench", "--quick"]) == 0
        assert started == [venv.python, "-m", "benchmarks", "--quick", venv.root]
        assert venv.done == ["create", "requirements.lock"]

    @pytest.mark.parametrize(
        ("fault", "code"),
        [(SetupError("x"), 1), (OSError("y"), 1), (KeyboardInterrupt(), 130)],
    )
    def test_ends_without_a_traceback(
        self,
        monkeypatch: pytest.MonkeyPatch,
        said: list[str],
        fault: BaseException,
        code: int,
    ) -> None:
        def fail(*, dev: bool) -> Environment:
            raise fault

        monkeypatch.setattr(tasks, "install", fail)
        assert tasks.main(["install"]) == code
        assert len(said) == 1

    def test_an_unknown_command_is_a_wrong_call(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            tasks.main(["fly"])
        assert "invalid choice: 'fly'" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot replace a process")
def test_start_becomes_the_program(tmp_path: Path) -> None:
    program = (
        "import tasks, pathlib, sys\n"
        "code = 'import json, os, sys; print(json.dumps([os.getcwd(), sys.argv[1:],"
        ' os.environ["SPAM"]])); sys.exit(5)\'\n'
        "tasks.start([sys.executable, '-c', code, 'a b', '--json'],"
        " cwd=pathlib.Path(sys.argv[1]), extra_environment={'SPAM': 'eggs'})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert json.loads(done.stdout) == [str(tmp_path), ["a b", "--json"], "eggs"]
