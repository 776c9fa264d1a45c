"""The way from paper back into the program: a code with a check letter for each item and question, and the lines typed from a
marked sheet read again.

The code is the id with one letter more: D-C11-U. The letter is a sum over the id, each character weighed by its place,
modulo the prime 23. A wrong character changes the sum by the weight times the difference of two values, two characters
that changed places by the difference of their weights times that of their values: neither is a multiple of 23 as long as
the values differ. Ten digits and the letters A to L and P, in which the ids of the guide are written, have 23 values of
their own; the other letters share them, and a letter that shares a value with a digit or another letter is caught by the
list of what the guide holds. `tests/unit/assess/test_paper_loop.py` tries every mistake on every id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

PRIME = 23
CHECK_LETTERS = (
    "ABCDEFGHJKLMNPRSTUVWXYZ"  # 23 of them: without I, O and Q, which a hand makes into 1, 0 and 0
)
_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLP")}
_VALUES |= {character: 10 + value for value, character in enumerate("MNOQRSTUVWXYZ")}
# Its powers run through all of 1 to 22 before they come again. Of such numbers it is one with which no id of the guide can be
# taken for another when a character is left out or typed too many, which no sum can promise for every id.
_GENERATOR = 21

_LETTER = re.compile(r"(?<=[0-9 .\-])[A-Z](?=[\s:=,;]|$)")
_BODY = re.compile(r"[A-Z0-9](?:[A-Z0-9 .\-]*[0-9])?[ .\-]*")
_NO_LETTER = re.compile(r"(?P<body>[A-Z0-9][A-Z0-9.\-]*[0-9])(?:[\s:=]+(?P<mark>.*))?")
_SEPARATORS = re.compile(r"[ .\-]+")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"), "-")

_YES = {"Y", "YES", "O", "OUI", "X", "V", "✓", "✔", "☑", "☒", "نعم", "S", "SI", "SIM", "ДА", "TRUE", "+"}
_NO = {"N", "NO", "NON", "لا", "NAO", "НЕТ", "FALSE", "☐"}
_NOT_APPLICABLE = {"NA", "N/A", "N.A.", "SO", "S/O", "S.O."}


class Fault(StrEnum):
    """Why a line was not read."""

    NO_CODE = "no-code"
    NO_LETTER = "no-letter"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    NO_MARK = "no-mark"
    WRONG_MARK = "wrong-mark"
    TWICE = "twice"


class Mark(StrEnum):
    """What stands beside an item of a checklist."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


class Marked(NamedTuple):
    """A line read: the id, and its mark (an item of a checklist, or a question that does not apply) or its score."""

    id: str
    mark: Mark | None
    score: int | None = None


class Unread(NamedTuple):
    """A line not read: its number from 1, its text, what is wrong, and the code it may have meant."""

    line: int
    text: str
    fault: Fault
    code: str = ""


class Sheet(NamedTuple):
    """What was read of a typed sheet, each id once, and what was not."""

    marked: tuple[Marked, ...]
    unread: tuple[Unread, ...]


def check_letter(id_: str) -> str:
    """The letter that proves an id was copied rightly."""
    total = 0
    weight = 1
    for character in _bare(id_):
        weight = weight * _GENERATOR % PRIME
        total += weight * (_VALUES.get(character, ord(character)) + 1)
    return CHECK_LETTERS[total % PRIME]


def code(id_: str) -> str:
    """An id as it stands on paper."""
    return f"{id_}-{check_letter(id_)}"


class PaperCodes:
    """Reads what was typed from paper, for the items and the questions of one edition."""

    def __init__(self, items: Iterable[str], questions: Iterable[str] = ()) -> None:
        self._items = {_bare(item): item for item in items}
        self._questions = {_bare(question): question for question in questions}

    def read(self, line: str, number: int = 1) -> Marked | Unread:
        """One line, such as “C-C3-U y” or “d4.2m 3”."""
        text = _typed(line)
        split = [
            (_bare(text[: at.start()]), at[0], text[at.end() :].strip(" :=,;"))
            for at in _LETTER.finditer(text)
            if _BODY.fullmatch(text[: at.start()])
        ]
        for bare, letter, mark in split:
            known = self._known(bare)
            if known is not None and check_letter(bare) == letter:
                return self._marked(known, mark, line, number)
        if not split:
            return self._without_letter(line, text, number)
        bare, letter, mark = split[0]
        forgotten = self._known(bare) is not None and not mark and letter in _YES | _NO  # “C-C3 y”
        return Unread(number, line.strip(), Fault.NO_LETTER if forgotten else Fault.WRONG)

    def sheet(self, text: str) -> Sheet:
        """Many lines; empty ones count for nothing, and the same code twice with two answers is asked again."""
        answers: dict[str, list[tuple[int, str, Marked]]] = {}
        unread: list[Unread] = []
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip():
                continue
            read = self.read(line, number)
            if isinstance(read, Unread):
                unread.append(read)
            else:
                answers.setdefault(read.id, []).append((number, line.strip(), read))
        marked = []
        for id_, given in answers.items():
            if len({one for _, _, one in given}) == 1:
                marked.append(given[0][2])
            else:
                unread.extend(Unread(number, line, Fault.TWICE, code(id_)) for number, line, _ in given)
        return Sheet(tuple(marked), tuple(sorted(unread)))

    def _known(self, bare: str) -> str | None:
        return self._items.get(bare) or self._questions.get(bare)

    def _without_letter(self, line: str, text: str, number: int) -> Unread:
        found = _NO_LETTER.fullmatch(text)
        known = self._known(_bare(found["body"])) if found else None
        if known is None:
            return Unread(number, line.strip(), Fault.UNKNOWN if found else Fault.NO_CODE)
        # The code is not told: a letter that is copied from the screen proves nothing of what stands on the paper.
        return Unread(number, line.strip(), Fault.NO_LETTER)

    def _marked(self, known: str, mark: str, line: str, number: int) -> Marked | Unread:
        if not mark:
            return Unread(number, line.strip(), Fault.NO_MARK, code(known))
        if mark in _NOT_APPLICABLE:
            return Marked(known, Mark.NOT_APPLICABLE)
        if _bare(known) in self._questions:
            if mark in set("01234"):
                return Marked(known, None, int(mark))
        elif mark in _YES | _NO:
            return Marked(known, Mark.YES if mark in _YES else Mark.NO)
        return Unread(number, line.strip(), Fault.WRONG_MARK, code(known))


def _typed(line: str) -> str:
    """A line in the signs of the codes: capital Latin letters, Western digits, plain hyphens."""
    plain = unicodedata.normalize("NFKC", line).translate(_DASHES)
    western = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)
    visible = "".join(c for c in western if unicodedata.category(c) != "Cf")
    return " ".join(visible.upper().split())


def _bare(id_: str) -> str:
    """An id without the signs that the eye needs."""
    return _SEPARATORS.sub("", id_.upper())


def ambiguous(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Ids of one guide that would have the same code without its signs: an edition must have none."""
    seen: dict[str, str] = {}
    for id_ in ids:
        other = seen.setdefault(_bare(id_), id_)
        if other != id_:
            yield other, id_
