"""The service behind the self-assessment: undo, what is forgotten, and what is reckoned anew."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.assessment import Assessment, Scope, Target
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.store import sealing
from ictguide_desktop.ui.views.view import Context


@pytest.fixture
def assessing(qtbot: QtBot, context: Context) -> Assessing:
    assert context.assessing is not None
    return context.assessing


@pytest.fixture
def here(assessing: Assessing) -> Assessment:
    begun = assessing.start("Look", "Customs", "ict", "2026", "2026-11-20", Scope.ALL)
    assert begun is not None
    return begun


def test_the_words_of_one_evidence_are_one_step_and_the_score_another(assessing: Assessing, here: Assessment) -> None:
    assessing.answer(here.id, "D1.1", score=3)
    for text in ("M", "Minu", "Minutes"):
        assessing.answer(here.id, "D1.1", evidence=text)
    assert assessing.undo() == "D1.1"
    undone = assessing.answers(here)["D1.1"]
    assert (undone.score, undone.evidence) == (3, "")
    assert assessing.undo() == "D1.1"
    assert assessing.answers(here)["D1.1"].score is None
    assert assessing.undo() == ""


def test_words_of_another_question_are_another_step(assessing: Assessing, here: Assessment) -> None:
    assessing.answer(here.id, "D1.1", comment="one")
    assessing.answer(here.id, "D1.2", comment="two")
    assert [assessing.undo(), assessing.undo()] == ["D1.2", "D1.1"]


def test_nothing_of_a_closed_assessment_is_kept_to_be_undone(
    assessing: Assessing, here: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)
    assessing.answer(here.id, "D1.1", comment="secret words")
    assessing.store.lock(here.id, "four words of mine", "Closed")
    assessing.desk.changed.emit("assessments")
    assert not assessing.can_undo
    assert assessing.undo() == ""


def test_a_change_of_one_assessment_leaves_what_was_reckoned_of_the_others(
    assessing: Assessing, here: Assessment
) -> None:
    other = assessing.start("Other", "Customs", "trade", "2026", "2026-11-20", Scope.ALL)
    assert other is not None
    kept = assessing.record(other)
    assessing.answer(here.id, "D1.1", score=2, evidence="A note", evidence_on="2026-11-01")
    assessing.set_target(here.id, Target("D1", 3))
    assert assessing.record(other) is kept
    assert assessing.result(here).scores["D1.1"].score == 2


def test_a_deleted_assessment_comes_back_with_its_answers(assessing: Assessing, here: Assessment) -> None:
    assessing.answer(here.id, "D1.1", score=2)
    assessing.delete(here.id, "Deleted")
    assert assessing.store.get(here.id) is None
    assessing.desk.undo()
    assert assessing.answers(here)["D1.1"].score == 2
