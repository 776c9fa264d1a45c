"""Pages of the guide as documents: what is for whom, in which language, with its sources, figures and forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from content_builder import build_tree
from unit.export.paper import words_in

from ictguide_desktop.assess.paper_loop import code
from ictguide_desktop.editions.compile import compile_edition
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.export.checklist_sheet import checklist_workbook
from ictguide_desktop.export.colours import LIGHT
from ictguide_desktop.export.documents import NOTICE, Composer
from ictguide_desktop.export.expected import IN_WORD, expected_text
from ictguide_desktop.export.flow import Entry, Item, flow
from ictguide_desktop.export.html import View
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Dimension, Question, Questionnaire
from ictguide_desktop.model.document import Break, Document, Drawing
from ictguide_desktop.model.guide import Audience, Band, Text
from ictguide_desktop.model.problems import NotFound
from ictguide_desktop.model.user import Tick, TickState

QUESTIONS = Questionnaire(
    "m1", (Dimension("D1", "Law", (), (), ()),),
    (
        Question("D1.1", "Are outcomes numeric?", (), (Text("The signed strategy."),), True, (), (), ()),
        Question("D1.2", "Is it law?", (), (Text("The law."),), False, (), (), ()),
    ), lang="en",
)  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A small edition in English and French; the French page about the scope is missing."""
    root: Path = tmp_path_factory.mktemp("edition")
    tree = build_tree(root / "content", root / "fonts")
    tree.remove("fr/about/scope.md")
    compile_edition(tree.load(), root / "out")
    return Edition.open(root / "out")


def composer(edition: Edition, language: str = "en", view: View | None = None) -> Composer:
    return Composer(edition, language, words_in, view or View())


def said(document: Document) -> list[str]:
    return [text for text in expected_text(flow(document, words_in), IN_WORD) if text]


def titles(document: Document) -> list[str]:
    return [section.title for section in document.sections if section.title]


def drawings(document: Document) -> Iterator[Drawing]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Drawing))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "page", ["trust", "trust-checklist", "costa-rica", "pilot", "scope", "executive-guide"]
)
def test_every_kind_of_page_is_a_document(edition: Edition, page: str, language: str) -> None:
    document = composer(edition, language).page(page)
    text = said(document)
    assert text[0] == edition.page(page, language).head.title
    assert document.language == language
    assert document.notice == words_in(language)(NOTICE)


def test_a_page_tells_its_place_its_review_and_its_edition(edition: Edition) -> None:
    facts = dict(composer(edition).page("costa-rica").facts)
    assert facts["Place"] == "Costa Rica · 2022 · evidence: audit reports"
    assert facts["Status"].startswith("Checked against cited excerpts on November 20, 2026")
    assert facts["Edition"] == "1 · November 24, 2026"
    assert (
        dict(composer(edition).page("trust").facts)["Status"] == "Draft · not reviewed by an administration"
    )


def test_only_what_is_for_the_audience_and_the_band_is_there(edition: Edition) -> None:
    everything = titles(composer(edition).page("trust"))
    leader = composer(edition, view=View(Audience.LEADER)).page("trust")
    assert "Part steps" in everything
    assert "Part steps" not in titles(leader)
    assert "Part summary" in titles(leader)
    assert ("Only what is for", "Leader") in leader.facts
    advanced = titles(composer(edition, view=View(None, Band.ADVANCED)).page("trust"))
    assert "Part maturity-advanced" in advanced
    assert "Part maturity-foundational" not in advanced


def test_citations_are_numbers_and_the_sources_stand_at_the_end(edition: Edition) -> None:
    text = said(composer(edition).page("trust"))
    assert any("declarations\u00a0[1]." in one for one in text)
    assert text[-3:] == [
        "Sources",
        "[1]\u00a0Court of audit. Report on the attack (2022)",
        "[2]\u00a0Parliament. Customs law. Law 8 (1999)",
    ]


def test_the_numbers_of_citations_are_those_of_the_screen(edition: Edition) -> None:
    """The page names its sources in an order, and the section that cites the second alone begins with its own first."""
    assert any("at most\u00a0[2]" in one for one in said(composer(edition).page("trust")))
    assert any(
        "at most\u00a0[1]" in one for one in said(composer(edition).section(Address("trust", "steps")))
    )


def test_figures_have_their_words_and_the_colours_of_paper(edition: Edition) -> None:
    drawing = next(drawings(composer(edition, "fr").page("trust")))
    assert drawing.alt == "La douane signe et l’opérateur conserve."
    assert drawing.caption == "Qui signe"
    assert "Émetteur" in drawing.svg
    assert "@" not in drawing.svg
    assert LIGHT["accent-ground"] in drawing.svg


def test_a_section_of_another_page_is_there_with_its_words_and_its_place(edition: Edition) -> None:
    document = composer(edition, "fr").page("executive-guide")
    levels = {section.title: section.level for section in document.sections}
    assert levels["Partie summary"] == levels["La confiance d’abord"] + 1
    assert any("2,5 millions" in one for one in said(document))
    assert "trust#summary" in {section.id for section in document.sections}


