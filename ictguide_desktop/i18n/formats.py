"""Dates and numbers in the reader's language; Babel is loaded at the first use."""

from __future__ import annotations

from datetime import date, datetime


def _locale(language: str) -> str:
    # The guide writes Western digits in Arabic (CONTENT.md), as the Arabic of the Maghreb does.
    return "ar_MA" if language == "ar" else language


def format_date(day: date, language: str) -> str:
    """A day, such as 24 November 2026."""
    from babel.dates import format_date as babel_date

    return str(babel_date(day, "long", locale=_locale(language)))


def format_moment(moment: datetime, language: str) -> str:
    """A day and time in the time zone of this computer."""
    from babel.dates import format_datetime

    return str(format_datetime(moment.astimezone(), "medium", locale=_locale(language)))


def parse_iso(day: str) -> date | None:
    """The day of an ISO date, or None when the text is not one."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
