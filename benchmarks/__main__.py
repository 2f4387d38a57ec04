"""Measure everything, print the tables, and write them with plots for the docs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import memory, plots
from benchmarks.cases import all_cases, all_sweeps
from benchmarks.lineup import Settings, disagreement, missing, run_case, run_sweep
from benchmarks.peers import ours, torch_eager
from benchmarks.report import report, splice
from benchmarks.results import Results
from benchmarks.surroundings import as_users_have_it
from engine.cli_options import DEFAULT_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.cases import Case, Sweep

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks"
MEMORY = "memory"
QUICK = Settings(rounds=2, seconds=0.05)


def say(text: str) -> None:
    """Tell how far it is, where it spoils nobody's output."""
    print(text, file=sys.stderr, flush=True)


def measure_cases(results: Results, cases: Sequence[Case]) -> None:
    """Run the cases of the table."""
    for case in cases:
        if case.batch_size is None and "float64" in case.precisions:
            results.disagreements[case.key] = disagreement(case)
        for precision in case.precisions:
            say(f"{case.key}, {precision} ...")
            results.figures += run_case(case, precision, results.settings)


def measure_sweeps(results: Results, sweeps: Sequence[Sweep]) -> None:
    """Run the sweeps."""
    for sweep in sweeps:
        say(f"{sweep.key} ...")
        for figures, choices in run_sweep(sweep, results.settings):
            results.figures += figures
            results.choices += choices


def measure_memory(results: Results, cases: Sequence[Case]) -> None:
    """Measure the peaks on the course network and on mini-batches."""
    if not memory.measurable():
        say("Memory peaks can't be measured on this system.")
        return
    say("memory ...")
    sides = [name for name in (ours.NAME, torch_eager.NAME) if name not in missing()]
    for case in cases:
        if case.key in ("course", "digits-64"):
            for precision in case.precisions:
                results.peaks += memory.peaks(case, precision, sides)


def write(
    folder: Path, results: Results, lines: list[str], sweeps: list[Sweep]
) -> None:
    """Write the page and its pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "README.md"
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    page.write_text(splice(before, lines), encoding="utf-8")
    if not plots.drawable():
        say("matplotlib can't be imported: no plots.")
        return
    for sweep in sweeps:
        plots.draw(results.figures, sweep, folder / f"{sweep.key}.svg")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    names = [case.key for case in all_cases()]
    names += [sweep.key for sweep in all_sweeps()] + [MEMORY]
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="less of everything: does it run at all?"
    )
    parser.add_argument(
        "--case",
        action="append",
        choices=names,
        metavar="NAME",
        help=f"only this one (may be repeated): {', '.join(names)}",
    )
    parser.add_argument("--data", default=DEFAULT_DATA, metavar="PATH")
    parser.add_argument("--rounds", type=int, metavar="N", help="turns of each side")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="write page and plots there; a whole run writes docs/benchmarks",
    )
    return parser.parse_args(arguments)


def main() -> None:
    """Measure, print, write."""
    as_users_have_it()
    options = parse()
    wanted: list[str] | None = options.case
    cases = all_cases(options.data, quick=options.quick)
    sweeps = all_sweeps(options.data, quick=options.quick)
    usual = QUICK if options.quick else Settings()
    results = Results(Settings(options.rounds or usual.rounds, usual.seconds))
    for name in missing():
        say(f"{name} can't be imported here and is left out.")
    chosen = [case for case in cases if not wanted or case.key in wanted]
    swept = [sweep for sweep in sweeps if not wanted or sweep.key in wanted]
    try:
        if not wanted or MEMORY in wanted:
            measure_memory(results, cases)
        measure_cases(results, chosen)
        measure_sweeps(results, swept)
    except KeyboardInterrupt:
        say("Stopped: what was measured so far follows, and no page is written.")
        print("\n".join(report(results, cases, sweeps)))
        sys.exit(130)
    lines = report(results, cases, sweeps)
    print("\n".join(lines))
    whole = not wanted and not options.quick
    folder = options.to or (DOCS if whole else None)
    if folder is not None:
        write(folder, results, lines, swept)


if __name__ == "__main__":
    main()
