"""What the tests of an assessment's views share: answers to whole dimensions, assessments full of them, the results view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pytest
from on_screen import forget
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.assessment import Answer, Assessment, Scope
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.ui.views.results_view import ResultsView
from ictguide_desktop.ui.views.view import Context

ON = "2026-11-20"
Scores = Mapping[str, Sequence[int | None]]
Shows = Callable[[], ResultsView]


def answers(scores: Scores, *, evidence: str = "A log.") -> Iterator[Answer]:
    """Answers to whole dimensions, with fresh evidence; None leaves a question out."""
    for dimension, row in scores.items():
        for number, score in enumerate(row, 1):
            if score is not None:
                yield Answer(f"{dimension}.{number}", score, evidence=evidence, evidence_on="2026-11-01")


def everywhere(score: int, **others: Sequence[int | None]) -> Scores:
    """The same score in all ten dimensions but those named."""
    return {f"D{n}": others.get(f"D{n}", (score,) * 5) for n in range(1, 11)}


def fill(
    assessing: Assessing,
    given: Iterable[Answer],
    *,
    group: str = "ict",
    round_: str = "2026",
    on: str = ON,
    name: str = "Autumn",
    unit: str = "Customs",
) -> Assessment:
    """An assessment with these answers, taken in hand."""
    model = assessing.questionnaire.model
    begun = assessing.store.start(name, unit, group, round_, on, model, Scope.ALL)
    assessing.store.answer_many(begun.id, given)
    assessing.take(begun.id)
    return begun


def settle() -> None:
    """Let what was put off be done, and the window lay itself out."""
    for _number in range(6):
        QApplication.processEvents()


@pytest.fixture
def assessing(context: Context) -> Assessing:
    """The assessments of the test."""
    assert context.assessing is not None
    return context.assessing


@pytest.fixture
def shows(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the view on its own, as large as in a small window."""
    views: list[ResultsView] = []

    def show() -> ResultsView:
        view = ResultsView(context)
        views.append(view)
        view.resize(1000, 700)
        view.show_place(context.library.place)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        settle()
        return view

    yield show
    for view in views:
        forget(view)
