"""The list of filled templates, and the files they come from and go to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms_shown import (
    CHARTER,
    GO_LIVE,
    KEYS,
    REGISTER,
    Shows,
    all_yes,
    begin,
    click,
    focus,
    row,
    stored,
    undo,
    works,
)
from on_screen import press
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.forms import Form
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.exporting import Wanted
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.views.view import Context

# --- the list -------------------------------------------------------------------------------------------------


def test_every_template_says_how_many_are_filled(forms: Shows, desk: Desk, context: Context) -> None:
    begin(desk, GO_LIVE, "First")
    begin(desk, GO_LIVE, "Second")
    view = forms()
    templates = [head.id for head in context.library.catalogue.of_kind(Kind.TEMPLATE)]
    assert list(view.list.groups) == templates
    assert view.list.groups[GO_LIVE]._count.text() == "2 filled"
    assert view.list.groups[CHARTER]._count.text() == "none filled yet"
    cards = [one.card.accessibleName() for one in view.list.groups[GO_LIVE].rows.values()]
    assert sorted(name.split(".")[0] for name in cards) == ["First", "Second"]
    assert "0 of 24 required fields filled in" in cards[0]
    assert "not decided" in cards[0]


def test_a_name_begins_a_form_and_the_keyboard_is_in_its_first_field(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    view = forms()
    click(qtbot, view.list.groups[REGISTER].fill)
    assert focus() is view.list.naming.name
    qtbot.keyClicks(focus(), "Register of 2027")
    press(qtbot, focus(), KEYS.Key_Return)
    begun = works(desk, REGISTER)
    assert [work.name for work in begun] == ["Register of 2027"]
    assert context.library.place == Address(FORMS, begun[0].id)
    assert view.working
    assert view.sheet.head.title.text() == "Register of 2027"


def test_a_name_that_is_taken_is_said_and_stays(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    begin(desk, GO_LIVE, "Release")
    view = forms()
    view.list.ask_new(GO_LIVE)
    view.list.naming.name.setText("release ")
    assert not view.list.naming.take.isEnabled()
    assert "has this name already" in view.list.naming.name.accessibleDescription()
    press(qtbot, view.list.naming.name, KEYS.Key_Return)
    assert len(works(desk)) == 1
    press(qtbot, view.list.naming.name, KEYS.Key_Escape)
    assert view.list.naming.isHidden()
    assert focus() is view.list.groups[GO_LIVE].fill


def test_the_place_of_a_template_asks_for_a_name(forms: Shows, desk: Desk) -> None:
    view = forms(GO_LIVE)
    assert focus() is view.list.naming.name
    assert view.list.naming.name.text() == "Go-live decision"
    assert works(desk) == []


def test_rename_duplicate_and_delete_from_the_list(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE, "Release", all_yes())
    view = forms()
    view.acts.do("rename", work.id)
    qtbot.keyClicks(focus(), "Release 3")
    press(qtbot, focus(), KEYS.Key_Return)
    assert [one.name for one in works(desk)] == ["Release 3"]
    assert focus() is view.list.groups[GO_LIVE].rows[work.id].card

    view.acts.do("duplicate", work.id)
    copy = next(one for one in works(desk) if one.id != work.id)
    assert copy.name == "Release 3 (copy)"
    assert stored(desk, copy) == stored(desk, work)
    assert context.library.place == Address(FORMS, copy.id)

    context.library.go(FORMS)
    with qtbot.waitSignal(desk.undo_offered):
        view.acts.do("delete", work.id)
    assert [one.id for one in works(desk)] == [copy.id]
    view.list.focus_form(copy.id)
    undo(qtbot)
    assert {one.id for one in works(desk)} == {work.id, copy.id}
    assert work.id in view.list.groups[GO_LIVE].rows


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    lost = begin(desk, "a-template-of-before", "Old", Form("a-template-of-before", {"X-F1": "kept"}))
    broken = desk.works.start(WorkKind.FORM, GO_LIVE, "Broken", {"version": 9, "fields": {}, "decisions": []})
    view = forms()
    assert "export" in view.acts.possible(work.id)
    assert view.acts.possible(lost.id) == ("rename", "duplicate", "save", "delete")
    assert view.acts.possible(broken.id) == ("rename", "duplicate", "delete")
    click(qtbot, view.list.groups[GO_LIVE].rows[work.id].more)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Rename…",
        "Duplicate",
        "Export…",
        "Save as our own file…",
        "Delete",
    ]
    menu.close()


def test_many_forms_are_folded_and_can_all_be_shown(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    for number in range(9):
        begin(desk, GO_LIVE, f"Release {number}")
    group = forms().list.groups[GO_LIVE]
    assert len(group.rows) == 6
    assert group.whole.text() == "Show all 9"
    click(qtbot, group.whole)
    assert len(group.rows) == 9
    assert group.whole.isHidden()
    assert focus() in [one.card for one in group.rows.values()]


def test_a_form_that_cannot_be_read_is_said_and_stays(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    broken = desk.works.start(WorkKind.FORM, GO_LIVE, "Broken", {"version": 9, "fields": {}, "decisions": []})
    view = forms(broken.id)
    assert not view.working
    assert "newer version" in view.list.problem.text()
    assert "cannot be read" in view.list.groups[GO_LIVE].rows[broken.id].card.accessibleName()
    context.library.go(Address(FORMS, "no-such-form"))
    assert desk.works.get(broken.id) == broken


def test_a_template_that_the_edition_lacks_keeps_what_was_filled_in(forms: Shows, desk: Desk) -> None:
    lost = begin(desk, "a-template-of-before", "Old", Form("a-template-of-before", {"X-F1": "kept words"}))
    view = forms()
    assert lost.id in view.list.groups[""].rows
    view.go_requested.emit(Address(FORMS, lost.id))
    assert view.working
    assert view.sheet.old.isVisible()
    assert "kept words" in [label.text() for label in view.sheet.old._kept]
    assert not view.sheet.standing.isVisible()


# --- files ----------------------------------------------------------------------------------------------------


def test_our_own_file_goes_and_comes_back_as_a_new_form(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context, tmp_path: Path
) -> None:
    work = begin(desk, GO_LIVE, "Release 2.0", all_yes())
    view = forms()
    with qtbot.waitSignal(view.told):
        view.acts.save_to(work, tmp_path / "release")
    for number in (2, 3):
        view.acts.add_from_file(tmp_path / "release.json")
        added = [one for one in works(desk) if one.name == f"Release 2.0 {number}"]
        assert len(added) == 1
        assert stored(desk, added[0]) == stored(desk, work)
        assert context.library.place == Address(FORMS, added[0].id)
    assert desk.works.get(work.id) == work, "nothing was replaced"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "not JSON"),
        (json.dumps({"schema": "ictguide-cost"}), "holds no form"),
        (None, "cannot be read"),
    ],
)
def test_another_file_is_refused_in_a_sentence(
    forms: Shows, desk: Desk, tmp_path: Path, text: str | None, said: str
) -> None:
    view = forms()
    path = tmp_path / "other.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    view.acts.add_from_file(path)
    assert said in view.list.problem.text()
    assert view.list.problem.isVisible()
    assert works(desk) == []


def test_a_file_that_is_no_text_is_refused(forms: Shows, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff\xfe")
    view = forms()
    view.acts.add_from_file(tmp_path / "picture.json")
    assert "no text" in view.list.problem.text()
    assert works(desk) == []


def test_a_folder_that_is_not_there_is_said(forms: Shows, desk: Desk, tmp_path: Path) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    view.acts.save_to(work, tmp_path / "none" / "release.json")
    assert "no folder" in view.sheet.head.problem.text()


def test_export_offers_the_form_with_what_was_typed_last(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE, "Release 2.0", all_yes())
    view = forms(work.id)
    qtbot.keyClicks(row(view, "GL-F1").entry.stops[0], "Import of A. Mwamba")
    assert context.exporting is not None
    with qtbot.waitSignal(context.exporting.asked) as asked:
        click(qtbot, view.sheet.head.export)
    (offer,) = asked.args
    assert offer.formats == ("pdf", "docx")
    assert offer.names
    whole, bare = offer.make(Wanted("fr")), offer.make(Wanted("fr", nameless=True))
    assert "Import of A. Mwamba" in str(whole)
    assert whole.title == "Release 2.0"
    assert "Mwamba" not in str(bare)
    assert "Release 2.0" not in str(bare)
    assert bare.facts[:2] == whole.facts[:2], "the verdict and the progress are the same"
    assert [one.title for one in view.offers()] == [offer.title]


def test_the_list_has_nothing_to_export(forms: Shows) -> None:
    assert forms().offers() == []
