"""A document as pieces: its own words in the right language, links that lead somewhere, headings without a gap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.export.paper import CALLOUT, EVERYTHING, ITEM, NOTICE, document, lowered, t, whole, words_in

from ictguide_desktop.export.citations import Citations
from ictguide_desktop.export.expected import IN_WORD, expected_text
from ictguide_desktop.export.flow import Heading, Item, Role, Words, flow
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Break, Document, DocumentSection
from ictguide_desktop.model.guide import Cite, Embed, Figure, Link, LinkKind, Paragraph, Source, Text, plain


def section(title: str, level: int, *blocks: object, lang: str = "", id_: str = "") -> DocumentSection:
    return DocumentSection(title, level, blocks, lang, id_)  # type: ignore[arg-type]


def test_the_words_of_the_exporter_are_in_the_language_of_the_text() -> None:
    made = Document(
        "T",
        "",
        "ar",
        NOTICE,
        (section("A", 2, CALLOUT, ITEM), section("B", 2, CALLOUT, ITEM, lang="en")),
        (),
        True,
    )
    said = list(expected_text(flow(made, words_in), IN_WORD))
    at = said.index("B", said.index("B") + 1)  # the first stands in the contents
    own, other = said[:at], said[at:]
    assert "ar~Warning · Do not wait" in own
    assert {"ar~Contents", "ar~Evidence to keep", "ar~Evidence seen"} <= set(own)
    assert "Warning · Do not wait" in other
    assert not any("ar~" in text for text in other)


def test_a_section_in_another_language_is_announced_in_that_of_the_document() -> None:
    made = Document(
        "T",
        "",
        "ar",
        NOTICE,
        (section("A", 1, lang="en"), section("B", 2, lang="en"), section("C", 1, lang="en")),
    )
    stretches = flow(made, words_in).stretches
    notices = [
        (stretch.language, plain(piece.spans))
        for stretch in stretches
        for piece in stretch.pieces
        if isinstance(piece, Words) and piece.role == Role.NOTICE
    ]
    assert notices == [("ar", "ar~Not translated yet: shown in English.")] * 2


def test_a_notice_stands_on_the_page_of_what_it_speaks_of() -> None:
    blocks = (Break(), Paragraph(t("words")))
    made = Document(
        "T", "", "ar", NOTICE, (section("A", 1, Paragraph(t("x"))), section("B", 1, *blocks, lang="en"))
    )
    pieces = [piece for stretch in flow(made, words_in).stretches for piece in stretch.pieces]
    at = pieces.index(Break())
    notice = pieces[at + 1]
    assert isinstance(notice, Words)
    assert notice.role == Role.NOTICE


@given(st.lists(st.integers(1, 4), min_size=1))
def test_headings_begin_at_one_and_never_leave_a_level_out(levels: list[int]) -> None:
    made = Document("T", "", "en", NOTICE, tuple(section(f"S{n}", level) for n, level in enumerate(levels)))
    found = [heading.level for heading in flow(made, words_in).headings()]
    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert len(found) == len(levels)


def links(made: Document) -> dict[str, str]:
    """The words of every link that is left, and where it leads."""
    return {
        plain(span.spans): span.target
        for stretch in lowered(made).stretches
        for piece in stretch.pieces
        if isinstance(piece, Words)
        for span in piece.spans
        if isinstance(span, Link)
    }


def test_a_link_leads_to_what_is_in_the_document_and_is_words_elsewhere() -> None:
    spans = (
        Link(LinkKind.PAGE, "page#two:3", t("block")),
        Link(LinkKind.PAGE, "other#two", t("outside")),
        Link(LinkKind.CHECK, "C-C3", t("item")),
        Link(LinkKind.CHECK, "C-C4", t("no item")),
        Link(LinkKind.TERM, "page", t("term")),
        Link(LinkKind.CASE, "case", t("case")),
    )
    sections = (
        section("", 2, Paragraph(spans)),
        section("Two", 2, id_="page#two"),
        section("", 3, ITEM, id_="page#C-C3"),
        section("Case", 1, id_="case"),
    )
    assert links(Document("T", "", "en", NOTICE, sections)) == {
        "block": "page#two",
        "item": "page#C-C3",
        "case": "case",
    }


@pytest.mark.parametrize(
    "block", [Figure("triangle"), Embed(Address("trust", "steps")), Paragraph((Cite("audit"),))]
)
def test_what_still_needs_the_guide_is_refused(block: object) -> None:
    with pytest.raises(ValueError, match="documents"):
        lowered(document(block))  # type: ignore[arg-type]


def test_an_item_has_the_code_that_can_be_typed_back() -> None:
    item = next(
        p for stretch in lowered(document(ITEM)).stretches for p in stretch.pieces if isinstance(p, Item)
    )
    assert item.code.startswith("C-C3-")
    assert len(item.code) == 6


def test_every_block_keeps_its_words() -> None:
    said = " ".join(expected_text(lowered(whole()), IN_WORD))
    for block in EVERYTHING:
        for words in (
            "closed / left",
            "of the hour",
            "Draw a sample.",
            "Can a partner trust it?",
            "legal",
            "Volume",
            "Ask first.",
        ):
            assert words in said, block


def test_control_characters_and_turned_lines_are_taken_out() -> None:
    made = document(Paragraph(t("a\x00b\u202ec\ud800d\x1b[0m\ufffe\u200fe\n\tf")), title="\x07T")
    pieces = lowered(made)
    assert pieces.title == "T"
    words = pieces.stretches[0].pieces[1]
    assert isinstance(words, Words)
    assert words.spans == (Text("abcd[0m\u200fe f"),)


def test_citations_are_numbers_that_lead_to_the_list() -> None:
    citations = Citations(["law"])
    block = citations.numbered(
        Paragraph((Text("So it was "), Cite("audit"), Text(", so "), Cite("law"), Text(".")))
    )
    sources = {
        "law": Source("law", "Customs law", "Parliament", "1999", "law", "Law 8", ""),
        "audit": Source("audit", "Report", "Court", "2022", "audit", "", ""),
    }
    sections = (section("A", 2, block), section("Sources", 2), *citations.listed(sources, 2))
    made = Document("T", "", "en", NOTICE, sections)
    said = list(expected_text(lowered(made), IN_WORD))
    assert "So it was\u00a0[2], so\u00a0[1]." in said
    assert [text for text in said if text.startswith("[")] == [
        "[1]\u00a0Parliament. Customs law. Law 8 (1999)",
        "[2]\u00a0Court. Report (2022)",
    ]
    assert links(made) == {"[2]": "sources#audit", "[1]": "sources#law"}


def test_headings_of_level_one_are_told_with_their_place() -> None:
    assert list(lowered(whole()).headings()) == [
        Heading("First", 1, "page#one"),
        Heading("Second", 2, "page#two"),
    ]
