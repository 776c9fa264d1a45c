"""Days of an assessment: ISO text read once, and whole months counted so that the end of a month stays within it."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache


def day(text: str) -> date:
    """The day that an ISO text names.

    Raises:
        ValueError: with a sentence that names the text.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day; write it as year-month-day, such as 2027-03-02") from None


def known_day(text: str) -> date | None:
    """The day that an ISO text names, or None where it is empty or names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=1024)  # a round asks it of the same day for each answer
def months_later(start: date, months: int) -> date:
    """The same day of the month so many months later (earlier, if negative), or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
