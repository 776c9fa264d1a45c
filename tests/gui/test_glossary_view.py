"""The glossary through the keys of a reader: filter, move, read, follow links and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import forget, press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Term
from ictguide_desktop.ui.models.terms_model import WHY_ROLE, TermsModel
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.glossary_view import GlossaryView
from ictguide_desktop.ui.views.view import Context

Shows = Callable[..., GlossaryView]
KEYS = Qt.Key


def term(name: str, form: str, *, acronym: str = "", variants: tuple[str, ...] = ()) -> Term:
    """A term of a small glossary."""
    return Term(name, form, acronym, variants, (), f"What {form} means.", "fr", ())


SMALL = (
    term("stamp", "cachet électronique"),
    term("window", "guichet unique", variants=("guichet intégré",)),
    term("interface", "interface de programmation", acronym="API"),
)
FORMS = {
    "fr": {one.id: one.forms for one in SMALL},
    "en": {"stamp": ("electronic seal",), "window": ("single window",)},
    "ar": {"window": ("النافذة الواحدة",)},
    "ru": {"window": ("единое окно",)},
}


@pytest.fixture
def model(qapp: QApplication) -> TermsModel:
    """A small glossary, watched by Qt's own tester all the while."""
    made = TermsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.show_terms(SMALL, FORMS, "fr")
    return made


