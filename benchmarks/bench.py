"""Measures what the design promises, in one run, and prints a table; it is never a test."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.app import paths
from ictguide_desktop.content.loader import load
from ictguide_desktop.editions.compile import compile_edition

HERE = Path(__file__).resolve().parent
BEGUN = "ICTGUIDE_BENCH_BEGUN_NS"


class Row(NamedTuple):
    """One line of the table; `reach` is what the design asks for."""

    what: str
    measured: float
    reach: float
    unit: str
    note: str = ""


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
    }  # a start that compiles its own modules is not what is measured


def _child(*arguments: str) -> str:
    environment = _environment()
    environment[BEGUN] = str(time.monotonic_ns())
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(arguments)} ended with {done.returncode}\n{done.stderr}")
    return done.stdout.strip().splitlines()[-1]


def starts(runs: int, scratch: Path) -> list[Row]:
    """A bare window and the program, alternately, so that whatever else the machine does meets both."""
    script, profile = str(HERE / "starts.py"), scratch / "profile"
    times: dict[str, list[float]] = {"bare": [], "guide": []}
    arguments = {"bare": [script, "bare"], "guide": [script, "guide", str(profile)]}
    for run in range(runs + 1):
        for kind, measured in times.items():
            took = float(_child(*arguments[kind]))
            if run:  # the first of each fills the system's caches and makes the profile
                measured.append(took)
    bare, guide = (statistics.median(times[kind]) for kind in ("bare", "guide"))
    note = f"bare {bare:.0f} ms, guide {guide:.0f} ms, {runs} runs each"
    return [Row("process start to home painted ÷ bare QMainWindow", guide / bare, 1.5, "×", note)]


def journey(edition: Path, scratch: Path) -> dict[str, list[float]]:
    """The figures of one journey through the window."""
    profile = scratch / f"journey-{edition.name}"
    figures: dict[str, list[float]] = json.loads(_child(str(HERE / "journey.py"), str(edition), str(profile)))
    return figures


def tenfold(scratch: Path) -> Path:
    """An edition with every page ten times, each copy under an id of its own."""
    content = load(paths.CONTENT)
    pages = {
        language: {
            name: replace(page, head=replace(page.head, id=name))
            for page in of_language.values()
            for name in (page.head.id, *(f"{page.head.id}-copy-{n}" for n in range(1, 10)))
        }
        for language, of_language in content.pages.items()
    }
    out = scratch / "tenfold"
    compile_edition(replace(content, pages=pages), out)
    return out


def _timed_row(what: str, times: Sequence[float], reach: float) -> Row:
    return Row(
        f"{what}, p95", p95(times), reach, "ms", f"median {statistics.median(times):.1f}, {len(times)} times"
    )


def in_the_window(scratch: Path, *, with_tenfold: bool) -> list[Row]:
    """Opening, switching, typing and memory."""
    small = journey(paths.shipped_edition(), scratch)
    blocks = {name: small[f"block_{name}"][0] for name in ("open", "switch", "keys")}
    rows = [
        Row("memory after 20 pages and a search", small["memory"][0], 130, "MB"),
        _timed_row("open a page", small["open"], 30),
        _timed_row("switch language or audience", small["switch"], 100),
        _timed_row("key to results on screen", small["keys"], 16),
        Row("GUI thread blocked, longest, while typing", blocks["keys"], 50, "ms"),
        Row("GUI thread blocked, longest, open or switch", max(blocks["open"], blocks["switch"]), 50, "ms",
            f"open {blocks['open']:.0f}, switch {blocks['switch']:.0f}"),
    ]  # fmt: skip
    if with_tenfold:
        large = journey(tenfold(scratch), scratch)
        rows += [
            _timed_row("key to results, 10 × the pages", large["keys"], 50),
            Row("GUI thread blocked while typing, 10 × the pages", large["block_keys"][0], 50, "ms"),
        ]
    return rows


def compiling(scratch: Path) -> list[Row]:
    """The whole command from a cold start, then again after one page has changed."""
    source, out = scratch / "content", scratch / "edition"
    shutil.copytree(paths.CONTENT, source)
    command = ["-m", "ictguide_desktop", "build", str(source), "-o", str(out), "--progress"]
    begun = time.perf_counter()
    _child(*command)
    whole = time.perf_counter() - begun
    page = next(iter(sorted((source / "en" / "modules").glob("*.md"))))
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(". ", ". Then look again. ", 1), encoding="utf-8")
    begun = time.perf_counter()
    _child(*command)
    return [
        Row("compile every language with its index", whole, 30, "s"),
        Row("compile after one page has changed", time.perf_counter() - begun, 2, "s", page.name),
    ]


def own_work(scratch: Path) -> list[Row]:
    """The views of own work with 200 assessments and 5,000 ticks: each opened again, and an act in three of them."""
    printed = _child(str(HERE / "own_work.py"), str(paths.shipped_edition()), str(scratch / "own-work"))
    times: dict[str, list[float]] = json.loads(printed)
    rows = []
    for name, taken in times.items():
        if name.endswith(" first"):
            continue
        first = times.get(f"{name} first")
        note = f"the first time {first[0]:.0f}" if first else f"longest {max(taken):.0f}"
        reach = 200 if name == "act in roadmap" else 100
        rows.append(Row(f"200 assessments: {name}, median", statistics.median(taken), reach, "ms", note))
    return rows


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    print(f"{'what':52} {'measured':>10} {'reach':>10}")
    for row in rows:
        mark = " " if row.measured <= row.reach else "!"
        figures = f"{row.measured:>7.2f} {row.unit:<2} ≤ {row.reach:>6g} {row.unit:<2}"
        print(f"{row.what:52} {figures} {mark} {row.note}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=11, help="starts of each kind (11)")
    parser.add_argument("--only", choices=["start", "window", "compile", "own"], help="one part of the table")
    parser.add_argument("--no-tenfold", action="store_true", help="leave the tenfold edition out")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    wishes = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="ictguide-bench-") as folder:
        scratch = Path(folder)
        _child("-m", "ictguide_desktop", "build", "--progress")
        if wishes.only in (None, "start"):
            rows += starts(wishes.runs, scratch)
        if wishes.only in (None, "window"):
            rows += in_the_window(scratch, with_tenfold=not wishes.no_tenfold)
        if wishes.only in (None, "own"):
            rows += own_work(scratch)
        if wishes.only in (None, "compile"):
            rows += compiling(scratch)
    if wishes.json:
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1))
    else:
        show(rows)
        if hasattr(os, "getloadavg"):
            load = os.getloadavg()[0]
            print(f"{os.cpu_count()} cores, load {load:.1f} at the end: above 1 something else was running too")
    return 0


if __name__ == "__main__":
    sys.exit(main())
