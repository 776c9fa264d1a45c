"""An assessment under a passphrase, through the hands of its owner and before the eyes of somebody else."""

# ruff: noqa: F401, F811 - pytest gives a test the fixtures of `self_assessment` by their names

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import accessible_name, cut_off, focusable, forget, in_dialog, press, role
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from self_assessment import FRESH, KEYS, Shows, assessing, begin, card, focus, settle, shows, stored

from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.desk import ASSESSMENTS
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Locked
from ictguide_desktop.store.errors import AssessmentDamaged
from ictguide_desktop.ui.dialogs.assessment_details import AssessmentDialog
from ictguide_desktop.ui.dialogs.lock import Errand, LockDialog
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.assessment_bar import AssessmentBar, ClosedNotice
from ictguide_desktop.ui.views.view import Context

PASSPHRASE, ANOTHER = "four words that fit", "a second set of words"
SECRET = "Post of the north"


@pytest.fixture(autouse=True)
def _cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs a third of a second on purpose; not here."""
    monkeypatch.setattr(sealing, "LOG2_N", 10)


@pytest.fixture
def here(assessing: Assessing) -> Assessment:
    """An assessment with something to hide."""
    made = begin(assessing, SECRET)
    assessing.answer(made.id, "D1.1", score=3, evidence="Report of the north", evidence_on=FRESH)
    return made


def seen(root: QWidget) -> str:
    """Every word on the screen, in labels, fields and boxes."""
    said = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
    said += [line.text() for line in root.findChildren(QLineEdit) if line.isVisible()]
    bar = root.findChild(AssessmentBar)
    if bar is not None:
        said += [bar.choice.itemText(row) for row in range(bar.choice.count())]
    return "\n".join(said)


def fill(dialog: LockDialog, **texts: str) -> None:
    """Type into the fields, and try."""
    for field, text in texts.items():
        dialog.fields[field].setText(text)
        dialog.fields[field].textEdited.emit(text)
    dialog.take.click()


def lock(shows_view: QWidget) -> None:
    """Put what is in hand under the passphrase."""
    acts = shows_view.bar.acts  # type: ignore[attr-defined]
    in_dialog(LockDialog, acts.lock, lambda dialog: fill(dialog, new=PASSPHRASE, again=PASSPHRASE))
    settle()


def test_what_a_forgotten_passphrase_means_is_said_before_it_is_set(
    qtbot: QtBot, shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows()

    def look(dialog: LockDialog) -> None:
        assert "Whoever forgets it has lost the assessment" in seen(dialog)
        assert "Anybody at this computer can read this line" in seen(dialog)
        assert SECRET not in dialog.label.text(), "the label that is proposed tells nothing"
        fill(dialog, new=PASSPHRASE, again="four words that do not")
        assert "not the same" in seen(dialog)
        fill(dialog, new="short", again="short")
        assert "at least 8 characters" in seen(dialog)
        assert dialog.isVisible()
        assert dialog.fields["new"].text() == "short", "what was typed stays"
        fill(dialog, new="", again="")
        assert "every field" in seen(dialog)
        qtbot.keyClick(dialog.fields["new"], KEYS.Key_Escape)

    in_dialog(LockDialog, view.bar.acts.lock, lambda dialog: _then(dialog, look))
    assert assessing.in_hand is not None
    assert not assessing.in_hand.locked


def _then(dialog: LockDialog, look: object) -> None:
    look(dialog)  # type: ignore[operator]
    assert not dialog.isVisible()


def test_closed_it_shows_its_label_and_a_way_to_open_it_and_nothing_else(
    shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows("D1.1")
    assert SECRET in seen(view)
    lock(view)
    assert view.closed.isVisible()
    assert not view.page.isVisible()
    for word in (SECRET, "Report of the north", "Headquarters"):
        assert word not in seen(view)
    assert "Locked assessment" in view.bar.choice.currentText()
    assert not view.bar.actions_list.isVisible()
    shown = [action.text() for action in view.bar.menu.actions() if action.isVisible()]
    assert shown == ["Open…", "Delete"]


def test_a_wrong_passphrase_is_said_beside_the_field_and_the_right_one_opens(
    qtbot: QtBot, shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows("D1.1")
    lock(view)

    def try_twice(dialog: LockDialog) -> None:
        assert dialog.fields["old"].echoMode() is QLineEdit.EchoMode.Password
        dialog.shown.click()
        assert dialog.fields["old"].echoMode() is QLineEdit.EchoMode.Normal
        fill(dialog, old="something else")
        assert dialog.isVisible()
        assert "This is not the passphrase" in seen(dialog)
        qtbot.keyClick(dialog.fields["old"], KEYS.Key_Backspace)
        assert "This is not the passphrase" not in seen(dialog), "it is not said of what is typed now"
        fill(dialog, old=PASSPHRASE)
        assert not dialog.isVisible()

    in_dialog(LockDialog, view.closed.open.click, try_twice)
    settle()
    assert view.page.isVisible()
    assert card(view, "D1.1").scores.buttons[3].isChecked()
    assert SECRET in seen(view)
    assert "Locked · open" in seen(view)


def test_closing_stores_what_is_being_typed_first(
    qtbot: QtBot, shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows("D1.2")
    lock(view)
    assessing.store.open(here.id, PASSPHRASE)
    assessing.take(here.id)
    view.activateWindow()
    settle()
    view._seek("D1.2")
    press(qtbot, focus(), KEYS.Key_Return)
    qtbot.keyClicks(focus(), "Half a sent")
    view.bar.acts.close()
    assert view.closed.isVisible()
    assessing.store.open(here.id, PASSPHRASE)
    assert stored(assessing, here, "D1.2").evidence == "Half a sent"


def test_passphrase_is_changed_and_the_lock_removed(
    shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows("D1.1")
    lock(view)
    in_dialog(LockDialog, view.bar.acts.open, lambda dialog: fill(dialog, old=PASSPHRASE))

    def change(dialog: LockDialog) -> None:
        assert "whoever forgets it has lost" in seen(dialog)
        fill(dialog, old="something else", new=ANOTHER, again=ANOTHER)
        assert "This is not the passphrase" in seen(dialog)
        fill(dialog, old=PASSPHRASE, new=ANOTHER, again=ANOTHER)
        assert not dialog.isVisible()

    in_dialog(LockDialog, view.bar.acts.change_passphrase, change)
    view.bar.acts.close()
    in_dialog(LockDialog, view.bar.acts.open, lambda dialog: fill(dialog, old=ANOTHER))
    assert view.page.isVisible()

    def remove(dialog: LockDialog) -> None:
        assert "everybody who can use this computer" in seen(dialog)
        fill(dialog, old=ANOTHER)

    in_dialog(LockDialog, view.bar.acts.remove_lock, remove)
    assert assessing.in_hand is not None
    assert not assessing.in_hand.locked
    assert card(view, "D1.1").scores.buttons[3].isChecked()


def test_copies_that_could_not_be_sealed_are_named_before_the_dialog_is_left(
    shows: Shows, assessing: Assessing, here: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shows("D1.1")
    really = assessing.store.lock
    left = Path("/media/stick/user-20261124-101500.sqlite")
    monkeypatch.setattr(
        assessing.store,
        "lock",
        lambda *what: Locked(really(*what).assessment, (Path("/data/user.bad.sqlite"),), (left,)),
    )

    def look(dialog: LockDialog) -> None:
        fill(dialog, new=PASSPHRASE, again=PASSPHRASE)
        assert dialog.isVisible(), "it is not left before this was seen"
        assert str(left) in seen(dialog)
        assert "user.bad.sqlite" in seen(dialog)
        assert all(not line.isVisible() and not line.text() for line in dialog.fields.values())
        dialog.reject()  # there is nothing to take back
        assert not dialog.isVisible()

    in_dialog(LockDialog, view.bar.acts.lock, look)
    settle()
    assert view.closed.isVisible()


def test_a_closed_assessment_is_deleted_and_comes_back_as_it_was(
    shows: Shows, assessing: Assessing, here: Assessment, context: Context
) -> None:
    view = shows("D1.1")
    lock(view)
    said: list[str] = []
    context.desk.undo_offered.connect(said.append)
    view.bar.acts.delete()
    assert view.start.isVisible()
    assert SECRET not in said[0]
    context.desk.undo()
    assert view.closed.isVisible()
    in_dialog(LockDialog, view.bar.acts.open, lambda dialog: fill(dialog, old=PASSPHRASE))
    assert card(view, "D1.1").scores.buttons[3].isChecked()


def test_the_copy_of_a_locked_one_asks_for_a_lock_of_its_own(
    shows: Shows, assessing: Assessing, here: Assessment
) -> None:
    view = shows("D1.1")
    lock(view)
    in_dialog(LockDialog, view.bar.acts.open, lambda dialog: fill(dialog, old=PASSPHRASE))
    asked: list[Errand] = []

    def begin_round(dialog: AssessmentDialog) -> None:
        assert "the copy is not" in seen(dialog)
        dialog.take.click()

    def lock_copy(dialog: LockDialog) -> None:
        asked.append(dialog._errand)
        fill(dialog, new=ANOTHER, again=ANOTHER)

    in_dialog(
        LockDialog, lambda: in_dialog(AssessmentDialog, view.bar.acts.another_round, begin_round), lock_copy
    )
    assert asked == [Errand.SET]
    assert [one.locked for one in assessing.all()] == [True, True]


def test_what_is_damaged_is_said_and_nothing_falls_over(
    shows: Shows, assessing: Assessing, here: Assessment, monkeypatch: pytest.MonkeyPatch, context: Context
) -> None:
    def damaged(_assessment: str) -> dict[str, object]:
        raise AssessmentDamaged("Locked assessment", ["D1.1"])

    view = shows("D1.1")
    monkeypatch.setattr(assessing.store, "answers", damaged)
    context.desk.changed.emit(ASSESSMENTS)
    assert "D1.1" in view._problem.text()
    assert "all else is whole" in view._problem.text()
    assert not view.page.isVisible()
    view.focus_first()
    assert QApplication.focusWidget() is view.bar.choice


def test_another_view_shows_that_it_is_closed_and_opens_it_too(
    qtbot: QtBot, context: Context, assessing: Assessing, here: Assessment
) -> None:
    assessing.store.lock(here.id, PASSPHRASE, "North")
    notice, bar = ClosedNotice(context), AssessmentBar(context, "results")
    for widget in (notice, bar):
        widget.show()
    assert "North" in seen(notice)
    assert bar.open.isVisible()
    assert [place for place, tab in bar.tabs.items() if tab.isChecked()] == ["results"]
    heard: list[str] = []
    context.desk.changed.connect(heard.append)
    in_dialog(LockDialog, notice.open.click, lambda dialog: fill(dialog, old=PASSPHRASE))
    assert ASSESSMENTS in heard, "the views are told"
    assert not bar.open.isVisible()
    assert bar.choice.currentText().startswith(f"\u2068{SECRET}")
    forget(notice)
    forget(bar)


def test_the_bar_leads_to_the_other_views_and_says_where_it_is(
    qtbot: QtBot, context: Context, here: Assessment
) -> None:
    bar = AssessmentBar(context, "assessment")
    bar.show()
    for place in ("results", "roadmap", "brief"):
        qtbot.mouseClick(bar.tabs[place], Qt.MouseButton.LeftButton)
        assert context.library.place.page == place
        assert [name for name, tab in bar.tabs.items() if tab.isChecked()] == ["assessment"]
    forget(bar)


@pytest.mark.parametrize("errand", Errand)
@pytest.mark.parametrize(("lang", "zoom"), [("en", 100), ("fr", 200), ("ar", 100)])
def test_the_dialog_speaks_every_language_and_keeps_what_is_typed(
    qtbot: QtBot, context: Context, assessing: Assessing, here: Assessment, languages: Languages,
    errand: Errand, lang: str, zoom: int,
) -> None:  # fmt: skip
    context.theme.use("light", zoom)
    dialog = LockDialog(errand, assessing.store, here.id, SECRET, label="North")
    qtbot.addWidget(dialog)
    dialog.show()
    next(iter(dialog.fields.values())).setText("half a phr")
    languages.use(lang)
    settle()
    assert next(iter(dialog.fields.values())).text() == "half a phr"
    assert (dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft) is (lang == "ar")
    assert_whole(dialog)


@pytest.mark.parametrize(("lang", "zoom"), [("en", 100), ("fr", 200), ("ar", 200)])
def test_the_details_speak_every_language_and_keep_what_is_typed(
    qtbot: QtBot,
    context: Context,
    assessing: Assessing,
    here: Assessment,
    languages: Languages,
    lang: str,
    zoom: int,
) -> None:
    from ictguide_desktop.ui.dialogs.assessment_details import Purpose, details_of

    context.theme.use("light", zoom)
    dialog = AssessmentDialog(
        Purpose.ROUND,
        details_of(here)._replace(carry=True),
        lambda: assessing.questionnaire,
        lambda: lang,
        locked=True,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setText("Half a n")
    languages.use(lang)
    settle()
    assert dialog.name.text() == "Half a n"
    assert dialog.details.group == "leaders"
    assert_whole(dialog)


def assert_whole(dialog: QWidget) -> None:
    """Everything has a name and a role, and no word is cut off."""
    assert dialog.windowTitle()
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)
    for widget in focusable(dialog):
        assert accessible_name(widget), widget
        assert role(widget) not in vague, widget
    assert not cut_off(dialog)
