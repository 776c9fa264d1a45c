"""An assessment and its roadmap as workbooks: every answer counts, formulas agree with the program, names stay out (R-09, R-25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.assess.asked import answer, everywhere
from unit.export.assessed import COMMENT, EVIDENCE, NOTE, OWNER, PERSONS, REASON, answered, dossier, questions
from unit.export.paper import FONTS, words_in

from ictguide_desktop.assess import crosswalk
from ictguide_desktop.export.assessment_words import LEFT_OUT, NOTICE
from ictguide_desktop.export.assessment_workbook import answers_workbook, roadmap_workbook
from ictguide_desktop.export.writing import Format, write
from ictguide_desktop.model.assessment import Answer, Answers, Change, Fate, Revision, Scope
from ictguide_desktop.model.document import Cell, Formula, Sheet, Workbook


def workbook(
    answers: Answers, language: str = "en", *, scope: Scope = Scope.ALL, nameless: bool = False
) -> Workbook:
    """The workbook of these answers."""
    told = dossier(answers, scope=scope, language=language)
    return answers_workbook(questions(language), told, words_in(language), language, nameless=nameless)


def sheet(made: Workbook, name: str) -> Sheet:
    """A sheet by its name."""
    return next(one for one in made.sheets if one.name == name)


def column(made: Sheet, title: str) -> list[Cell]:
    """The cells under a title."""
    at = [one.title for one in made.columns].index(title)
    return [row[at] for row in made.rows]


def words(made: Workbook) -> str:
    """Everything that a workbook says."""
    said: list[str] = [made.title]
    for one in made.sheets:
        said += [one.name, *(it.title for it in one.columns), *one.notes]
        said += [cell for row in one.rows for cell in row if isinstance(cell, str)]
    return "\n".join(said)


# --- answers and levels ---------------------------------------------------------------------------------------


@given(answered(), st.sampled_from(Scope))
@settings(max_examples=30)
def test_as_many_answers_as_in_the_store(answers: dict[str, Answer], scope: Scope) -> None:
    made = sheet(workbook(answers, scope=scope), "Answers")
    assert sum(state != "Not answered yet" for state in column(made, "State")) == sum(
        one.given for one in answers.values()
    )
    assert all(len(row) == len(one.columns) for one in workbook(answers).sheets for row in one.rows)


def test_what_counts_stands_beside_what_was_given() -> None:
    answers = everywhere(3)
    answers["D1.1"] = answer("D1.1", 4, evidence="")
    made = sheet(workbook(answers), "Answers")
    assert made.rows[0][4:8] == (4, 1, "No evidence is named, so 1 counts", False)
    assert made.rows[1][4:8] == (3, 3, "", True)
    assert column(made, "Evidence dated")[1] == date(2027, 1, 14)


def test_levels_stand_beside_their_targets() -> None:
    made = sheet(workbook(everywhere(3, D5=(3, 1, 3, 2, 3))), "Levels")
    row = dict(zip([one.title for one in made.columns], made.rows[4], strict=True))
    assert (row["Level"], row["Level by the mean alone"], row["What holds it"]) == (2, 3, "held at 2 by D5.2")
    assert (row["Target"], row["By"], row["Levels missing"], row["Overdue"]) == (
        4,
        date(2027, 3, 31),
        2,
        True,
    )
    assert str(row["Mean of the scores that count"]) == "2.40"


def test_every_answer_to_an_older_model_is_accounted_for() -> None:
    given_ = everywhere(2)
    dropped, split = Change("D1.1", Fate.DROPPED, ()), Change("D2.1", Fate.SPLIT, ("D2.1", "D2.2"))
    now = questions()._replace(revisions=(Revision("2", "3", (dropped, split)),))
    carried = crosswalk.carry(given_, now, "2")
    assert isinstance(carried, crosswalk.Carried)
    told = dossier(carried.answers)
    told = replace(told, stored=given_, carried=carried)
    made = answers_workbook(now, told, words_in("en"), "en")
    earlier = sheet(made, "Answers to the model before")
    assert len(earlier.rows) == len(given_)
    fates = dict(
        zip(column(earlier, "Question then"), column(earlier, "What became of the question"), strict=True)
    )
    assert fates["D1.1"] == "dropped"
    assert fates["D2.1"] == "to be reviewed: merged with others, split"
    assert fates["D3.3"] == "the same"


# --- roadmap --------------------------------------------------------------------------------------------------


def roadmap_of(answers: Answers, *, nameless: bool = False, language: str = "en") -> Workbook:
    """The workbook of the roadmap of these answers."""
    told = dossier(answers, language=language)
    assert told.roadmap is not None
    return roadmap_workbook(
        questions(language), told.roadmap, words_in(language), language, plans=told.plans, nameless=nameless
    )


def test_measures_stand_in_their_order_with_owner_and_days() -> None:
    made = sheet(roadmap_of(everywhere(3, D5=(3, 1, 3, 2, 3))), "Measures")
    row = dict(zip([one.title for one in made.columns], made.rows[0], strict=True))
    assert (row["Order"], row["Question"], row["Measure"]) == (1, "D5.2", "Mend D5.2.")
    assert (row["Start"], row["End"], row["Owner"], row["Remark"]) == (
        date(2027, 6, 1),
        date(2027, 9, 1),
        OWNER,
        NOTE,
    )


@given(answered())
@settings(max_examples=30)
def test_the_formula_of_the_weight_agrees_with_its_value(answers: dict[str, Answer]) -> None:
    made = sheet(roadmap_of(answers), "Gaps")
    for number, row in enumerate(made.rows, 2):
        formula = row[9]
        assert isinstance(formula, Formula)
        assert formula.expression == f"=G{number}*H{number}*I{number}"
        assert formula.value == row[6] * row[7] * row[8]  # type: ignore[operator]


def test_the_levels_to_come_end_with_the_forecast() -> None:
    told = dossier(everywhere(1))
    assert told.roadmap is not None
    made = sheet(roadmap_of(everywhere(1)), "Levels to come")
    assert [row[-1] for row in made.rows] == [*told.roadmap.forecast.values()]


# --- language and names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_titles_and_notes_are_in_the_language_of_the_workbook(language: str) -> None:
    for made in (workbook(everywhere(2), language), roadmap_of(everywhere(2), language=language)):
        assert made.title.startswith(f"{language}~")
        for one in made.sheets:
            assert all(
                text.startswith(f"{language}~") for text in (one.name, *(it.title for it in one.columns))
            )
            assert f"{language}~{NOTICE}" in one.notes


def test_without_names_nobody_is_named_and_the_file_says_what_is_left_out() -> None:
    answers = everywhere(1)
    answers["D5.2"] = answer("D5.2", 1, evidence=EVIDENCE, comment=COMMENT)
    answers["D7.4"] = Answer("D7.4", not_applicable=True, reason=REASON)
    said, bare = words(workbook(answers)), words(workbook(answers, nameless=True))
    assert not [person for person in PERSONS if person not in said]
    assert not [person for person in PERSONS if person in bare]
    assert LEFT_OUT in bare
    assert not [person for person in PERSONS if person in words(roadmap_of(answers, nameless=True))]


@pytest.mark.parametrize("form", [Format.XLSX, Format.CSV])
def test_the_file_holds_what_was_asked_for(tmp_path: Path, form: Format) -> None:
    made = workbook(everywhere(3, D5=(3, 1, 3, 2, 3)), "ar")
    assert write(made, form, tmp_path / f"answers.{form.value}", words_in=words_in, fonts=FONTS).size
