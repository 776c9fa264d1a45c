"""An assessment to be reported: questions with words that name their language, answers drawn at random, names of persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from unit.assess import asked
from unit.export.paper import words_in

from ictguide_desktop.assess import comparison, roadmap, scoring
from ictguide_desktop.assess.comparison import Record
from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.model.assessment import (
    Answer,
    Answers,
    Confidence,
    MeasurePlan,
    Questionnaire,
    Scope,
    Target,
)

TODAY = date(2027, 6, 1)
NAME, GROUP, OWNER, NOTE, EVIDENCE, COMMENT, REASON = (
    "Round of Mrs Banda", "Team of Mr Tembo", "Mrs Phiri", "ask Mr Zulu", "log kept by Mr Sakala", "says Mrs Mwale",
    "Mr Lungu decided so",
)  # fmt: skip
PERSONS = (NAME, GROUP, OWNER, NOTE, EVIDENCE, COMMENT, REASON)
LEVELS = ("Ad hoc", "Repeatable", "Defined", "Managed", "Adaptive")


def questions(language: str = "en", model: str = "3") -> Questionnaire:
    """All questions, their words in a language."""
    say = words_in(language)
    plain = asked.questionnaire(model)
    return plain._replace(
        lang=language,
        dimensions=tuple(one._replace(title=say(f"title of {one.id}")) for one in plain.dimensions),
        questions=tuple(
            one._replace(text=say(one.text), measure=say(one.measure)) for one in plain.questions
        ),
        level_names=tuple(map(say, LEVELS)),
        scale=tuple(say(f"score {n}") for n in range(5)),
    )


def answered() -> st.SearchStrategy[dict[str, Answer]]:
    """Answers to some of the questions: given, emptied, or not applicable."""
    one = st.builds(
        Answer,
        st.just(""),
        score=st.none() | st.integers(0, 4),
        not_applicable=st.booleans(),
        reason=st.sampled_from(("", REASON)),
        evidence=st.sampled_from(("", EVIDENCE)),
        evidence_on=st.sampled_from(("", asked.FRESH, "2024-01-01", "2030-01-01")),
        comment=st.sampled_from(("", COMMENT)),
        confidence=st.sampled_from(Confidence),
    )
    some = st.dictionaries(st.sampled_from(asked.IDS), one)
    return some.map(lambda found: {name: replace(it, question=name) for name, it in found.items()})


def dossier(answers: Answers, *, scope: Scope = Scope.ALL, language: str = "en") -> Dossier:
    """The assessment of these answers, with names of persons wherever they can stand."""
    here = asked.assessment(name=NAME, group=GROUP, scope=scope)
    questionnaire = questions(language)
    record = Record(here, answers, scoring.score(questionnaire, here, answers))
    earlier = Record(replace(here, id="b", on="2026-03-02", round="2026", model="2"), answers, record.result)
    targets = (Target("D5", 4, "2027-03-31"), Target("D6", 3, ""))
    plans = {"D5.2": MeasurePlan("D5.2", chosen=True, owner=OWNER, note=NOTE)}
    plan = roadmap.plan(questionnaire, record.result, targets, plans, TODAY)
    series = comparison.rounds((earlier, record))[0]
    return Dossier(record, answers, TODAY, targets, plans, plan, series)


def wording(language: str = "en") -> Wording:
    """The words of a language."""
    return Wording(questions(language), words_in(language), language)
