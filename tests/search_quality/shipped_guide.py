"""The guide as it ships: content compiled once, with an engine, the entries and the addresses of each language."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.editions.compile import compile_edition, language_entries
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.query import Entry, Hit, SearchQuery
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine

CONTENT = Path(__file__).resolve().parents[2] / "content"
LANGUAGES = ("en", "fr", "ar")
GLOSSARY_LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru")


@cache
def content() -> Content:
    """Everything in `content/`."""
    return load(CONTENT)


@cache
def edition() -> Edition:
    """The edition of `content/`, compiled by the program of today into a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="ictguide-shipped-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    compile_edition(content(), folder / "edition")
    return Edition.open(folder / "edition")


@cache
def engine(language: str) -> Engine:
    """The search of a language, opened as the program opens it."""
    made = edition()
    concepts = Concepts.from_json(made.concepts_file.read_text(encoding="utf-8"))
    return Engine.open(made.index_folder(language), language, made.index_digest(language), concepts)


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """What the index of a language holds."""
    own = content()
    return tuple(language_entries(own, language, {**own.pages["en"], **own.pages[language]}))


@cache
def addresses(language: str) -> frozenset[Address]:
    """Every address that a search in a language can answer with."""
    return frozenset(entry.address for entry in entries(language))


def hits(text: str, language: str, limit: int = 10) -> tuple[Hit, ...]:
    """The first answers to what somebody typed."""
    return engine(language).search(SearchQuery(text, language, limit=limit)).hits
