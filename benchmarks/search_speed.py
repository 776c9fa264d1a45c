"""Measures keystroke to results in the engine, at the size of the guide and ten times that; it is never a test.

Each query is typed letter by letter into an engine just opened, as the window asks it: search, then the snippets
of the rows on screen. The other copies of the guide differ in their addresses and in a word of their own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from ictguide_desktop.app import paths
from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.editions.compile import language_entries
from ictguide_desktop.model.query import Entry, SearchQuery
from ictguide_desktop.search.build import build_index
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine

DIGEST = "bench"
ROWS_ON_SCREEN = 8
TYPED = {
    "en": ("close a leaver’s account", "ransomware first hour", "opérateur économique agréé", "phising resistant", "C-C3"),
    "fr": ("fermer le compte d’un agent parti", "panne du système", "single window", "hameconnage", "registre de confiance"),
    "ar": ("إغلاق حساب المغادر", "برمجيات الفدية", "guichet unique", "التصيد الاحتيلي", "سجل الثقة"),
}  # fmt: skip


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def copies(entries: Iterable[Entry], times: int) -> list[Entry]:
    """The entries and as many copies, each with an address and a word of its own."""
    every: list[Entry] = []
    for entry in entries:
        every.append(entry)
        for n in range(1, times):
            address = entry.address._replace(page=f"{entry.address.page}-{n}")
            every.append(entry._replace(address=address, blocks=(*entry.blocks, f"copy{n}")))
    return every


def keystrokes(engine: Engine, language: str) -> list[float]:
    """Milliseconds from each letter to the rows with their snippets."""
    took: list[float] = []
    for text in TYPED[language]:
        for length in range(1, len(text) + 1):
            query = SearchQuery(text[:length], language)
            begun = time.perf_counter()
            for hit in engine.search(query).hits[:ROWS_ON_SCREEN]:
                engine.snippet(hit, query)
            took.append(1000 * (time.perf_counter() - begun))
    return took


def measure(content: Content, language: str, times: int, runs: int, folder: Path) -> None:
    """Print one line of the table."""
    pages = {**content.pages[content.outline.fallback], **content.pages[language]}
    entries = copies(language_entries(content, language, pages), times)
    concepts = Concepts.from_terms(content.terms)
    build_index(entries, language, folder, DIGEST)
    medians: list[float] = []
    tails: list[float] = []
    worst: list[float] = []
    for _ in range(runs):
        engine = Engine.open(folder, language, DIGEST, concepts)
        took = keystrokes(engine, language)
        engine.close()
        medians.append(statistics.median(took))
        tails.append(p95(took))
        worst.append(max(took))
    middle = [statistics.median(values) for values in (medians, tails, worst)]
    figures = "".join(f"{value:10.1f}" for value in middle)
    print(f"{language:9}{times:>5} × {len(entries):7}{figures}")


def main() -> None:
    """Measure every language at both sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, default=paths.CONTENT, help="the content folder")
    parser.add_argument("--runs", type=int, default=5, help="runs of each line; the medians are shown")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], help="sizes, in copies of the guide")
    chosen = parser.parse_args()
    content = load(chosen.content)
    print("Keystroke to rows with snippets, milliseconds (medians of the runs; reach: p95 16 at 1 ×, 50 at 10 ×)")
    print(f"{'language':9}{'size':>7} {'entries':>7}{'p50':>10}{'p95':>10}{'worst':>10}")
    with tempfile.TemporaryDirectory(prefix="ictguide-search-") as scratch:
        for times in chosen.times:
            for language in TYPED:
                measure(content, language, times, chosen.runs, Path(scratch, f"{language}-{times}"))


if __name__ == "__main__":
    main()
