"""A small edition, compiled once, and a content folder to compile again."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_builder import ContentTree, build_tree

from ictguide_desktop.editions.compile import compile_edition
from ictguide_desktop.editions.edition import Edition


@pytest.fixture
def tree(tmp_path: Path) -> ContentTree:
    """A content folder without a fault, new for each test; its labels are not measured here."""
    return build_tree(tmp_path / "content", tmp_path / "fonts")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of that folder, for tests that only read; the French page about the scope is missing."""
    root = tmp_path_factory.mktemp("edition")
    made = build_tree(root / "content", root / "fonts")
    made.remove("fr/about/scope.md")
    compile_edition(made.load(), root / "out")
    return Edition.open(root / "out")
