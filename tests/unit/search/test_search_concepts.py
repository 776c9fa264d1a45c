"""A concept is found under its name in any language, and the hit says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ictguide_desktop.model.guide import Term
from ictguide_desktop.model.query import Entry, SearchQuery, Why
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine

Open = Callable[..., Engine]
Make = Callable[..., Entry]


@pytest.fixture(scope="module")
def english(engine_for: Open, make_entry: Make, make_term: Make) -> Engine:
    """An English guide about a Single Window, among others."""
    return engine_for(
        [
            make_entry("window", "Single Window", "One place for every border agency."),
            make_entry(
                "window#steps", "Steps", "The Single Window opens in steps.", "Ask each agency first."
            ),
            make_entry(
                "window#platform", "Platform", "The platform serves traders.", concepts=("single-window",)
            ),
            make_entry("trader#benefits", "Benefits", "An authorized economic operator is released faster."),
            make_entry("unique#number", "Unique number", "A unique reference follows the goods."),
            make_term("single-window", "en", "Single entry point for trade."),
            make_term("aeo", "en", "Party approved by customs."),
            make_term("drawback", "en", "Repayment of duties."),
        ],
        "en",
    )


@pytest.mark.parametrize(
    ("typed", "lang"),
    [
        ("guichet unique", "fr"),
        ("GUICHET UNIQUE", "fr"),
        ("guichets uniques", "fr"),
        ("النافذة الواحدة", "ar"),
        ("الشباك الوحيد", "ar"),
        ("ventanilla unica", "es"),
        ("janela única", "pt"),
        ("единого окна", "ru"),
    ],
)
def test_a_foreign_name_finds_the_concept_and_says_why(english: Engine, typed: str, lang: str) -> None:
    results = english.search(SearchQuery(typed, "en"))
    where = [str(hit.address) for hit in results.hits]
    assert "glossary#single-window" in where[:3]
    assert {"window", "window#steps", "window#platform"} <= set(where)
    assert "unique#number" not in where
    assert all(hit.why == Why(typed, lang, "Single Window") for hit in results.hits)


def test_a_foreign_name_among_other_words(english: Engine) -> None:
    first = english.search(SearchQuery("guichet unique steps", "en")).hits[0]
    assert str(first.address) == "window#steps"
    assert first.why == Why("guichet unique", "fr", "Single Window")


def test_a_foreign_name_that_is_also_a_word_here(engine_for: Open, make_entry: Make, make_term: Make) -> None:
    engine = engine_for(
        [make_entry("a#a", "", "Le drawback existe."), make_term("drawback", "fr", "Un droit.")], "fr"
    )
    hits = engine.search(SearchQuery("drawback", "fr")).hits
    assert {str(hit.address): hit.why for hit in hits} == {
        "a#a": None,
        "glossary#drawback": Why("drawback", "en", "restitution des droits"),
    }
    hits = engine.search(SearchQuery("drawback existe", "fr")).hits
    assert [str(hit.address) for hit in hits] == ["a#a"]


def test_an_excluded_name_names_nothing(english: Engine) -> None:
    hits = english.search(SearchQuery("steps -guichet -unique", "en")).hits
    assert {hit.why for hit in hits} == {None}


def test_an_acronym_finds_the_words_it_stands_for(english: Engine) -> None:
    hits = {str(hit.address): hit.why for hit in english.search(SearchQuery("AEO", "en")).hits}
    assert hits["glossary#aeo"] is None
    assert hits["trader#benefits"] == Why("AEO", "en", "Authorized economic operator")


def test_the_own_name_needs_no_reason(english: Engine) -> None:
    results = english.search(SearchQuery("single window", "en"))
    assert results.hits[0].title == "Single Window"
    assert "glossary#single-window" in [str(hit.address) for hit in results.hits[:3]]
    assert {hit.why for hit in results.hits} == {None}


def test_the_named_term_is_among_the_first_three(engine_for: Open, make_entry: Make, make_term: Make) -> None:
    pages = [make_entry(f"page-{n}", "Drawback", "Drawback " * 9) for n in range(6)]
    engine = engine_for([*pages, make_term("drawback", "en", "Repayment of duties.")], "en")
    for typed in ("drawback", "Drawback ", "restitution des droits"):
        hits = engine.search(SearchQuery(typed, "en")).hits
        assert "glossary#drawback" in [str(hit.address) for hit in hits[:3]]
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_name_in_every_language_is_found(english: Engine, concepts: Concepts) -> None:
    for lang in ("en", "fr", "ar", "es", "pt", "ru"):
        for concept in ("single-window", "aeo", "drawback"):
            for form in concepts.forms(concept, lang):
                hits = english.search(SearchQuery(form, "en")).hits
                assert f"glossary#{concept}" in [str(hit.address) for hit in hits[:3]], form


def test_the_longest_name_wins(concepts: Concepts) -> None:
    matches = concepts.named_in("un guichet électronique unique et OEA", "fr")
    assert [(m.id, m.form, m.lang) for m in matches] == [
        ("single-window", "guichet électronique unique", "fr"),
        ("aeo", "OEA", "fr"),
    ]


def test_the_own_language_goes_first(concepts: Concepts) -> None:
    assert [m.lang for m in concepts.named_in("operador económico autorizado", "pt")] == ["pt"]
    assert [m.lang for m in concepts.named_in("operador económico autorizado", "es")] == ["es"]


def test_short_foreign_acronyms_count_in_capitals_only(concepts: Concepts) -> None:
    assert [m.id for m in concepts.named_in("OEA", "en")] == ["aeo"]
    assert concepts.named_in("oea", "en") == ()
    assert [m.id for m in concepts.named_in("aeo", "en")] == ["aeo"]


def glossaries(**forms: str) -> Concepts:
    """A glossary of one acronym in each language."""
    return Concepts.from_terms(
        {
            lang: {name: Term(name, f"the name of {name}", name, (), (), "", lang, ())}
            for lang, name in forms.items()
        }
    )


def test_an_acronym_with_a_small_letter_in_it_is_one_in_any_language() -> None:
    things = glossaries(en="thing", fr="IdO")
    assert [match.id for match in things.named_in("IdO", "en")] == ["IdO"]
    assert things.named_in("Ido", "en") == ()


def test_an_acronym_is_filed_whole_and_not_by_its_stem() -> None:
    both = glossaries(fr="SaaS", es="SA")
    assert [match.id for match in both.named_in("SA", "fr")] == ["SA"]
    assert [match.id for match in both.named_in("saas", "fr")] == ["SaaS"]


def test_a_name_says_what_a_concept_is_called(concepts: Concepts) -> None:
    assert concepts.name("aeo", "ru") == "уполномоченный экономический оператор"
    assert concepts.name("drawback", "ru") == "Drawback"
    assert concepts.name("no-such-thing", "ru") == "no-such-thing"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"names": 1, "keys": 2}', "{"])
def test_a_damaged_list_of_concepts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Concepts.from_json(text)
