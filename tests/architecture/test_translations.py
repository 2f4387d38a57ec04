"""Every text that users see goes through tr(), as a literal."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "gui").rglob("*.py"))
SHOWN = {
    "setText",
    "setToolTip",
    "setStatusTip",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "addAction",
    "addMenu",
    "addItem",
    "addTab",
    "setTabText",
    "setTitle",
    "showMessage",
}
MAKERS = {"QLabel", "QPushButton", "QAction", "QMenu", "QGroupBox", "QToolBar"}
NAMES = {"LayerLab", "LayerLab[*]"}
"""Names aren't translated."""

LOOKS_UP = {"gui/words.py", "gui/main_window.py", "gui/panels.py"}
"""Modules that translate texts that were marked elsewhere."""


def called(call: ast.Call) -> str:
    function = call.func
    return getattr(function, "attr", getattr(function, "id", ""))


def calls(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def is_text(node: ast.expr) -> bool:
    """Tell whether an expression is a literal with words in it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    words = [
        part.value
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    text = "".join(words)
    return sum(map(str.isalpha, text)) > 1 and text not in NAMES


def untranslated(path: Path) -> list[str]:
    return [
        f"{path.name}:{call.lineno}: {ast.unparse(argument)}"
        for call in calls(path)
        if called(call) in SHOWN | MAKERS
        for argument in call.args
        if is_text(argument)
    ]


def computed(path: Path) -> list[str]:
    return [
        f"{path.name}:{call.lineno}: {ast.unparse(call)}"
        for call in calls(path)
        if called(call) == "tr"
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_are_translated(path):
    assert untranslated(path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_literals_are_translated(path):
    # A computed text can't be in the list that translators get.
    if str(path.relative_to(ROOT)) not in LOOKS_UP:
        assert computed(path) == []


def test_the_check_finds_what_it_looks_for(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text('w.setText("Hello")\nself.tr(f"a {b}")\nQLabel(f"Hi {b}")\n')
    assert len(untranslated(bad)) == 2
    assert len(computed(bad)) == 1
