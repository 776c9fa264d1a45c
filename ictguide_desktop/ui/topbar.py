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
NARROW, COMPACT = 1180, 860


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
        self.search.setMaximumWidth(620)
        self.search.setMinimumWidth(180)
        self._key_hint = QLabel(self.search)
        self._key_hint.setObjectName("keyHint")
        self._key_hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda text: self._key_hint.setVisible(not text))
        self._segments = _Segments(self)
        self._segments.chosen.connect(self.audience_wanted)
        self.audience = self._menu_button("outlined")
        self.language = self._menu_button("outlined")
        self.text_size = self._menu_button()
        self.theme = self._menu_button()
        self.menu = self._menu_button()
        self.menu.setText("☰")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(4)
        for act in (Act.BACK, Act.FORWARD, Act.HOME):
            row.addWidget(self._button(act, actions))
        row.addSpacing(6)
        row.addWidget(self.search, 1)
        row.addSpacing(6)
        for act in (Act.BOOKMARK, Act.PRINT, Act.RELATED):
            row.addWidget(self._button(act, actions))
        row.addStretch(0)
        row.addWidget(self._segments)
        row.addWidget(self.audience)
        row.addSpacing(6)
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
        self.language.setText(f"{own_name(code)}  {code.upper()}")
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
        """Where the window is narrow, the audiences fold into one button and printing into the menu: the search field needs the room."""
        narrow = self.width() < NARROW * max(1.0, self._theme.scale)
        self._buttons[Act.RELATED].setVisible(narrow)
        self._segments.setVisible(not narrow)
        self.audience.setVisible(narrow)
        self._buttons[Act.PRINT].setVisible(self.width() >= COMPACT * self._theme.scale)
        self._buttons[Act.FORWARD].setVisible(self.width() >= COMPACT * self._theme.scale)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place_hint()
        return super().eventFilter(watched, event)

    def _place_hint(self) -> None:
        self._key_hint.adjustSize()
        size = self._key_hint.size()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 10 if rtl else self.search.width() - size.width() - 10
        self._key_hint.move(x, (self.search.height() - size.height()) // 2)

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
        self.audience.setAccessibleName(
            _("Role: {name}").format(name=_(AUDIENCES[audience]) if audience else _("Everybody"))
        )

    def _redraw(self) -> None:
        icons = QSize(self._theme.px(19), self._theme.px(19))
        for button in (*self._buttons.values(), self.language, self.text_size, self.theme, self.menu):
            button.setIconSize(icons)
        self.text_size.setIcon(self._theme.icon("a-large-small"))
        self.theme.setIcon(
            self._theme.icon({"light": "moon", "dark": "sun"}.get(self._theme.name, "contrast"))
        )
        self.menu.setIcon(self._theme.icon("menu"))
        for button in (self.text_size, self.theme, self.menu):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
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
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, audience=audience: self._choose(audience))
            self._buttons[audience] = button
            self._row.addWidget(button)

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
