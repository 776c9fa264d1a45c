"""Everyday words, other names and abbreviations find what the guide says in its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.query import Entry, SearchQuery
from ictguide_desktop.search.engine import Engine
from ictguide_desktop.search.everyday import instead, other_names, other_words

Open = Callable[..., Engine]
Make = Callable[..., Entry]


def where(engine: Engine, text: str, lang: str = "en") -> list[str]:
    """The addresses found, best first."""
    return [str(hit.address) for hit in engine.search(SearchQuery(text, lang)).hits]


@pytest.mark.parametrize(
    ("lang", "typed", "said"),
    [
        ("en", "my phone", "The driver shows a telephone at the gate."),
        ("en", "boss", "The leader signs."),
        ("fr", "démissionne", "Agir dans les 24 heures du départ."),
        ("fr", "pot-de-vin", "La corruption se signale."),
        ("ar", "رشوة", "مكافحة الفساد"),
        ("ar", "الباسورد", "كلمة المرور وحدها لا تكفي."),
    ],
)
def test_an_everyday_word_finds_the_word_of_the_guide(engine_for: Open, lang: str, typed: str, said: str) -> None:
    engine = engine_for({"a#a": said, "b#b": "— — 2024"}, lang)
    assert where(engine, typed, lang) == ["a#a"]
    query = SearchQuery(typed, lang)
    snippet = engine.snippet(engine.search(query).hits[0], query)
    assert snippet.marks, "the word that stands in for the one typed is shown"


def test_the_word_itself_comes_before_what_stands_in_for_it(engine_for: Open, make_entry: Make) -> None:
    engine = engine_for([make_entry("a#a", "Telephone", "Ring."), make_entry("b#b", "", "A phone was lost.")])
    assert where(engine, "phone")[0] == "b#b"
    assert set(where(engine, "phone")) == {"a#a", "b#b"}


def test_a_misleading_stem_is_replaced(engine_for: Open, make_entry: Make) -> None:
    engine = engine_for(
        [make_entry("a#a", "La partie vérificatrice", "Elle vérifie."), make_entry("b#b", "", "Une personne part.")], "fr"
    )
    assert where(engine, "partant", "fr") == ["b#b"]
    assert instead("partie", "fr") == ()


def test_a_table_reads_one_way() -> None:
    assert "telephone" in other_words("phone", "en")
    assert other_words("telephon", "en") == ()
    assert other_words("phone", "xx") == ()
    assert other_names("xx") == {}


def test_an_entry_whose_words_are_scattered_gives_way(engine_for: Open, make_entry: Make) -> None:
    far = " ".join(f"word{n}" for n in range(60))
    scattered = make_entry("far#a", "Table", f"stolen {far} signing {far} key")
    titled = make_entry("near#b", "A stolen key", "Withdraw it at once.")
    together = make_entry("near#c", "Table", f"{far} {far} a stolen signing key")
    common = [make_entry(f"other-{n}#a", "Other", "signing papers") for n in range(12)]
    assert where(engine_for([scattered, titled, *common]), "stolen signing key")[:2] == ["near#b", "far#a"]
    assert where(engine_for([scattered, titled, together, *common]), "stolen signing key")[0] == "near#c"


def test_cells_and_list_items_make_no_phrase(engine_for: Open) -> None:
    engine = engine_for({"table#a": "risk\nmanagement", "text#b": "risk management"})
    assert where(engine, '"risk management"') == ["text#b"]
    assert set(where(engine, "risk management")) == {"table#a", "text#b"}
    assert where(engine, '"risk\nmanagement"') == ["text#b"], "a query pasted from two lines is one line"


def test_a_method_with_a_colon_is_one_word(engine_for: Open) -> None:
    engine = engine_for({"a#a": "DIDs use did:web as a method", "b#b": "a webhook calls back"})
    assert where(engine, "did:web") == ["a#a"]
    assert where(engine, "web method") == ["a#a"]


def test_one_telling_word_is_enough_when_nothing_holds_more(engine_for: Open) -> None:
    engine = engine_for({"a#a": "copies by the rule 3-2-1-1-0", "b#b": "the rule of the port", "c#c": "a port"})
    assert where(engine, "3-2-1 archive rule")[0] == "a#a"
    assert where(engine, "zzz yyy xxx port") == ["c#c", "b#b"]


def test_what_to_do_comes_before_what_happened(engine_for: Open, make_entry: Make) -> None:
    engine = engine_for(
        [
            make_entry("case#a", "Accounts closed", "They closed them.", kind=Kind.CASE),
            make_entry("module#b", "Accounts closed", "They closed them."),
        ]
    )
    assert where(engine, "accounts closed") == ["module#b", "case#a"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("نظام", "عند توقف النظم"), ("مفاتيح", "المفتاح المسروق"), ("جهات", "كل جهة"), ("قرار آلي", "القرار الآلي"),
     ("وكالات", "كل وكالة"), ("وأمين", "أمين البيانات"), ("وخط", "خط الأساس")],
)  # fmt: skip
def test_arabic_plurals_and_short_words(engine_for: Open, typed: str, said: str) -> None:
    assert where(engine_for({"a#a": said, "b#b": "نص بعيد"}, "ar"), typed, "ar") == ["a#a"]


def test_a_case_is_found_by_its_place(engine_for: Open, make_entry: Make) -> None:
    engine = engine_for([make_entry("case#a", "Results", "Much was lost.", context="Two months · Costa Rica")])
    assert where(engine, "Costa Rica results") == ["case#a"]
