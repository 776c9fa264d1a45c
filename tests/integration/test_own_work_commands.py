"""The commands on an administration's own work: the figures that the window shows, from files, without a window."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from search_quality.shipped_guide import edition as shipped_edition

from ictguide_desktop.app import commands, own_work
from ictguide_desktop.app.main import main
from ictguide_desktop.assess import scoring
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.cost_record import text_of
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.assessment import Answer, Scope
from ictguide_desktop.store import portable
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.sealing import unseal

PASSPHRASE = "four words of mine"


@pytest.fixture(autouse=True)
def edition(monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Every command reads the edition that the other tests read."""
    made = shipped_edition()
    monkeypatch.setattr(commands, "open_edition", lambda _args: made)
    monkeypatch.setattr(own_work, "open_edition", lambda _args: made)
    return made


def laptop(folder: Path, group: str, score: int) -> Path:
    """The saved data of a laptop on which a group has answered everything with one score, and D5.2 with less."""
    asked = shipped_edition().catalogue("en").questionnaire
    with Database.open(folder) as database:
        store = Assessments(database)
        here = store.start(
            f"Round of {group}", "Customs", group, "2026", "2026-11-20", asked.model, Scope.ALL
        )
        store.answer_many(
            here.id,
            [
                Answer(q.id, 1 if q.id == "D5.2" else score, evidence="A paper", evidence_on="2026-11-01")
                for q in asked.questions
            ],
        )
        return portable.export_file(database, folder / "data.json").path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_scores_are_those_of_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = laptop(tmp_path, "ict", 3)
    assert main(["assess", "score", str(file), "--json"]) == 0
    (row,) = told(capsys)
    assert row["answered"] == row["asked"] == 50
    assert row["dimensions"]["D5"] == {
        "level": 2, "provisional": False, "mean": 2.6, "before_caps": 3, "held_by": ["D5.2"], "answered": 5, "asked": 5,
    }  # fmt: skip
    assert row["lowest"] == ["D5"]
    assert row["dimensions"]["D1"]["level"] == scoring.judge(dict.fromkeys("abcde", 3), ()).level  # type: ignore[union-attr]


def test_the_roadmap_begins_with_the_critical_gap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = laptop(tmp_path, "ict", 3)
    assert main(["assess", "roadmap", str(file), "--json", "--start", "2027-01-01"]) == 0
    (row,) = told(capsys)
    assert row["steps"][0]["question"] == "D5.2"
    assert row["steps"][0]["start"] == "2027-01-01"
    assert row["levels_now"]["D5"] == 2
    assert row["levels_then"]["D5"] == 4


def test_merging_is_the_same_in_any_order_and_as_often_as_one_likes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        laptop(tmp_path / group, group, score) for group, score in (("ict", 3), ("trade", 1), ("leaders", 4))
    ]
    seen = set()
    for order in permutations(files):
        merged = tmp_path / "merged.json"
        assert main(["assess", "merge", *map(str, order), *map(str, order), "-o", str(merged), "--json"]) == 0
        report = told(capsys)
        (here,) = report["rounds"]
        by_group = dict(zip(here["groups"], here["scores"]["D1.1"], strict=True))
        assert by_group == {"ict": 3, "trade": 1, "leaders": 4}
        assert "D1.1" in here["to_explain"]
        assert "D5.2" not in here["to_explain"]
        seen.add(
            json.dumps([json.loads(merged.read_text(encoding="utf-8"))["answers"], report["assessments"]])
        )
    assert len(seen) == 1


def test_a_file_without_an_assessment_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database.open(tmp_path) as database:
        file = portable.export_file(database, tmp_path / "empty.json").path
    assert main(["assess", "score", str(file)]) == 2
    assert capsys.readouterr().err == f"ictguide: There is no assessment to read in {file}.\n"


def test_a_locked_assessment_says_that_it_is_locked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Database.open(tmp_path) as database:
        store = Assessments(database)
        here = store.start("Secret", "Customs", "ict", "2026", "2026-11-20", "2026.1", Scope.ALL)
        store.lock(here.id, PASSPHRASE, "Locked one")
        file = portable.export_file(database, tmp_path / "locked.json").path
    assert main(["assess", "score", str(file)]) == 2
    assert "They are locked" in capsys.readouterr().err


def test_cost_reckons_the_worked_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text_of(worked_example("Example", "unit", "ministry")), encoding="utf-8")
    assert main(["cost", str(file), "--json"]) == 0
    report = told(capsys)
    assert round(float(report["total"]), 2) == 55.53
    assert round(float(report["present_value"]), 2) == 44.36
    file.write_text('{"years": "many"}', encoding="utf-8")
    assert main(["cost", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("target", "form", "head"),
    [
        ("results", "pdf", b"%PDF"),
        ("answers", "xlsx", b"PK"),
        ("roadmap", "csv", b"\xef\xbb\xbf"),
        ("brief", "docx", b"PK"),
    ],
)
def test_what_is_made_of_an_assessment_is_written(
    tmp_path: Path, target: str, form: str, head: bytes
) -> None:
    profile = tmp_path / "profile"
    laptop(profile, "ict", 2)
    out = tmp_path / f"out.{form}"
    words = ["export", target, "--format", form, "-o", str(out), "--lang", "fr", "--profile", str(profile)]
    assert main(words) == 0
    assert out.read_bytes().startswith(head)


def test_an_export_can_be_sealed(tmp_path: Path) -> None:
    secret, out = tmp_path / "secret.txt", tmp_path / "page.json"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    words = ["export", "scope", "--format", "json", "-o", str(out), "--passphrase-file", str(secret)]
    assert main(words) == 0
    assert not out.exists()
    sealed = out.with_name("page.json.sealed").read_bytes()
    assert json.loads(unseal(sealed, PASSPHRASE, purpose="export"))


def test_a_target_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "nowhere", "--format", "pdf", "-o", str(tmp_path / "x.pdf")]) == 6
    assert (
        main(
            [
                "export",
                "results",
                "--format",
                "pdf",
                "-o",
                str(tmp_path / "x.pdf"),
                "--profile",
                str(tmp_path),
            ]
        )
        == 6
    )
    assert "There is no assessment yet." in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
