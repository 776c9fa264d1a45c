"""Reading a page: its outline, what is folded and opened again, definitions, sources, addresses, and finding words in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from on_screen import visible, words_of
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QMouseEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Figure
from ictguide_desktop.ui.actions import Act
from ictguide_desktop.ui.reader.definition import DefinitionCard
from ictguide_desktop.ui.reader.page_view import PageView

Opens = Callable[..., Program]
MODULE = "trust-and-identity"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place_of(view: PageView, words: str, href: str) -> QPoint:
    """Where the first link of a kind stands in the view, brought into sight."""
    cursor = view.document().find(words) if words else QTextCursor(view.document())
    while not cursor.isNull() and not cursor.charFormat().anchorHref().startswith(href):
        if words:
            cursor = view.document().find(words, cursor)
        elif not cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
            break
    assert cursor.charFormat().anchorHref().startswith(href), f"no link {href} on “{words}”"
    cursor.setPosition(cursor.position() - 1 if cursor.position() else 0)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    return view.cursorRect(cursor).center() + QPoint(2, 0)


def cards() -> list[DefinitionCard]:
    """The cards that are open."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, DefinitionCard) and w.isVisible()]


def move_to(view: PageView, point: QPoint) -> None:
    """The pointer moves over the page."""
    where = QPointF(point)
    for at in (where + QPointF(0, 1), where):
        moved = QMouseEvent(
            QEvent.Type.MouseMove, at, QPointF(view.viewport().mapToGlobal(at.toPoint())),
            Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), moved)


def click(qtbot: QtBot, view: PageView, point: QPoint) -> None:
    """A click on the page."""
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


# --- the page and its outline ---------------------------------------------------------------------------------


