"""Small indexes to search in, built from plain texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Kind, Term
from ictguide_desktop.model.query import Entry
from ictguide_desktop.search.build import build_index
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine

DIGEST = "digest-of-the-content"

TERMS = {
    "single-window": {
        "en": ("Single Window", "SW", ()),
        "fr": ("guichet unique", "", ("guichet électronique unique",)),
        "ar": ("النافذة الواحدة", "", ("الشباك الوحيد",)),
        "es": ("ventanilla única", "", ()),
        "pt": ("janela única", "", ()),
        "ru": ("«единое окно»", "", ("единое окно",)),
    },
    "aeo": {
        "en": ("Authorized economic operator", "AEO", ()),
        "fr": ("opérateur économique agréé", "OEA", ()),
        "ar": ("المشغّل الاقتصادي المعتمد", "AEO", ()),
        "es": ("operador económico autorizado", "OEA", ()),
        "pt": ("operador económico autorizado", "OEA", ()),
        "ru": ("уполномоченный экономический оператор", "УЭО", ()),
    },
    "drawback": {"en": ("Drawback", "", ()), "fr": ("restitution des droits", "", ())},
}


def glossary() -> dict[str, dict[str, Term]]:
    """The terms above, by language."""
    terms: dict[str, dict[str, Term]] = {}
    for term_id, names in TERMS.items():
        for lang, (name, acronym, variants) in names.items():
            term = Term(term_id, name, acronym, variants, (), "", lang, ())
            terms.setdefault(lang, {})[term_id] = term
    return terms


def entry(
    where: str,
    title: str,
    *blocks: str,
    kind: Kind = Kind.MODULE,
    part: str = "one",
    audiences: frozenset[Audience] = frozenset(Audience),
    context: str = "",
    concepts: tuple[str, ...] = (),
    variants: tuple[str, ...] = (),
) -> Entry:
    """An entry at an address such as `page#section`."""
    return Entry(Address.parse(where), kind, part, audiences, title, context, blocks, concepts, variants)


def term_entry(term_id: str, lang: str, definition: str) -> Entry:
    """The entry of one of the terms above."""
    name, acronym, variants = TERMS[term_id][lang]
    title = name + (f" ({acronym})" if acronym else "")
    forms = (*((acronym,) if acronym else ()), *variants)
    where = f"glossary#{term_id}"
    return entry(
        where, title, definition, kind=Kind.TERM, part="glossary", concepts=(term_id,), variants=forms
    )


@pytest.fixture(scope="session")
def concepts() -> Concepts:
    """The concepts as the program gets them: through their file."""
    return Concepts.from_json(Concepts.from_terms(glossary()).to_json())


Open = Callable[..., Engine]


@pytest.fixture(scope="session")
def engine_for(tmp_path_factory: pytest.TempPathFactory, concepts: Concepts) -> Iterator[Open]:
    """Builds an index of entries, or of texts by address, and opens it."""
    opened: list[Engine] = []

    def build(content: list[Entry] | Mapping[str, str], lang: str = "en") -> Engine:
        if not isinstance(content, list):
            content = [entry(where, "", text) for where, text in content.items()]
        folder: Path = tmp_path_factory.mktemp("index") / lang
        build_index(content, lang, folder, DIGEST)
        opened.append(Engine.open(folder, lang, DIGEST, concepts))
        return opened[-1]

    yield build
    for engine in opened:
        engine.close()


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    """`entry`, for tests that import nothing from here."""
    return entry


@pytest.fixture(scope="session")
def make_term() -> Callable[[str, str, str], Entry]:
    """`term_entry`, for tests that import nothing from here."""
    return term_entry
