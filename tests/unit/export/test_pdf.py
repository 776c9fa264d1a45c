"""PDF: what it says is what was asked for, in order, whatever the words are; tagged, bookmarked, and the same every time."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from unit.export.paper import ARABIC, FONTS, ITEM, LIST, NOTICE, TABLE, document, lowered, t, whole

from ictguide_desktop.export.cleaning import clean, compared
from ictguide_desktop.export.lettering import UNKNOWN, Lettering
from ictguide_desktop.export.pdf import pdf
from ictguide_desktop.export.pdf_text import tell
from ictguide_desktop.export.reopened import Differs, same_pdf
from ictguide_desktop.model.document import Document, DocumentSection, Drawing
from ictguide_desktop.model.guide import Callout, Field, ListBlock, ListItem, Paragraph, Styled, Table, Text

# Letters of the writings of the guide, signs that mean something to Typst, and whatever else there is.
WRITTEN = st.text(
    alphabet=st.one_of(
        st.sampled_from("#$*_`<>@\\/\"'[](){}=-+~^&%;:|! \n\t"),
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.characters(min_codepoint=0x400, max_codepoint=0x45F),
        st.characters(min_codepoint=0x620, max_codepoint=0x64A),
        st.characters(),
    ),
    max_size=60,
)
ARABIC_WORDS = st.one_of(
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤءًٌٍَُِّْ،.:«»()-/·%", min_size=1, max_size=9),
    st.sampled_from(
        ["ASYCUDA", "World", "C-C3", "3.0.0", "2024", "45%", "[1]", "(x)", "A/B", "é", "1", "·", "Ctrl++"]
    ),
)
SPOKEN = st.lists(ARABIC_WORDS, max_size=60).map(" ".join)


def file_of(made: Document, paper: str = "a4") -> bytes:
    """The file of a document, found right."""
    pieces = lowered(made)
    data = pdf(pieces, fonts=FONTS, paper=paper).data
    same_pdf(data, pieces, Lettering(FONTS))
    return data


def reader(made: Document, paper: str = "a4") -> PdfReader:
    return PdfReader(BytesIO(file_of(made, paper)))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_kind_of_block_is_said_in_order(language: str) -> None:
    told = tell(file_of(whole(language)))
    assert told.title == "The whole"
    assert told.language == language
    assert told.tagged
    assert told.bookmarks == ("First", "Second")
    assert told.figures == ("A box that says ten.",)
    assert told.foreign_fonts == ()
    assert told.pages == 3


def test_arabic_is_said_in_the_order_in_which_it_is_written() -> None:
    text = " ".join(tell(file_of(ARABIC)).text.split())
    for said in (
        "الأمن السيبراني 2024",
        "12 مكتبًا",
        "ASYCUDA World",
        "(الرمز C-C3-K)",
        "اختبار الحِمل عند 150% من الذروة",
    ):
        assert said in text
    assert "4202" not in text


@given(SPOKEN, st.sampled_from(["ar", "en"]))
def test_any_arabic_with_numbers_and_latin_words_is_said_in_order(text: str, language: str) -> None:
    table = Table((t(text), t("x")), ((t(text), t(text)),))
    mixed = Paragraph((Text(text), Styled("strong", t(text[:50])), Text(text[50:])))
    blocks = (mixed, ListBlock(True, (ListItem(t(text)),)), table)
    file_of(document(*blocks, title=f"ا {text}", language=language))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_name_in_arabic_is_said_in_order_in_any_document(language: str) -> None:
    name = "Name: محمد علي (المدير) - 2024, see «محمد · علي»."
    assert name in tell(file_of(document(Paragraph(t(name)), language=language))).text.replace(
        "\u202b", ""
    ).replace("\u202c", "").replace("\u200e", "")


@given(WRITTEN, WRITTEN, WRITTEN)
@settings(max_examples=150)
def test_no_text_is_a_command_and_every_text_is_said(one: str, two: str, three: str) -> None:
    made = Document(
        f"T {one}", two, "en", three, (
            DocumentSection(f"S {three}", 2, (
                Paragraph((Text(one), Styled("strong", t(two)), Styled("code", t(three)))),
                ListBlock(True, (ListItem(t(two)),)),
                Table((t(one), t(two)), ((t(three), t(one)),)),
                Callout("note", two, (Paragraph(t(three)),)),
                ITEM._replace(item=f"C-{one}", statement=t(two)),
                Field(one, two, "choice", True, t(three), (one, two), t(three)),
                Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>', f"alt {one}", two),
            ), id=f"page#{one}"),
        ), ((one, two), (two, "")),
    )  # fmt: skip
    letters = Lettering(FONTS)
    text = compared(tell(file_of(made)).text)
    for wanted in (one, two, three):
        assert compared(letters.fit(clean(wanted))) in text


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "#read(\"/etc/passwd\")", "$x^2$", "= Heading", "<label>", "@ref", "// comment", "/* */", "`raw`", '"; panic("x"); "',
     "\\u{41}", "a\\", '\\"', "\\\\", "#let x = 1", "*bold* _it_", "- item", "+ item", "https://example.org", "~", "--", "...", "]", "}"],
)  # fmt: skip
def test_the_signs_of_typst_are_words(text: str) -> None:
    assert text.replace(" ", "") in tell(file_of(document(Paragraph(t(f"x{text}y"))))).text.replace(" ", "")


def test_the_same_document_is_the_same_file() -> None:
    assert file_of(whole()) == file_of(whole())


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_has_its_size(paper: str, size: tuple[int, int]) -> None:
    page = reader(whole(), paper).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_every_page_has_the_notice_and_its_number() -> None:
    pages = reader(whole()).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert NOTICE in text
        assert f"{number} / {len(pages)}" in text


def test_the_header_of_a_table_stands_again_on_the_next_page() -> None:
    rows = tuple((t(f"row {n}"), t("some words")) for n in range(120))
    pages = reader(document(TABLE._replace(rows=rows))).pages
    assert len(pages) > 2
    assert all("formula" in page.extract_text() for page in pages)


def test_links_lead_to_places_in_the_file_and_nowhere_else() -> None:
    links = [
        annotation.get_object()
        for page in reader(whole(contents=True)).pages
        for annotation in page.get("/Annots", [])
    ]
    assert len(links) >= 3
    assert all(link["/Subtype"] == "/Link" for link in links)
    assert not any("/URI" in link.get("/A", {}) for link in links)


def test_the_file_names_no_author_no_machine_and_no_day() -> None:
    information = reader(whole()).metadata or {}
    assert set(information) <= {"/Title", "/Creator"}


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    filler = [Paragraph(t("A line of words."))] * 200
    for count in range(30, 42):
        sections = (
            DocumentSection("First", 2, tuple(filler[:count])),
            DocumentSection("Second heading", 2, (Paragraph(t("What follows it.")),)),
        )
        made = Document("T", "", "en", NOTICE, sections)
        pages = [page.extract_text() for page in reader(made).pages]
        assert any("Second heading" in page and "What follows it." in page for page in pages)


def test_a_character_that_the_fonts_lack_is_told() -> None:
    printed = pdf(lowered(document(Paragraph(t("東 and −5 ★")))), fonts=FONTS)
    assert printed.missing == ("東",)
    assert f"{UNKNOWN} and \u20135 *" in tell(printed.data).text


@pytest.mark.parametrize(
    "svg",
    [
        '<svg><image href="http://example.org/a.png"/></svg>',
        '<svg><rect fill="url(http://example.org/#a)"/></svg>',
        '<svg><a xlink:href="https://example.org"><rect/></a></svg>',
        "<svg><script>1</script></svg>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        '<svg><rect onclick="x()"/></svg>',
    ],
)
def test_a_drawing_that_reaches_outside_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="outside itself"):
        lowered(document(Drawing(svg, "alt")))


def test_another_text_is_found_out() -> None:
    pieces = lowered(whole())
    data = pdf(lowered(document(LIST)), fonts=FONTS).data
    with pytest.raises(Differs):
        same_pdf(data, pieces, Lettering(FONTS))


@pytest.mark.parametrize("change", ["word", "order", "number", "drawing", "bookmark"])
def test_one_thing_that_differs_is_found_out(change: str) -> None:
    made = whole()
    first, second = made.sections
    blocks = list(first.blocks)
    match change:
        case "word":
            blocks[0] = Paragraph(t("See the second and C-C3, not a joiner."))
        case "order":
            blocks[1], blocks[2] = blocks[2], blocks[1]
        case "number":
            blocks[2] = ListBlock(False, LIST.items)
        case "drawing":
            blocks[-1] = Drawing(
                '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"></svg>', "Another.", "Ten"
            )
        case "bookmark":
            second = second._replace(title="Second ")
            blocks[0] = Paragraph(t("1"))
    other = made._replace(sections=(first._replace(blocks=tuple(blocks)), second))
    with pytest.raises(Differs):
        same_pdf(pdf(lowered(other), fonts=FONTS).data, lowered(made), Lettering(FONTS))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello" * 100])
def test_what_is_no_pdf_is_found_out(data: bytes) -> None:
    with pytest.raises(Differs):
        same_pdf(data, lowered(whole()), Lettering(FONTS))


@given(st.data())
@settings(max_examples=25)
def test_half_a_file_is_found_out(data: st.DataObject) -> None:
    whole_file = pdf(lowered(document(LIST)), fonts=FONTS).data
    half = whole_file[: data.draw(st.integers(0, len(whole_file) - 200))]
    with pytest.raises(Differs):
        same_pdf(half, lowered(document(LIST)), Lettering(FONTS))
