"""The bar at the top: back, forward, home, one wide search field, audience, language, text size, theme, menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Audience
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.actions import Act, Actions
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates

AUDIENCES = {
    Audience.LEADER: N_("Leader"),
    Audience.MANAGER: N_("ICT manager"),
    Audience.IMPLEMENTER: N_("Implementer"),
}
# Widths, at 100 % text, below which the bar folds: audiences; then what the menu has too; then words to icons.
NARROW, COMPACT, SMALL, TINY = 1180, 860, 720, 560
_LENS, _HINT_GAP = 16, 36


class SearchField(QLineEdit):
    """Keeps the focus while answers are shown beneath it; arrows, Enter and Escape are told to whoever shows them."""

    moved = Signal(int)
    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class TopBar(Retranslates, QFrame):
    """Shows the state of the library and asks for changes through actions and signals."""

    audience_wanted = Signal(object)

    def __init__(
        self, library: Library, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._library = library
        self._theme = theme
        self._buttons: dict[Act, QToolButton] = {}
        self.search = SearchField()
        self.search.setObjectName("searchField")
        self.search.setMaximumWidth(560)
        self.search.setMinimumWidth(110)
        self._lens = QLabel(self.search)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key_hint = QLabel(self.search)
        self._key_hint.setObjectName("keyHint")
        self._key_hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _text: self._place_hint())
        self._segments = _Segments(self)
        self._segments.chosen.connect(self.audience_wanted)
        self.audience = self._menu_button("outlined")
        self.language = self._menu_button("outlined")
        self.text_size = self._menu_button()
        self.theme = self._menu_button()
        self.menu = self._menu_button()
        self.menu.setText("☰")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(4)
        for act in (Act.BACK, Act.FORWARD, Act.HOME):
            row.addWidget(self._button(act, actions))
        row.addSpacing(8)
        row.addWidget(self.search, 1)
        row.addSpacing(8)
        for act in (Act.BOOKMARK, Act.PRINT, Act.RELATED):
            row.addWidget(self._button(act, actions))
        row.addStretch(0)
        row.addSpacing(8)
        row.addWidget(self._segments)
        row.addWidget(self.audience)
        row.addSpacing(4)
        for button in (self.language, self.text_size, self.theme, self.menu):
            row.addWidget(button)
        theme.changed.connect(self._redraw)
        library.audience_changed.connect(self._show_audience)
        self.retranslate()

    def set_menus(self, choices: Mapping[str, QMenu], whole: QMenu) -> None:
        """Give the buttons their menus."""
        for button, name in (
            (self.audience, "audience"),
            (self.language, "language"),
            (self.text_size, "size"),
            (self.theme, "theme"),
        ):
            button.setMenu(choices[name])
        self.menu.setMenu(whole)

    def retranslate(self) -> None:
        self.search.setPlaceholderText(_("Search the guide"))
        self.search.setAccessibleName(_("Search the guide"))
        self._key_hint.setText(_("Ctrl K"))
        self._segments.set_names([(audience, _(name)) for audience, name in AUDIENCES.items()])
        code = self._library.language
        self.language.setToolTip(_("Language") + " (F8)")
        self.language.setAccessibleName(_("Language: {name}").format(name=own_name(code)))
        for button, words in (
            (self.text_size, _("Text size")),
            (self.theme, _("Theme")),
            (self.menu, _("Menu") + " (F10)"),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._show_audience()
        self._redraw()

    def show_bookmarked(self, bookmarked: bool) -> None:
        """Fill the bookmark when the place shown is kept."""
        icon = self._theme.icon("bookmark-check", "accent") if bookmarked else self._theme.icon("bookmark")
        self._buttons[Act.BOOKMARK].setIcon(icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Where the window is narrow, the audiences fold into one button, and what the menu has too makes way: the search field
        needs the room."""
        width, scale = self.width(), self._theme.scale
        narrow = width < NARROW * max(1.0, scale)
        compact, small, tiny = (width < limit * scale for limit in (COMPACT, SMALL, TINY))
        self._buttons[Act.RELATED].setVisible(narrow)
        self._segments.setVisible(not narrow)
        self.audience.setVisible(narrow)
        for act in (Act.PRINT, Act.FORWARD):
            self._buttons[act].setVisible(not compact)
        self._buttons[Act.BOOKMARK].setVisible(not tiny)
        for button in (self.text_size, self.theme):
            button.setVisible(not small)
        self.audience.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly if small else Qt.ToolButtonStyle.ToolButtonTextOnly
        )
        code = self._library.language
        self.language.setText(code.upper() if compact else f"{own_name(code)}  {code.upper()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place_lens()
            self._place_hint()
        return super().eventFilter(watched, event)

    def _place_lens(self) -> None:
        """The lens stands before the words at any size of text: an action of the field would stay small."""
        side, rtl = self._theme.px(_LENS), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = self._theme.px(10)
        self._lens.setPixmap(self._theme.icon("search", "faint").pixmap(side, side))
        x = self.search.width() - lead - side if rtl else lead
        self._lens.setGeometry(x, (self.search.height() - side) // 2, side, side)
        room = side + self._theme.px(6)
        self.search.setTextMargins(0 if rtl else room, 0, room if rtl else 0, 0)

    def _place_hint(self) -> None:
        self._key_hint.adjustSize()
        size = self._key_hint.size()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 8 if rtl else self.search.width() - size.width() - 8
        self._key_hint.move(x, (self.search.height() - size.height()) // 2)
        said = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        taken = said + size.width() + self._theme.px(_LENS + _HINT_GAP)
        self._key_hint.setVisible(not self.search.text() and taken <= self.search.width())

    def _button(self, act: Act, actions: Actions) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(actions[act])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._buttons[act] = button
        return button

    def _menu_button(self, name: str = "") -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _show_audience(self) -> None:
        audience = self._library.audience
        self._segments.show_chosen(audience)
        self.audience.setText((_(AUDIENCES[audience]) if audience else _("Everybody")) + "  ▾")
        said = _("Role: {name}").format(name=_(AUDIENCES[audience]) if audience else _("Everybody"))
        self.audience.setAccessibleName(said)
        self.audience.setToolTip(f"{said} (F9)")

    def _redraw(self) -> None:
        icons = QSize(self._theme.px(19), self._theme.px(19))
        for button in (*self._buttons.values(), self.audience, self.text_size, self.theme, self.menu):
            button.setIconSize(icons)
        self.audience.setIcon(self._theme.icon("users"))
        self.text_size.setIcon(self._theme.icon("a-large-small"))
        self.theme.setIcon(
            self._theme.icon({"light": "moon", "dark": "sun"}.get(self._theme.name, "contrast"))
        )
        self.menu.setIcon(self._theme.icon("menu"))
        for button in (self.text_size, self.theme, self.menu):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._fold()
        self._place_lens()
        self._place_hint()


class _Segments(QFrame):
    """The audiences side by side; pressing the one in force shows everything again."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._buttons: dict[Audience, QToolButton] = {}
        self._names: dict[Audience, str] = {}
        self._force: Audience | None = None
        for audience in Audience:
            button = QToolButton()
            button.setObjectName("segment")
            button.setProperty("place", "middle")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, audience=audience: self._choose(audience))
            self._buttons[audience] = button
            self._row.addWidget(button)
        self._round_ends()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._round_ends()

    def set_names(self, names: Sequence[tuple[Audience, str]]) -> None:
        """Write the words."""
        self._names = dict(names)
        self._write()

    def show_chosen(self, audience: Audience | None) -> None:
        """Mark the audience in force."""
        self._force = audience
        for one, button in self._buttons.items():
            button.setChecked(one == audience)
        self._write()

    def _round_ends(self) -> None:
        """Tell the style sheet, which knows left and right only, which button stands at which end."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        buttons = list(self._buttons.values())
        for button, place in ((buttons[0], "right" if rtl else "left"), (buttons[-1], "left" if rtl else "right")):
            button.setProperty("place", place)
            button.style().unpolish(button)
            button.style().polish(button)

    def _choose(self, audience: Audience) -> None:
        self.chosen.emit(None if audience == self._force else audience)

    def _write(self) -> None:
        for audience, name in self._names.items():
            button = self._buttons[audience]
            button.setText(name)
            hint = (
                _("press again to show every role")
                if audience == self._force
                else _("fold away what is for other roles")
            )
            button.setToolTip(f"{name} · {hint} (F9)")
            button.setAccessibleName(name)
