"""The catalogue in force: `_`, `ngettext`, `pgettext` look a message up when called, so a switch needs no restart."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DOMAIN = "ictguide"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_locales: Path | None = None


def load(locales: Path, language: str) -> _gettext.NullTranslations:
    """The catalogue of a language; one that gives every message back when there is none."""
    global _locales  # noqa: PLW0603 - where the catalogues are, for `words_in`
    _locales = locales
    return _gettext.translation(DOMAIN, locales, [language], fallback=True)


def use(catalogue: _gettext.NullTranslations) -> None:
    """Put a catalogue in force for the whole program."""
    global _current  # noqa: PLW0603 - the catalogue in force, with this one setter
    _current = catalogue


def words_in(language: str) -> Callable[[str], str]:
    """Looks messages up in a language that need not be the one in force."""
    return load(_locales, language).gettext if _locales is not None else _current.gettext


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, messages come in this language; for what stands beside the rest in another."""
    before = _current
    if _locales is not None:
        use(load(_locales, language))
    try:
        yield
    finally:
        use(before)


def _(message: str) -> str:
    """The message in the language in force."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message for `n`, in the language in force."""
    return _current.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message as used in a context, in the language in force."""
    return _current.pgettext(context, message)


def N_(message: str) -> str:
    """Mark a message for translation where it is only declared."""
    return message