@pytest.fixture
def shows(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the glossary, at a term when one is named, as the window does."""
    views: list[GlossaryView] = []

    def show(named: str = "", size: tuple[int, int] = (900, 560)) -> GlossaryView:
        view = GlossaryView(context)
        views.append(view)
        view.resize(*size)
        context.library.place_changed.connect(
            lambda place: view.show_place(place) if place.page == "glossary" else view.hide()
        )
        view.go_requested.connect(context.library.go)
        context.library.go(Address("glossary", named))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.focus_first()
        QApplication.processEvents()
        return view

    yield show
    for view in views:
        forget(view)


def chosen(view: GlossaryView) -> str:
    """The term chosen in the list."""
    found = view.model.term(view.list.currentIndex().row())
    assert found is not None
    return found.id


def names(model: TermsModel) -> list[str]:
    """The terms shown."""
    return [found.id for row in range(model.rowCount()) if (found := model.term(row)) is not None]


# --- the list -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["stamp", "window", "interface"]),
        ("electronique", ["stamp"]),
        ("ÉLECTRONIQUE", ["stamp"]),
        ("api", ["interface"]),
        ("integre", ["window"]),
        ("unique gui", ["window"]),
        ("single", ["window"]),
        ("نافذه", ["window"]),
        ("نَافِذة", ["window"]),
        ("ЕДИНОЕ", ["window"]),
        ("zzz", []),
    ],
)
def test_terms_are_found_by_any_form_in_any_language(model: TermsModel, typed: str, found: list[str]) -> None:
    model.narrow(typed)
    assert names(model) == found


def test_own_names_come_before_those_of_other_languages(model: TermsModel) -> None:
    model.narrow("e")
    assert names(model)[0] == "stamp"
    assert model.index(0).data(WHY_ROLE) == ""
    model.narrow("electronic")
    assert names(model) == ["stamp"]
    assert "electronic seal" in model.index(0).data(WHY_ROLE)
    assert own_name("en") in model.index(0).data(WHY_ROLE)
    assert "electronic seal" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_real_glossary_is_a_sound_model(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows()
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Warning, view.model)
    assert view.model.rowCount() == len(context.library.catalogue.terms) == view.model.total
    for typed in ("a", "au", "aut", ""):
        view.filter.setText(typed)
        assert 0 < view.model.rowCount() <= view.model.total


# --- keys -----------------------------------------------------------------------------------------------------


def test_type_move_read_and_return(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows()
    assert view.filter.hasFocus()
    qtbot.keyClicks(view.filter, "guichet")
    assert view.model.rowCount() >= 2
    first = chosen(view)
    press(qtbot, view.filter, KEYS.Key_Down)
    second = chosen(view)
    assert second != first
    assert context.library.place == Address("glossary", second)
    assert context.library.catalogue.terms[second].definition in view.entry.toPlainText()

    press(qtbot, view.filter, KEYS.Key_Return)
    assert view.entry.hasFocus()
    press(qtbot, view.entry, KEYS.Key_Escape)
    assert view.list.hasFocus()
    press(qtbot, view.list, KEYS.Key_Up)
    assert chosen(view) == first
    qtbot.keyClicks(view.list, "x")
    assert view.filter.hasFocus()
    assert view.filter.text() == "guichetx"
    press(qtbot, view.filter, KEYS.Key_Escape)
    assert view.filter.text() == ""
    assert view.model.rowCount() == view.model.total


def test_moving_through_the_list_is_one_place_of_the_history(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    library = context.library
    view = shows()
    for _step in range(12):
        press(qtbot, view.filter, KEYS.Key_Down)
    here = library.place
    assert here.section == chosen(view)
    assert not library.can_go_back
    page = next(iter(library.catalogue.used_in.values()))[0]
    library.go(Address(page))
    library.go_back()
    assert library.place == here


def test_a_link_to_another_term_is_a_step_one_can_go_back_from(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    library = context.library
    one, other = list(library.catalogue.terms.values())[3:5]
    view = shows(one.id)
    assert view.entry.hasFocus()
    view.entry.show_term(one._replace(see=(other.id,)), {})
    view.entry.setFocus()
    press(qtbot, view.entry, KEYS.Key_Tab)
    press(qtbot, view.entry, KEYS.Key_Return)
    assert library.place == Address("glossary", other.id)
    assert chosen(view) == other.id
    library.go_back()
    assert chosen(view) == one.id
    assert one.definition in view.entry.toPlainText()


def test_pages_that_use_a_term_can_be_opened(qtbot: QtBot, shows: Shows, context: Context) -> None:
    library = context.library
    used, pages = next(iter(library.catalogue.used_in.items()))
    view = shows(used)
    text = view.entry.toPlainText()
    assert all(library.catalogue.pages[page].title in text for page in pages)
    press(qtbot, view.entry, KEYS.Key_Tab)
    press(qtbot, view.entry, KEYS.Key_Return)
    assert library.place.page in pages


# --- the entry ------------------------------------------------------------------------------------------------


def test_an_entry_gives_the_names_in_every_language(shows: Shows, context: Context) -> None:
    view = shows("single-window")
    text = view.entry.toPlainText()
    for code in ("fr", "es", "ar", "pt", "ru"):
        assert own_name(code) in text
    assert "guichet unique" in text
    assert own_name("en") not in text, "its own language stands in the title"


def test_an_entry_can_be_copied_with_its_source(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows("single-window")
    with qtbot.waitSignal(view.told):
        qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    found = context.library.catalogue.terms["single-window"]
    assert copied.startswith(found.term)
    assert found.definition in copied
    assert copied.endswith("guide:glossary#single-window")


def test_no_match_says_what_to_do(qtbot: QtBot, shows: Shows) -> None:
    view = shows()
    qtbot.keyClicks(view.filter, "qqqq")
    assert view.model.rowCount() == 0
    assert "qqqq" in view.entry.toPlainText()
    assert not view.copy.isEnabled()
    press(qtbot, view.filter, KEYS.Key_Return)
    assert view.filter.hasFocus()
    qtbot.mouseClick(view.clear, Qt.MouseButton.LeftButton)
    assert view.model.rowCount() == view.model.total
    assert view.copy.isEnabled()


def test_a_term_asked_for_is_shown_whatever_is_typed(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows()
    qtbot.keyClicks(view.filter, "qqqq")
    context.library.go(Address("glossary", "single-window"))
    assert chosen(view) == "single-window"
    assert view.filter.text() == ""


def test_screen_readers_hear_names(shows: Shows) -> None:
    view = shows("single-window")
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view):
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
    assert "term" in view.filter.accessibleDescription()


# --- language, size -------------------------------------------------------------------------------------------


def test_switching_language_keeps_term_and_filter(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages
) -> None:
    view = shows()
    qtbot.keyClicks(view.filter, "single window")
    assert chosen(view) == "single-window"
    languages.use("ar")
    context.library.set_language("ar")
    qtbot.waitUntil(lambda: view.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    assert view.filter.text() == "single window"
    assert chosen(view) == "single-window"
    assert context.library.catalogue.terms["single-window"].term in view.entry.toPlainText()
    QApplication.processEvents()
    assert view.list.mapTo(view, QPoint(0, 0)).x() > view.entry.mapTo(view, QPoint(0, 0)).x()


def test_a_narrow_window_shows_the_list_or_the_entry(qtbot: QtBot, shows: Shows) -> None:
    view = shows("", (560, 500))
    assert view.list.isVisible()
    assert not view.entry.isVisible()
    press(qtbot, view.filter, KEYS.Key_Down)
    press(qtbot, view.filter, KEYS.Key_Return)
    assert view.entry.isVisible()
    assert not view.list.isVisible()
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert view.list.isVisible()
    assert view.list.hasFocus()
    view.resize(900, 500)
    QApplication.processEvents()
    assert view.entry.isVisible()
    assert not view.back.isVisible()


def test_large_text_in_a_narrow_window_opens_at_the_term(shows: Shows, context: Context) -> None:
    context.theme.use("light", 200)
    view = shows("single-window", (770, 540))
    assert view.entry.isVisible()
    assert view.entry.hasFocus()
    assert view.entry.horizontalScrollBar().maximum() == 0


def test_in_the_window_the_term_of_an_address_is_read(program: Callable[..., Program]) -> None:
    opened = program("glossary#single-window")
    view = opened.window.stack.currentWidget()
    assert isinstance(view, GlossaryView)
    assert chosen(view) == "single-window"
    assert view.entry.hasFocus()
    opened.desk.set("language", "fr")
    QApplication.processEvents()
    assert "guichet unique" in view.entry.toPlainText()
    assert chosen(view) == "single-window"
