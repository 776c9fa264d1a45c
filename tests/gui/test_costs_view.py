"""The life-cycle cost planner: its list, what is typed, undo and the window around it, by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from on_screen import accessible_name, cut_off, focusable, path_to
from planner import (
    CONTROL,
    KEYS,
    SOFTWARE,
    Shows,
    field,
    inputs,
    kept,
    plan_shown,  # noqa: F401 - the fixture `shows`
    said,
    stored,
    total,
    write,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.assess.cost_plan import (
    ByYear,
    Category,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
)
from ictguide_desktop.assess.cost_proposals import new_plan, worked_example
from ictguide_desktop.assess.cost_record import body_of
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.services.desk import WORKS
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.cost_page import FUNDING, INPUTS, OVERVIEW, SENSITIVITIES, YEARS
from ictguide_desktop.ui.views.costs_view import CostsView
from ictguide_desktop.ui.views.view import Context
from ictguide_desktop.ui.views.work_in_hand import SAVE_MS

# --- the list -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_it_is_for_and_begins_a_plan(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows()
    assert any("21 lines" in words for words in said(view))
    assert view.list.new.hasFocus()
    qtbot.mouseClick(view.list.new, Qt.MouseButton.LeftButton)
    assert view.on_plan
    plan = stored(context.desk)
    assert plan.line(Category.ADAPTIVE).proposal
    assert plan.line(Category.ADAPTIVE).amount == Decimal("0.115")


def test_the_worked_example_opens_with_the_figures_that_the_guide_prints(qtbot: QtBot, shows: Shows) -> None:
    view = shows()
    qtbot.mouseClick(view.list.example, Qt.MouseButton.LeftButton)
    figures = view.page.pane.figures
    assert total(view) == "55.53"
    assert figures.present.value.text() == "44.36"
    assert figures.declaration.value.text() == "11.09"
    assert "17.01" in figures.build.text()
    assert "38.52" in figures.run.text()
    assert view.page.pane.left.buttons == []


def test_a_plan_is_renamed_copied_and_deleted_and_comes_back(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    desk = context.desk
    work = kept(desk, worked_example("Option A"))
    view = shows()
    rename, _copy, _delete = view.list.menus[work.id].menu().actions()
    rename.trigger()
    naming = QApplication.focusWidget()
    assert isinstance(naming, QLineEdit)
    qtbot.keyClicks(naming, "Option Z")
    qtbot.keyClick(naming, KEYS.Key_Return)
    assert desk.works.get(work.id).name == "Option Z"  # type: ignore[union-attr]
    assert stored(desk).name == "Option Z"
    assert view.list.cards[work.id].hasFocus()

    _rename, copy, _delete = view.list.menus[work.id].menu().actions()
    copy.trigger()
    names = {one.name for one in desk.works.all(WorkKind.COST)}
    assert names == {"Option Z", "Option Z, copy"}

    view.list.menus[work.id].menu().actions()[2].trigger()
    assert [one.name for one in desk.works.all(WorkKind.COST)] == ["Option Z, copy"]
    desk.undo()
    assert work.id in view.list.cards


def test_a_plan_that_cannot_be_read_is_shown_as_such_and_kept(
    shows: Shows, context: Context, qtbot: QtBot
) -> None:
    desk = context.desk
    broken = desk.works.start(WorkKind.COST, "", "Broken", {"format": 1, "years": 900})
    newer = desk.works.start(WorkKind.COST, "", "Newer", {"format": 7})
    view = shows()
    assert not view.list.cards[broken.id].isEnabled()
    assert any("cannot be read" in words for words in said(view))
    assert any("newer version" in words for words in said(view))
    with qtbot.waitSignal(view.told):
        view.show_place(Address("costs", newer.id))
    assert not view.on_plan
    assert desk.works.get(broken.id).body == {"format": 1, "years": 900}  # type: ignore[union-attr]


def test_a_name_that_is_being_typed_survives_a_switch_of_language(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages
) -> None:
    work = kept(context.desk, worked_example("Option A"))
    view = shows()
    view.list.menus[work.id].menu().actions()[0].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "Option Z")
    context.library.set_language("fr")
    languages.use("fr")
    naming = QApplication.focusWidget()
    assert isinstance(naming, QLineEdit)
    assert naming.text() == "Option Z"
    qtbot.keyClick(naming, KEYS.Key_Escape)
    assert context.desk.works.get(work.id).name == "Option A"  # type: ignore[union-attr]
    assert view.list.cards[work.id].hasFocus()


# --- typing ---------------------------------------------------------------------------------------------------


def test_every_figure_follows_within_the_keystroke_and_nothing_is_made_anew(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(worked_example())
    amount = field(view, SOFTWARE)
    amount.selectAll()
    before = set(view.page.findChildren(QWidget))
    seen = []
    for key in "12.5":
        QTest.keyClick(amount, key)  # no event is handled between the key and the look
        seen.append(total(view))
    assert seen[0] != "55.53"
    assert len(set(seen)) == 3, "1 and 12 and 12.5 cost something else each; a point alone changes nothing"
    row = inputs(view).rows[Category.SOFTWARE]
    assert row.total.text() == "12.50"
    assert amount.text() == "12.5"
    QApplication.processEvents()
    assert set(view.page.findChildren(QWidget)) == before


def test_what_is_typed_is_stored_within_a_second_and_on_leaving_the_field(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "7")
    qtbot.waitUntil(lambda: stored(context.desk).line(Category.SOFTWARE).amount == 7, timeout=SAVE_MS + 1500)
    qtbot.keyClicks(amount, "5")
    qtbot.keyClick(amount, KEYS.Key_Tab)
    assert stored(context.desk).line(Category.SOFTWARE).amount == 75
    write(qtbot, view, "volume", "700000")
    view.hide()
    assert stored(context.desk).volume == 700000


@pytest.mark.parametrize(("lang", "shown"), [("fr", "6,25"), ("ar", "6.25"), ("en", "6.25")])
@pytest.mark.parametrize("typed", ["6.25", "6,25"])
def test_the_separator_of_the_language_and_a_point_are_taken_and_the_language_is_shown(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages, lang: str, shown: str, typed: str
) -> None:
    context.library.set_language(lang)
    languages.use(lang)
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, typed)
    if typed == "6,25" and lang != "fr":
        assert inputs(view).rows[Category.SOFTWARE].problem.isVisible()
        return
    qtbot.keyClick(amount, KEYS.Key_Tab)
    assert amount.text() == shown
    assert stored(context.desk).line(Category.SOFTWARE).amount == Decimal("6.25")


def test_thousands_may_stand_apart_by_spaces(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    volume = write(qtbot, view, "volume", "1 250 000")
    qtbot.keyClick(volume, KEYS.Key_Tab)
    assert stored(context.desk).volume == 1_250_000
    assert volume.text() == "1,250,000"


def test_a_text_that_is_no_number_is_kept_told_and_counts_for_nothing(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example())
    with qtbot.waitSignal(view.told):
        amount = write(qtbot, view, SOFTWARE, "six")
    problem = inputs(view).rows[Category.SOFTWARE].problem
    assert problem.isVisible()
    assert "six" in problem.text()
    assert "number" in amount.accessibleDescription()
    assert total(view) == "55.53"
    qtbot.keyClick(amount, KEYS.Key_Tab)
    write(qtbot, view, "lines.integration.amount", "2")
    assert amount.text() == "six"
    assert stored(context.desk).line(Category.SOFTWARE).amount == 6
    write(qtbot, view, SOFTWARE, "7")
    assert not problem.isVisible()
    assert amount.accessibleDescription() == ""


@pytest.mark.parametrize("size", [(1100, 760), (640, 500)])
def test_a_refusal_that_grows_by_a_line_is_shown_in_full(
    qtbot: QtBot, shows: Shows, size: tuple[int, int]
) -> None:
    view = shows(worked_example(), size)
    write(qtbot, view, SOFTWARE, "six or seven millions, as the supplier wrote in the letter of last year")
    QTest.qWait(50)
    assert "last year" in inputs(view).rows[Category.SOFTWARE].problem.text()
    assert cut_off(view) == []


@pytest.mark.parametrize(
    ("path", "text", "least", "most"),
    [
        ("lines.adaptive.amount", "2000", "0%", "1,000%"),
        ("discount_rate", "101", "0%", "100%"),
        ("years", "31", "1", "30"),
        ("years", "2.5", "", ""),
        ("lines.staff.growth", "-95", "-90%", "1,000%"),
    ],
)
def test_a_figure_out_of_bounds_is_refused_with_its_bounds(
    qtbot: QtBot, shows: Shows, path: str, text: str, least: str, most: str
) -> None:
    view = shows(worked_example())
    before = view.hand.plan
    found = write(qtbot, view, path, text)
    assert found.text() == text
    assert least in found.accessibleDescription()
    assert most in found.accessibleDescription()
    assert view.hand.plan.years in (before.years, 3, 2)
    assert found.wrong


def test_a_minus_that_begins_a_number_is_not_told_off_until_the_field_is_left(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(worked_example())
    growth = write(qtbot, view, "lines.staff.growth", "-")
    problem = inputs(view).rows[Category.STAFF].problem
    assert not problem.isVisible()
    qtbot.keyClick(growth, KEYS.Key_Tab)
    assert problem.isVisible()


def test_an_empty_field_is_no_figure_and_the_line_is_left_to_do(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    write(qtbot, view, "lines.licences.amount", "")
    assert view.hand.plan.line(Category.LICENCES).amount is None
    assert [button.text() for button in view.page.pane.left.buttons] == ["Licences · J-C2"]


# --- undo -----------------------------------------------------------------------------------------------------


def test_undo_takes_back_a_field_at_a_time_and_goes_there(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    write(qtbot, view, SOFTWARE, "12.5")
    rate = write(qtbot, view, "discount_rate", "10")
    qtbot.keyClick(rate, KEYS.Key_Z, CONTROL)
    assert view.hand.plan.discount_rate == Decimal("0.06")
    assert rate.hasFocus()
    assert rate.text() == "6"
    view.page.show_tab(YEARS)
    view.page.tabs[YEARS].setFocus()
    qtbot.keyClick(view.page.tabs[YEARS], KEYS.Key_Z, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == 6
    amount = view.page.planner.fields[SOFTWARE]
    assert view.page.shown == INPUTS
    assert amount.hasFocus()
    assert total(view) == "55.53"
    qtbot.keyClick(amount, KEYS.Key_Y, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == Decimal("12.5")
    qtbot.mouseClick(view.page.undo, Qt.MouseButton.LeftButton)
    assert total(view) == "55.53"
    assert not view.page.undo.isEnabled()


def test_undo_of_a_refused_text_shows_the_figure_that_counts(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "6 or 7")
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL)
    assert amount.text() == "6"
    assert not inputs(view).rows[Category.SOFTWARE].problem.isVisible()
    assert view.hand.plan == worked_example()


def test_in_the_window_ctrl_z_is_the_plan_s_and_ctrl_shift_z_the_last_deletion(
    qtbot: QtBot, program: Callable[..., Program]
) -> None:
    one = program("costs")
    gone = kept(one.desk, worked_example("Gone"))
    work = kept(one.desk, worked_example("Option A"))
    one.library.go(f"costs#{work.id}")
    view = one.window.stack.currentWidget()
    assert isinstance(view, CostsView)
    removed = one.desk.works.delete(gone.id)
    one.desk.offer_undo(WORKS, "Gone", lambda: one.desk.works.restore(removed))
    amount = write(qtbot, view, SOFTWARE, "9")
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == 6
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert one.desk.works.get(gone.id) is not None


# --- the window around it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(768, 500), (1100, 760)])
def test_the_figures_are_always_in_sight(qtbot: QtBot, shows: Shows, size: tuple[int, int]) -> None:
    view = shows(worked_example(), size)
    for name in (INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        words = " ".join(said(view))
        for figure in ("55.53", "44.36", "11.09"):
            assert figure in words, name
    assert view.page.tabs[OVERVIEW].isVisible() == (size[0] < 900)
    write(qtbot, view, SOFTWARE, "7")
    assert "55.53" not in " ".join(said(view))
    if size[0] < 900:
        view.page.tabs[OVERVIEW].click()
        assert view.page.pane.isVisible()
        view.resize(1200, 760)
        QApplication.processEvents()
        assert view.page.shown == INPUTS
        assert view.page.pane.isVisible()


def test_language_and_theme_switch_without_losing_what_is_typed(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages
) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "6.5 millions")
    kept_field = view.page.planner.fields["lines.integration.amount"]
    bar = inputs(view).verticalScrollBar().value()
    for language in ("fr", "ar", "en"):
        context.library.set_language(language)
        languages.use(language)
        context.theme.use("dark" if language == "fr" else "light")
        QApplication.processEvents()
        assert amount.hasFocus()
        assert amount.text() == "6.5 millions"
        assert inputs(view).verticalScrollBar().value() == bar
        assert isinstance(kept_field, QLineEdit)
        assert kept_field.text() == ("1,2" if language == "fr" else "1.2")
        problem = inputs(view).rows[Category.SOFTWARE].problem
        assert problem.isVisible()


def test_a_plan_deleted_elsewhere_leads_back_to_the_list(shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    work = view.hand.work
    assert work is not None
    view.page.menu.actions()[1].trigger()
    assert not view.on_plan
    assert context.library.place == Address("costs")
    context.desk.undo()
    context.library.go(Address("costs", work.id))
    assert view.on_plan


def test_a_plan_changed_elsewhere_is_shown_as_it_is_now(shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    work = view.hand.work
    assert work is not None
    other = replace(worked_example(), discount_rate=Decimal("0.1"))
    context.desk.write(WORKS, lambda: context.desk.works.save(work.id, body_of(other)))
    assert view.page.pane.figures.present.value.text() == "39.03"
    assert not view.hand.can_undo


def test_a_change_that_cannot_be_stored_is_kept_and_tried_again(
    qtbot: QtBot, shows: Shows, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ictguide_desktop.store.errors import TooLarge

    view = shows(worked_example())
    save = context.desk.works.save

    def refuse(*_given: object) -> None:
        raise TooLarge("“plan”", 1)

    monkeypatch.setattr(context.desk.works, "save", refuse)
    amount = write(qtbot, view, SOFTWARE, "7")
    with qtbot.waitSignal(context.desk.failed):
        qtbot.keyClick(amount, KEYS.Key_Tab)
    assert total(view) != "55.53"
    monkeypatch.setattr(context.desk.works, "save", save)
    assert view.hand.flush()
    assert stored(context.desk).line(Category.SOFTWARE).amount == 7


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_everything_the_keyboard_reaches_has_a_name(
    shows: Shows, context: Context, languages: Languages, language: str
) -> None:
    context.library.set_language(language)
    languages.use(language)
    view = shows(new_plan("Option B"))
    inputs(view).rows[Category.STAFF].set_open(True)
    for name in (INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        QApplication.processEvents()
        nameless = [path_to(widget) for widget in focusable(view) if not accessible_name(widget)]
        assert not nameless, name


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_word_is_cut_off(
    shows: Shows, context: Context, languages: Languages, language: str, zoom: int
) -> None:
    context.library.set_language(language)
    languages.use(language)
    context.theme.use("light", zoom)
    grant = FundingLine(
        FundingModel.GRANT, FundingBasis.SHARE, by_year=(ByYear(0, Decimal(1)),), fee_form=FeeForm.VALUE
    )
    plan = replace(worked_example(), funding=(grant, *worked_example().funding), reserve=())
    view = shows(plan, (1024 if zoom == 200 else 768, 520))
    inputs(view).rows[Category.STAFF].set_open(True)
    for name in (OVERVIEW, INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        for _number in range(3):
            QApplication.processEvents()
        assert cut_off(view) == [], name
