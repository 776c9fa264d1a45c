"""Nothing that can be typed breaks the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ictguide_desktop.model.query import Entry, Results, SearchQuery, Snippet
from ictguide_desktop.search.engine import Engine

Open = Callable[..., Engine]

NASTY = [
    "", " ", "\0", "\x1b[0m", '"', '""', '"""', "“", "«", "-", "--", "- -", '-"a', "(", ")", "((a OR b",
    "AND", "NOT", "a AND", "OR OR", "*", "?", "a*", "*a", "title:", "title:a", "[a TO b]", "{a TO", "a^3",
    "~", "a~2", "\\", "\\\\\"", "/a/", "'", "’", "l’", "l'", "d'-", "a-", "-a-", "a--b", "…", "😀-😀",
    "\ud800", "\u202e\u202d", "ﷺ", "½", "①", "İ", "ß", "\u0301", "a\u0301", "ـ", "ال", "و", "ء", "\ufeff",
    "\n\t\r", "C-", "c-c", "7", "-\"", "%s %d {0}", "a" * 10_000, "a " * 5_000, '"a' * 3_000, "-a" * 3_000,
    "l’" * 5_000, "ا" * 10_000, "ё" * 70, "1" * 5_000,
]  # fmt: skip


@pytest.fixture(scope="module")
def guides(engine_for: Open, make_entry: Callable[..., Entry]) -> dict[str, Engine]:
    """A tiny guide in each language, in which some of the nasty things are met."""
    text = "AND title: C-C1 a 7 l’a الا ё ß 😀 and -a “quoted” one/two (three) *four*"
    entries = [make_entry("page", "A title", text), make_entry("page#a", "", text, "more")]
    return {lang: engine_for(entries, lang) for lang in ("en", "fr", "ar", "es", "pt", "ru")}


def everything(engine: Engine, text: str, lang: str) -> Results:
    """Ask an engine all that it can be asked."""
    query = SearchQuery(text, lang)
    results = engine.search(query)
    assert results.total >= len(results.hits)
    for hit in results.hits:
        engine.snippet(hit, query)
        assert engine.best_block(hit, query) >= 0
    engine.words(query)
    engine.marks(text[:500], query)
    engine.suggest(text)
    return results


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "ru"])
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_strings(
    guides: dict[str, Engine], lang: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    everything(guides[lang], text, lang)
    assert caplog.records == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.text(alphabet="\"“”«»-–*?~^()[]{}:\\/'’ aàC1اءلё\0", max_size=40),
    ),
    lang=st.sampled_from(["en", "fr", "ar", "es", "pt", "ru"]),
)
def test_any_string(
    guides: dict[str, Engine], caplog: pytest.LogCaptureFixture, text: str, lang: str
) -> None:
    everything(guides[lang], text, lang)
    assert caplog.records == []


def test_a_fault_is_logged_and_the_answer_is_empty(
    engine_for: Open, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> bool:
        raise RuntimeError("a fault of ours")

    engine = engine_for({"a#a": "cargo"})
    query = SearchQuery("cargo", "en")
    assert engine.search(query, broken) == Results(query, (), 0, {})
    assert "a fault of ours" in caplog.text
    assert engine.search(query).total == 1


def test_a_closed_engine_answers_nothing(engine_for: Open, caplog: pytest.LogCaptureFixture) -> None:
    engine = engine_for({"a#a": "cargo"})
    query = SearchQuery("cargo", "en")
    (hit,) = engine.search(query).hits
    engine.close()
    engine.close()
    assert engine.search(query) == Results(query, (), 0, {})
    assert engine.snippet(hit, query) == Snippet("", ())
    assert engine.suggest("car") == ()
    assert caplog.records == []
