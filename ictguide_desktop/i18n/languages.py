"""The languages of the guide: own names, two-letter codes and direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Language(NamedTuple):
    """A language under its own name."""

    code: str
    name: str
    rtl: bool = False


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English"),
        Language("fr", "Français"),
        Language("es", "Español"),
        Language("ar", "العربية", rtl=True),
        Language("pt", "Português"),
        Language("ru", "Русский"),
    )
}


def own_name(code: str) -> str:
    """The name of a language in itself; the code when it is unknown."""
    language = LANGUAGES.get(code)
    return language.name if language else code


def is_rtl(code: str) -> bool:
    """Whether the language is written from right to left."""
    language = LANGUAGES.get(code)
    return language is not None and language.rtl


def best_match(wanted: Iterable[str], available: Sequence[str]) -> str:
    """The first available language among the wishes (`fr_CA`, `ar-EG`, …); the first available one otherwise."""
    for wish in wanted:
        code = wish.replace("-", "_").split("_")[0].lower()
        if code in available:
            return code
    return available[0]