def test_a_page_is_shown_with_its_outline_and_its_way(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    head = one.library.catalogue.pages[MODULE]
    text = one.window.reader.view.toPlainText()
    assert head.title in text
    assert head.lead in text
    links = [b for b in visible(one.window.related, QPushButton) if b.objectName() == "outlineLink"]
    assert [b.accessibleName() for b in links] == [s.title for s in head.sections if s.level == 2]
    qtbot.mouseClick(links[2], Qt.MouseButton.LeftButton)
    section = [s.id for s in head.sections if s.level == 2][2]
    assert one.library.place == Address(MODULE, section)
    assert one.window.reader.view.address_under_eye() == Address(MODULE, section)
    assert links[2].hasFocus(), "going to a section does not take the keyboard away"
    qtbot.waitUntil(lambda: links[2].property("here") is True)
    view = one.window.reader.view
    view.verticalScrollBar().setValue(0)
    click(qtbot, view, place_of(view, "Home", "page:home"))
    assert one.library.place == Address("home")


def test_the_breadcrumb_of_a_case_leads_to_the_cases_and_to_its_module(qtbot: QtBot, program: Opens) -> None:
    one = program("costa-rica-ransomware")
    view = one.window.reader.view
    click(qtbot, view, place_of(view, "Case studies", "view:cases"))
    assert one.library.place == Address("cases")
    one.library.go_back()
    module = one.library.catalogue.pages["costa-rica-ransomware"].modules[0]
    click(qtbot, view, place_of(view, one.library.catalogue.pages[module].title, f"page:{module}"))
    assert one.library.place == Address(module)


def test_a_short_page_read_to_its_end_without_scrolling_counts_as_read(qtbot: QtBot, program: Opens) -> None:
    one = program("licence", size=(1280, 1900))
    qtbot.waitUntil(lambda: one.desk.progress.of("licence") is not None, timeout=2000)
    progress = one.desk.progress.of("licence")
    assert progress is not None
    assert progress.percent([s.id for s in one.library.catalogue.pages["licence"].sections]) == 100


# --- folded sections (R-22) -----------------------------------------------------------------------------------


def test_sections_for_others_are_one_line_that_opens_them(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE, audience="leader")
    page = one.library.page(MODULE)
    hidden = next(s for s in page.sections if s.level == 2 and Audience.LEADER not in s.audiences)
    view = one.window.reader.view
    assert view.shown is not None
    assert hidden.id in view.shown.folded
    assert f"{hidden.id}:1" not in view.block_tops()
    click(qtbot, view, place_of(view, hidden.title, "fold:"))
    assert f"{hidden.id}:1" in view.block_tops()
    one.desk.set("audience", "")
    one.desk.set("audience", "leader")
    assert f"{hidden.id}:1" in view.block_tops(), "what the reader opened stays open"


def test_a_link_to_a_folded_block_opens_its_section(program: Opens) -> None:
    one = program(MODULE, audience="leader")
    page = one.library.page(MODULE)
    address, _section, _block = next(row for row in page.blocks() if Audience.LEADER not in row[1].audiences)
    assert f"{address.section}:{address.block}" not in one.window.reader.view.block_tops()
    one.library.go(address)
    assert one.window.reader.view.address_under_eye() == address


def test_what_is_hidden_is_said_and_one_click_shows_all(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    one.desk.set("audience", "leader")
    one.desk.set("band", "advanced")
    view = one.window.reader.view
    assert view.shown is not None
    hidden = sum(
        s.level == 2 and not s.serves(Audience.LEADER) for s in one.library.catalogue.pages[MODULE].sections
    )
    assert f"{hidden} sections hidden" in view.toPlainText()
    assert view.shown.folded
    click(qtbot, view, place_of(view, "show all", "show:"))
    assert (one.library.audience, one.library.band) == (None, None)
    assert (one.desk.text("audience"), one.desk.text("band")) == ("", "")
    assert not view.shown.folded


def test_shift_f9_shows_all_too(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    one.desk.set("audience", "manager")
    qtbot.keyClick(one.window.reader.view, Qt.Key.Key_F9, SHIFT)
    assert one.library.audience is None


# --- the address of a block -----------------------------------------------------------------------------------


def test_every_block_shown_has_an_anchor_figures_too(program: Opens) -> None:
    one = program(MODULE)
    figures = 0
    for page in (MODULE, "cybersecurity", "insider-threat", "vision-and-principles"):
        one.library.go(page)
        tops = one.window.reader.view.block_tops()
        for address, _section, block in one.library.page(page).blocks():
            assert f"{address.section}:{address.block}" in tops, str(address)
            figures += isinstance(block, Figure)
    assert figures >= 4


def test_the_status_bar_tells_the_block_pointed_at_and_its_number_is_drawn(
    qtbot: QtBot, program: Opens
) -> None:
    one = program(f"{MODULE}#summary:1")
    view = one.window.reader.view
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    bare = view.grab().toImage()
    second = round(view.block_tops()["summary:2"]) - view.verticalScrollBar().value()
    move_to(view, QPoint(view.viewport().width() // 2, second + 8))
    assert f"{MODULE}#summary:2" in {
        label.strip("\u2066\u2069") for label in words_of(one.window.status).values()
    }
    numbered = view.grab().toImage()
    x = view.viewportMargins().left()
    margin = (x, second + 4, x + 28, second + 24)
    assert _ink(numbered, margin) > _ink(bare, margin) == 0
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert _ink(view.grab().toImage(), margin) == 0


def _ink(picture: QImage, rect: tuple[int, int, int, int]) -> int:
    """How many pixels are not paper."""
    left, top, right, bottom = rect
    ratio = picture.devicePixelRatio()
    paper = picture.pixelColor(round(2 * ratio), round(2 * ratio))
    return sum(
        picture.pixelColor(round(x * ratio), round(y * ratio)) != paper
        for x in range(left, right)
        for y in range(top, bottom)
    )


def test_the_place_in_the_status_bar_follows_reading(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    view.verticalScrollBar().setValue(round(view.block_tops()["decisions:2"]) - 10)
    qtbot.waitUntil(lambda: str(one.library.place) == f"{MODULE}#decisions:2", timeout=2000)
    one.library.go("cybersecurity")
    one.library.go_back()
    assert view.address_under_eye() == Address(MODULE, "decisions", 2), "back returns to the block"


def test_citation_and_link_are_of_the_block_pointed_at(qtbot: QtBot, program: Opens) -> None:
    one = program(f"{MODULE}#summary:1")
    view = one.window.reader.view
    second = round(view.block_tops()["summary:2"]) - view.verticalScrollBar().value()
    move_to(view, QPoint(view.viewport().width() // 2, second + 8))
    one.window.actions_[Act.COPY_LINK].trigger()
    assert QApplication.clipboard().text() == f"guide:{MODULE}#summary:2"
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    cited = QApplication.clipboard().text()
    head = one.library.catalogue.pages[MODULE]
    for part in (
        head.title,
        "Summary",
        "block 2",
        one.library.edition.name,
        "English",
        f"guide:{MODULE}#summary:2",
    ):
        assert part in cited
    cursor = view.document().find("An open account needs no break-in")
    view.setTextCursor(cursor)
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    quoted = QApplication.clipboard().text()
    assert quoted.startswith("“An open account needs no break-in” — ")
    assert f"guide:{MODULE}#summary:1" in quoted, "the block of the words selected"
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "An open account needs no break-in"


def test_where_am_i_says_the_place(qtbot: QtBot, program: Opens) -> None:
    one = program(f"{MODULE}#decisions:1")
    qtbot.keyClick(one.window.reader.view, Qt.Key.Key_I, CONTROL | SHIFT)
    assert any(
        "Decisions" in said and f"{MODULE}#decisions:1" in said
        for said in words_of(one.window.status).values()
    )


# --- definitions and sources ----------------------------------------------------------------------------------


def test_a_term_is_defined_while_the_pointer_is_on_it(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    term = one.library.catalogue.terms["verifiable-credential"]
    move_to(view, place_of(view, "verifiable credential", "term:verifiable-credential"))
    qtbot.waitUntil(lambda: term.definition in QToolTip.text(), timeout=1500)
    move_to(view, QPoint(3, 3))
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=3000)


def test_a_term_is_defined_by_keyboard_and_the_focus_returns(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    view.setFocus()
    for _number in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        if view.textCursor().charFormat().anchorHref().startswith("term:"):
            break
    href = view.textCursor().charFormat().anchorHref()
    term = one.library.catalogue.terms[href.removeprefix("term:")]
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    card = cards()[0]
    assert term.definition in words_of(card).values()
    assert term.definition in card.accessibleName()
    assert isinstance(QApplication.focusWidget(), QPushButton)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not cards()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    button = visible(cards()[0], QPushButton)[0]
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert one.library.place == Address("glossary", term.id)
    assert not cards()


def test_a_source_shows_its_address_and_opens_nothing_by_itself(
    qtbot: QtBot, program: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    one = program(MODULE)
    view = one.window.reader.view
    click(qtbot, view, place_of(view, "[1]", "source:"))
    source = one.library.edition.sources[one.library.catalogue.pages[MODULE].sources[0]]
    card = cards()[0]
    said = words_of(card).values()
    assert source.title in said
    assert source.url in said
    assert opened == []
    copy, browse = visible(card, QPushButton)[:2]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == source.url
    assert opened == []
    assert not cards()
    click(qtbot, view, place_of(view, "[1]", "source:"))
    browse = visible(cards()[0], QPushButton)[1]
    qtbot.mouseClick(browse, Qt.MouseButton.LeftButton)
    assert opened == [source.url]


def test_links_of_every_kind_lead_somewhere(program: Opens) -> None:
    one = program("home")
    links: set[str] = set()
    for page in one.library.catalogue.pages:
        if one.library.catalogue.pages[page].kind.value == "checklist":
            continue
        one.library.go(page)
        document = one.window.reader.view.document()
        block = document.begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                links.add(iterator.fragment().charFormat().anchorHref())
                iterator += 1
            block = block.next()
    links = {link for link in links if link and not link.startswith(("term:", "source:", "fold:", "show:"))}
    assert len(links) > 60
    said: list[str] = []
    one.library.notice.connect(said.append)
    for link in sorted(links):
        assert one.library.go(link), f"{link}: {said}"


# --- mouse and keys -------------------------------------------------------------------------------------------


def test_the_mouse_goes_back_and_forward(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    one.library.go("cybersecurity")
    qtbot.mouseClick(one.window.reader.view.viewport(), Qt.MouseButton.BackButton)
    assert one.library.place.page == MODULE
    qtbot.mouseClick(one.window.contents.tree.viewport(), Qt.MouseButton.ForwardButton)
    assert one.library.place.page == "cybersecurity"


@pytest.mark.parametrize(
    ("lang", "back", "forward"),
    [("en", Qt.Key.Key_Left, Qt.Key.Key_Right), ("ar", Qt.Key.Key_Right, Qt.Key.Key_Left)],
)
def test_alt_and_arrow_go_back_in_the_direction_of_the_text(
    qtbot: QtBot, program: Opens, lang: str, back: Qt.Key, forward: Qt.Key
) -> None:
    one = program(MODULE, lang=lang)
    one.library.go("cybersecurity")
    view = one.window.reader.view
    qtbot.keyClick(view, back, Qt.KeyboardModifier.AltModifier)
    assert one.library.place.page == MODULE
    qtbot.keyClick(view, forward, Qt.KeyboardModifier.AltModifier)
    assert one.library.place.page == "cybersecurity"


def test_pages_follow_one_another(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    order = one.library.catalogue.reading_order
    view = one.window.reader.view
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert one.library.place.page == order[order.index(MODULE) + 1]
    qtbot.keyClick(view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert one.library.place.page == MODULE


def test_space_turns_the_page_and_the_wheel_with_control_changes_the_size(
    qtbot: QtBot, program: Opens
) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    down = view.verticalScrollBar().value()
    assert 0 < down < view.viewport().height(), "the last line read is the first line shown"
    qtbot.keyClick(view, Qt.Key.Key_Space, SHIFT)
    assert view.verticalScrollBar().value() == 0
    turned = QWheelEvent(
        QPointF(50, 50), QPointF(view.viewport().mapToGlobal(QPoint(50, 50))), QPoint(0, 0), QPoint(0, 120),
        Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turned)
    assert one.theme.zoom == 110
    assert one.desk.number("zoom") == 110


def test_a_page_left_in_the_middle_can_be_scrolled_no_further_than_it_is_long(program: Opens) -> None:
    one = program("licence", size=(1280, 500))
    view = one.window.reader.view
    height = view.document().size().height()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.document().size().height() == height, (
        "white space is added only for a place that was asked for"
    )


def test_documents_do_not_pile_up(program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    for _number in range(6):
        one.library.go("licence")
        one.library.go(MODULE)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len([child for child in view.children() if type(child).__name__ == "QTextDocument"]) <= 1


def test_a_key_typed_on_the_page_does_not_change_it(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    before = view.toPlainText()
    for letter in "abc":
        QApplication.sendEvent(
            view, QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        )
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.toPlainText() == before


def test_the_caret_is_shown_only_to_those_who_use_it(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    one.library.go("licence")
    assert view.cursorWidth() == 0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.cursorWidth() > 0
    one.library.go(MODULE)
    assert view.cursorWidth() > 0
