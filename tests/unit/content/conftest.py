"""A content folder without a fault, new for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_builder import ContentTree, build_fonts, build_tree


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small fonts of known widths."""
    return build_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def tree(tmp_path: Path, fonts: Path) -> ContentTree:
    """The content folder."""
    return build_tree(tmp_path / "content", fonts)
