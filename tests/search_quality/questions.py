"""Questions of users with the places that answer them, and how well the search does on them.

Run it to see the figures; `--missed` shows the questions behind them, `--record` writes them as the new baseline.
The questions held out may be looked at, but nothing is tuned on them.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from search_quality.shipped_guide import LANGUAGES, hits

from ictguide_desktop.model.address import Address

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
HALVES = ("tune", "held_out")


class Question(NamedTuple):
    """What somebody types, and the addresses that are right answers."""

    ask: str
    accept: frozenset[Address]
    way: str
    half: str


class Answered(NamedTuple):
    """A question and the place of its first right answer: 1 is the best, 0 says that it is not in the first ten."""

    question: Question
    rank: int
    found: tuple[Address, ...]


class Figures(NamedTuple):
    """How well a set of questions is answered, as shares from 0 to 1, and the questions without any answer."""

    first: float
    recall_5: float
    recall_10: float
    nothing: tuple[str, ...]


def questions(language: str) -> list[Question]:
    """The questions of a language, both halves."""
    data = tomllib.loads((HERE / f"questions.{language}.toml").read_text(encoding="utf-8"))
    return [
        Question(row["ask"], frozenset(map(Address.parse, row["accept"])), row.get("way", ""), half)
        for half in HALVES
        for row in data[half]
    ]


def answered(question: Question, language: str) -> Answered:
    """Ask the search."""
    found = tuple(hit.address for hit in hits(question.ask, language))
    rank = next((n for n, address in enumerate(found, 1) if address in question.accept), 0)
    return Answered(question, rank, found)


def figures(asked: Iterable[Answered]) -> Figures:
    """The shares of a set of questions."""
    every = list(asked)

    def within(most: int) -> float:
        return sum(0 < one.rank <= most for one in every) / len(every)

    nothing = tuple(one.question.ask for one in every if not one.found)
    return Figures(within(1), within(5), within(10), nothing)


class Recorded(NamedTuple):
    """What a language reached when it was recorded last: recall@10 of all questions, and those without an answer."""

    recall_10: float
    nothing: tuple[str, ...]


def baseline() -> dict[str, Recorded]:
    """The figures recorded last, by language."""
    data = json.loads(BASELINE.read_text(encoding="utf-8"))
    return {language: Recorded(row["recall_10"], tuple(row["nothing"])) for language, row in data.items()}


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", choices=HALVES, help="show the questions not answered at once")
    parser.add_argument("--record", action="store_true", help="write the baseline")
    chosen = parser.parse_args()
    recorded = {}
    for language in LANGUAGES:
        every = [answered(question, language) for question in questions(language)]
        for half in HALVES:
            own = [one for one in every if one.question.half == half]
            first, five, ten, nothing = figures(own)
            print(f"{language} {half:8} {len(own)} questions: first {first:.3f}, recall@5 {five:.3f}, ", end="")
            print(f"recall@10 {ten:.3f}, without an answer {len(nothing)}")
            for one in own if chosen.missed == half else ():
                if one.rank != 1:
                    print(f"    {one.rank or '-'}  {one.question.ask}   →", *map(str, one.found[:4]))
        whole = figures(every)
        recorded[language] = {"recall_10": round(whole.recall_10, 4), "nothing": list(whole.nothing)}
    if chosen.record:
        BASELINE.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main()
