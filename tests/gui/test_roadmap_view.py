"""The roadmap: what the answers call for, in order; every decision is stored and shows at once; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui.conftest import is_rtl
from on_screen import forget
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Assessment, MeasurePlan, Scope
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.ui.models.roadmap_model import END, OWNER, START
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.roadmap_view import RoadmapView
from ictguide_desktop.ui.views.view import Context

PLACE = Address("roadmap")


@pytest.fixture
def assessing(context: Context) -> Assessing:
    assert context.assessing is not None
    return context.assessing


@pytest.fixture
def here(assessing: Assessing) -> Assessment:
    """An assessment with every answer at 2 and three critical ones at 1."""
    begun = assessing.start("Look", "Customs", "ict", "2026", "2026-11-20", Scope.ALL)
    assert begun is not None
    low = {"D4.1", "D5.1", "D6.2"}
    assessing.store.answer_many(
        begun.id,
        [
            Answer(q.id, 1 if q.id in low else 2, evidence="A paper", evidence_on="2026-11-01")
            for q in assessing.questionnaire.questions
        ],
    )
    assessing.take(begun.id)
    return begun


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[RoadmapView]:
    made = RoadmapView(context)
    made.resize(1280, 800)
    made.show()
    made.show_place(PLACE)
    yield made
    forget(made)


def column(view: RoadmapView, number: int) -> list[str]:
    model = view.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def names(view: RoadmapView) -> list[str]:
    return [row.question.id for row in view.model.rows if row.step is not None]


def test_without_an_assessment_it_says_how_to_begin(qtbot: QtBot, view: RoadmapView) -> None:
    assert view.begin.isVisible()
    assert not view.table.isVisible()
    with qtbot.waitSignal(view.go_requested) as gone:
        qtbot.mouseClick(view.begin, Qt.MouseButton.LeftButton)
    assert gone.args == ["assessment"]


def test_critical_gaps_come_first_and_what_they_wait_for_before_them(here: Assessment, view: RoadmapView) -> None:
    planned = names(view)
    assert {"D4.1", "D5.1"} <= set(planned[:3])
    assert planned.index("D4.1") < planned.index("D6.2")
    assert column(view, START)[0] <= column(view, END)[0]
    assert "Levels then" in view.said.text()


def test_an_owner_is_stored_soon_after_the_last_key_and_stays_while_one_types_on(
    qtbot: QtBot, assessing: Assessing, here: Assessment, view: RoadmapView
) -> None:
    view.choose("D5.1")
    qtbot.keyClicks(view.editor.fields.owner, "Aminata")
    qtbot.waitUntil(lambda: assessing.plans(here).get("D5.1", MeasurePlan("D5.1")).owner == "Aminata")
    qtbot.keyClicks(view.editor.fields.owner, " Diallo")
    view.hide()
    assert assessing.plans(here)["D5.1"].owner == "Aminata Diallo"
    assert "Aminata Diallo" in column(view, OWNER) or not view.isVisible()


def test_another_measure_chosen_in_haste_does_not_take_the_words(
    qtbot: QtBot, assessing: Assessing, here: Assessment, view: RoadmapView
) -> None:
    view.choose("D5.1")
    qtbot.keyClicks(view.editor.fields.owner, "Aminata")
    view.choose("D4.1")
    assert assessing.plans(here)["D5.1"].owner == "Aminata"
    assert view.editor.fields.owner.text() == ""
    assert "D4.1" not in assessing.plans(here)


def test_what_if_a_measure_takes_longer(qtbot: QtBot, here: Assessment, view: RoadmapView) -> None:
    view.choose("D4.1")
    before = dict(zip([row.question.id for row in view.model.rows], column(view, START), strict=True))
    view.editor.fields.months.show_number(12)
    view.editor.flush()
    after = dict(zip([row.question.id for row in view.model.rows], column(view, START), strict=True))
    assert after["D6.2"] > before["D6.2"]


def test_a_measure_that_is_declined_leaves_the_plan_and_undo_brings_it_back(
    qtbot: QtBot, context: Context, here: Assessment, view: RoadmapView
) -> None:
    view.choose("D6.2")
    box = view.editor.fields.chosen
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert "D6.2" not in names(view)
    assert "D6.2" in [row.question.id for row in view.model.rows]
    context.desk.undo()
    assert "D6.2" in names(view)


def test_declining_what_another_measure_needs_is_said(qtbot: QtBot, here: Assessment, view: RoadmapView) -> None:
    view.choose("D5.1")
    box = view.editor.fields.chosen
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert "D5.1" in names(view)
    assert "Declined, although the measure of" in view.editor.state.text()
    assert "does not fit" in view.said.text() or "do not fit" in view.said.text()


def test_every_measure_can_be_shown_and_chosen(qtbot: QtBot, here: Assessment, view: RoadmapView) -> None:
    view.every.click()
    assert view.model.rowCount() == 50
    view.choose("D10.5")
    box = view.editor.fields.chosen
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert "D10.5" in names(view)


def test_a_day_that_is_none_is_said_and_not_stored(
    qtbot: QtBot, assessing: Assessing, here: Assessment, view: RoadmapView
) -> None:
    view.choose("D5.1")
    field = view.editor.fields.start
    field.setFocus()
    qtbot.keyClicks(field, "soon")
    view.editor.fields.note.setFocus()
    qtbot.waitUntil(lambda: "soon" in view.editor.problem.text())
    assert field.text() == "soon"
    assert assessing.plans(here).get("D5.1", MeasurePlan("D5.1")).start == ""


def test_the_language_changes_under_the_hand(
    qtbot: QtBot, context: Context, languages: Languages, here: Assessment, view: RoadmapView
) -> None:
    view.choose("D5.1")
    view.editor.fields.owner.setFocus()
    qtbot.keyClicks(view.editor.fields.owner, "Amin")
    context.library.set_language("ar")
    languages.use("ar")
    assert is_rtl(view)
    assert view.editor.fields.owner.text() == "Amin"
    assert view.model.rows[0].question.measure == context.library.catalogue.questionnaire.question(
        view.model.rows[0].question.id
    ).measure  # type: ignore[union-attr]


def test_the_model_is_sound(qtbot: QtBot, here: Assessment, view: RoadmapView) -> None:
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.every.click()
    view.every.click()
    view.choose("D4.1")
    view.editor.fields.done.click()


def test_the_plan_is_offered_as_a_file(here: Assessment, view: RoadmapView) -> None:
    (offer,) = view.offers()
    assert offer.formats[0] == "xlsx"
