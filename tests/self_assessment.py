"""What the tests of the self-assessment share: the view with an assessment in hand, its cards, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import forget
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Assessment, Question, Scope
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.views.assessment_view import AssessmentView
from ictguide_desktop.ui.views.question_card import QuestionCard
from ictguide_desktop.ui.views.view import Context

KEYS = Qt.Key
ON = "2026-11-25"
FRESH, OLD = "2026-09-01", "2025-01-31"
Shows = Callable[..., AssessmentView]


@pytest.fixture
def assessing(context: Context) -> Assessing:
    """The assessments of the test."""
    assert context.assessing is not None
    return context.assessing


@pytest.fixture
def shows(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the view, at a question when one is named, as the window does."""
    windows: list[QStackedWidget] = []

    def show(question: str = "", size: tuple[int, int] = (960, 640)) -> AssessmentView:
        view, elsewhere, window = AssessmentView(context), QLineEdit(), QStackedWidget()
        windows.append(window)
        window.addWidget(elsewhere)
        window.addWidget(view)
        window.resize(*size)

        def follow(address: Address) -> None:
            window.setCurrentWidget(view if address.page == ASSESSMENT else elsewhere)
            if address.page == ASSESSMENT:
                view.show_place(address)

        context.library.place_changed.connect(follow)
        view.go_requested.connect(context.library.go)
        context.library.go(Address(ASSESSMENT, question))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        view.focus_first()
        settle()
        return view

    yield show
    for window in windows:
        context.library.place_changed.disconnect()
        forget(window)


def begin(assessing: Assessing, name: str = "National customs", **given: str | Scope) -> Assessment:
    """An assessment, begun and in hand."""
    what = {
        "unit": "Headquarters",
        "group": "leaders",
        "round_": "2026",
        "on": ON,
        "scope": Scope.ALL,
        **given,
    }
    begun = assessing.start(name, **what)  # type: ignore[arg-type]
    assert begun is not None
    return begun


def questions(assessing: Assessing) -> tuple[Question, ...]:
    """The questions of the guide."""
    return assessing.questionnaire.questions


def common(assessing: Assessing, dimension: str = "D1") -> str:
    """A question that is not critical."""
    return next(q.id for q in assessing.questionnaire.of(dimension) if not q.critical)


def critical(assessing: Assessing, dimension: str = "D1") -> str:
    """A critical question."""
    return next(q.id for q in assessing.questionnaire.of(dimension) if q.critical)


def card(view: AssessmentView, question: str) -> QuestionCard:
    """The card of a question that is shown."""
    found = view.page.card(question)
    assert found is not None, f"{question} is not shown"
    return found


def stored(assessing: Assessing, assessment: Assessment, question: str) -> Answer:
    """What is in the database."""
    return assessing.store.answers(assessment.id).get(question) or Answer(question)


def focus() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def settle() -> None:
    """Let the view lay itself out."""
    for _number in range(4):
        QApplication.processEvents()


def said_on(view: QWidget) -> str:
    """Every word on the screen."""
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
