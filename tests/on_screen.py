"""What a person at the window sees and reaches: words, lines that are cut off, dialogs, the way of the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Page
from ictguide_desktop.ui.reader.page_view import PageView

_Kind = TypeVar("_Kind", bound=QWidget)


def visible(root: QWidget, kind: type[_Kind]) -> list[_Kind]:
    """The widgets of a kind that can be seen."""
    return [widget for widget in root.findChildren(kind) if widget.isVisible()]


def words_of(root: QWidget) -> dict[QWidget, str]:
    """What each label and button that can be seen says."""
    said: dict[QWidget, str] = {}
    for kind in (QLabel, QAbstractButton):
        for widget in visible(root, kind):  # type: ignore[type-abstract]  # only looked for
            if widget.text().strip():
                said[widget] = widget.text()
    return said


def in_dialog(kind: type[_Kind], trigger: Callable[[], object], act: Callable[[_Kind], object]) -> None:
    """Open a modal dialog, do something in it, and close it whatever happens; what went wrong inside is raised here."""
    failed: list[BaseException] = []
    done: list[bool] = []

    def inside(tries: int = 40) -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        if not found:
            if tries:
                QTimer.singleShot(25, lambda: inside(tries - 1))
            return
        dialog = found[-1]
        try:
            act(dialog)
            done.append(True)
        except BaseException as error:  # noqa: BLE001 - raised again outside the dialog
            failed.append(error)
        finally:
            if isinstance(dialog, QDialog):
                dialog.done(0) if dialog.isVisible() else None
            else:
                dialog.close()

    QTimer.singleShot(0, inside)
    trigger()
    if failed:
        raise failed[0]
    assert done, f"no {kind.__name__} came"


# --- the page -------------------------------------------------------------------------------------------------


def blocks(page: Page) -> Iterator[Address]:
    """The addresses of the blocks of a page."""
    return (address for address, _section, _block in page.blocks())


def measured(view: PageView) -> tuple[Address | None, int]:
    """What stands at the reading line now, whatever the view believes."""
    address = view.address_under_eye()
    if address is None or not address.section:
        return address, -view.verticalScrollBar().value()
    name = f"{address.section}:{address.block}" if address.block else address.section
    return address, round(view.block_tops()[name]) - view.verticalScrollBar().value()


# --- searching ------------------------------------------------------------------------------------------------


def type_(widget: QWidget, text: str) -> None:
    """Types letters of any script at once."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def answered(qtbot: QtBot, one: Program, text: str) -> None:
    """Types into the empty field, and waits for an answer to exactly that."""
    field, popup = one.window.top.search, one.window.search_box.popup
    one.window.focus_search()
    field.clear()
    with qtbot.waitSignal(
        one.finder.found, timeout=5000, check_params_cb=lambda found: found.results.query.text == text.strip()
    ):
        type_(field, text)
    assert popup.isVisible()


# --- clipped text ---------------------------------------------------------------------------------------------


def cut_off(root: QWidget) -> list[str]:
    """The words that do not fit into the widget that says them."""
    cut = []
    for widget in visible(root, QLabel):
        if widget.text().strip() and _label_is_cut(widget):
            cut.append(f"label “{widget.text()[:60]}” {widget.size().toTuple()}")
    for button in visible(root, QAbstractButton):  # type: ignore[type-abstract]  # only looked for
        if button.text().strip() and _button_is_cut(button):
            cut.append(f"button “{button.text()[:60]}” {button.size().toTuple()}")
    return cut


def _label_is_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() - (label.width() - room.width()) > label.width() + 1


def _button_is_cut(button: QAbstractButton) -> bool:
    if isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    wanted = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, text).width()
    style, option = button.style(), QStyleOptionButton()
    if isinstance(button, QPushButton):
        button.initStyleOption(option)
        room = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
    elif isinstance(button, QRadioButton):
        button.initStyleOption(option)
        room = style.subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, button).width()
    elif isinstance(button, QToolButton):
        tool = QStyleOptionToolButton()
        button.initStyleOption(tool)
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ToolButton, tool, QStyle.SubControl.SC_ToolButton, button
        ).width()
    else:
        room = button.width()
    return wanted > room + 1


# --- the keyboard ---------------------------------------------------------------------------------------------


def focusable(root: QWidget) -> list[QWidget]:
    """The widgets the Tab key should reach."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def accessible_name(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def role(widget: QWidget) -> QAccessible.Role:
    """What a screen reader takes a widget for."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface is not None else QAccessible.Role.NoRole


def path_to(widget: QWidget) -> str:
    """Where a widget is, for a message."""
    return " › ".join(reversed([*(_names(widget))]))


def _names(widget: QWidget | None) -> Iterator[str]:
    while widget is not None:
        yield widget.objectName() or type(widget).__name__
        widget = widget.parentWidget()


def forget(view: QWidget) -> None:
    """Close a view and have Qt delete it now, while the database is open."""
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    """A key pressed on a widget, and what follows from it."""
    qtbot.keyClick(widget, key)
    QApplication.processEvents()
