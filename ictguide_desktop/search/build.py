"""Builds the index of one language: entries in, a folder that the engine can open out."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.model.query import Entry
from ictguide_desktop.search import fingerprint
from ictguide_desktop.search.analysis import Token, terms
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.version import SCHEMA_VERSION

VOCABULARY = "vocabulary.json"

_TITLE, _VARIANT, _CONTEXT, _TEXT = 9.0, 6.0, 1.6, 1.0
_LENGTH_MATTERS = 0.5
_LEAD_LIFT = 1.25
_Postings = dict[str, tuple[float, list[int]]]


class _Analysed(NamedTuple):
    """An entry with the words of each slot: title, context, variants, then the blocks."""

    entry: Entry
    slots: tuple[list[Token], ...]

    @property
    def words(self) -> int:
        return sum(len(tokens) for tokens in self.slots[3:])


def build_index(entries: Iterable[Entry], lang: str, concepts: Concepts, out: Path, digest: str) -> None:
    """Write the index of `entries` to `out`, which appears only when it is whole.

    `digest` names the content: the engine opens the index only under the same one. The concepts are looked up
    when searching and leave no trace in the index.

    Raises:
        OSError: the folder cannot be written.
    """
    from whoosh import versionstring

    staging = out.with_name(f"{out.name}.tmp-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        _write(entries, lang, staging)
        fingerprint.write(staging, digest, versionstring(), SCHEMA_VERSION)
        for path in staging.iterdir():
            _flush(path)
        if out.exists():
            shutil.rmtree(out)
        staging.rename(out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(entries: Iterable[Entry], lang: str, folder: Path) -> None:
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex

    from ictguide_desktop.search.schema import schema

    analysed = [_analyse(entry, lang) for entry in entries]
    usual = max(1.0, sum(a.words for a in analysed) / max(1, len(analysed)))
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    index = FileIndex.create(FileStorage(str(folder)), schema())
    writer = index.writer(procs=1, limitmb=128)
    for item in analysed:
        exact, folded, stem = _postings(item, usual)
        writer.add_document(
            exact=exact,
            fold=folded,
            stem=stem,
            keys=_keys(item.entry),
            facts=_facts(item),
            blocks=_json(item.entry.blocks),
        )
        for tokens in item.slots:
            for token in tokens:
                spellings[token.text_fold][token.text_exact] += 1
    writer.commit(optimize=True)
    index.close()
    (folder / "MAIN_WRITELOCK").unlink(missing_ok=True)
    vocabulary = [[word, seen.most_common(1)[0][0], seen.total()] for word, seen in sorted(spellings.items())]
    (folder / VOCABULARY).write_bytes(_json(vocabulary))


def _analyse(entry: Entry, lang: str) -> _Analysed:
    texts = (entry.title, entry.context, "\n".join(entry.variants), *entry.blocks)
    return _Analysed(entry, tuple(terms(text, lang) for text in texts))


def _postings(item: _Analysed, usual: float) -> tuple[_Postings, _Postings, _Postings]:
    """Words as spelt, folded and stemmed; their weights say how often, in which slot, in how long a text."""
    long = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * max(0.4, item.words / usual)
    lift = 1.0 if item.entry.address.section else _LEAD_LIFT
    title = _TITLE * lift
    levels: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    weights: tuple[dict[str, float], ...] = (defaultdict(float), defaultdict(float), defaultdict(float))
    for slot, tokens in enumerate(item.slots):
        worth = (title, _CONTEXT, _VARIANT)[slot] if slot < 3 else _TEXT / long
        for token in tokens:
            place = min(slot, 0xFFFF) << 16 | min(token.position, 0xFFFF)
            for level, words in enumerate(((token.text_exact,), (token.text_fold,), token.stems)):
                for word in words:
                    if slot or word not in levels[level]:
                        weights[level][word] += worth
                    levels[level][word].append(place)
    exact, folded, stem = (
        {word: (weights[level][word], places) for word, places in levels[level].items()} for level in range(3)
    )
    return exact, folded, stem


def _keys(entry: Entry) -> frozenset[str]:
    """What an entry can be filtered and found by, besides its words."""
    names = [f"at:{entry.address}", f"kind:{entry.kind}", f"part:{entry.part}"]
    names += [f"for:{audience}" for audience in entry.audiences]
    names += [f"concept:{concept}" for concept in entry.concepts]
    if not entry.address.section:
        names.append("lead:")
    return frozenset(names)


def _facts(item: _Analysed) -> bytes:
    """What a hit tells, and how many words its title has."""
    entry = item.entry
    words = sum(not token.compound for token in item.slots[0])
    return _json(
        [
            str(entry.address),
            entry.title,
            entry.context,
            entry.kind,
            entry.part,
            sorted(entry.audiences),
            words,
            entry.concepts,
            entry.own,
        ]
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _flush(path: Path) -> None:
    """Have a file on the disk before the folder gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
