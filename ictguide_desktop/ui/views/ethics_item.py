"""One item of the ethics checklist in a record: its statement and evidence, yes, no or not applicable, and what stands beside that."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import Flaw, Note, Reply
from ictguide_desktop.export.ethics_document import REPLIES
from ictguide_desktop.export.form_document import FLAWS, NEVER_WAIVED
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import CheckItem, plain
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.ethics_choice import AnswerRow
from ictguide_desktop.ui.views.ethics_fields import DayField, LineField, LongField, TextField
from ictguide_desktop.ui.views.ethics_step import link_button
from ictguide_desktop.ui.views.ethics_words import day_words, led
from ictguide_desktop.ui.views.state_box import give_look
from ictguide_desktop.ui.views.view import words

ANSWERS = (Reply.YES.value, Reply.NO.value, Reply.NOT_APPLICABLE.value)
TEXT, OWNER, BY = "text", "owner", "by"
_LONGEST_SUMMARY, _FOLD_ICON, _TWO_COLUMNS = 160, 16, 420


class Answered(NamedTuple):
    """How an item stands: the answer, what is beside it, and what is wrong with it."""

    reply: str = ""
    note: Note = Note()
    stops: bool = False
    flaw: Flaw | None = None
    overdue: bool = False


class NotePanel(QFrame):
    """What stands beside an answer: the evidence of a yes, the action that meets a no, the reason of a not applicable.

    `typed` carries field and text at every letter, `left` says that a field lost the keyboard, `closed` is Escape.
    """

    typed = Signal(str, str)
    left = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._theme = theme
        self._item, self._language, self._never = "", "en", False
        self._answered = Answered()
        self.text, self.owner, self.by = LongField(self), LineField(self), DayField(self, with_today=False)
        self._fields: dict[str, TextField] = {TEXT: self.text, OWNER: self.owner, BY: self.by}
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.owner, 3)
        self._beside.addWidget(self.by, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addLayout(self._beside)
        for name, field in self._fields.items():
            field.typed.connect(lambda text, name=name: self.typed.emit(name, text))
            field.left.connect(self.left)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (self.text.field, self.owner.field, self.by.field)

    def show_words(self, item: str, language: str, *, never: bool) -> None:
        """Write labels and names for an item; `never` says that it is never waived."""
        self._item, self._language, self._never = item, language, never
        self.by.set_language(language)
        self._write()

    def show_answer(self, answered: Answered, *, anew: bool) -> None:
        """Show what is stored or being typed."""
        self._answered = answered
        for name, field in self._fields.items():
            field.show_text(getattr(answered.note, name), anew=anew)
        self._write()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.text.restyle()

    def _write(self) -> None:
        no = self._answered.reply == Reply.NO
        names = {
            Reply.NO: (_("Action"), _("What is done so that it becomes a yes")),
            Reply.NOT_APPLICABLE: (_("Reason"), _("Why it does not apply to this system")),
        }
        evidence = (_("Evidence"), _("What you saw, where it is kept, who showed it"))
        name, placeholder = (
            names.get(Reply(self._answered.reply), evidence) if self._answered.reply else evidence
        )
        self.text.show_words(name, placeholder, self._item)
        self.owner.show_words(_("Owner"), _("Name or post"), self._item)
        self.by.show_words(_("By when"), "", self._item)
        for field in (self.owner, self.by):
            if field.isHidden() == no:
                field.setVisible(no)
        self._say(no=no)

    def _say(self, *, no: bool) -> None:
        flaw, missed = self._answered.flaw, ""
        if no and self._answered.overdue:
            missed = _("The action missed its day.")
        self.by.say(missed)
        self.text.say(_(FLAWS[flaw]) if flaw is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = self.width() >= self._theme.px(_TWO_COLUMNS)
        if self._beside.direction() != (across if wide else down):
            self._beside.setDirection(across if wide else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class EthicsItem(QFrame):
    """Light until it is used: its fields are made when first opened.

    `replied` carries an answer or an empty text, `typed` field and text, `moved` the arrow keys.
    """

    replied = Signal(str)
    typed = Signal(str, str)
    left = Signal()
    moved = Signal(int)
    go_requested = Signal(object)

    def __init__(self, item: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkItem")
        self.item = item
        self._theme = theme
        self._shown: CheckItem | None = None
        self._language = "en"
        self.answered = Answered()
        self._panel: NotePanel | None = None
        self._code, self._never = words(item, "itemCode", wrap=False), words("", "why", wrap=False)
        self._statement, self._evidence, self._how = (
            words("", "statement"),
            words("", "soft"),
            words("", "soft"),
        )
        self.answers = AnswerRow(theme, ANSWERS, self)
        self.link = link_button(self)
        self._stop, self._summary = words("", "warningText"), words("", "answerSummary")
        self._fold = QToolButton(self)
        # Enter on an answer does the same, and Tab stays short.
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()

    @property
    def opened(self) -> bool:
        """Whether the fields are shown."""
        return self._panel is not None and not self._panel.isHidden()

    @property
    def panel(self) -> NotePanel:
        """The fields, made at the first call."""
        if self._panel is None:
            self._panel = self._made_panel()
        return self._panel

    @property
    def never_waived(self) -> bool:
        """Whether a no stops the system, whatever is done about it."""
        return self._shown is not None and self._shown.criterion == "never"

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, shown: CheckItem, explained: str, content: str, language: str) -> None:
        """Write the item; `content` is the language of its own text, `explained` the title of the place that explains it."""
        self._shown, self._language = shown, language
        rtl = is_rtl(content)
        self._words.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        statement = plain(shown.statement)
        self._statement.setText(led(statement, rtl=rtl))
        for label, name, spans in (
            (self._evidence, _("Evidence to keep"), shown.evidence),
            (self._how, _("How to check"), shown.how),
        ):
            label.setText(led(f"\u2068{name}\u2069 · {plain(spans)}", rtl=rtl))
            label.setVisible(bool(spans))
        self._never.setText(_(NEVER_WAIVED) if self.never_waived else "")
        self._never.setVisible(self.never_waived)
        self.link.setText(_("Explained here"))
        self.link.setVisible(bool(explained))
        self.link.setAccessibleName(_("Explained here: {place}").format(place=explained))
        self.link.setToolTip(explained)
        names = [_(REPLIES[Reply(reply)]) for reply in ANSWERS]
        never = f" ({_(NEVER_WAIVED)})" if self.never_waived else ""
        self.answers.show_words(names, f"{self.item}{never}", f"{statement} {plain(shown.evidence)}")
        self.answers.setToolTip(_("Keys: 1 yes, 2 no, 3 not applicable, Enter for the fields"))
        if self._panel is not None:
            self._panel.show_words(self.item, language, never=self.never_waived)
        self._show_fold()
        self.show_answer(self.answered, anew=False)

    def show_answer(self, answered: Answered, *, anew: bool) -> None:
        """Show what is stored or being typed; `anew` when it is that of another record."""
        self.answered = answered
        self.answers.show_chosen(answered.reply)
        if self._panel is not None:
            self._panel.show_answer(answered, anew=anew)
        self._show_stop()
        self._show_summary()

    def set_open(self, opened: bool) -> None:
        """Show or fold away the fields."""
        if opened == self.opened:
            return
        if opened:
            self.panel.show_answer(self.answered, anew=False)
        elif self._panel is not None and self._panel.isAncestorOf(self.focusWidget() or self):
            self.answers.take_focus()
        self.panel.setVisible(opened)
        self._show_fold()
        self._show_summary()

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self.answers.restyle()
        self._show_fold()
        if self._panel is not None:
            self._panel.restyle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.answers.take_focus()
            self.set_open(not self.opened)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._words = QWidget(self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text = QGridLayout(self._words)
        text.setContentsMargins(0, 0, 0, 0)
        text.setHorizontalSpacing(10)
        text.setVerticalSpacing(3)
        text.setColumnStretch(2, 1)
        text.addWidget(self._code, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        text.addWidget(self._never, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        for number, label in enumerate((self._statement, self._evidence, self._how), 1):
            text.addWidget(label, number, 0, 1, 3)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.answers, 1)
        foot.addWidget(self.link)
        foot.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(foot)
        column.addWidget(self._stop)
        column.addWidget(self._summary)

    def _connect(self) -> None:
        self.answers.wanted.connect(self.replied)
        self.answers.moved.connect(self.moved)
        self.answers.entered.connect(self._enter)
        self.link.clicked.connect(self._explain)
        self._fold.clicked.connect(lambda: self.set_open(not self.opened))

    def _made_panel(self) -> NotePanel:
        panel = NotePanel(self._theme, self)
        panel.hide()
        panel.show_words(self.item, self._language, never=self.never_waived)
        panel.typed.connect(self.typed)
        panel.left.connect(self.left)
        panel.closed.connect(self._close)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(panel)
        _tab_order((self.answers.holder, *panel.stops, self.link))
        return panel

    def _enter(self) -> None:
        """Enter opens the fields and goes into them, or closes them."""
        self.set_open(not self.opened)
        if self.opened:
            self.panel.text.take_focus()

    def _close(self) -> None:
        self.left.emit()
        self.set_open(False)
        self.answers.take_focus()

    def _explain(self) -> None:
        if self._shown is not None:
            self.go_requested.emit(self._shown.explains)

    def _show_fold(self) -> None:
        opened, side = self.opened, self._theme.px(_FOLD_ICON)
        self._fold.setIcon(self._theme.icon("chevron-up" if opened else "chevron-down", "faint"))
        self._fold.setIconSize(QSize(side, side))
        said = _("Close the fields") if opened else _("Note evidence, reason or action")
        self._fold.setToolTip(said)
        self._fold.setAccessibleName(f"{said}, {self.item}")

    def _show_stop(self) -> None:
        said = ""
        if self.answered.stops:
            said = _("Stop: this item is never waived, and a dated action is not enough.")
        self._stop.setText(said)
        if self._stop.isHidden() == bool(said):
            self._stop.setVisible(bool(said))

    def _show_summary(self) -> None:
        """What was noted, in one line, while the fields are folded away; what is wrong with it comes first."""
        note, flaw = self.answered.note, self.answered.flaw
        said = []
        if note.text.strip():
            text = " ".join(note.text.split())
            said.append(text if len(text) <= _LONGEST_SUMMARY else text[:_LONGEST_SUMMARY].rstrip() + "…")
        if self.answered.reply == Reply.NO:
            said += [note.owner.strip(), day_words(note.by, self._language)]
        wrong = _("The action missed its day.") if self.answered.overdue else ""
        wrong = _(FLAWS[flaw]) if flaw is not None else wrong
        give_look(self._summary, "warningText" if wrong else "answerSummary")
        mark = "\u200f" if is_rtl(self._language) else ""
        parts = [part for part in (wrong, *said) if part]
        self._summary.setText(mark + " · ".join(f"\u2068{part}\u2069" for part in parts))
        shown = bool(parts) and not self.opened
        if self._summary.isHidden() == shown:
            self._summary.setVisible(shown)


def _tab_order(stops: Sequence[QWidget]) -> None:
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)
