"""Rules of the repository that no other tool keeps."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ictguide_desktop"
GENERATED = {"build", "dist", "__pycache__", ".venv", ".git"}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)(_|$)")
# A path that begins at this machine's root, and hosts that a lock file or a configuration could carry along.
MACHINE = re.compile(r"""(?:^|[\s"'(=`:,])/(?:work|root|home|Users)/""", re.MULTILINE)
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]|npmjs[.]|artifact[-]?registry|/simple[/]|index-url[ =]", re.IGNORECASE
)
BINARY = {".ttf", ".png", ".ico", ".icns"}


def files() -> Iterator[Path]:
    """Every file of the project that is not generated."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            f for f in folders if f not in GENERATED and (not f.startswith(".") or f == ".ci")
        )
        yield from (Path(folder, name) for name in sorted(names) if not name.endswith((".pyc", ".mo")))


def modules(*, under: Path = PACKAGE) -> list[Path]:
    """The Python files of a folder."""
    return sorted(path for path in under.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    """A path as it is seen from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def test_every_module_says_in_one_sentence_what_it_is_for() -> None:
    silent = []
    for path in modules():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        if path.read_text(encoding="utf-8").strip() and not (docstring or "").endswith((".", "…", "?")):
            silent.append(name_of(path))
    assert silent == []


def test_public_names_say_what_they_are() -> None:
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{name_of(path)}:{node.lineno}")
    assert silent == []


def test_only_the_command_line_prints() -> None:
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if PACKAGE / "app" not in path.parents
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []


def test_nothing_pickles() -> None:
    """Opening a pickle runs code: neither user data nor anything else of ours is one."""
    banned = re.compile(r"^\s*(?:import|from)\s+(?:pickle|cPickle|marshal|shelve|dill)\b", re.MULTILINE)
    assert [name_of(path) for path in modules() if banned.search(path.read_text(encoding="utf-8"))] == []


def test_modules_have_names() -> None:
    assert [
        name_of(path)
        for path in modules()
        if any(VAGUE.search(part) for part in (path.stem, path.parent.name))
    ] == []


def test_files_stay_small() -> None:
    long = {}
    for path in modules() + modules(under=ROOT / "tests") + modules(under=ROOT / "packaging"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines >= 500:
            long[name_of(path)] = lines
    assert long == {}


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_knows_the_machine_it_was_made_on(pattern: re.Pattern[str]) -> None:
    found = []
    for path in files():
        if path.suffix not in BINARY:
            text = path.read_text(encoding="utf-8")
            found += [
                f"{name_of(path)}:{text.count(chr(10), 0, m.start()) + 1}" for m in pattern.finditer(text)
            ]
    assert found == []


def test_what_others_made_stands_beside_its_licence() -> None:
    for folder in ("fonts", "icons"):
        licence = ROOT / "resources" / folder / "LICENSE"
        assert "opyright" in licence.read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources/fonts/LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0" in (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")


def test_icons_take_the_colour_of_the_theme() -> None:
    plain = [
        path.name
        for path in (ROOT / "resources/icons").glob("*.svg")
        if "currentColor" not in path.read_text("utf-8")
    ]
    assert plain == []


def test_the_lock_names_a_hash_for_everything_and_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    assert len(pinned) > 20
    for name in pinned:
        block = re.search(rf"^{re.escape(name)}==.*(?:\n    .*)+", lock, re.MULTILINE)
        assert block
        assert "--hash=sha256:" in block[0], name
    assert "://" not in lock


def test_the_lock_holds_every_declared_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    names = [re.split(r"[<>=!~ ;\[]", wish)[0].lower() for wish in declared]
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == []


def test_one_door_for_people_and_for_the_build_server() -> None:
    assert os.access(ROOT / "dev", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert re.search(r"^exec \./dev test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_libraries_named_to_a_user_are_those_that_dev_installs() -> None:
    from ictguide_desktop.app.qt import LIBRARIES as QT_LIBRARIES

    assert set(QT_LIBRARIES.split()) <= set(
        re.findall(r"lib[\w.-]+", (ROOT / "dev").read_text(encoding="utf-8"))
    )
