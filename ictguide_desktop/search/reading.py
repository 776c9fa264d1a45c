"""Reads an index: postings, facts and texts, kept in memory once they have been asked for."""

from __future__ import annotations

import json
from collections import OrderedDict
from pathlib import Path
from typing import Any, NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.search import fingerprint
from ictguide_desktop.search.build import VOCABULARY
from ictguide_desktop.search.fingerprint import IndexUnusable
from ictguide_desktop.search.library import import_whoosh
from ictguide_desktop.search.posting import NOWHERE, Posting, numbers, posting
from ictguide_desktop.search.version import SCHEMA_VERSION
from ictguide_desktop.search.vocabulary import Vocabulary

_MOST_POSTINGS = 600
_MOST_TEXTS = 64


class Facts(NamedTuple):
    """What a hit tells of its entry."""

    address: Address
    title: str
    context: str
    kind: Kind
    part: str
    audiences: frozenset[Audience]
    title_words: int
    concepts: tuple[str, ...]
    own: bool


class IndexReader:
    """The index of one language, opened. Not for two threads at once: the engine takes care of that."""

    def __init__(self, directory: Path, digest: str) -> None:
        """Open an index whose fingerprint is right.

        Raises:
            IndexUnusable: it is missing, damaged, or made from something else; Whoosh has not seen it.
        """
        fingerprint.check(directory, digest, import_whoosh(), SCHEMA_VERSION)
        from whoosh.index import open_dir

        from ictguide_desktop.search import schema

        try:
            # With a schema of our own the pickled one is not read.
            index = open_dir(str(directory), readonly=True, schema=schema.schema())
            self._reader: Any = index.reader()
            self.vocabulary = Vocabulary.read(directory / VOCABULARY)
            columns = schema.schema()
            self._columns = {
                name: self._reader.column_reader(name, columns[name].column_type, translate=False)
                for name in (schema.FACTS, schema.BLOCKS)
            }
        except Exception as error:
            raise IndexUnusable(directory, "it cannot be read") from error
        self.count: int = self._reader.doc_count_all() - 1  # the last document holds the words
        self._postings: OrderedDict[tuple[str, str], Posting] = OrderedDict()
        self._having: dict[str, frozenset[int]] = {}
        self._facts: dict[int, Facts] = {}
        self._addresses: dict[Address, int | None] = {}
        self._blocks: OrderedDict[int, tuple[str, ...]] = OrderedDict()

    def posting(self, level: str, word: str) -> Posting:
        """Where a word of a level (exact, fold or stem) stands; nowhere when the index does not have it."""
        key = (level, word)
        known = self._postings.get(key)
        if known is None:
            spellings = self.vocabulary.spellings(level, word)
            if level != "exact" and len(spellings) == 1:
                return self.posting("exact", spellings[0])
            values = [value for spelling in spellings if (value := self._value("words", spelling))]
            known = self._postings[key] = posting(values) if values else NOWHERE
            if len(self._postings) > _MOST_POSTINGS:
                self._postings.popitem(last=False)
        else:
            self._postings.move_to_end(key)
        return known

    def having(self, key: str) -> frozenset[int]:
        """The entries that carry a key such as `kind:module`."""
        known = self._having.get(key)
        if known is None:
            known = self._having[key] = frozenset(numbers(self._value("keys", key)))
        return known

    def facts(self, entry: int) -> Facts:
        """What is told of an entry."""
        known = self._facts.get(entry)
        if known is None:
            address, title, context, kind, part, audiences, words, concepts, own = json.loads(
                self._columns["facts"][entry]
            )
            known = self._facts[entry] = Facts(
                Address.parse(address),
                title,
                context,
                Kind(kind),
                part,
                frozenset(map(Audience, audiences)),
                words,
                tuple(concepts),
                own,
            )
            self._addresses[known.address] = entry
        return known

    def blocks(self, entry: int) -> tuple[str, ...]:
        """The texts of an entry's blocks."""
        known = self._blocks.get(entry)
        if known is None:
            known = self._blocks[entry] = tuple(json.loads(self._columns["blocks"][entry]))
            if len(self._blocks) > _MOST_TEXTS:
                self._blocks.popitem(last=False)
        return known

    def find(self, address: Address) -> int | None:
        """The entry at an address, or None."""
        if address not in self._addresses:
            self._addresses[address] = min(self.having(f"at:{address}"), default=None)
        return self._addresses[address]

    def close(self) -> None:
        """Let go of the files."""
        self._columns.clear()
        self._postings.clear()
        self._reader.close()

    def _value(self, field: str, word: str) -> bytes:
        """What the index says of a word; nothing when it does not have it."""
        from whoosh.reading import TermNotFound

        try:
            return bytes(self._reader.postings(field, word).value())
        except TermNotFound:
            return b""
