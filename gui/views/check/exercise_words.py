"""What the exercise says: the notes' backward pass, the question, the explanation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.notes_mlp import FACTOR, HIDDEN, INPUTS, OUTPUTS, M
from gui.words import count

CODE = """\
loss     = (y_pred - y).pow(2).sum()
d_y_pred = 1/m * (y_pred - y)
d_w2 = 1/m * A1.t().mm(d_y_pred)
d_b2 = 1/m * torch.sum(d_y_pred, 0)
d_A1 = d_y_pred.mm(w2.t())
d_Z1 = d_A1,  0 where Z1 < 0
d_w1 = 1/m * x.t().mm(d_Z1)
d_b1 = 1/m * torch.sum(d_Z1, 0)"""
"""The notes' own lines, one example a row."""

CORRECTED = """\
loss     = (y_pred - y).pow(2).sum()
d_y_pred = 2 * (y_pred - y)
d_w2 = A1.t().mm(d_y_pred)
d_b2 = torch.sum(d_y_pred, 0)
d_A1 = d_y_pred.mm(w2.t())
d_Z1 = d_A1,  0 where Z1 < 0
d_w1 = x.t().mm(d_Z1)
d_b1 = torch.sum(d_Z1, 0)"""
"""The same without the mistakes."""

CHOICES = {"m": M, "2m": 2 * M, "m²": M**2, "2m²": FACTOR}
"""What the factor may be, and how much that is."""


RATE = 0.01
"""The notes' learning rate."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Check", text)


def task() -> str:
    """Return what there is to do."""
    text = tr(
        "The notes' code for {inputs}–{hidden}–{outputs} and m = {m} learns, but its "
        "gradients are wrong."
    )
    return text.format(inputs=count(INPUTS), hidden=HIDDEN, outputs=OUTPUTS, m=M)


def question(ratio: float) -> str:
    """Return the second step, given what all the ratios are."""
    text = tr("All are {ratio} times too small, and m is {m}. Which factor is that?")
    return text.format(ratio=f"{ratio:,.0f}", m=M)


def no_common_ratio() -> str:
    """Return what to say where the slopes have no factor in common."""
    return tr("The slopes differ, by no common factor.")


def hint(choice: str) -> str:
    """Return what to say of a wrong choice."""
    text = tr("{choice} is {value}, and the ratios are {factor}. Try another.")
    return text.format(
        choice=choice, value=count(CHOICES[choice]), factor=count(FACTOR)
    )


def answer(is_found: bool) -> str:
    """Return the explanation, after the right choice or for who gave up."""
    first = tr("Right") if is_found else tr("It is 2m²")
    text = tr(
        "{first}: 2m² = 2 · {m}² = {factor}. There are two slips.\n"
        "• Divided by m twice: 1/m stands in d_y_pred, and again in each d_w and d_b. "
        "The loss is a sum, so there should be no 1/m at all: that is m².\n"
        "• The 2 of the square is dropped: (ŷ − y)² has the slope 2 (ŷ − y).\n"
        "It learns all the same: one common factor only makes the steps smaller, as a "
        "smaller learning rate would. {alpha} there is {rate} here."
    )
    return text.format(
        first=first, m=M, factor=count(FACTOR), alpha=RATE, rate=f"{RATE / FACTOR:.7f}"
    )


def checked_again(error: str) -> str:
    """Return what the check of the corrected lines found."""
    text = tr("The corrected lines are right: the largest relative error is {error}.")
    return text.format(error=error)
