"""What the fonts can show, and what stands for what they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.export.paper import FONTS

from ictguide_desktop.export.cleaning import clean, clean_lines, compared
from ictguide_desktop.export.lettering import ARABIC, LATIN, UNKNOWN, Lettering, shown_by


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café, 45 % — « été »", "Café, 45 % — « été »"),
        ("نظام ASYCUDA", "نظام ASYCUDA"),
        ("−5 ≈ 4 ★", "\u20135 ~ 4 *"),
        ("漢x", f"{UNKNOWN}x"),
        ("①Ⅳ", "1IV"),
        ("a\ufe0f", "a"),
        ("x\u064by", "xy"),
        ("ب\u064e\u064f\u0651", "ب\u0651\u064e"),
    ],
)
def test_a_text_in_characters_that_the_fonts_have(text: str, shown: str) -> None:
    assert Lettering(FONTS).fit(text) == shown


@given(st.text())
def test_any_text_fits(text: str) -> None:
    families = shown_by(FONTS)
    shown = families[LATIN] | families[ARABIC] | {9, 10, 13}
    assert {ord(character) for character in Lettering(FONTS).fit(text)} <= shown


def test_what_could_not_be_shown_is_remembered_once() -> None:
    letters = Lettering(FONTS)
    letters.fit("漢字漢 ok")
    assert letters.missing == ("漢", "字")


def test_a_label_names_the_font_of_each_of_its_parts() -> None:
    letters = Lettering(FONTS)
    svg = '<svg><text x="1" font-family="Other">أولاً · M0</text><text x="2">ten &amp; more</text></svg>'
    assert letters.drawing(svg) == (
        '<svg><text x="1" font-family="Noto Sans Arabic">\u200fأولاً <tspan font-family="Noto Sans">·</tspan> '
        '<tspan font-family="Noto Sans">M</tspan>0\u200f</text><text x="2" font-family="Noto Sans">ten &amp; more</text></svg>'
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb", "a b"),
        ("\u202eabc\u202c", "abc"),
        ("\u2066a\u2069", "a"),
        ("a\u200db\u200e", "a\u200db\u200e"),
        ("\ud83d", ""),
        ("\uffff\ufdd0", ""),
        ("\ufeffa", "a"),
    ],
)
def test_what_no_file_can_hold_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters()))
def test_a_cleaned_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()
    assert clean_lines(clean_lines(text)) == clean_lines(text)


def test_texts_are_compared_without_what_a_file_may_lose() -> None:
    assert compared("Cafe\u0301 \u00a0x\u200f") == compared("Café x")
    assert compared("مُهَل") == compared("مهل")
    assert compared("ab") != compared("ba")
    assert compared("-5") != compared("5")