def test_a_page_without_translation_says_so_in_the_language_asked_for(edition: Edition) -> None:
    document = composer(edition, "fr").page("scope")
    assert (document.language, document.title_lang) == ("fr", "en")
    assert {section.lang for section in document.sections} == {"en"}
    text = said(document)
    assert text.count("fr~Not translated yet: shown in English.") == 1
    assert text.index("fr~Not translated yet: shown in English.") < text.index("What it covers")


def test_a_section_has_those_beneath_it_and_names_its_page(edition: Edition) -> None:
    document = composer(edition).section(Address("trust", "maturity"))
    assert document.title == "Part maturity"
    assert document.facts[0] == ("Part of", "Trust")
    assert titles(document) == [
        "Part maturity-foundational",
        "Part maturity-developing",
        "Part maturity-advanced",
    ]
    with pytest.raises(NotFound):
        composer(edition).section(Address("trust", "none"))


def test_an_item_alone_is_called_after_its_page(edition: Edition) -> None:
    assert composer(edition).section(Address("trust-checklist", "C-C1")).title == "Trust checklist"


def test_a_checklist_is_a_form_with_codes(edition: Edition) -> None:
    document = composer(edition).page("trust-checklist")
    pieces = [piece for stretch in flow(document, words_in).stretches for piece in stretch.pieces]
    items = [piece for piece in pieces if isinstance(piece, Item)]
    assert [item.code for item in items] == [code(f"C-C{n}") for n in range(1, 11)]
    assert [label.label for label in items[0].details] == ["Evidence to keep", "How to check"]
    assert ("Unit", "") in document.facts
    assert f"for example: {code('C-C1')} y" in said(document)[document_start(document)]


def document_start(document: Document) -> int:
    """Where the text begins after title, lead and facts."""
    return 2 + sum(1 + bool(value) for _name, value in document.facts)


def test_a_template_is_an_empty_form(edition: Edition) -> None:
    document = composer(edition, "fr").page("pilot")
    pieces = [piece for stretch in flow(document, words_in).stretches for piece in stretch.pieces]
    question, kind = (piece for piece in pieces if isinstance(piece, Entry))
    assert (question.code, question.lines, question.required) == ("PI-F1", 5, "fr~required")
    assert (kind.options, kind.lines) == (("technique", "juridique"), 0)


def test_a_booklet_has_chapters_contents_and_one_list_of_sources(edition: Edition) -> None:
    document = composer(edition).booklet("All of it", ["trust", "costa-rica", "trust-checklist"], "A lead.")
    assert document.contents
    chapters = [section.title for section in document.sections if section.level == 1 and section.title]
    assert chapters == ["Trust", "The attack", "Trust checklist", "Sources"]
    breaks = [section.title for section in document.sections if section.blocks[:1] == (Break(),)]
    assert breaks == chapters
    assert sum(one.startswith("[1]") for one in said(document)) == 1


def test_links_between_chapters_lead_to_them(edition: Edition) -> None:
    document = composer(edition).booklet("All of it", ["trust", "costa-rica"])
    ids = {section.id for section in document.sections}
    assert {"trust", "trust#steps", "costa-rica"} <= ids


@pytest.mark.parametrize("critical_only", [False, True])
def test_the_questionnaire_is_a_form_with_a_scale(edition: Edition, critical_only: bool) -> None:
    document = composer(edition).questionnaire(QUESTIONS, "Questions", critical_only=critical_only)
    pieces = [piece for stretch in flow(document, words_in).stretches for piece in stretch.pieces]
    entries = [piece for piece in pieces if isinstance(piece, Entry)]
    assert [entry.code for entry in entries] == [code("D1.1"), code("D1.2")][: 1 if critical_only else 2]
    assert entries[0].options == ("0", "1", "2", "3", "4", "n/a")
    assert entries[0].by_hand == ("Evidence seen", "Date checked")


def test_a_checklist_is_a_sheet_with_the_answers_of_a_run(edition: Edition) -> None:
    page = edition.page("trust-checklist", "fr")
    now = edition_moment()
    ticks = [Tick("r", "C-C2", TickState.DONE, "The list", "Amina", "2026-11-20", now)]
    workbook = checklist_workbook(page, words_in, ticks=ticks)
    assert workbook.language == "fr"
    rows = {row[0]: row for row in workbook.sheets[0].rows}
    assert len(rows) == 10
    done = rows[code("C-C2")]
    assert done[5:8] == ("fr~Done", "The list", "Amina")
    assert str(done[8]) == "2026-11-20"
    assert rows[code("C-C1")][5:] == (None, None, None, None)
    assert workbook.sheets[0].notes == (words_in("fr")(NOTICE),)


def edition_moment() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)
