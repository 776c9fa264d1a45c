"""The report of an assessment: every answer is in it, nothing is in another language, and nobody is named unasked (R-09)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.assess.asked import answer, everywhere
from unit.export.assessed import COMMENT, EVIDENCE, PERSONS, REASON, answered, dossier, questions
from unit.export.paper import FONTS, words_in

from ictguide_desktop.export.assessment_document import assessment_document
from ictguide_desktop.export.assessment_words import LEFT_OUT, NOTICE
from ictguide_desktop.export.writing import Format, write
from ictguide_desktop.model.assessment import Answer, Answers, Scope
from ictguide_desktop.model.document import Document, DocumentSection, Drawing
from ictguide_desktop.model.guide import Table, block_spans, plain


def report(
    answers: Answers, language: str = "en", *, scope: Scope = Scope.ALL, nameless: bool = False
) -> Document:
    """The report of these answers."""
    say = words_in(language)
    told = dossier(answers, scope=scope, language=language)
    return assessment_document(questions(language), told, say, language, FONTS, nameless=nameless)


def texts(made: Document) -> Iterator[str]:
    """Everything that the report says, without its drawings."""
    yield from (made.title, made.lead, made.notice)
    for name, value in made.facts:
        yield from (name, value)
    for section in made.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Drawing):
                yield block.caption
            elif isinstance(block, tuple) and not isinstance(block, Drawing) and block:
                yield from (plain(spans) for spans in block_spans(block))


def chapter(made: Document, title: str) -> DocumentSection:
    """The section of a title."""
    return next(section for section in made.sections if section.title == title)


def table(section: DocumentSection) -> list[list[str]]:
    """The rows of the first table of a section."""
    found = next(block for block in section.blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in found.rows]


# --- nothing is lost ------------------------------------------------------------------------------------------


@given(answered(), st.sampled_from(Scope))
@settings(max_examples=25)
def test_as_many_answers_as_in_the_store(answers: dict[str, Answer], scope: Scope) -> None:
    made = report(answers, scope=scope)
    states = [row[1] for row in table(chapter(made, "Answers"))]
    given_ = sum(one.given for one in answers.values())
    assert sum(state != "Not answered yet" for state in states) == given_
    assert f"Answers in this report: {given_}." in "\n".join(texts(made))


@given(answered())
@settings(max_examples=25)
def test_levels_are_those_of_the_result_and_have_no_average(answers: dict[str, Answer]) -> None:
    result = dossier(answers).record.result
    rows = table(chapter(report(answers), "The ten levels"))
    assert len(rows) == len(result.dimensions)
    for row, (name, here) in zip(rows, result.dimensions.items(), strict=True):
        assert row[0].startswith(name)
        assert row[1].split()[0] == (str(here.level) if here.level is not None else "no")


def test_what_holds_a_level_is_named_with_its_question() -> None:
    answers = everywhere(3, D5=(3, 1, 3, 2, 3))
    made = report(answers)
    assert "held at 2 by D5.2" in table(chapter(made, "The ten levels"))[4][5]
    held = table(chapter(made, "What holds the levels"))
    assert [row[3][:4] for row in held] == ["D5.2"]
    assert made.lead == "Lowest: level 2 Repeatable, in D5 title of D5."
    gaps = table(chapter(made, "Gaps and their measures"))
    assert gaps[0][:4] == ["1", "D5.2", "1", "3"]
    assert "Mend D5.2." in gaps[0][4]


def test_targets_and_roadmap_stand_with_their_days() -> None:
    made = report(everywhere(3, D5=(3, 1, 3, 2, 3)))
    (late, open_) = table(chapter(made, "Targets"))
    assert late[1:] == ["2 Repeatable", "4 Managed", "March 31, 2027", "2", "Overdue"]
    assert open_[5] == "Reached"
    first = table(chapter(made, "Roadmap"))[0]
    assert first[1].startswith("D5.2 Mend D5.2.")
    assert first[2] == "June 1, 2027 – September 1, 2027"


def test_a_change_of_the_questions_between_rounds_is_said() -> None:
    rounds = chapter(report(everywhere(2)), "Rounds over time")
    assert any(isinstance(block, Drawing) for block in rounds.blocks)
    said = "\n".join(
        plain(spans)
        for block in rounds.blocks
        if not isinstance(block, Drawing)
        for spans in block_spans(block)
    )
    assert "2027 · Here the questions changed" in said


def test_before_the_first_answer_the_report_says_so_and_can_be_made() -> None:
    made = report({})
    assert made.lead == "No dimension has a level yet: no score counts."
    assert not [row for row in table(chapter(made, "Answers")) if row[1] != "Not answered yet"]


# --- the language ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_word_is_in_the_language_of_the_report(language: str) -> None:
    answers = everywhere(3, D5=(3, 1, 3, 2, 3), D6=(None,) * 5)
    answers["D7.4"] = Answer("D7.4", not_applicable=True, reason=REASON)
    made = report(answers, language)
    typed = (*PERSONS, "Customs", "A log.", "2027-01-14", "2027", "2026", "All")
    english = [
        text
        for text in texts(made)
        if any(word.isascii() and word.isalpha() and len(word) > 1 for word in text.split())
        and f"{language}~" not in text
        and not any(text == own or own in text for own in typed)
        and not any(month in text for month in ("janvier", "mars", "juin", "septembre", "décembre"))
    ]
    assert not english
    assert made.notice == f"{language}~{NOTICE}"


# --- names of persons -----------------------------------------------------------------------------------------


def named_answers() -> dict[str, Answer]:
    """Answers with a person in every text."""
    answers = everywhere(1)
    answers["D5.2"] = answer("D5.2", 1, evidence=EVIDENCE, comment=COMMENT)
    answers["D7.4"] = Answer("D7.4", not_applicable=True, reason=REASON)
    return answers


def test_a_report_with_names_holds_them_and_one_without_says_what_is_left_out() -> None:
    said, bare = (
        "\n".join(texts(report(named_answers()))),
        "\n".join(texts(report(named_answers(), nameless=True))),
    )
    note = {"ask Mr Zulu"}  # notes on measures stand in the workbook
    assert not [person for person in PERSONS if person not in said and person not in note]
    assert not [person for person in PERSONS if person in bare]
    assert LEFT_OUT in bare
    assert LEFT_OUT not in said


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_file_holds_what_was_asked_for(tmp_path: Path, form: Format, language: str) -> None:
    made = report(named_answers(), language)
    written = write(made, form, tmp_path / f"report.{form.value}", words_in=words_in, fonts=FONTS)
    assert written.size
    assert not written.missing
