"""A questionnaire of ten dimensions and fifty questions without words, and answers to it, written or drawn at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from ictguide_desktop.assess.scoring import Result, score
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import (
    Answer,
    Answers,
    Assessment,
    Confidence,
    Dimension,
    Question,
    Questionnaire,
    Scope,
    Situation,
)

ON = "2027-03-02"  # the cut-off date of the guide's own example
FRESH = "2027-01-14"
NAMES = tuple(f"D{n}" for n in range(1, 11))
IDS = tuple(f"{name}.{n}" for name in NAMES for n in range(1, 6))
NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)


def question(name: str, **given: object) -> Question:
    """A question whose first two of a dimension are critical, with a measure of three months."""
    asked = Question(
        name, f"{name}?", (), (), name.endswith((".1", ".2")), (Address("page", name.lower()),), (), (),
        measure=f"Mend {name}.", months=3,
    )  # fmt: skip
    return asked._replace(**given)


def questionnaire(model: str = "3", **after: Sequence[str]) -> Questionnaire:
    """All questions; `D4_5=("D4.1",)` makes the measure of D4.5 wait for that of D4.1."""
    waits = {name.replace("_", "."): tuple(others) for name, others in after.items()}
    return Questionnaire(
        model,
        tuple(Dimension(name, name, (), (), ()) for name in NAMES),
        tuple(question(name, after=waits.get(name, ())) for name in IDS),
    )


def assessment(**given: object) -> Assessment:
    """An assessment of all questions on the day of the example."""
    plain = Assessment("a", "Round", "Customs", "All", "2027", ON, "3", Scope.ALL, Situation(), NOW, NOW)
    return replace(plain, **given)


def answer(name: str, given: int | None, **more: object) -> Answer:
    """An answer with fresh evidence."""
    return replace(Answer(name, given, evidence="A log.", evidence_on=FRESH), **more)


def answers(**scores: Sequence[int | None]) -> dict[str, Answer]:
    """Answers to whole dimensions, with fresh evidence: `D5=(3, 1, 3, 2, 3)`; None leaves a question out."""
    return {
        (name := f"{dimension}.{n}"): answer(name, given)
        for dimension, row in scores.items()
        for n, given in enumerate(row, 1)
        if given is not None
    }


def everywhere(given: int, **scores: Sequence[int | None]) -> dict[str, Answer]:
    """The same score everywhere but in the dimensions that are named."""
    return answers(**dict.fromkeys(NAMES, (given,) * 5) | scores)


def judged(given: Answers, **about: object) -> Result:
    """The result of the answers."""
    return score(questionnaire(), assessment(**about), given)


def levels(result: Result) -> Mapping[str, int | None]:
    """Only the dimensions that have a level."""
    return {name: level for name, level in result.levels.items() if level is not None}


days = st.dates(datetime(2024, 1, 1).date(), datetime(2028, 12, 31).date()).map(str)  # noqa: DTZ001 # a day has no zone
texts = st.sampled_from(["", " ", "A log.", "سجل"])


@st.composite
def any_answer(draw: st.DrawFn, name: str) -> Answer:
    """Any answer a user can give to a question, complete or not."""
    aside = draw(st.booleans()) and draw(st.booleans())
    return Answer(
        name,
        None if aside else draw(st.none() | st.integers(0, 4)),
        not_applicable=aside,
        reason=draw(texts),
        evidence=draw(texts),
        evidence_on=draw(st.just("") | days),
        comment=draw(texts),
        confidence=draw(st.sampled_from(Confidence)),
        changed=draw(st.none() | st.just(NOW)),
    )


@st.composite
def any_answers(draw: st.DrawFn, names: Sequence[str] = IDS[20:30]) -> dict[str, Answer]:
    """Any answers to some of the questions: by default those of D5 and D6."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=12))
    return {name: draw(any_answer(name)) for name in chosen}
