"""`ictguide check`: findings as lines or as JSON, and an exit code that a build can trust."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from content_builder import ContentTree

from ictguide_desktop.app.main import main


@pytest.fixture
def beside(tree: ContentTree) -> ContentTree:
    """The tree with its fonts where the command looks for them."""
    shutil.copytree(tree.fonts, tree.root.parent / "resources" / "fonts")
    return tree


def test_content_without_a_fault_exits_0(beside: ContentTree, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(beside.root)]) == 0
    assert capsys.readouterr() == ("", "0 errors, 0 warnings\n")


def test_a_finding_is_a_line_with_file_rule_and_mend(
    beside: ContentTree, capsys: pytest.CaptureFixture[str]
) -> None:
    beside.replace("en/about/scope.md", "Customs and", "[Customs](term:customs) and")
    assert main(["check", str(beside.root)]) == 2
    out, err = capsys.readouterr()
    assert (
        "en/about/scope.md:10: error [unknown-term] the glossary has no term “customs” — mend the id" in out
    )
    assert err == "2 errors, 0 warnings\n"


def test_json_holds_the_same_findings(beside: ContentTree, capsys: pytest.CaptureFixture[str]) -> None:
    beside.replace("fr/about/scope.md", "translates = 1", "translates = 2")
    assert main(["check", str(beside.root), "--json"]) == 2
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem == {
        "path": "fr/about/scope.md",
        "line": 4,
        "rule": "translates",
        "message": "it translates revision 2, and the page is at revision 1",
        "mend": "write translates = 1",
        "severity": "error",
    }


def test_warnings_alone_exit_0(beside: ContentTree, capsys: pytest.CaptureFixture[str]) -> None:
    beside.remove("fr/about/scope.md")
    assert main(["check", str(beside.root)]) == 0
    assert "warning [missing-page]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere", "There is no folder"), ("", "There is no guide.toml")]
)
def test_a_folder_without_content_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert main(["check", str(tmp_path / name), "--json"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"ictguide: {said}")


def test_a_guide_that_cannot_be_read_is_one_sentence(
    tree: ContentTree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.write("guide.toml", 'edition = "1"\nlanguages = [\n')
    assert main(["check", str(tree.root)]) == 2
    assert "guide.toml:2: error [toml] not valid TOML" in capsys.readouterr().err


def test_what_a_partial_language_holds_is_said(
    beside: ContentTree, capsys: pytest.CaptureFixture[str]
) -> None:
    beside.replace("guide.toml", 'languages = ["en", "fr"]', 'languages = ["en", "fr"]\npartial = ["fr"]')
    beside.remove("fr/about/scope.md")
    assert main(["check", str(beside.root)]) == 0
    said = "fr: 5 of 6 pages; the others are shown in en\n0 errors, 0 warnings\n"
    assert capsys.readouterr() == ("", said)
