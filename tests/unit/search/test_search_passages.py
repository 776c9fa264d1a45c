"""Snippets, marks and the best block of a hit."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.query import Entry, Hit, SearchQuery
from ictguide_desktop.search.engine import Engine

Open = Callable[..., Engine]
Make = Callable[..., Entry]

LONG = (
    "Every administration keeps records. " * 20
    + "The déclarant signs the manifest. "
    + "Nothing else matters here. " * 20
)


@pytest.fixture(scope="module")
def french(engine_for: Open, make_entry: Make) -> Engine:
    """Sections with several blocks, in French."""
    return engine_for(
        [
            make_entry(
                "page#one",
                "L’authentification",
                "",
                "Une phrase sans rapport.",
                "L’identité numérique du déclarant.\nLe guichet unique l’accepte, RKC-7 aussi.",
                "Le déclarant est identifié ; l’identité numérique sert partout.",
            ),
            make_entry("page#two", "Ailleurs", LONG, "La fin."),
        ],
        "fr",
    )


def hit(engine: Engine, text: str, lang: str = "fr") -> tuple[Hit, SearchQuery]:
    """The first hit of a search, and its query."""
    query = SearchQuery(text, lang)
    return engine.search(query).hits[0], query


def marked(engine: Engine, text: str, query: str) -> list[str]:
    """The marked words of a text."""
    return [text[start:end] for start, end in engine.marks(text, SearchQuery(query, "fr"))]


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("guichet unique", 3),
        ("identité partout", 4),
        ("numérique", 3),
        ("rapport", 2),
        ("authentification", 0),
    ],
)
def test_the_best_block_is_numbered_from_one(french: Engine, typed: str, block: int) -> None:
    assert french.best_block(*hit(french, typed)) == block


def test_a_snippet_shows_the_match(french: Engine) -> None:
    snippet = french.snippet(*hit(french, "declarants manifest"), width=120)
    assert "The déclarant signs the manifest." in snippet.text
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["déclarant", "manifest"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert len(snippet.text) <= 122


def test_a_snippet_of_a_title_hit_is_the_first_text(french: Engine) -> None:
    assert french.snippet(*hit(french, "authentification")).text == "Une phrase sans rapport."


def test_a_snippet_of_a_foreign_concept_marks_its_name_here(french: Engine) -> None:
    snippet = french.snippet(*hit(french, "single window"))
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["guichet unique"]


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        (
            "l'authentification",
            "AUTHENTIFICATIONS, l’authentification",
            ["AUTHENTIFICATIONS", "authentification"],
        ),
        ("securite", "la sécurité", ["sécurité"]),
        ("ident", "identité, unidentifié", ["identité"]),
        ("authe ", "authentification", []),
        ('"identité numérique"', "identité numérique, numérique identité", ["identité numérique"]),
        ("rkc-7", "RKC-7 et RKC 7 et RKC", ["RKC-7", "RKC 7"]),
        ("numérique -identité", "identité numérique", ["numérique"]),
        ("single window", "un guichet unique, une guichet et un numéro unique", ["guichet unique"]),
        ("idnetité ", "identité", ["identité"]),
        ("déclarant", "", []),
    ],
)
def test_marks(french: Engine, typed: str, text: str, words: list[str]) -> None:
    assert marked(french, text, typed) == words


def test_the_words_to_look_for(french: Engine) -> None:
    assert french.words(SearchQuery("identité -rapport", "fr")) == ("identité",)
    assert french.words(SearchQuery("single window", "fr"))[0] == "guichet unique"
    assert french.words(SearchQuery("idnetité ", "fr")) == ("identite",)


def test_a_hit_from_elsewhere_has_no_snippet(french: Engine) -> None:
    found, query = hit(french, "identité")
    stranger = found._replace(address=found.address._replace(section="gone"))
    assert french.snippet(stranger, query) == ("", ())
    assert french.best_block(stranger, query) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(["déclarant", "identité", "guichet unique", "RKC-7", "signs", "est"]), min_size=1
    ),
    width=st.integers(min_value=1, max_value=300),
)
def test_marks_lie_in_the_snippet_on_word_boundaries(french: Engine, words: list[str], width: int) -> None:
    query = SearchQuery(" ".join(words), "fr")
    for found in french.search(query).hits:
        text, marks = french.snippet(found, query, width)
        assert len(text) <= width + 2
        assert all(0 <= start < end <= len(text) for start, end in marks)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(marks))
        for start, end in marks:
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()
