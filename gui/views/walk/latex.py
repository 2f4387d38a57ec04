"""A formula: typeset for the eye, as plain text for whoever can't see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

PRIME = "\N{PRIME}"

_SIGNS = {
    "alpha": "α",
    "beta": "β",
    "lambda": "λ",
    "rho": "\N{GREEK SMALL LETTER RHO}",
    "varepsilon": "ε",
    "prime": PRIME,
    "le": " ≤ ",
    "coloneqq": ":=",
    "sum": "Σ ",
    "log": "log ",
    "max": "max",
    "tanh": "tanh",
    ",": " ",
    "left": "",
    "right": "",
}
_TOKEN = re.compile(r"\\[a-z]+|\\,|.", re.IGNORECASE)
_SUPERSCRIPTS = {"T": "ᵀ", "2": "²"}
_IS_ONE = re.compile(rf"[\w\[\]{PRIME}²ᵀ]+(\(i\))?")


@dataclass(frozen=True)
class Formula:
    """A formula, written in the part of LaTeX that the walk needs."""

    latex: str

    @cached_property
    def text(self) -> str:
        """The same in plain Unicode, as "Z[2] = W[2] A[1] + b[2]"."""
        text = _Reader(self.latex).rest()
        text = re.sub(r"\s+", " ", text).replace("( ", "(")
        return text.replace(" _", "_").strip()


class _Reader:
    """Reads LaTeX from left to right, and says it plainly."""

    def __init__(self, latex: str) -> None:
        self._tokens = _TOKEN.findall(latex)
        self._tokens.reverse()

    def rest(self) -> str:
        """Read on to the end, or to the brace that closes a group."""
        said = ""
        while self._tokens:
            token = self._tokens.pop()
            if token == "}":
                break
            said += self._said(token)
        return said

    def _argument(self) -> str:
        """Read what a command is for: a group, or one sign."""
        token = self._tokens.pop()
        return self._said(token)

    def _said(self, token: str) -> str:
        if token == "{":
            return self.rest()
        if token == "^":
            return _raised(self._argument())
        if token == "_":
            return f"_{_whole(self._argument())}"
        if token.startswith("\\"):
            return self._command(token[1:])
        return token.replace("-", "−")

    def _command(self, name: str) -> str:
        if name in {"frac", "tfrac"}:
            above, below = self._argument(), self._argument()
            return f"({_whole(above)} / {_whole(below)}) "
        if name == "sqrt":
            return f"√{_whole(self._argument())}"
        if name == "hat":
            return f"{self._argument()}\N{COMBINING CIRCUMFLEX ACCENT}"
        if name in {"mathrm", "mathcal"}:
            return self._argument()
        return _SIGNS[name]


def _raised(text: str) -> str:
    """Return a superscript: the layer's number stays beside its array."""
    mark = _SUPERSCRIPTS.get(text[-1:], text[-1:])
    if text.lstrip(f"{PRIME} ").startswith(("[", "(i)")) or text in _SUPERSCRIPTS:
        return (text[:-1] + mark).replace(f"{PRIME} ", PRIME)
    return f"^{_whole(text)}"


def _whole(text: str) -> str:
    """Return a part so that it can't be taken apart."""
    return text if _IS_ONE.fullmatch(text.strip()) else f"({text.strip()})"
