"""Keep the translators' files: every text that users see, in every language there is.

Writes ``resources/translations/layerlab_*.ts`` anew, what is translated kept, and makes
the ``.qm`` that the window loads of each. For another language, begin with an empty
``.ts`` of its name. Qt Linguist edits them.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.datasets import DATASETS
from engine.registry import Registry

FOLDER = ROOT / "resources" / "translations"
WINDOW, ENGINE = ROOT / "gui", ROOT / "engine"

NOT_IN_THE_WINDOW = re.compile(r"cli.*|program_text")
"""Modules of the engine whose texts go to a terminal or into a program."""

SENTENCE = re.compile(r"(?![A-Z]{4})[A-Z{“].* .*[.?!]", re.DOTALL)
"""No word in capitals: those are for a database."""

LABELS = ("label", "hint", "formula", "subject")
"""What the entries of registries say."""

OF_THE_ENGINE = "Words"
"""The context in which `gui.words` looks up the engine's texts."""

Text = tuple[str, str]
"""A context and a source."""


def texts() -> list[Text]:
    """Return all texts that may be translated, those of the window first."""
    found = dict.fromkeys(_of_window())
    found.update(dict.fromkeys((OF_THE_ENGINE, text) for text in _of_engine()))
    return list(found)


def _of_window() -> Iterator[Text]:
    for path in sorted(WINDOW.rglob("*.py")):
        yield from _below(_tree(path), "", _context_of(path))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _context_of(path: Path) -> str:
    """Return the context of a module's own ``tr``, or of the one that it imports."""
    for node in _tree(path).body:
        if isinstance(node, ast.ImportFrom) and "tr" in _names(node):
            return _context_of(_module(str(node.module)))
        if isinstance(node, ast.FunctionDef) and node.name == "tr":
            contexts = (_text_of(call, 0) for call in _calls(node, "translate"))
            return next(filter(None, contexts))
    return "Views"  # What `gui.panels` marks.


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def _module(name: str) -> Path:
    path = ROOT.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == name:
            yield node


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def _text_of(call: ast.Call, place: int) -> str | None:
    """Return an argument of a call, if it is a literal text."""
    argument = call.args[place] if len(call.args) > place else None
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if is_text else None  # type: ignore[union-attr]


def _below(tree: ast.AST, owner: str, context: str) -> Iterator[Text]:
    """Yield what is translated below a node, in a class or outside of any."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and _called(node) in ("tr", "mark"):
            text, is_method = _text_of(node, 0), isinstance(node.func, ast.Attribute)
            if text:
                yield (owner if is_method else context), text
        if isinstance(node, ast.Call) and _called(node) == "translate":
            given, text = _text_of(node, 0), _text_of(node, 1)
            if given and text:
                yield given, text
        name = node.name if isinstance(node, ast.ClassDef) else owner
        yield from _below(node, name, context)


def _of_engine() -> Iterator[str]:
    """Yield the engine's sentences, and what its registries' entries say."""
    for path in sorted(ENGINE.rglob("*.py")):
        if not NOT_IN_THE_WINDOW.fullmatch(path.stem):
            yield from filter(SENTENCE.fullmatch, _literals(_tree(path)))
    for entry in _entries():
        said = (getattr(entry, name, None) for name in LABELS)
        yield from (text for text in said if isinstance(text, str) and text)


def _literals(tree: ast.Module) -> Iterator[str]:
    """Yield texts in a module that are no docstrings, and no parts of others."""
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out.update(node.values)
        if isinstance(node, ast.Expr):
            left_out.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in left_out:
            yield from (node.value,) if isinstance(node.value, str) else ()


def _entries() -> list[object]:
    """Return what stands in the engine's registries."""
    package = importlib.import_module(ENGINE.name)
    names = (m.name for m in pkgutil.walk_packages(package.__path__, "engine."))
    modules = map(importlib.import_module, sorted(names))
    values = (value for module in modules for value in vars(module).values())
    registries = dict.fromkeys(v for v in values if isinstance(v, Registry))
    # Data are called what their file says, in every language.
    registries.pop(DATASETS)
    return [entry for registry in registries for entry in registry]


def known(path: Path) -> dict[Text, str]:
    """Return what a translators' file has translated."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            text = message.findtext("translation")
            source = message.findtext("source")
            if text and source:
                found[str(context.findtext("name")), source] = text
    return found


def write(path: Path, translated: dict[Text, str]) -> None:
    """Write a translators' file with all texts, and what is known of them."""
    language = path.stem.partition("_")[2]
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for text in texts():
        name, source = text
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = translated.get(text)
        if text not in translated:
            translation.set("type", "unfinished")
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8")


def main() -> None:
    """Bring all languages up to date, and tell what isn't translated yet."""
    for path in sorted(FOLDER.glob("*.ts")):
        translated = known(path) if path.stat().st_size else {}
        write(path, translated)
        made = path.with_suffix(".qm")
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([tool, "-silent", path, "-qm", made], check=True)
        missing = [text for text in texts() if text not in translated]
        print(f"{path.name}: {len(missing)} of {len(texts())} texts are missing")
        for context, source in missing:
            print(f"  {context}: {source}")


if __name__ == "__main__":
    main()
