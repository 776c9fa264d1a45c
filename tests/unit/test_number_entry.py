"""Numbers as they are typed and shown: what is shown can be typed again, and nothing is read as another number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.i18n.entry import number_to_edit, number_typed
from ictguide_desktop.i18n.formats import LanguageNumbers, format_number

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru")
FIGURES = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=4)


@given(figure=FIGURES, language=st.sampled_from(LANGUAGES))
def test_what_is_shown_in_a_field_is_the_same_number_when_it_is_typed_again(
    figure: Decimal, language: str
) -> None:
    assert number_typed(number_to_edit(figure, language), language) == figure


@given(figure=FIGURES, language=st.sampled_from(LANGUAGES))
def test_numbers_are_written_as_babel_writes_them(figure: Decimal, language: str) -> None:
    written = LanguageNumbers(language).number(abs(figure), 2)
    assert written == format_number(abs(figure), language, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_is_a_decimal_separator_in_every_language(language: str) -> None:
    assert number_typed("6.25", language) == Decimal("6.25")
    assert number_typed("1.234", language) == Decimal("1.234")


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("6,25", "fr", "6.25"),
        ("1 234,5", "fr", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("1\u00a0234 567", "ru", "1234567"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "es", "1234.5"),
        ("0,625", "fr", "0.625"),
        ("18 %", "fr", "18"),
        ("٦٫٢٥", "ar", "6.25"),
        ("\u221212", "en", "-12"),
        ("6.", "en", "6"),
        (".5", "en", "0.5"),
    ],
)
def test_typed_numbers_are_read(text: str, language: str, number: str) -> None:
    assert number_typed(text, language) == Decimal(number)


@pytest.mark.parametrize("text", ["", " ", "abc", "1,2,3", "12,5", "0,625", "1.2.3", "--1", "1e5", "²", "9" * 61, "NaN"])
def test_what_is_no_number_or_could_be_two_is_refused(text: str) -> None:
    assert number_typed(text, "en") is None


def test_a_share_is_written_with_its_sign_and_no_needless_zero() -> None:
    english, french = LanguageNumbers("en"), LanguageNumbers("fr")
    assert english.percent(Decimal("0.18")) == "18%"
    assert english.percent(Decimal("0.231"), signed=True) == "+23.1%"
    assert french.percent(Decimal("-0.095"), signed=True) == "-9,5\u00a0%"
    assert english.percent(Decimal("0"), signed=True) == "0%"


def test_nothing_is_never_written_as_minus_nothing() -> None:
    assert LanguageNumbers("en").number(Decimal("-0.001"), 2) == "0.00"
