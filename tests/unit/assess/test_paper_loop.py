"""Codes typed back from paper: every mistake on every id of the guide is caught, and every tidy way of typing is read."""

from __future__ import annotations

import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.assess.paper_loop import (
    CHECK_LETTERS,
    Fault,
    Mark,
    Marked,
    PaperCodes,
    Sheet,
    Unread,
    ambiguous,
    check_letter,
    code,
)

CONTENT = Path(__file__).resolve().parents[3] / "content" / "en"
KEYS = string.ascii_letters + string.digits + " -./_:"
ITEM_ID = re.compile(r"^### \S+ \{#([A-Z][A-Z0-9-]*)", re.MULTILINE)
QUESTION_ID = re.compile(r"D\d+\.\d+")


@cache
def ids() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the items and of the questions of the guide itself."""
    pages = sorted((CONTENT / "checklists").glob("*.md"))
    items = [found for page in pages for found in ITEM_ID.findall(page.read_text(encoding="utf-8"))]
    questions = tomllib.loads((CONTENT / "questions.toml").read_text(encoding="utf-8"))
    return tuple(items), tuple(key for key in questions if QUESTION_ID.fullmatch(key))


@cache
def codes() -> PaperCodes:
    return PaperCodes(*ids())


def everything() -> tuple[str, ...]:
    items, questions = ids()
    return (*items, *questions)


def answered(id_: str, typed: str) -> str:
    """A typed code with an answer that its id takes."""
    return f"{typed} {'3' if QUESTION_ID.fullmatch(id_) else 'y'}"


def read_as(typed: str) -> str | None:
    """The id that a typed line was read as, or None."""
    read = codes().read(typed)
    return read.id if isinstance(read, Marked) else None


def bare(text: str) -> str:
    return re.sub(r"[ ._\-]", "", text.upper())


def test_the_guide_has_items_and_questions_and_no_two_are_typed_alike() -> None:
    items, questions = ids()
    assert len(items) >= 200
    assert len(questions) == 50
    assert list(ambiguous(everything())) == []


def test_every_code_is_read_as_its_own_id() -> None:
    assert [id_ for id_ in everything() if read_as(answered(id_, code(id_))) != id_] == []


def test_no_single_wrong_character_is_taken_for_another_id() -> None:
    wrong = []
    for id_ in everything():
        right = code(id_)
        for at in range(len(right)):
            for key in KEYS:
                typed = right[:at] + key + right[at + 1 :]
                found = read_as(answered(id_, typed))
                if found is not None and bare(typed) != bare(right):
                    wrong.append((right, typed, found))
    assert wrong == []


def test_no_two_neighbours_that_changed_places_are_taken_for_another_id() -> None:
    wrong = []
    for id_ in everything():
        right = code(id_)
        for at in range(len(right) - 1):
            typed = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
            found = read_as(answered(id_, typed))
            if found is not None and bare(typed) != bare(right):
                wrong.append((right, typed, found))
    assert wrong == []


def test_no_character_left_out_or_typed_twice_is_taken_for_another_id() -> None:
    wrong = []
    for id_ in everything():
        right = code(id_)
        for at in range(len(right)):
            for typed in (right[:at] + right[at + 1 :], right[:at] + right[at] + right[at:]):
                found = read_as(answered(id_, typed))
                if found is not None and bare(typed) != bare(right):
                    wrong.append((right, typed, found))
    assert wrong == []


def test_check_letters_are_none_that_a_hand_makes_into_a_digit() -> None:
    assert {check_letter(id_) for id_ in everything()} <= set(CHECK_LETTERS)
    assert not set("IOQ") & set(CHECK_LETTERS)


@pytest.mark.parametrize(
    "typed",
    ["{code} y", "{lower} y", "  {code}   Y ", "{bare}  yes", "{spaced} x", "{code}: oui", "{code} = نعم", "{dashed} y", "{arabic} y"],
)  # fmt: skip
def test_tidy_and_untidy_typing_says_the_same(typed: str) -> None:
    right = code("C-C3")
    forms = {
        "code": right,
        "lower": right.lower(),
        "bare": right.replace("-", ""),
        "spaced": right.replace("-", " "),
        "dashed": right.replace("-", "\u2013"),
        "arabic": right.replace("3", "\u0663"),
    }
    assert codes().read(typed.format(**forms)) == Marked("C-C3", Mark.YES)


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        ("0", Marked("D4.2", None, 0)),
        ("4", Marked("D4.2", None, 4)),
        ("\u0663", Marked("D4.2", None, 3)),
        ("\u06f2", Marked("D4.2", None, 2)),
        ("n/a", Marked("D4.2", Mark.NOT_APPLICABLE)),
    ],
)
def test_a_question_takes_a_score_in_any_digits(mark: str, read: Marked) -> None:
    assert codes().read(f"{code('D4.2').lower()} {mark}") == read


@pytest.mark.parametrize(
    ("mark", "read"), [("n", Mark.NO), ("non", Mark.NO), ("لا", Mark.NO), ("na", Mark.NOT_APPLICABLE)]
)
def test_an_item_takes_no_and_not_applicable(mark: str, read: Mark) -> None:
    assert codes().read(f"{code('C-C3')} {mark}") == Marked("C-C3", read)


def other_letter(id_: str) -> str:
    return next(letter for letter in CHECK_LETTERS if letter != check_letter(id_) and letter not in "YNXVS")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("", Fault.NO_CODE),
        ("yes", Fault.NO_CODE),
        ("C-C3 3", Fault.NO_LETTER),
        ("D4.2 3", Fault.NO_LETTER),
        ("C-C3", Fault.NO_LETTER),
        (f"C-C3-{other_letter('C-C3')} y", Fault.WRONG),
        ("Z-C99 y", Fault.WRONG),
        ("Z-C99", Fault.UNKNOWN),
        (code("C-C3"), Fault.NO_MARK),
        (f"{code('C-C3')} 2", Fault.WRONG_MARK),
        (f"{code('C-C3')} maybe", Fault.WRONG_MARK),
        (f"{code('D4.2')} 5", Fault.WRONG_MARK),
        (f"{code('D4.2')} y", Fault.WRONG_MARK),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, fault: Fault) -> None:
    read = codes().read(line, 7)
    assert isinstance(read, Unread)
    assert (read.line, read.fault) == (7, fault)


def test_the_missing_letter_is_not_told() -> None:
    """Copied from the screen, it would prove nothing of what stands on the paper."""
    read = codes().read("C-C3 3")
    assert isinstance(read, Unread)
    assert check_letter("C-C3") not in read.code


def test_a_sheet_keeps_each_id_once_and_asks_again_where_two_answers_differ() -> None:
    first, twice, same = code("C-C1"), code("C-C2"), code("C-C3")
    text = f"{first} y\n\n{twice} y\nnonsense\n{twice} n\n{same} y\n{same} yes\n"
    assert codes().sheet(text) == Sheet(
        (Marked("C-C1", Mark.YES), Marked("C-C3", Mark.YES)),
        (
            Unread(3, f"{twice} y", Fault.TWICE, twice),
            Unread(4, "nonsense", Fault.NO_CODE),
            Unread(5, f"{twice} n", Fault.TWICE, twice),
        ),
    )


@given(st.text())
def test_any_line_is_read_or_refused_and_never_taken_for_an_id_it_does_not_name(line: str) -> None:
    read = codes().read(line)
    if isinstance(read, Marked):
        typed = "".join(str(int(c)) if c.isdecimal() else c for c in line)
        assert bare(code(read.id)) in bare(typed.replace("_", "").replace("\u2013", ""))


@given(st.text(alphabet=string.ascii_uppercase + string.digits, min_size=1, max_size=8))
def test_ids_of_an_administration_of_its_own_get_a_code_that_is_read(name: str) -> None:
    id_ = f"{name}-C1"
    assert PaperCodes([id_]).read(f"{code(id_)} y") == Marked(id_, Mark.YES)
