"""How a text is cut into words, and which shapes the words have."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictguide_desktop.search.analysis import fold, terms

LANGUAGES = ("en", "fr", "ar", "es", "pt", "ru")


def plain(text: str, lang: str) -> list[str]:
    """The folded words of a text, without wholes such as RKC-7."""
    return [token.text_fold for token in terms(text, lang) if not token.compound]


def meet(one: str, other: str, lang: str) -> bool:
    """Whether two words share a stem."""
    return bool(set(terms(one, lang)[0].stems) & set(terms(other, lang)[0].stems))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’authentification", ["authentification"]),
        ("L'AUTHENTIFICATION", ["authentification"]),
        ("jusqu’à l'index", ["a", "index"]),
        ("d’avant-garde", ["avant", "garde"]),
        ("qu’elle n’aujourd’hui", ["elle", "aujourdhui"]),
        ("œuvre", ["oeuvre"]),
    ],
)
def test_french_elision_is_cut_off(text: str, words: list[str]) -> None:
    assert plain(text, "fr") == words


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("C-C1", "cc1", ["c", "c1"]),
        ("RKC-7", "rkc7", ["rkc", "7"]),
        ("RKC\u20117", "rkc7", ["rkc", "7"]),
        ("ISO27001", "iso27001", ["iso", "27001"]),
        ("zero-trust", "zerotrust", ["zero", "trust"]),
        ("D4.2", "d4.2", ["d4", "2"]),
    ],
)
def test_a_code_is_a_whole_and_its_parts(text: str, whole: str, parts: list[str]) -> None:
    tokens = terms(f"see {text}.", "en")[1:]
    assert [token.text_fold for token in tokens if token.compound] == [whole]
    assert [token.text_fold for token in tokens if not token.compound] == parts
    assert tokens[0].position == tokens[1].position


def test_possessives_and_contractions_in_english() -> None:
    assert plain("The WCO’s model doesn't", "en") == ["the", "wco", "model", "doesnt"]


def test_the_own_spelling_is_kept_beside_the_folded_one() -> None:
    (token,) = terms("SÉCURITÉ", "fr")
    assert (token.text_exact, token.text_fold) == ("sécurité", "securite")


def test_decomposed_and_composed_letters_are_the_same() -> None:
    assert terms("se\u0301curite\u0301", "fr")[0].text_exact == terms("sécurité", "fr")[0].text_exact


def test_eastern_digits_become_western() -> None:
    assert plain("٢٠٢٤ ۲۰۲۴", "ar") == ["2024", "2024"]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "declarations", "declaration"),
        ("en", "Authenticated", "authenticate"),
        ("fr", "déclarations", "declaration"),
        ("fr", "sécurités", "securite"),
        ("fr", "douaniers", "douanier"),
        ("es", "informaciones", "informacion"),
        ("es", "información", "informaciones"),
        ("es", "aduaneras", "aduanera"),
        ("pt", "informações", "informacao"),
        ("pt", "declarações", "declaração"),
        ("pt", "responsáveis", "responsavel"),
        ("ru", "декларации", "декларация"),
        ("ru", "таможенного", "таможенный"),
        ("ru", "учёта", "учета"),
        ("ar", "الجمـارك", "جمارك"),
        ("ar", "والمصادقة", "مصادقه"),
        ("ar", "للإدارة", "اداره"),
        ("ar", "بإدارة", "الإدارة"),
        ("ar", "بيانات", "البيان"),
        ("ar", "مسؤول", "مسئول"),
        ("ar", "المستوى", "مستوي"),
        ("ar", "موظفون", "الموظفين"),
        ("ar", "شهرياً", "شهري"),
    ],
)
def test_forms_of_a_word_share_a_stem(lang: str, one: str, other: str) -> None:
    assert meet(one, other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [("en", "trust", "trade"), ("ru", "мой", "мои"), ("ar", "بيان", "بناء"), ("fr", "droit", "droite")],
)
def test_different_words_stay_different_when_spelt(lang: str, one: str, other: str) -> None:
    assert terms(one, lang)[0].text_fold != terms(other, lang)[0].text_fold


def test_latin_words_in_a_russian_or_arabic_text_are_stemmed_as_english() -> None:
    assert meet("blockchains", "blockchain", "ru")
    assert meet("standards", "standard", "ar")


@pytest.mark.parametrize("lang", [*LANGUAGES, "xx"])
@given(text=st.text(max_size=200))
def test_words_lie_in_the_text_in_order(lang: str, text: str) -> None:
    tokens = [token for token in terms(text, lang) if not token.compound]
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert all(token.text_exact and token.text_fold and all(token.stems) for token in tokens)
    for a, b in itertools.pairwise(tokens):
        broken = "\n" in text[a.end : b.start]
        assert b.position - a.position > 1 if broken else b.position - a.position == 1


@given(text=st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
