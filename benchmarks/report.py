"""The results as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contest import PIECES
from benchmarks.lineup import MAKERS, RUN_LENGTHS
from benchmarks.peers import ours
from benchmarks.results import machine
from benchmarks.targets import WORST_CHOICE, Row, rows, worst_choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.cases import Case, Sweep
    from benchmarks.results import Results

SIDES = (*MAKERS, ours.TESTED)
BY_HAND = "<!-- Below this line the page is written by hand and kept. -->"

_METHOD = """\
An iteration is a forward pass, the cost, the share of right answers, a backward pass
and an update. Everybody starts from the same weights and trains on the same examples in
the same precision, {rounds} turns each, one after the other, of about {seconds:g} s. A
turn is cut into {pieces} pieces where an epoch is short enough, of which the fastest
counts: what else runs on the machine slows Python's own code by up to nine tenths and a
matrix product by a quarter, for tenths of a second or for seconds. A figure is the
median over the turns. Of PyTorch, scikit-learn, the notes' loop and the floor it is the
better of one and two threads, of JAX the better of examples kept as rows and as
columns. With mini-batches everybody shuffles once an epoch. All libraries choose their
kernels for the processor: settings that hold OpenBLAS to those of an older one are left
out.

What is not the same: in full-batch cases LayerLab alone also measures the test set on
every tenth iteration, if there is one ("{tested}" is how it fares with that and
mini-batches); scikit-learn and the notes' loop count no right answers; JAX leaves out
the last, incomplete batch of an epoch. JAX's loop is one compiled program, and how many
threads it takes is its own affair.

The ratio is how many times LayerLab's time the other takes. The floor is the bare
matrix products of LayerLab's path, with nothing between them; there the ratio is how
many times the floor LayerLab takes."""


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return a Markdown table; all columns but the first are numbers."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for line in lines:
        # A bar of a title would begin a new cell.
        yield f"| {' | '.join(cell.replace('|', '/') for cell in line)} |"


def time_text(seconds: float) -> str:
    """Write a time with three digits in a unit that suits it."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 0.9995 or unit == "µs":
            break
    value = seconds * factor
    decimals = 0 if value >= 99.95 else 1 if value >= 9.995 else 2
    return f"{value:,.{decimals}f} {unit}"


def ratio_text(ratio: float) -> str:
    """Write a ratio with two decimals, fewer if it is large."""
    decimals = 0 if ratio >= 99.5 else 1 if ratio >= 9.95 else 2
    return f"{ratio:,.{decimals}f}×"


def case_lines(cells: Iterable[Row]) -> Iterator[list[str]]:
    """Return the lines of one case's table."""
    for row in cells:
        figure = row.figure
        yield [
            f"{figure.side} ({figure.variant})",
            time_text(figure.median),
            time_text(figure.best),
            "" if row.ratio is None else ratio_text(row.ratio),
            "" if row.target is None else str(row.target),
            row.verdict,
        ]


def case_section(results: Results, case: Case) -> Iterator[str]:
    """Return a heading and a table for each precision."""
    for precision in case.precisions:
        compared = rows(results.figures, case.key, precision, SIDES)
        if compared:
            yield from ("", f"### {case.title}, {precision}", "")
            head = ("", "median", "least", "ratio", "target", "")
            yield from table(head, case_lines(compared))


def targets_section(results: Results, cases: Iterable[Case]) -> Iterator[str]:
    """Return the targets alone, met or short."""
    lines = [
        [
            f"{case.title}, {precision}, {row.figure.side}",
            ratio_text(row.ratio or 0),
            str(row.target),
            row.verdict,
        ]
        for case in cases
        for precision in case.precisions
        for row in rows(results.figures, case.key, precision, SIDES)
        if row.target is not None
    ]
    worst = worst_choice(results.choices)
    if worst is not None:
        where = f"m = {worst.m:,}, {worst.precision}, {worst.iterations:,} iterations"
        met = "met" if worst.ratio <= WORST_CHOICE else "short"
        text = f"choice of the path, at its worst ({where})"
        lines.append([text, ratio_text(worst.ratio), f"≤ {WORST_CHOICE:g}", met])
    if lines:
        yield from ("", "## Targets", "")
        yield from table(("", "ratio", "target", ""), lines)


