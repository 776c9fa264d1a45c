"""Compiles content into an edition: catalogue, pages and index of each language, put in place at once."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ictguide_desktop.content.loader import Content
from ictguide_desktop.editions import codec
from ictguide_desktop.editions.edition import FORMAT
from ictguide_desktop.editions.entries import lead_entry, linked_terms, page_entries, term_entries
from ictguide_desktop.editions.indexing import Index, digest_of, kept, workers
from ictguide_desktop.editions.questionnaire_codec import questionnaire_out
from ictguide_desktop.editions.stamp import content_stamp
from ictguide_desktop.model.guide import CheckItem, Page, plain
from ictguide_desktop.model.problems import GuideError, NoSpace
from ictguide_desktop.model.query import Entry
from ictguide_desktop.search.build import build_index
from ictguide_desktop.search.concepts import Concepts
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
    stamp = content_stamp(content.root)  # taken first: what changes from here on makes the edition stale
    indexes = [_index(content, language, staging) for language in outline.languages]
    changed = [index for index in indexes if not kept(index, previous)]
    total = len(outline.languages) + len(changed)
    with workers(changed[1:]) as elsewhere:
        others: list[Callable[[], object]] = [
            elsewhere.submit(build_index, *index).result for index in changed[1:]
        ]
        for n, language in enumerate(outline.languages):
            progress(n, total, language)
            _write_language(content, language, staging / language)
        concepts = _write_shared(content, staging)
        here: list[Callable[[], object]] = [partial(build_index, *index) for index in changed[:1]]
        for n, (index, made) in enumerate(zip(changed, [*here, *others], strict=True), len(outline.languages)):
            progress(n, total, index.language)
            made()
    digests = {index.language: index.digest for index in indexes}
    meta = {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "edition": outline.edition,
        "date": outline.date,
        "fallback": outline.fallback,
        "languages": list(outline.languages),
        "digest": digest_of([*sorted(digests.items()), concepts]),
        "index": digests,
        "stamp": stamp,
    }
    _write(staging / "edition.json", meta)
    progress(total, total, "")


def _write_shared(content: Content, staging: Path) -> str:
    """Write what is not of one language; answers the concepts, which belong to what makes an edition another one."""
    _write(staging / "sources.json", [list(source) for source in content.sources.values()])
    (staging / "figures").mkdir()
    for figure, drawing in content.drawings.items():
        (staging / "figures" / f"{figure}.svg").write_text(drawing, encoding="utf-8")
    concepts = Concepts.from_terms(content.terms).to_json()
    (staging / "concepts.json").write_text(concepts, encoding="utf-8")
    return concepts


def _write_language(content: Content, language: str, folder: Path) -> None:
    """Write the catalogue of a language, and the pages that it has of its own."""
    _write(folder / "catalogue.json", _catalogue(content, language, _merged_pages(content, language)))
    for page in content.pages[language].values():
        _write(folder / "pages" / f"{page.head.id}.json", codec.page_out(page))


def _index(content: Content, language: str, staging: Path) -> Index:
    entries = language_entries(content, language, _merged_pages(content, language))
    return Index(entries, language, staging / language / "index", digest_of(entries))


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
