"""Content compiled: put in place whole, made again only when something changed, and the same in every run."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from content_builder import ContentTree

from ictguide_desktop.editions import compile as compiler
from ictguide_desktop.editions import indexing
from ictguide_desktop.editions.compile import (
    EditionNotWritten,
    compile_edition,
    language_entries,
)
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.editions.indexing import index_digest
from ictguide_desktop.editions.stamp import content_stamp, is_stale
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.model.query import SearchQuery
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine

SCOPE_FR = "fr/about/scope.md"
COMPILE = """
import sys
from pathlib import Path
from ictguide_desktop.content.loader import load
from ictguide_desktop.editions.compile import compile_edition
compile_edition(load(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def search(out: Path, language: str, text: str) -> list[str]:
    """The addresses that a search in the edition finds."""
    edition = Edition.open(out)
    concepts = Concepts.from_json(edition.concepts_file.read_text(encoding="utf-8"))
    folder, digest = edition.index_folder(language), edition.index_digest(language)
    engine = Engine.open(folder, language, digest, concepts)
    try:
        return [str(hit.address) for hit in engine.search(SearchQuery(text, language)).hits]
    finally:
        engine.close()


def test_an_edition_can_be_opened_and_searched(tree: ContentTree, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    compile_edition(tree.load(), tmp_path / "out", lambda *step: steps.append(step))
    assert "trust#steps" in search(tmp_path / "out", "en", "credential lives")
    assert "trust-checklist#C-C1" in search(tmp_path / "out", "fr", "comptes aaa")
    assert steps == [(0, 4, "en"), (1, 4, "fr"), (2, 4, "en"), (3, 4, "fr"), (4, 4, "")]
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == ["out"]


def test_a_language_searches_the_fallback_where_it_has_no_page(tree: ContentTree, tmp_path: Path) -> None:
    tree.remove(SCOPE_FR)
    compile_edition(tree.load(), tmp_path / "out")
    assert "scope#covers" in search(tmp_path / "out", "fr", "partners")


def test_entries_are_sections_items_fields_pages_and_terms(tree: ContentTree) -> None:
    content = tree.load()
    entries = {str(e.address): e for e in language_entries(content, "en", content.pages["en"])}
    assert entries["trust"].part == "one"
    steps = entries["trust#steps"]
    assert (steps.context, steps.audiences) == ("Trust", frozenset({Audience.IMPLEMENTER}))
    assert len(steps.blocks) == 5
    assert entries["trust#maturity-advanced"].context == "Trust › Part maturity"
    assert entries["trust#summary"].concepts == ("leaver",)
    assert entries["trust-checklist#C-C1"].title.startswith("C-C1 Accounts of kind aaa")
    assert entries["costa-rica"].context == "Costa Rica · 2022"
    assert (entries["costa-rica"].part, entries["pilot#PI-F1"].title) == ("one", "Question to answer")
    term = entries["glossary#leaver"]
    assert (term.kind, term.variants, term.blocks) == (
        Kind.TERM,
        ("departing user",),
        ("Person whose employment or contract has ended.",),
    )
    assert entries["glossary#credential"].title == "Credential (CR)"
    assert "executive-guide#first" not in entries
    assert Address("trust", "lessons") not in {e.address for e in entries.values()}


def test_a_stamp_sees_every_change_of_the_content(tree: ContentTree, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert is_stale(tree.root, out)
    compile_edition(tree.load(), out)
    assert not is_stale(tree.root, out)
    (tree.root / "notes.txt").write_text("x", encoding="utf-8")
    assert not is_stale(tree.root, out)
    tree.replace(SCOPE_FR, "partenaires", "clients")
    assert is_stale(tree.root, out)
    compile_edition(tree.load(), out)
    tree.remove(SCOPE_FR)
    assert is_stale(tree.root, out)
    assert SCOPE_FR not in content_stamp(tree.root)


def test_what_changes_while_the_edition_is_made_leaves_it_stale(tree: ContentTree, tmp_path: Path) -> None:
    def change(done: int, _total: int, _what: str) -> None:
        if done == 3:
            tree.replace(SCOPE_FR, "partenaires", "clients")

    compile_edition(tree.load(), tmp_path / "out", change)
    assert is_stale(tree.root, tmp_path / "out")


@pytest.mark.parametrize("key", ["format", "schema"])
def test_an_edition_of_another_program_is_stale(tree: ContentTree, tmp_path: Path, key: str) -> None:
    compile_edition(tree.load(), tmp_path / "out")
    path = tmp_path / "out" / "edition.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta[key] += 1
    path.write_text(json.dumps(meta), encoding="utf-8")
    assert is_stale(tree.root, tmp_path / "out")


def test_only_the_language_that_changed_is_indexed_again(
    tree: ContentTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, indexed = tmp_path / "out", list[str]()
    compile_edition(tree.load(), out)
    build = compiler.build_index

    def watched(entries: object, language: str, *more: object) -> None:
        indexed.append(language)
        build(entries, language, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(compiler, "build_index", watched)
    tree.replace(SCOPE_FR, "partenaires", "clients")
    compile_edition(tree.load(), out)
    assert indexed == ["fr"]
    assert "scope#covers" in search(out, "fr", "clients")


def test_an_index_that_is_damaged_is_made_again(tree: ContentTree, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compile_edition(tree.load(), out)
    for path in (out / "fr" / "index").iterdir():
        path.write_bytes(b"")
    compile_edition(tree.load(), out)
    assert search(out, "fr", "comptes aaa")


def test_the_same_content_has_the_same_digest_in_every_process(tree: ContentTree, tmp_path: Path) -> None:
    digests = set()
    for seed in ("1", "2", "3"):
        out = tmp_path / f"out{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", COMPILE, str(tree.root), str(out)], env=environment, check=True, timeout=60
        )
        digests.add(index_digest(out, "en"))
    assert len(digests) == 1
    assert digests != {""}


def test_an_edition_in_place_stays_when_a_new_one_fails(
    tree: ContentTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    compile_edition(tree.load(), out)
    tree.replace(SCOPE_FR, "partenaires", "clients")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(compiler, "build_index", full)
    with pytest.raises(NoSpace, match="The disk is full"):
        compile_edition(tree.load(), out)
    assert search(out, "fr", "partenaires")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out"]


def test_a_place_that_may_not_be_written_is_one_sentence(tree: ContentTree, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EditionNotWritten, match=r"cannot be written to .*file") as raised:
        compile_edition(tree.load(), tmp_path / "file" / "out")
    assert raised.value.exit_code == 2


def test_an_edition_moves_as_a_whole(tree: ContentTree, tmp_path: Path) -> None:
    compile_edition(tree.load(), tmp_path / "out")
    shutil.move(tmp_path / "out", tmp_path / "elsewhere")
    assert search(tmp_path / "elsewhere", "en", "credential lives")


def test_indexes_made_in_processes_answer_as_those_made_here(
    tree: ContentTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_edition(tree.load(), tmp_path / "here")
    monkeypatch.setattr(indexing, "_WORTH_A_PROCESS", 1)
    compile_edition(tree.load(), tmp_path / "elsewhere")
    for language, typed in (("en", "credential lives"), ("fr", "comptes aaa")):
        found = search(tmp_path / "elsewhere", language, typed)
        assert found
        assert found == search(tmp_path / "here", language, typed)


def test_what_fails_in_a_process_is_told(
    tree: ContentTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_WORTH_A_PROCESS", 1)
    content = tree.load()
    compile_edition(content, tmp_path / "out")
    before = (tmp_path / "out" / "edition.json").read_text(encoding="utf-8")
    monkeypatch.setattr(compiler, "build_index", _no_room)
    tree.replace("en/about/scope.md", "partners", "clients")
    tree.replace(SCOPE_FR, "partenaires", "clients")
    with pytest.raises(NoSpace):
        compile_edition(tree.load(), tmp_path / "out")
    assert (tmp_path / "out" / "edition.json").read_text(encoding="utf-8") == before


def _no_room(*_index: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def test_an_edition_made_again_is_one_made_afresh(tree: ContentTree, tmp_path: Path) -> None:
    compile_edition(tree.load(), tmp_path / "again")
    tree.replace("en/about/scope.md", "partners", "clients")
    compile_edition(tree.load(), tmp_path / "again")
    compile_edition(tree.load(), tmp_path / "afresh")
    again, afresh = (
        {
            path.relative_to(tmp_path / out): path.read_bytes()
            for path in (tmp_path / out).rglob("*.json")
            if path.name != "fingerprint.json"  # it names the files of the index, which have a name by chance
        }
        for out in ("again", "afresh")
    )
    assert again == afresh
    for typed in ("clients", "partners", "credential lives"):
        assert search(tmp_path / "again", "en", typed) == search(tmp_path / "afresh", "en", typed)
