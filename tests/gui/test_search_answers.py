"""What the answers are narrowed to, what is said when there are none, and questions that make no sense."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from on_screen import answered, type_, visible, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.model.query import Results, SearchQuery
from ictguide_desktop.search.engine import Engine

Opens = Callable[..., Program]


def chips(one: Program) -> dict[str, QToolButton]:
    """The filters that can be seen, by their words."""
    return {chip.text(): chip for chip in visible(one.window.search_box.popup.facets, QToolButton)}


# --- filters --------------------------------------------------------------------------------------------------


def test_filters_narrow_and_one_click_clears_them(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    popup = one.window.search_box.popup
    answered(qtbot, one, "credential")
    everything = {hit.kind for hit in popup.model._found.results.hits}  # type: ignore[union-attr]
    assert len(everything) > 1
    clear = popup.facets._clear
    assert not clear.isVisible(), "there is nothing to clear"
    word, chip = next((w, c) for w, c in chips(one).items() if w.startswith("Checklists"))
    number = int(word.split()[-1])
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    results = popup.model._found.results  # type: ignore[union-attr]
    assert {hit.kind for hit in results.hits} == {Kind.CHECKLIST}
    assert results.total == number, "the number on the chip is the number found"
    assert clear.isVisible()
    assert popup.isVisible()
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        popup.facets._set_audience(Audience.LEADER)
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        popup.facets._set_part("technology-domains")
    narrowed = popup.model._found.results.hits if popup.model._found else ()
    assert all(hit.part == "technology-domains" and Audience.LEADER in hit.audiences for hit in narrowed)
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert {hit.kind for hit in popup.model._found.results.hits} == everything  # type: ignore[union-attr]
    assert not clear.isVisible()
    assert one.window.top.search.text() == "credential"


def test_nothing_found_under_filters_says_that_there_are_filters(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    popup = one.window.search_box.popup
    answered(qtbot, one, "licence")
    popup.facets._set(
        popup.facets.narrowing._replace(kind=Kind.TEMPLATE, audience=Audience.LEADER, part="about")
    )
    qtbot.waitUntil(lambda: popup.model.rowCount() == 0, timeout=5000)
    assert any("Filters are in force" in said for said in words_of(popup).values())
    assert popup.facets._clear.isVisible()


# --- nothing, and nonsense ------------------------------------------------------------------------------------


def test_nothing_found_suggests_what_was_meant_and_a_click_asks_for_it(
    qtbot: QtBot, program: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Engine.search

    def find(self: Engine, query: SearchQuery, *more: object) -> Results:
        results = real(self, query, *more)  # type: ignore[arg-type]
        return (
            results._replace(hits=(), total=0, suggestion="credential")
            if query.text == "credantiel"
            else results
        )

    monkeypatch.setattr(Engine, "search", find)
    one = program("home")
    popup = one.window.search_box.popup
    answered(qtbot, one, "credantiel")
    assert popup.model.rowCount() == 0
    said = popup._said
    assert said.accessibleName() == "Nothing in the guide matches “credantiel”. Did you mean “credential”?"
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        said.linkActivated.emit("credential")
    assert one.window.top.search.text() == "credential"
    assert popup.model.rowCount() > 0
    one.library.go("search")
    view = one.window.stack.currentWidget()
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        view.field.setText("credantiel")  # type: ignore[union-attr]
    assert '<a href="credential">' in view._said.text()  # type: ignore[union-attr]


def test_nothing_at_all_says_what_to_do(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "qqxxzzqq")
    said = one.window.search_box.popup._said.accessibleName()
    assert said.startswith("Nothing in the guide matches “qqxxzzqq”.")
    assert one.window.search_box.popup.model.rowCount() == 0
    assert len(said) > len("Nothing in the guide matches “qqxxzzqq”. ")


def test_markup_in_a_question_is_shown_as_it_was_typed(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "<qqxxzzqq>")
    label = one.window.search_box.popup._said
    assert "&lt;qqxxzzqq&gt;" in label.text()
    assert "<qqxxzzqq>" in label.accessibleName()


NONSENSE = (
    '(("*:', "x" * 5000, '"', "AND OR NOT", "\u202e\u200f؟", "* ?", "title:foo^2", "\\", "a" * 30 + "*", "ﷺ", "\u0000\ud7ff", "🙂🙂", "  ",
)  # fmt: skip


def test_no_question_breaks_the_search(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    field = one.window.top.search
    for text in NONSENSE:
        one.window.focus_search()
        field.setText(text[:-1])
        type_(field, text[-1])
        qtbot.wait(30)
        with qtbot.waitSignal(
            one.finder.found,
            timeout=10000,
            check_params_cb=lambda found: found.results.query.text == "credential",
        ):
            field.clear()
            type_(field, "credential")
        assert one.window.search_box.popup.model.rowCount() > 0, text
