"""A section shown on another page: in its own language, which may run the other way."""

from __future__ import annotations

from ictguide_desktop.export.html import HtmlRenderer, Look
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Callout, Embed, Paragraph, Section, Text

EMBED = Embed(Address("trust", "summary"))
SECTION = Section(
    "summary", "Summary", 2, frozenset(), None, (Callout("note", "Know", (Paragraph((Text("Words"),)),)),)
)


def shown(language: str) -> str:
    """The section, written in a language, as an Arabic page shows it."""
    renderer = HtmlRenderer(
        look=Look(rtl=True), sources={}, figures={}, language="ar",
        words_in=lambda code: lambda word: f"{code}:{word}", embed=lambda _target: (SECTION, language),
    )  # fmt: skip
    return renderer.block(Address("executive", "first", 1), EMBED)


def test_a_section_in_another_language_says_so_and_runs_its_own_way() -> None:
    html = shown("en")
    notice, _, rest = html.partition('<div dir="ltr">')
    assert "ar:Not translated yet: shown in English." in notice
    section, _, link = rest.partition("</div>")
    assert "en:Note" in section
    assert 'dir="rtl"' not in section
    assert "ar:Open in its module" in link


def test_a_section_in_the_language_of_the_page_says_nothing_of_it() -> None:
    html = shown("ar")
    assert "ar:Note" in html
    assert "notice" not in html
