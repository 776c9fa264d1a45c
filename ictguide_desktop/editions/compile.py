"""Compiles content into an edition: catalogue, pages and index of each language, put in place at once."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ictguide_desktop.content.loader import Content
from ictguide_desktop.editions import codec
from ictguide_desktop.editions.edition import FORMAT
from ictguide_desktop.editions.entries import lead_entry, linked_terms, page_entries, term_entries
from ictguide_desktop.editions.questionnaire_codec import questionnaire_out
from ictguide_desktop.editions.stamp import content_stamp
from ictguide_desktop.model.guide import CheckItem, Page, plain
from ictguide_desktop.model.problems import GuideError, NoSpace
from ictguide_desktop.model.query import Entry
from ictguide_desktop.search.build import build_index
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine
from ictguide_desktop.search.fingerprint import IndexUnusable
from ictguide_desktop.search.version import SCHEMA_VERSION

Progress = Callable[[int, int, str], None]


class EditionNotWritten(GuideError):
    """The folder of an edition may not be written."""

    exit_code = 2


def _silent(_done: int, _total: int, _what: str) -> None:
    """Progress nobody looks at."""


def compile_edition(content: Content, out: Path, progress: Progress = _silent) -> None:
    """Write the edition of `content` to `out`; one already there is replaced only when the new one is whole.

    A language whose text has not changed keeps its index from the edition already there.

    Raises:
        NoSpace: the disk is full; the edition in place stays.
        EditionNotWritten: the folder may not be written; the edition in place stays.
    """
    staging = out.with_name(f"{out.name}.tmp-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
        _write_all(content, staging, out, progress)
        _put_in_place(staging, out)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoSpace(f"The disk is full: the edition needs more room in {out.parent}.") from error
        raise EditionNotWritten(
            f"The edition cannot be written to {out}: {error.strerror or error}."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_all(content: Content, staging: Path, previous: Path, progress: Progress) -> None:
    outline = content.outline
    total = 2 * len(outline.languages) + 1
    stamp = content_stamp(content.root)  # taken first: what changes from here on makes the edition stale
    _write(staging / "sources.json", [list(source) for source in content.sources.values()])
    (staging / "figures").mkdir()
    for figure, drawing in content.drawings.items():
        (staging / "figures" / f"{figure}.svg").write_text(drawing, encoding="utf-8")
    concepts = Concepts.from_terms(content.terms)
    concepts_json = concepts.to_json()
    (staging / "concepts.json").write_text(concepts_json, encoding="utf-8")
    digests = {}
    for n, language in enumerate(outline.languages):
        progress(2 * n, total, language)
        pages = _merged_pages(content, language)
        _write(staging / language / "catalogue.json", _catalogue(content, language, pages))
        for page in pages.values():
            if page.head.lang == language:
                _write(staging / language / "pages" / f"{page.head.id}.json", codec.page_out(page))
        progress(2 * n + 1, total, language)
        entries = language_entries(content, language, pages)
        digest = _digest([_stable(entry) for entry in entries], concepts_json)
        digests[language] = digest
        old = previous / language / "index"
        if _read_digest(previous, language) == digest and _usable(old, language, digest, concepts):
            shutil.copytree(old, staging / language / "index")
        else:
            build_index(entries, language, concepts, staging / language / "index", digest)
    meta = {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "edition": outline.edition,
        "date": outline.date,
        "fallback": outline.fallback,
        "languages": list(outline.languages),
        "digest": _digest(sorted(digests.items()), ""),
        "index": digests,
        "stamp": stamp,
    }
    _write(staging / "edition.json", meta)
    progress(total, total, "")


def index_digest(edition: Path, language: str) -> str:
    """The digest that the index of a language must carry, or an empty string."""
    return _read_digest(edition, language)


def _read_digest(edition: Path, language: str) -> str:
    try:
        return str(
            json.loads((edition / "edition.json").read_text(encoding="utf-8"))["index"].get(language, "")
        )
    except (OSError, ValueError, KeyError):
        return ""


def _usable(index: Path, language: str, digest: str, concepts: Concepts) -> bool:
    """Whether this version of the program can search an index that an earlier build has left."""
    try:
        Engine.open(index, language, digest, concepts).close()
    except IndexUnusable:
        return False
    return True


def _stable(entry: Entry) -> list[object]:
    """An entry in a form that is the same in every run: the order in a set is not."""
    return [*entry._replace(audiences=frozenset()), sorted(entry.audiences)]


def _digest(value: object, more: str) -> str:
    return hashlib.sha256((repr(value) + more).encode()).hexdigest()


def _merged_pages(content: Content, language: str) -> dict[str, Page]:
    """The pages of a language, and the fallback's where it has none."""
    return {**content.pages[content.outline.fallback], **content.pages[language]}


def language_entries(content: Content, language: str, pages: Mapping[str, Page]) -> list[Entry]:
    """Everything the index of a language holds."""
    parts = content.outline.parts[language]
    entries: list[Entry] = []
    for page in pages.values():
        wanted = (page.head.id, *page.head.modules)
        part = next((part.id for name in wanted for part in parts if name in part.pages), "")
        own = page.head.lang == language
        found = (lead_entry(page, part), *page_entries(page, part))
        entries.extend(entry._replace(own=own) for entry in found)
    entries.extend(term_entries(content.terms[language], ""))
    return entries


def _catalogue(content: Content, language: str, pages: Mapping[str, Page]) -> dict[str, Any]:
    outline = content.outline
    items, statements, used_in = dict[str, str](), dict[str, str](), dict[str, list[str]]()
    for page in pages.values():
        for address, _section, block in page.blocks():
            if isinstance(block, CheckItem):
                items[block.item] = str(address)
                statements[block.item] = plain(block.statement)
            for term in linked_terms(block):
                if page.head.id not in used_in.setdefault(term, []):
                    used_in[term].append(page.head.id)
    terms = sorted(content.terms[language].values(), key=lambda term: term.term.casefold())
    figures = {**content.figures[outline.fallback], **content.figures[language]}
    return {
        "parts": [[part.id, part.title, list(part.pages)] for part in outline.parts[language]],
        "order": {kind.value: list(ids) for kind, ids in outline.order.items()},
        "pages": [codec.head_out(page.head) for page in pages.values()],
        "terms": [
            [t.id, t.term, t.acronym, list(t.variants), t.definition, t.lang, list(t.see)] for t in terms
        ],
        "figures": {figure: list(words) for figure, words in figures.items()},
        "items": items,
        "statements": statements,
        "used_in": used_in,
        "questionnaire": questionnaire_out(content.questionnaires[language]),
    }


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _put_in_place(staging: Path, out: Path) -> None:
    """Move the new edition to its place; the old one stands aside until the new one is there."""
    aside = out.with_name(f"{out.name}.old-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    if out.exists():
        out.rename(aside)
    try:
        staging.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
