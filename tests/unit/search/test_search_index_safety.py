"""An index is opened only if we made it from this content; nothing of another one is executed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ictguide_desktop.model.query import Entry, SearchQuery
from ictguide_desktop.search.build import build_index
from ictguide_desktop.search.concepts import Concepts
from ictguide_desktop.search.engine import Engine, IndexUnusable

DIGEST = "the-digest"


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, make_entry: Callable[..., Entry], concepts: Concepts
) -> Path:
    """An index as it was built; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "index"
    build_index([make_entry("page#a", "Cargo", "Seals are checked.")], "en", folder, DIGEST)
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return shutil.copytree(made, tmp_path / "index")


def payload(victim: Path) -> bytes:
    """A pickle (protocol 0) that makes a folder when it is read."""
    return f"cos\nmkdir\n(V{victim}\ntR.".encode()


def doctor(path: Path, victim: Path) -> None:
    """Put the payload in front of every pickle that a table of contents may hold."""
    data = path.read_bytes()
    at = data.find(b"\x80")
    path.write_bytes(data[:at] + payload(victim) + data[at:])


def test_our_own_index_opens(index: Path, concepts: Concepts) -> None:
    engine = Engine.open(index, "en", DIGEST, concepts)
    assert engine.search(SearchQuery("seal", "en")).total == 1
    engine.close()


def test_the_payload_is_a_real_one(index: Path, tmp_path: Path) -> None:
    victim = tmp_path / "executed"
    doctor(next(index.glob("*.toc")), victim)
    code = "import sys; from whoosh.index import open_dir; open_dir(sys.argv[1])"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(index)], check=False, capture_output=True)
    assert victim.exists()


def test_a_doctored_index_is_refused_before_it_is_read(
    index: Path, tmp_path: Path, concepts: Concepts
) -> None:
    victim = tmp_path / "executed"
    doctor(next(index.glob("*.toc")), victim)
    with pytest.raises(IndexUnusable, match="damaged"):
        Engine.open(index, "en", DIGEST, concepts)
    assert not victim.exists()


def test_a_newer_table_of_contents_is_refused(index: Path, tmp_path: Path, concepts: Concepts) -> None:
    victim = tmp_path / "executed"
    (index / "_MAIN_99.toc").write_bytes(next(index.glob("*.toc")).read_bytes())
    doctor(index / "_MAIN_99.toc", victim)
    with pytest.raises(IndexUnusable):
        Engine.open(index, "en", DIGEST, concepts)
    assert not victim.exists()


@pytest.mark.parametrize("name", ["digest", "library", "schema", "files"])
def test_another_fingerprint_is_refused(index: Path, concepts: Concepts, name: str) -> None:
    path = index / "fingerprint.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: "other"}))
    with pytest.raises(IndexUnusable) as refusal:
        Engine.open(index, "en", DIGEST, concepts)
    assert refusal.value.directory == index
    assert refusal.value.reason in str(refusal.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "\x00"])
def test_a_damaged_fingerprint_is_refused(index: Path, concepts: Concepts, text: str) -> None:
    (index / "fingerprint.json").write_text(text)
    with pytest.raises(IndexUnusable):
        Engine.open(index, "en", DIGEST, concepts)


def test_another_digest_is_refused(index: Path, concepts: Concepts) -> None:
    with pytest.raises(IndexUnusable, match="another edition"):
        Engine.open(index, "en", "another", concepts)


def test_a_missing_file_is_noticed(index: Path, concepts: Concepts) -> None:
    (index / "vocabulary.json").unlink()
    with pytest.raises(IndexUnusable):
        Engine.open(index, "en", DIGEST, concepts)


def test_no_index_at_all(tmp_path: Path, concepts: Concepts) -> None:
    with pytest.raises(IndexUnusable):
        Engine.open(tmp_path / "nowhere", "en", DIGEST, concepts)


def test_building_again_replaces_and_leaves_nothing_beside(
    index: Path, concepts: Concepts, make_entry: Callable[..., Entry]
) -> None:
    build_index([make_entry("new#a", "New", "Replaced.")], "en", index, "newer")
    engine = Engine.open(index, "en", "newer", concepts)
    assert engine.search(SearchQuery("seal", "en")).total == 0
    assert engine.search(SearchQuery("replaced", "en")).total == 1
    engine.close()
    assert [path.name for path in index.parent.iterdir()] == ["index"]


def test_a_failed_build_leaves_the_old_index(
    index: Path, concepts: Concepts, make_entry: Callable[..., Entry]
) -> None:
    def failing() -> object:
        yield make_entry("new#a", "New", "Replaced.")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        build_index(failing(), "en", index, "newer")  # type: ignore[arg-type]
    Engine.open(index, "en", DIGEST, concepts).close()
    assert [path.name for path in index.parent.iterdir()] == ["index"]


def test_an_index_has_one_segment_and_no_stored_pickles(index: Path) -> None:
    assert len(list(index.glob("*.seg"))) == 1
    assert not list(index.glob("*LOCK*"))


def test_importing_the_engine_does_not_import_whoosh() -> None:
    names = "ictguide_desktop.search.engine, ictguide_desktop.search.build"
    code = f"import sys, {names}; sys.exit('whoosh' in sys.modules)"
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_searching_brings_no_network_library() -> None:
    names = "ssl", "http.client", "urllib.request"
    code = (
        "import sys; from ictguide_desktop.search.library import import_whoosh; import_whoosh();"
        f"import whoosh.index, whoosh.lang.stopwords; sys.exit(any(name in sys.modules for name in {names}))"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
