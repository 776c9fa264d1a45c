"""Builds the index of one language: entries in, a folder that the engine can open out."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.model.query import Entry
from ictguide_desktop.search import fingerprint
from ictguide_desktop.search.analysis import Token, shapes, terms
from ictguide_desktop.search.library import import_whoosh
from ictguide_desktop.search.posting import Rows, packed_numbers
from ictguide_desktop.search.version import SCHEMA_VERSION

VOCABULARY = "vocabulary.json"

_TITLE, _VARIANT, _CONTEXT, _TEXT = 9.0, 6.0, 1.6, 1.0
_LENGTH_MATTERS = 0.5
_LEAD_LIFT = 1.25
_SLOT_BITS, _MOST, _FIRST_BLOCK = 16, 0xFFFF, 3


class _Analysed(NamedTuple):
    """An entry with the words of each slot: title, context, variants, then the blocks."""

    entry: Entry
    slots: tuple[list[Token], ...]

    @property
    def words(self) -> int:
        return sum(len(tokens) for tokens in self.slots[3:])


def build_index(entries: Iterable[Entry], lang: str, out: Path, digest: str) -> None:
    """Write the index of `entries` to `out`, which appears only when it is whole.

    `digest` names the content: the engine opens the index only under the same one.

    Raises:
        OSError: the folder cannot be written.
    """
    library = import_whoosh()
    staging = out.with_name(f"{out.name}.tmp-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        _write(entries, lang, staging)
        fingerprint.write(staging, digest, library, SCHEMA_VERSION)
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

    from ictguide_desktop.search.schema import Plain, schema

    analysed = [_analyse(entry, lang) for entry in entries]
    index = FileIndex.create(FileStorage(str(folder)), schema())
    writer = index.writer(procs=1, limitmb=128, codec=Plain())
    for item in analysed:
        writer.add_document(facts=_facts(item), blocks=_json(item.entry.blocks))
    words = _words(analysed)
    writer.add_document(words={word: rows.packed() for word, rows in words.items()}, keys=_keys(analysed))
    writer.commit(optimize=True)
    index.close()
    (folder / "MAIN_WRITELOCK").unlink(missing_ok=True)
    (folder / VOCABULARY).write_bytes(_json(_vocabulary(words, lang)))


def _analyse(entry: Entry, lang: str) -> _Analysed:
    texts = (entry.title, entry.context, "\n".join(entry.variants), *entry.blocks)
    return _Analysed(entry, tuple(terms(text, lang) for text in texts))


def _vocabulary(words: Mapping[str, Rows], lang: str) -> dict[str, object]:
    """Every folded word, with its spellings, the most frequent first, and how often it occurs; the stems of each spelling."""
    folded: dict[str, list[str]] = defaultdict(list)
    stems: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=lambda word: -words[word].times):
        _, fold, stems[word] = shapes(word, lang)
        folded[fold].append(word)
    times = {fold: sum(words[word].times for word in spellings) for fold, spellings in folded.items()}
    return {"words": [(fold, spellings, times[fold]) for fold, spellings in folded.items()], "stems": stems}


def _words(analysed: Sequence[_Analysed]) -> dict[str, Rows]:
    """Every word as it is spelt, with where it stands."""
    usual = max(1.0, sum(item.words for item in analysed) / max(1, len(analysed)))
    words: dict[str, Rows] = defaultdict(Rows)
    for number, item in enumerate(analysed):
        found: dict[str, list[int]] = defaultdict(list)
        for slot, tokens in enumerate(item.slots):
            first = min(slot, _MOST) << _SLOT_BITS
            for token in tokens:
                found[token.text_exact].append(first | min(token.position, _MOST))
        title, *others = _worth(item, usual)
        for word, places in found.items():
            slots = [place >> _SLOT_BITS for place in places]
            rest = sum(others[min(slot, _FIRST_BLOCK) - 1] for slot in slots if slot)
            words[word].add(number, 0.0 if slots[0] else title, rest, places)
    return words


def _worth(item: _Analysed, usual: float) -> tuple[float, ...]:
    """What a word is worth in each slot: the title most (however often it says it), a long text less than a short one."""
    long = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * max(0.4, item.words / usual)
    lift = 1.0 if item.entry.address.section else _LEAD_LIFT
    return _TITLE * lift, _CONTEXT, _VARIANT, _TEXT / long


def _keys(analysed: Iterable[_Analysed]) -> dict[str, bytes]:
    """Every key with the entries that carry it."""
    carried: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(analysed):
        for key in _keys_of(item.entry):
            carried[key].append(number)
    return {key: packed_numbers(entries) for key, entries in carried.items()}


def _keys_of(entry: Entry) -> set[str]:
    """What an entry can be filtered and found by, besides its words."""
    names = [f"at:{entry.address}", f"kind:{entry.kind}", f"part:{entry.part}"]
    names += [f"for:{audience}" for audience in entry.audiences]
    names += [f"concept:{concept}" for concept in entry.concepts]
    if not entry.address.section:
        names.append("lead:")
    return set(names)


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
