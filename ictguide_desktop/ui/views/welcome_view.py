"""The first page of a first start: language, role and level; nothing else is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Band
from ictguide_desktop.services.library import HOME
from ictguide_desktop.ui.reader.typeset import BANDS
from ictguide_desktop.ui.topbar import AUDIENCES
from ictguide_desktop.ui.views.view import Context, DrawnView, words


class WelcomeView(DrawnView):
    """What is chosen is in force at once, so that the page itself speaks the language chosen; the button opens the guide."""

    WIDTH = 900

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._open: QPushButton | None = None
        self._columns = 3
        self._drawn_in = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns_that_fit() != self._columns:
            self.redraw()

    def _columns_that_fit(self) -> int:
        return 3 if self.width() >= self.context.theme.px(760) else 1

    def show_place(self, _address: Address) -> None:
        if self._drawn_in != self.context.library.language:  # an answer alone changes nothing here, and keeps the keyboard
            self.draw()
            self.focus_first()

    def redraw(self) -> None:
        if self.isVisible():
            self.draw()
            self.focus_first()

    def draw(self) -> None:
        library, desk = self.context.library, self.context.desk
        self._drawn_in = library.language
        column = self.fresh_column()
        column.addWidget(words(_("Welcome to the ICT Guide for customs"), "pageTitle"))
        column.addWidget(
            words(
                _("Three questions, and the guide opens. You can change each answer at any moment."), "lead"
            )
        )
        questions = QGridLayout()
        questions.setHorizontalSpacing(40)
        column.addLayout(questions)
        self._columns = self._columns_that_fit()
        languages = [(own_name(code), code) for code in library.edition.languages]
        self.first = self._ask(questions, 0, _("Language"), languages, library.language, "language")
        roles = [
            *((_(name), audience.value) for audience, name in AUDIENCES.items()),
            (_("Show me everything"), ""),
        ]
        self._ask(questions, 1, _("Your role"), roles, desk.text("audience"), "audience")
        levels = [(_("Every level"), ""), *((_(BANDS[band]), band.value) for band in Band)]
        self._ask(questions, 2, _("Level of your administration"), levels, desk.text("band"), "band")
        column.addSpacing(8)
        column.addWidget(
            words(
                _("Everything you write stays on this computer. This program never uses the network."), "soft"
            )
        )
        if not desk.keeps:
            column.addWidget(words(_("Your data cannot be kept in this session."), "warningText"))
        self._open = QPushButton(_("Open the guide"))
        self._open.setObjectName("primary")
        self._open.setDefault(True)
        self._open.clicked.connect(self._done)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        column.addLayout(row)
        self._settle()
        self.present()

    def _settle(self) -> None:
        """A page of few words does not hang at the top of a large window: a third of the room left over goes above it."""
        canvas = self.area.widget()
        outer = canvas.layout() if canvas is not None else None
        if isinstance(outer, QVBoxLayout):
            outer.insertStretch(0, 1)
            outer.setStretch(outer.count() - 1, 2)

    def _ask(
        self,
        questions: QGridLayout,
        number: int,
        title: str,
        answers: list[tuple[str, str]],
        now: str,
        key: str,
    ) -> QRadioButton | None:
        column = QVBoxLayout()
        column.setSpacing(self.context.theme.px(6))
        questions.addLayout(column, number // self._columns, number % self._columns)
        heading = words(title, "sectionTitle")
        heading.setContentsMargins(0, 10, 0, 0)
        column.addWidget(heading)
        group = QButtonGroup(self)
        chosen: QRadioButton | None = None
        for said, value in answers:
            button = QRadioButton(said)
            button.setAccessibleName(f"{title}: {said}")
            button.clicked.connect(lambda _on=False, value=value: self._answer(key, value))
            group.addButton(button)
            button.setChecked(value == now)
            if value != now:  # Tab stops at the answer that is chosen, arrows go to the others
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            chosen = button if value == now else chosen
        column.addStretch(1)
        return chosen

    def _answer(self, key: str, value: str) -> None:
        """Put an answer in force once the button has done with its key: another language draws the page anew, buttons and all."""
        QTimer.singleShot(0, self, lambda: self.context.desk.set(key, value))

    def _done(self) -> None:
        self.context.desk.set("language", self.context.library.language)
        self.context.desk.set("first_start_done", True)
        self.go_requested.emit(HOME)
