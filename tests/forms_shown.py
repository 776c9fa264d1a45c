"""What the tests of filled templates share: the view at a place, a form with something in it, and what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import forget
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.form_file import from_body, to_body
from ictguide_desktop.assess.forms import Form, Note
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.form_choice import ChoiceEntry
from ictguide_desktop.ui.views.form_fields import FieldRow
from ictguide_desktop.ui.views.forms_view import FormsView
from ictguide_desktop.ui.views.view import Context

Shows = Callable[..., FormsView]
KEYS = Qt.Key
GO_LIVE, CHARTER, REGISTER = "go-live-decision", "pilot-charter", "activity-register"
CONTROL = Qt.KeyboardModifier.ControlModifier
PROOF = Note("List of 8 March")
ACTION = Note("Retest", "A. Mwamba", "2028-03-01", "Move the date")
CRITERIA = [f"GL-F{n}" for n in range(4, 20)]


@pytest.fixture
def forms(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the filled templates at a place, and follows where one goes, as the window does."""
    views: list[FormsView] = []

    def show(part: str = "", size: tuple[int, int] = (1020, 640)) -> FormsView:
        view = FormsView(context)
        views.append(view)
        view.resize(*size)
        context.library.place_changed.connect(
            lambda address: view.show_place(address) if address.page == FORMS else view.hide()
        )
        view.go_requested.connect(context.library.go)
        context.library.go(Address(FORMS, part))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.focus_first()
        QApplication.processEvents()
        return view

    yield show
    for view in views:
        forget(view)


def begin(desk: Desk, template: str, name: str = "Release 2.0", form: Form | None = None) -> Work:
    """A form in the store."""
    return desk.works.start(WorkKind.FORM, template, name, to_body(form or Form(template)))


def stored(desk: Desk, work: Work | str) -> Form:
    """A form as it lies in the store."""
    found = desk.works.get(work if isinstance(work, str) else work.id)
    assert found is not None
    return from_body(found.subject, found.body)


def works(desk: Desk, template: str = "") -> list[Work]:
    """The forms in the store."""
    return list(desk.works.all(WorkKind.FORM, template))


def row(view: FormsView, field: str) -> FieldRow:
    """The row of a field, whose section is shown for it."""
    view.sheet.go_to(field)
    QApplication.processEvents()
    return view.sheet.rows[field]


def focus() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def undo(qtbot: QtBot) -> None:
    """Ctrl+Z where the keyboard is."""
    qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    QApplication.processEvents()


def click(qtbot: QtBot, widget: QWidget) -> None:
    """A click where the widget stands by now, and what follows from it."""
    QApplication.processEvents()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def all_yes() -> Form:
    """A go-live decision with every criterion at yes, and evidence for each."""
    return Form(GO_LIVE, dict.fromkeys(CRITERIA, "1"), dict.fromkeys(CRITERIA, PROOF))


def choose(qtbot: QtBot, view: FormsView, field: str, place: str) -> None:
    """Choose an answer by a click."""
    entry = row(view, field).entry
    assert isinstance(entry, ChoiceEntry)
    click(qtbot, entry.buttons[place])


def switch(context: Context, languages: Languages, code: str) -> None:
    """Another language, as the window puts it in force."""
    context.library.set_language(code)
    languages.use(code)
    QApplication.processEvents()
