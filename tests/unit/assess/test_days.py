"""Days are read as they are written, and months are counted as people count them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.assess.days import day, known_day, months_later


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        ("2027-01-15", 3, "2027-04-15"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2027-12-31", 12, "2028-12-31"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-03-02", -12, "2026-03-02"),
        ("2027-03-02", 0, "2027-03-02"),
    ],
)
def test_the_end_of_a_month_stays_within_it(start: str, months: int, later: str) -> None:
    assert months_later(day(start), months) == day(later)


@given(st.dates(), st.integers(-(10**6), 10**6))
def test_months_are_counted_whole_and_never_beyond_the_calendar(start: date, months: int) -> None:
    later = months_later(start, months)
    exact = start.year * 12 + start.month + months
    if 12 < exact < 12 * 9999:
        assert later.year * 12 + later.month == exact
        assert later.day <= start.day
    else:
        assert date.min <= later <= date.max


@given(st.dates(), st.integers(0, 600), st.integers(0, 600))
def test_more_months_never_end_earlier(start: date, few: int, more: int) -> None:
    assert months_later(start, few) <= months_later(start, few + more)


@pytest.mark.parametrize("text", ["", "soon", "2027-02-30", "02/03/2027"])
def test_what_is_no_day_is_refused_in_words_or_known_as_none(text: str) -> None:
    assert known_day(text) is None
    with pytest.raises(ValueError, match="is not a day; write it as year-month-day"):
        day(text)
