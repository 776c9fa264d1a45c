"""Numbers by value in every way of writing them, and sentences that abbreviations do not end."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.content.numbers import numbers
from ictguide_desktop.content.sentences import sentences, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1,500", "en"), ("1\u202f500", "fr")),
        (("1,500", "en"), ("1 500", "fr")),
        (("12,500.75", "en"), ("12\u00a0500,75", "fr")),
        (("1,234,567", "en"), ("1\u00a0234\u00a0567", "ru")),
        (("3.5 billion", "en"), ("3,5\u00a0milliards", "fr")),
        (("3.5 billion", "en"), ("3500 millones", "es")),
        (("3.5 billion", "en"), ("3,5 mil millones", "es")),
        (("50 billion", "en"), ("50 000 milhões", "pt")),
        (("50 billion", "en"), ("50 млрд", "ru")),
        (("2.5 million", "en"), ("2.5 مليون", "ar")),
        (("1,500", "en"), ("1500", "ar")),
        (("1500", "ar"), ("\u0661\u0665\u0660\u0660", "ar")),
        (("2.50", "en"), ("2,5", "fr")),
        (("RFC 9901, D4.2, 800-63-4", "en"), ("RFC 9901, D4.2, 800-63-4", "fr")),
        (("14:30", "en"), ("14 h 30", "fr")),
        (("249th", "en"), ("249e", "fr")),
    ],
)
def test_the_same_value_is_the_same_number(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert numbers(*one) == numbers(*other)
    assert numbers(*one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1,500", "en"), ("1,500", "fr")),
        (("2 million", "en"), ("2", "fr")),
        (("1.2.3", "en"), ("1.2.30", "fr")),
        (("7 and 7", "en"), ("7", "fr")),
        (("3 billion", "en"), ("3 billions", "fr")),
    ],
)
def test_another_value_is_another_number(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert numbers(*one) != numbers(*other)


def test_a_year_and_the_number_after_it_are_two() -> None:
    assert numbers("en 2025 100 navires", "fr") == Counter({"2025": 1, "100": 1})


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_grouping_does_not_change_a_value(whole: int, hundredths: int) -> None:
    english = f"{whole:,}.{hundredths:02}"
    french = f"{whole:,}".replace(",", "\u202f") + f",{hundredths:02}"
    assert numbers(english, "en") == numbers(french, "fr")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Close it. Keep the list.", 2),
        ("See e.g. Article 7.7, No. 33 and the U.S. Customs rule.", 1),
        ("It takes 2.5 hours. Then stop.", 2),
        ("Are they closed? Ask. Always!", 3),
        ("“Are they closed?” asks the auditor. Then (see p. 4).", 2),
        ("Sont-ils fermés\u202f? «\u00a0Oui.\u00a0» Puis art. 7.", 3),
        ("هل تُغلق الحسابات؟ نعم. ثم 5 ثوانٍ.", 3),
        ("Закрыть, см. ст. 7. Хранить.", 2),
        ("version 2. iOS is not a new sentence", 1),
        ("", 0),
        ("One line\nand the next. Two.", 2),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(
    st.lists(
        st.sampled_from(["Close it.", "Why not?", "Keep 2.5 of them.", "«\u00a0Oui.\u00a0»"]), max_size=6
    )
)
def test_sentences_together_are_the_text(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_what_a_no_break_space_holds_is_one_word() -> None:
    assert words("dans les 24\u00a0heures :") == 3
