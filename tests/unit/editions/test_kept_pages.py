"""Pages kept from one build to the next: never another answer than that of reading them."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_builder import ContentTree

from ictguide_desktop.content.loader import Content, load
from ictguide_desktop.content.pages import PageReader
from ictguide_desktop.editions import kept_pages
from ictguide_desktop.editions.kept_pages import KeptPages

CHECKOUT = Path(__file__).parents[3] / "content"
SCOPE = "en/about/scope.md"


def read(tree: ContentTree, file: Path) -> Content:
    """Load a content folder with the pages kept in a file, and keep what was read."""
    pages = KeptPages(file)
    content = load(tree.root, pages)
    pages.save()
    return content


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first line of every body that was parsed since."""
    bodies: list[str] = []
    parse = PageReader.sections

    def watched(self: PageReader, lines: list[str], *more: object) -> object:
        bodies.append(next(line for line in lines if line))
        return parse(self, lines, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(PageReader, "sections", watched)
    return bodies


def test_kept_pages_are_those_that_were_read(tmp_path: Path) -> None:
    once, again = KeptPages(tmp_path / "pages"), KeptPages(tmp_path / "pages")
    whole = load(CHECKOUT, once)
    once.save()
    again = KeptPages(tmp_path / "pages")
    assert load(CHECKOUT, again) == whole == load(CHECKOUT)


def test_only_a_page_that_changed_is_parsed_again(
    tree: ContentTree, tmp_path: Path, parsed: list[str]
) -> None:
    read(tree, tmp_path / "pages")
    parsed.clear()
    read(tree, tmp_path / "pages")
    assert not parsed
    tree.replace(SCOPE, "partners", "clients")
    content = read(tree, tmp_path / "pages")
    assert len(parsed) == 1
    assert "clients" in str(content.pages["en"]["scope"])
    tree.replace(SCOPE, "clients", "partners")  # what is kept is the last build, not every one before
    read(tree, tmp_path / "pages")
    assert len(parsed) == 2


def test_a_page_with_a_fault_is_reported_each_time(tree: ContentTree, tmp_path: Path) -> None:
    tree.replace(SCOPE, "partners", "<b>partners</b>")
    first = read(tree, tmp_path / "pages").problems
    assert first
    assert read(tree, tmp_path / "pages").problems == first


def test_pages_kept_by_another_version_are_parsed(
    tree: ContentTree, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(tree, tmp_path / "pages")
    before = len(parsed)
    monkeypatch.setattr(kept_pages, "_own_digest", lambda: "another")
    read(tree, tmp_path / "pages")
    assert len(parsed) == 2 * before


@pytest.mark.parametrize("damage", [lambda text: text[:-40], lambda text: text.replace("[", "{"), lambda _text: "?"])
def test_a_damaged_file_is_no_fault(tree: ContentTree, tmp_path: Path, damage: object) -> None:
    file = tmp_path / "pages"
    whole = read(tree, file)
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    assert read(tree, file) == whole


def test_a_folder_that_is_not_there_is_no_fault(tree: ContentTree, tmp_path: Path) -> None:
    assert not read(tree, tmp_path / "nowhere" / "pages").problems
    assert not (tmp_path / "nowhere").exists()
