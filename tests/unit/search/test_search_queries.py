"""What can be asked: words, phrases, exclusions, codes, beginnings, misspellings, filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.model.query import Entry, Results, SearchQuery
from ictguide_desktop.search.engine import Engine

Open = Callable[..., Engine]
Make = Callable[..., Entry]
LEADER, MANAGER, IMPLEMENTER = Audience.LEADER, Audience.MANAGER, Audience.IMPLEMENTER


@pytest.fixture(scope="module")
def guide(engine_for: Open, make_entry: Make) -> Engine:
    """A small guide in English."""
    return engine_for(
        [
            make_entry("identity", "Trust and identity", "Who may do what.", part="trust"),
            make_entry(
                "identity#login",
                "Authentication",
                "Staff sign in with two factors.",
                "A hardware token resists phishing; a zero-trust network asks again.",
                part="trust",
                context="Trust and identity",
                audiences=frozenset({IMPLEMENTER}),
            ),
            make_entry(
                "identity#decide",
                "What to decide",
                "Leaders decide who owns identity. Authentication is a policy; management of risk is theirs.",
                part="trust",
                context="Trust and identity",
                audiences=frozenset({LEADER, MANAGER}),
            ),
            make_entry("risk", "Risk management", "Selecting consignments.", part="control"),
            make_entry(
                "risk#engine",
                "The engine",
                "Risk management needs an engine, and the engine needs data of the trade.",
                part="control",
                context="Risk management",
            ),
            make_entry(
                "risk#far",
                "Oversight",
                "Risk is one thing; and in quite another place of the text stands management.",
                part="control",
                context="Oversight and audit",
            ),
            make_entry(
                "list#c-c1",
                "C-C1 Each system has an owner",
                "Each system has an owner.",
                kind=Kind.CHECKLIST,
                part="trust",
            ),
            make_entry(
                "list#c-c12",
                "C-C12 Logs are kept",
                "Logs are kept, see RKC-7 and ISO 27001.",
                kind=Kind.CHECKLIST,
                part="trust",
            ),
            make_entry("case", "Costa Rica", "The treasury moved its data.", kind=Kind.CASE, part="control"),
        ],
        "en",
    )


def ask(engine: Engine, text: str, **limits: object) -> Results:
    """Search in English."""
    return engine.search(SearchQuery(text, "en", **limits))  # type: ignore[arg-type]


def where(engine: Engine, text: str, **limits: object) -> list[str]:
    """The addresses found, best first."""
    return [str(hit.address) for hit in ask(engine, text, **limits).hits]


def test_all_words_come_before_some(guide: Engine) -> None:
    found = where(guide, "engine trade data")
    assert found[0] == "risk#engine"
    results = ask(guide, "engine treasury")
    assert {"risk#engine", "case"} <= {str(hit.address) for hit in results.hits}


def test_a_title_comes_before_a_text(guide: Engine) -> None:
    assert where(guide, "authentication")[:2] == ["identity#login", "identity#decide"]


def test_a_page_comes_before_its_sections(guide: Engine) -> None:
    assert where(guide, "trust and identity")[0] == "identity"
    assert where(guide, "risk management")[0] == "risk"


def test_words_side_by_side_come_before_words_apart(guide: Engine) -> None:
    found = where(guide, "risk management")
    assert found.index("risk#engine") < found.index("risk#far")


def test_a_phrase_is_demanded(guide: Engine) -> None:
    assert set(where(guide, '"risk management"')) == {"risk", "risk#engine"}
    assert set(where(guide, "“risk management” engine")) == {"risk", "risk#engine"}
    assert where(guide, '"management risk"') == []
    assert set(where(guide, "«Risk Managements»")) == {"risk", "risk#engine"}


def test_a_phrase_does_not_run_from_one_block_into_the_next(guide: Engine) -> None:
    assert where(guide, '"two factors"') == ["identity#login"]
    assert where(guide, '"factors a hardware"') == []


def test_a_phrase_that_is_still_being_typed(guide: Engine) -> None:
    assert "risk#engine" in where(guide, '"risk manag')


@pytest.mark.parametrize("typed", ["risk -engine", "risk -Engines", "-engine risk"])
def test_a_word_is_excluded(guide: Engine, typed: str) -> None:
    assert "risk#engine" not in where(guide, typed)
    assert "risk#far" in where(guide, typed)


def test_a_phrase_is_excluded(guide: Engine) -> None:
    assert set(where(guide, 'risk -"risk management"')) == {"risk#far", "identity#decide"}


def test_only_an_exclusion_finds_nothing(guide: Engine) -> None:
    assert ask(guide, "-risk") == Results(SearchQuery("-risk", "en"), (), 0, {})


@pytest.mark.parametrize("typed", ["authent", "auth", "AUTHENTI", "staff auth"])
def test_the_last_word_may_be_a_beginning(guide: Engine, typed: str) -> None:
    assert where(guide, typed)[0] == "identity#login"


def test_a_word_that_is_ended_is_a_beginning_only_when_the_guide_does_not_have_it(engine_for: Open) -> None:
    engine = engine_for({"a#a": "the port", "b#b": "the portal", "c#c": "the administrator opens it"})
    assert where(engine, "port") == ["a#a", "b#b"]
    assert where(engine, "port ") == ["a#a"]
    assert where(engine, "admin opens") == ["c#c"]
    assert ask(engine, "admin opens").suggestion == ""
    assert where(engine, "adm opens") == ["c#c"]  # through the other word: three letters may be anything
    assert where(engine, "adm ") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("C-C1", "list#c-c1"),
        ("c-c1", "list#c-c1"),
        ("CC1", "list#c-c1"),
        ("C-C12", "list#c-c12"),
        ("RKC-7", "list#c-c12"),
        ("rkc7", "list#c-c12"),
        ("rkc", "list#c-c12"),
        ("ISO 27001", "list#c-c12"),
        ("ISO27001", "list#c-c12"),
        ("iso-27001", "list#c-c12"),
        ("27001", "list#c-c12"),
        ("zero-trust", "identity#login"),
        ("zero trust", "identity#login"),
        ("zerotrust", "identity#login"),
        ('"zero trust network"', "identity#login"),
    ],
)
def test_codes_are_found_whole_and_in_parts(guide: Engine, typed: str, first: str) -> None:
    assert where(guide, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "meant", "first"),
    [
        ("authetnication", "authentication", "identity#login"),
        ("autentication", "authentication", "identity#login"),
        ("phishng", "phishing", "identity#login"),
        ("hardwear", "hardware", "identity#login"),
        ("consignmennts ", "consignments ", "risk"),
        ("tresury data", "treasury data", "case"),
        ("Costa Rika", "Costa Rica", "case"),
    ],
)
def test_a_misspelt_word_is_understood(guide: Engine, typed: str, meant: str, first: str) -> None:
    results = ask(guide, typed)
    assert results.suggestion.casefold() == meant.casefold()
    assert str(results.hits[0].address) == first


@pytest.mark.parametrize("typed", ["risk", "authent", "xyzzy", "ris ", "abd"])
def test_no_suggestion_where_none_is_due(guide: Engine, typed: str) -> None:
    assert ask(guide, typed).suggestion == ""


def test_spelt_right_comes_before_understood(engine_for: Open) -> None:
    engine = engine_for({"a#a": "the carrier", "b#b": "the carriers", "c#c": "the barrier"})
    assert where(engine, "carrier") == ["a#a", "b#b"]


def test_stop_words_do_not_narrow(guide: Engine) -> None:
    assert where(guide, "what is the authentication of staff")[0] == "identity#login"
    assert where(guide, "who may do what") != []


def test_kinds_are_counted_before_they_narrow(guide: Engine) -> None:
    every = ask(guide, "data owner system logs")
    narrowed = ask(guide, "owner", kinds=frozenset({Kind.CHECKLIST}))
    assert every.total == len(every.hits)
    assert {hit.kind for hit in narrowed.hits} == {Kind.CHECKLIST}
    both = ask(guide, "data", kinds=frozenset({Kind.CASE}))
    assert both.kinds == {Kind.MODULE: 1, Kind.CASE: 1}
    assert both.total == len(both.hits) == 1


def test_parts_and_audiences_narrow_the_counts_too(guide: Engine) -> None:
    assert ask(guide, "data", parts=frozenset({"trust"})).kinds == {}
    results = ask(guide, "authentication", audiences=frozenset({LEADER}))
    assert [str(hit.address) for hit in results.hits] == ["identity#decide"]
    assert results.kinds == {Kind.MODULE: 1}
    assert len(where(guide, "authentication", audiences=frozenset({LEADER, IMPLEMENTER}))) == 2


def test_a_favoured_audience_lifts_but_does_not_narrow(engine_for: Open, make_entry: Make) -> None:
    engine = engine_for(
        [
            make_entry("a#a", "Costs", "What the network costs.", audiences=frozenset({IMPLEMENTER})),
            make_entry("b#b", "Costs", "What the network costs.", audiences=frozenset({LEADER})),
        ]
    )
    assert where(engine, "network costs", favour=LEADER) == ["b#b", "a#a"]
    assert where(engine, "network costs", favour=IMPLEMENTER) == ["a#a", "b#b"]


def test_the_limit_holds_but_the_count_is_of_all(guide: Engine) -> None:
    results = ask(guide, "risk", limit=1)
    assert len(results.hits) == 1
    assert results.total == len(ask(guide, "risk").hits) > 1
    assert ask(guide, "risk", limit=0).hits == ()


def test_a_hit_tells_what_it_is(guide: Engine) -> None:
    hit = ask(guide, "authentication").hits[0]
    assert (hit.title, hit.context, hit.kind, hit.part) == (
        "Authentication",
        "Trust and identity",
        Kind.MODULE,
        "trust",
    )
    assert hit.audiences == {IMPLEMENTER}


def test_a_cancelled_search_is_empty_and_is_not_remembered(guide: Engine) -> None:
    assert guide.search(SearchQuery("treasury moved", "en"), lambda: True).hits == ()
    assert where(guide, "treasury moved") == ["case"]


def test_many_full_answers_leave_the_partial_ones_out(engine_for: Open) -> None:
    texts = {f"full-{n}#s": "cargo seal" for n in range(12)} | {f"half-{n}#s": "cargo" for n in range(5)}
    assert ask(engine_for(texts), "cargo seal").total == 12


def test_suggestions_begin_with_what_is_typed(guide: Engine) -> None:
    assert guide.suggest("tru") == ("Trust and identity",)
    assert guide.suggest("COSTÁ R") == ("Costa Rica",)
    assert guide.suggest("Single") == ("Single Window",)
    assert guide.suggest("ae") == ("AEO",)
    assert guide.suggest("") == guide.suggest("zzz") == guide.suggest("risk", 0) == ()


def test_suggestions_ignore_the_arabic_article(engine_for: Open) -> None:
    engine = engine_for({"a#a": "نص"}, "ar")
    assert engine.suggest("نافذ") == engine.suggest("النافذ") == ("النافذة الواحدة",)


def test_an_empty_guide_answers_nothing(engine_for: Open) -> None:
    engine = engine_for([])
    assert ask(engine, "anything").total == 0
    assert engine.suggest("anything") == ()