def choices_section(results: Results) -> Iterator[str]:
    """Return what the engine chose for whole runs, and what that cost."""
    if not results.choices:
        return
    lengths = " and ".join(f"{length:,}" for length in RUN_LENGTHS)
    yield from ("", "## The choice of the path", "")
    yield f"Whole runs of {lengths} iterations, all that is precomputed included."
    if worst_choice(results.choices) is None:
        yield "This engine has one path only."
    yield ""
    lines = (
        [
            f"{choice.m:,}, {choice.precision}, {choice.iterations:,} iterations",
            *(
                time_text(choice.seconds[path]) if path in choice.seconds else "–"
                for path in ours.FORCED
            ),
            choice.chosen,
            ratio_text(choice.ratio),
        ]
        for choice in results.choices
    )
    yield from table(("m", *ours.FORCED, "chosen", "chosen / better"), lines)


def memory_section(results: Results) -> Iterator[str]:
    """Return the memory peaks."""
    if not results.peaks:
        return
    yield from ("", "## Memory", "")
    yield "Peak of a fresh process beyond its imports; the unit is the data in float32."
    yield ""
    lines = (
        [
            f"{peak.case}, {peak.precision}, {peak.side}",
            f"{peak.extra / 1e6:,.0f} MB",
            f"{peak.units:.2f}",
        ]
        for peak in results.peaks
    )
    yield from table(("", "peak", "units of the data"), lines)


def sweeps_section(results: Results, sweeps: Iterable[Sweep]) -> Iterator[str]:
    """Return a picture and a table for each sweep."""
    for sweep in sweeps:
        measured = {figure.case for figure in results.figures}
        if measured.isdisjoint(case.key for _, case in sweep.points):
            continue
        yield from ("", f"## Cost against {sweep.key}", "")
        yield f"![Time of an iteration against {sweep.label}]({sweep.key}.svg)"
        yield ""
        yield from _sweep_table(results, sweep)


def _sweep_table(results: Results, sweep: Sweep) -> Iterator[str]:
    sides = (*MAKERS, *ours.FORCED.values())
    points = []
    for value, case in sweep.points:
        compared = rows(results.figures, case.key, "float64", sides)
        points.append((value, {row.figure.side: row.figure for row in compared}))
    shown = [side for side in sides if any(side in found for _, found in points)]
    lines = (
        [
            f"{value:,}",
            *(time_text(found[s].median) if s in found else "–" for s in shown),
        ]
        for value, found in points
    )
    yield from table((sweep.key, *shown), lines)


def report(
    results: Results, cases: Sequence[Case], sweeps: Sequence[Sweep]
) -> list[str]:
    """Return the lines of the whole report."""
    settings = results.settings
    method = _METHOD.format(
        rounds=settings.rounds,
        seconds=settings.seconds,
        pieces=PIECES,
        tested=ours.TESTED,
    )
    lines = ["# Benchmarks", "", "Written by `make bench`. Measured on:", machine()]
    lines += ["", *method.splitlines()]
    if results.disagreements:
        most = max(results.disagreements.values())
        lines += ["", f"After ten updates in float64, all costs agree to {most:.0e}."]
    lines += targets_section(results, cases)
    tables = [line for case in cases for line in case_section(results, case)]
    lines += ["", "## Cases", *tables] if tables else []
    lines += choices_section(results)
    lines += memory_section(results)
    lines += sweeps_section(results, sweeps)
    return lines


def splice(page: str, lines: Iterable[str]) -> str:
    """Put a new report into a page, and keep what was written by hand below it."""
    _, found, kept = page.partition(BY_HAND)
    below = kept if found else "\n"
    return "\n".join([*lines, "", BY_HAND]) + below
