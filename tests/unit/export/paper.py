"""Documents and workbooks that the tests of the exporter write, and where the fonts of the guide are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ictguide_desktop.export.flow import Flow, flow
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Break, Document, DocumentBlock, DocumentSection, Drawing
from ictguide_desktop.model.guide import (
    Callout,
    CheckItem,
    Field,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Paragraph,
    Spans,
    Styled,
    Table,
    Text,
)

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
NOTICE = "Independent guidance; not endorsed."
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 120"><rect x="20" y="20" width="160" height="60"'
    ' fill="#E4F1F4"/><text x="100" y="48" font-size="12" fill="#16222E">ten</text></svg>'
)


def words_in(language: str) -> Callable[[str], str]:
    """English as it is; other languages with their code before each word, so that a test sees who said it."""
    return lambda message: message if language == "en" else f"{language}~{message}"


def t(text: str) -> Spans:
    """A run of plain text."""
    return (Text(text),)


def document(
    *blocks: DocumentBlock, title: str = "Title", lead: str = "", language: str = "en", **more: object
) -> Document:
    """A document of one section with these blocks."""
    sections = (DocumentSection("Section", 2, blocks, id="page#one"),)
    return Document(title, lead, language, NOTICE, sections, **more)  # type: ignore[arg-type]


def lowered(made: Document) -> Flow:
    """Its pieces."""
    return flow(made, words_in)


TABLE = Table(
    (t("measure"), t("formula")),
    ((t("share of accounts"), t("closed / left")), (t("time"), t("95% within 24 hours"))),
)
HOURS = ListBlock(False, (ListItem(t("of the day")), ListItem(t("of the hour"))))
LIST = ListBlock(True, (ListItem(t("Close it")), ListItem(t("Keep the record"), HOURS)))
ITEM = CheckItem(
    "C-C3", t("Accounts are closed."), t("The list, dated."), t("Draw a sample."), Address("trust", "steps")
)
FIELD = Field("PI-F1", "Question", "long", True, t("One sentence."), (), t("Can a partner trust it?"))
CHOICE = Field("PI-F2", "Kind", "choice", False, t("Choose one."), ("technical", "legal"), t("technical"))
GRID = Field("PI-F3", "Lines", "table", False, t("One a line."), ("Office", "Volume"), ())
CALLOUT = Callout(
    "warning",
    "Do not wait",
    (Paragraph(t("It lives for a day.")), ListBlock(False, (ListItem(t("Ask first.")),))),
)
EVERYTHING: tuple[DocumentBlock, ...] = (
    Paragraph((Text("See "), Link(LinkKind.PAGE, "page#two", (Styled("strong", t("the second")),)), Text(" and "),
               Link(LinkKind.CHECK, "C-C3", t("C-C3")), Text(", not "), Link(LinkKind.TERM, "leaver", t("a leaver")), Text("."))),
    TABLE, LIST, ITEM, FIELD, CHOICE, GRID, CALLOUT, Drawing(SVG, "A box that says ten.", "Ten"),
)  # fmt: skip


def whole(language: str = "en", *, contents: bool = False) -> Document:
    """A document with every kind of block, a link between two sections and a page break."""
    sections = (
        DocumentSection("First", 2, EVERYTHING, id="page#one"),
        DocumentSection("Second", 3, (Break(), Paragraph(t("Further on."))), id="page#two"),
    )
    facts = (("Edition", "2026.1"), ("Unit", ""))
    return Document("The whole", "A lead.", language, NOTICE, sections, facts, contents)


ARABIC = Document(
    "الأمن السيبراني 2024", "استمرار حركة البضائع صحيحاً.", "ar", "إرشادات مستقلة", (
        DocumentSection("القرارات", 2, (
            Paragraph(t("في عام 2024 اعتمدت الإدارة نظام ASYCUDA World في 12 مكتبًا، بنسبة 45% (الرمز C-C3-K).")),
            Paragraph(t("ليلاً ونهاراً · تحصّل الإيرادات، وتشغّل أجهزة الفحص «منتهٍ» (اقتراح).")),
            ListBlock(True, (ListItem(t("اختبار الحِمل عند 150% من الذروة")), ListItem(t("وصفر أخطاء 3.0.0")))),
            Table((t("المؤشر"), t("الهدف")), ((t("الإتاحة D-K1"), t("99.5%")),)),
            ITEM._replace(statement=t("تُغلق الحسابات خلال 24 ساعة."), evidence=t("القائمة"), how=()),
        )),
    ),
)  # fmt: skip
