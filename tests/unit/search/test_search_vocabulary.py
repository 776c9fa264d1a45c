"""Beginnings and misspellings in a list of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.search.vocabulary import Vocabulary, edit_distance

WORDS = Vocabulary(
    [
        ("risk", ("risk",), 9),
        ("risks", ("risks",), 2),
        ("risky", ("risky",), 5),
        ("securite", ("sécurité",), 3),
        ("2024", ("2024",), 1),
    ]
)

short = st.text(alphabet="abcé", max_size=6)


def test_completions_are_the_most_frequent_first_without_the_word_itself() -> None:
    assert WORDS.completions("risk") == ("risky", "risks")
    assert WORDS.completions("x") == ()


def test_corrections_keep_the_guides_own_spelling() -> None:
    assert [c.spelling for c in WORDS.corrections("secuirte")] == ["sécurité"]


def test_short_words_and_numbers_are_not_corrected() -> None:
    assert WORDS.corrections("rsk") == WORDS.corrections("2025") == ()
    assert WORDS.corrections("secutrie") != ()
    assert WORDS.corrections("secxxxte") == ()


def test_every_spelling_of_a_level_is_known() -> None:
    words = Vocabulary(
        [("securite", ("sécurité", "securite"), 3), ("sur", ("sûr",), 1)],
        {"sécurité": ("secur",), "securite": ("secur", "securit"), "sûr": ("sur",)},
    )
    assert words.spellings("exact", "sécurité") == ("sécurité",)
    assert tuple(words.spellings("fold", "securite")) == ("sécurité", "securite")
    assert tuple(words.spellings("stem", "secur")) == ("sécurité", "securite")
    assert tuple(words.spellings("stem", "securit")) == ("securite",)
    assert not words.spellings("fold", "sécurité")
    assert not words.spellings("stem", "securite")


def test_membership() -> None:
    assert "risk" in WORDS
    assert "ris" not in WORDS


def test_neighbours_swapped_count_once() -> None:
    assert edit_distance("authetn", "authent", 2) == 1


@given(one=short, other=short)
def test_distance_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    there, back = edit_distance(one, other, 9), edit_distance(other, one, 9)
    assert there == back
    assert (there == 0) == (one == other)
    assert there >= abs(len(one) - len(other))


@given(one=short, other=short, most=st.integers(min_value=0, max_value=3))
def test_a_bound_changes_nothing_below_it(one: str, other: str, most: int) -> None:
    exact = edit_distance(one, other, 9)
    bounded = edit_distance(one, other, most)
    assert bounded == exact if exact <= most else bounded > most


@given(
    word=st.text(alphabet="abcdefgh", min_size=8, max_size=12),
    at=st.integers(0, 7),
    put=st.sampled_from("xyz"),
)
def test_one_wrong_letter_is_always_mended(word: str, at: int, put: str) -> None:
    wrong = word[:at] + put + word[at + 1 :]
    assert [c.fold for c in Vocabulary([(word, (word,), 1)]).corrections(wrong)] == [word]
