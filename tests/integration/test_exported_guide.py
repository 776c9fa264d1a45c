"""The whole guide leaves the program: every page of every language is said by its file word for word, in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_quality.shipped_guide import CONTENT, LANGUAGES, edition

from ictguide_desktop.export.documents import Composer
from ictguide_desktop.export.writing import Format, write
from ictguide_desktop.i18n import catalog
from ictguide_desktop.model.guide import Kind

pytestmark = pytest.mark.xdist_group("shipped-search")  # one worker, so that the edition is compiled once

ROOT = CONTENT.parent
FONTS = ROOT / "resources" / "fonts"


def composer(language: str) -> Composer:
    catalog.load(ROOT / "build" / "locales", language)
    return Composer(edition(), language, catalog.words_in)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_file_word_for_word(language: str, tmp_path: Path) -> None:
    heads = edition().catalogue(language).pages.values()
    # The cases are built alike: one language of them is enough, and half the time.
    pages = [h.id for h in heads if h.lang == language and (h.kind != Kind.CASE or language != "fr")]
    document = composer(language).booklet("ICT Guide", pages)
    written = write(document, Format.PDF, tmp_path / "guide.pdf", words_in=catalog.words_in, fonts=FONTS)
    assert written.missing == ()
    assert written.size > 1_000_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Kind.MODULE, Kind.CHECKLIST, Kind.TEMPLATE, Kind.EXECUTIVE])
def test_a_page_of_each_kind_can_be_worked_on_in_word(language: str, kind: Kind, tmp_path: Path) -> None:
    page = edition().catalogue(language).of_kind(kind)[0].id
    document = composer(language).page(page)
    written = write(document, Format.DOCX, tmp_path / "page.docx", words_in=catalog.words_in, fonts=FONTS)
    assert written.path.is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_can_be_answered_on_paper(language: str, tmp_path: Path) -> None:
    asked = edition().catalogue(language).questionnaire
    document = composer(language).questionnaire(asked, "Questions")
    write(document, Format.PDF, tmp_path / "q.pdf", words_in=catalog.words_in, fonts=FONTS, paper="letter")
    assert sum(len(section.blocks) for section in document.sections) == 1 + 50
