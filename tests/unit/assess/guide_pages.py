"""The pages of the guide itself, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.model.guide import Page

CONTENT = Path(__file__).resolve().parents[3] / "content"


@cache
def guide() -> Content:
    """Everything in `content/`."""
    return load(CONTENT)


def page(name: str, language: str = "en") -> Page:
    """A page in a language."""
    return guide().pages[language][name]


def languages(name: str) -> list[str]:
    """The languages in which a page is written."""
    return [language for language, pages in guide().pages.items() if name in pages]
