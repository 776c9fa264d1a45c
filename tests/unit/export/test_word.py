"""DOCX: headings, lists and tables that Word knows as such, in both directions, with nothing lost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.export.paper import ARABIC, LIST, NOTICE, TABLE, document, lowered, t, whole

from ictguide_desktop.export.reopened import Differs, same_word
from ictguide_desktop.export.word import word
from ictguide_desktop.model.document import Break, Document, DocumentSection
from ictguide_desktop.model.guide import Callout, ListBlock, ListItem, Paragraph, Styled, Table, Text


def file_of(made: Document, paper: str = "a4") -> bytes:
    """The file of a document, found right."""
    pieces = lowered(made)
    data = word(pieces, paper=paper)
    same_word(data, pieces)
    return data


def opened(made: Document, paper: str = "a4") -> Any:
    return docx.Document(BytesIO(file_of(made, paper)))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("contents", [False, True])
def test_every_kind_of_block_is_there(language: str, contents: bool) -> None:
    file_of(whole(language, contents=contents))


def test_headings_lists_and_titles_are_what_word_calls_them() -> None:
    file = opened(whole())
    styles = {p.text: p.style.name for p in file.paragraphs}
    assert styles["The whole"] == "Title"
    assert styles["First"] == "Heading 1"
    assert styles["Second"] == "Heading 2"
    numbered = [p for p in file.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert [(p.text, p._p.pPr.numPr.ilvl.val) for p in numbered] == [
        ("Close it", 0),
        ("Keep the record", 0),
        ("of the day", 1),
        ("of the hour", 1),
    ]


def test_each_numbered_list_begins_again() -> None:
    file = opened(document(LIST, LIST))
    numbers = [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.text == "Close it"]
    assert len(set(numbers)) == 2
    root = file.part.numbering_part.element
    for number in numbers:
        num = next(one for one in root.findall(qn("w:num")) if one.get(qn("w:numId")) == str(number))
        assert num.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_the_header_of_a_table_stands_again_and_rows_are_not_broken() -> None:
    table = opened(document(TABLE)).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_arabic_runs_from_the_right_everywhere() -> None:
    file = opened(ARABIC)
    assert file.sections[0]._sectPr.find(qn("w:bidi")) is not None
    every = [p for p in file.element.body.iter(qn("w:p")) if "".join(x.text or "" for x in p.iter(qn("w:t")))]
    assert every
    assert all(p.pPr.find(qn("w:bidi")) is not None for p in every)
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in file.tables)


def test_latin_words_and_numbers_in_arabic_keep_their_direction() -> None:
    runs = {run.text: run for p in opened(ARABIC).paragraphs for run in p.runs}
    latin = runs["ASYCUDA World"]
    assert latin._r.rPr.find(qn("w:rtl")) is None
    arabic = next(run for text, run in runs.items() if "اعتمدت" in text)
    assert arabic._r.rPr.find(qn("w:rtl")) is not None
    assert arabic._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"


def test_a_section_in_another_language_runs_its_own_way() -> None:
    made = Document("ا", "", "ar", NOTICE, (DocumentSection("Part", 2, (Paragraph(t("words")),), "en"),))
    found = {p.text: p for p in opened(made).paragraphs}
    assert found["words"]._p.pPr is None or found["words"]._p.pPr.find(qn("w:bidi")) is None
    assert found["ar~Not translated yet: shown in English."]._p.pPr.find(qn("w:bidi")) is not None


def test_the_file_says_its_title_its_language_and_no_name() -> None:
    properties = opened(whole("fr")).core_properties
    assert (properties.title, properties.language, properties.author) == ("The whole", "fr", "")
    assert properties.last_modified_by == ""
    assert properties.created is None


def test_the_footer_has_the_notice_and_the_number_of_the_page() -> None:
    footer = opened(whole()).sections[0].footer.paragraphs[0]
    assert footer.text.startswith(NOTICE)
    fields = [one.get(qn("w:instr")).strip() for one in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_links_lead_to_bookmarks_that_are_there() -> None:
    body = opened(whole(contents=True)).element.body
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    wanted = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    assert len(wanted) >= 3
    assert set(wanted) <= places


def test_a_drawing_is_told_in_words() -> None:
    texts = [p.text for p in opened(whole()).paragraphs]
    assert texts[texts.index("A box that says ten.") + 1] == "Ten"


def test_a_break_begins_a_new_page() -> None:
    found = {p.text: p for p in opened(whole()).paragraphs}
    assert found["Second"].paragraph_format.page_break_before
    assert opened(document(Break(), TABLE)).paragraphs


@pytest.mark.parametrize(("paper", "millimetres"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_paper_has_its_size(paper: str, millimetres: tuple[int, int]) -> None:
    section = opened(whole(), paper).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres


def test_the_same_document_is_the_same_file() -> None:
    assert file_of(whole("ar")) == file_of(whole("ar"))


@given(st.text(), st.text(), st.sampled_from(["en", "ar"]))
@settings(max_examples=60)
def test_any_text_is_kept(one: str, two: str, language: str) -> None:
    made = Document(
        f"T {one}", two, language, two, (
            DocumentSection(f"S {two}", 2, (
                Paragraph((Text(one), Styled("strong", t(two)))), ListBlock(True, (ListItem(t(two)),)),
                Table((t(one), t(two)), ((t(two), t(one)),)), Callout("note", two, (Paragraph(t(one)),)),
            ), id="page#one"),
        ), ((one, two),),
    )  # fmt: skip
    file_of(made)


@pytest.mark.parametrize("change", ["word", "heading", "title", "notice", "language"])
def test_one_thing_that_differs_is_found_out(change: str) -> None:
    made = whole()
    data = word(lowered(made))
    match change:
        case "word":
            first, second = made.sections
            made = made._replace(
                sections=(first._replace(blocks=(*first.blocks, Paragraph(t("more")))), second)
            )
        case "heading":
            first, second = made.sections
            made = made._replace(
                sections=(first._replace(title="", blocks=(Paragraph(t("First")), *first.blocks)), second)
            )
        case "title":
            made = made._replace(title="The  whole")
        case "notice":
            made = made._replace(notice="Something else")
        case "language":
            made = made._replace(language="fr")
    with pytest.raises(Differs):
        same_word(data, lowered(made))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no Word file"])
def test_what_is_no_word_file_is_found_out(data: bytes) -> None:
    with pytest.raises(Differs):
        same_word(data, lowered(whole()))
