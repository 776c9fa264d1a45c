"""One item of a checklist as a row: its box, its statement, what to keep and how to check, and what the run says of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Audience, CheckItem, Cite, Link, Section, Spans, Text, plain
from ictguide_desktop.model.user import TickState
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.reader.typeset import BANDS
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.topbar import AUDIENCES
from ictguide_desktop.ui.views.answer_panel import AnswerPanel
from ictguide_desktop.ui.views.checklist_run import Answer, RunInHand
from ictguide_desktop.ui.views.state_box import STATES, StateBox, give_look
from ictguide_desktop.ui.wrapped_label import WrappedLabel

_LONGEST_SUMMARY = 160
_CODE_WIDTH, _FOLD_ICON = 44, 16


class ItemRow(QFrame):
    """Light until it is opened: the fields for evidence, owner and date are made then.

    `go_requested` carries a target, `moved` the arrow keys, `focused` says that the box has the keyboard.
    """

    go_requested = Signal(object)
    moved = Signal(int)
    focused = Signal()
    settled = Signal(object)

    def __init__(
        self,
        item: str,
        library: Library,
        desk: Desk,
        theme: Theme,
        run: RunInHand,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("checkItem")
        self.item = item
        self._library, self._desk, self._theme, self._run = library, desk, theme, run
        self._shown: CheckItem | None = None
        self._answer = Answer()
        self._rtl = False
        self._panel: AnswerPanel | None = None
        self.box = StateBox(theme, self)
        self.link = QPushButton(self)
        self.link.setObjectName("link")
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fold = QToolButton(self)
        self._fold.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # Enter on the box does the same, and Tab stays short
        self._code = self._named(QLabel(), "itemCode")
        self._statement = self._named(QLabel(), "statement")
        self._evidence, self._how = self._named(QLabel(), "soft"), self._named(QLabel(), "soft")
        self._badges = self._named(WrappedLabel(), "small")
        self._summary = self._named(WrappedLabel(), "answerSummary")
        self._lay_out()
        self._connect()

    @property
    def opened(self) -> bool:
        """Whether the fields are shown."""
        return self._panel is not None and not self._panel.isHidden()

    @property
    def panel(self) -> AnswerPanel:
        """The fields, made at the first call."""
        if self._panel is None:
            self._panel = self._made_panel()
        return self._panel

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, section: Section, shown: CheckItem, language: str) -> None:
        """Write the item in the language in force; `language` is that of the item's own text."""
        self._shown = shown
        self._rtl = is_rtl(language)
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self._rtl else Qt.LayoutDirection.LeftToRight
        )
        self._code.setText(shown.item)
        self._write(self._statement, "", shown.statement)
        self._write(self._evidence, _("Evidence to keep"), shown.evidence)
        self._write(self._how, _("How to check"), shown.how)
        self._badges.setText(_badges(section))
        self._write_link(shown)
        self.box.letters = self._desk.flag("single_key_shortcuts")
        keys = [
            _("Space: done"),
            *([_("N: not applicable")] if self.box.letters else []),
            _("Enter: evidence, owner and date"),
        ]
        self.box.setToolTip(" · ".join(keys))
        self.box.setAccessibleDescription(plain(shown.evidence))
        self.box.show_words(f"{shown.item}. {plain(shown.statement)}")
        if self._panel is not None:
            self._panel.show_words(shown.item, self._library.language)
        self._show_fold()
        self._show_summary()

    def show_answer(self, answer: Answer, *, anew: bool) -> None:
        """Show what the run says; `anew` when another run was taken in hand."""
        self._answer = answer
        if self.box.state != answer.state or not self.box.accessibleName():
            self.box.show_state(answer.state)
            give_look(
                self._statement, "statementApart" if answer.state == TickState.NOT_APPLICABLE else "statement"
            )
        if self._panel is not None:
            self._panel.show_answer(answer, anew=anew)
        self._show_summary()

    def set_open(self, opened: bool) -> None:
        """Show or fold away the fields."""
        if opened == self.opened:
            return
        if opened:
            self.panel.show_answer(self._answer, anew=False)
        elif self._panel is not None and self._panel.isAncestorOf(self.focusWidget() or self):
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.setVisible(opened)
        self._show_fold()
        self._show_summary()

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self._body.setColumnMinimumWidth(1, self._theme.px(_CODE_WIDTH))
        self.box.updateGeometry()
        self.box.update()
        self._show_fold()
        if self._shown is not None:
            self._write(self._evidence, _("Evidence to keep"), self._shown.evidence)
            self._write(self._how, _("How to check"), self._shown.how)
        if self._panel is not None:
            self._panel.restyle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.set_open(not self.opened)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._body = QGridLayout(self)
        self._body.setContentsMargins(0, 10, 0, 12)
        self._body.setHorizontalSpacing(8)
        self._body.setVerticalSpacing(3)
        self._body.setColumnMinimumWidth(1, self._theme.px(_CODE_WIDTH))
        self._body.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._code.setWordWrap(False)
        self._code.setContentsMargins(0, 6, 0, 0)
        self._statement.setContentsMargins(0, 4, 0, 0)
        self._body.addWidget(self.box, 0, 0, 2, 1, top)
        self._body.addWidget(self._code, 0, 1, top)
        self._body.addWidget(self._statement, 0, 2, top)
        self._body.addWidget(self._fold, 0, 3, top)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.link)
        foot.addWidget(self._badges, 1)
        self._body.addWidget(self._evidence, 1, 2)
        self._body.addWidget(self._how, 2, 2)
        self._body.addLayout(foot, 3, 2)
        self._body.addWidget(self._summary, 4, 2)
        self._body.setRowMinimumHeight(5, 2)

    def _connect(self) -> None:
        self.box.wanted.connect(self._set_state)
        self.box.entered.connect(lambda: self.set_open(not self.opened))
        self.box.moved.connect(self.moved)
        self.box.focused.connect(self.focused)
        self.link.clicked.connect(self._explain)
        self._fold.clicked.connect(lambda: self.set_open(not self.opened))
        for label in (self._statement, self._evidence, self._how):
            label.linkActivated.connect(self.go_requested.emit)

    def _named(self, label: QLabel, name: str) -> QLabel:
        label.setParent(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _write(self, label: QLabel, heading: str, spans: Spans) -> None:
        """Words with their heading; words that hold a link can be reached by mouse and by Tab."""
        links = any(isinstance(span, Link) for span in spans)
        ink = self._theme.colours["ink"]
        lead = f'<span style="color:{ink}">{escape(heading)} ·</span> ' if heading else ""
        label.setTextFormat(Qt.TextFormat.RichText)
        # Without a direction, Qt takes that of the first word, which may be a Latin acronym.
        label.setText(f'<div dir="{"rtl" if self._rtl else "ltr"}">{lead}{_html(spans)}</div>')
        label.setVisible(bool(spans))
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not links)
        flags = (
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.setTextInteractionFlags(flags if links else Qt.TextInteractionFlag.NoTextInteraction)
        label.setAccessibleName(f"{heading} · {plain(spans)}" if heading else plain(spans))

    def _write_link(self, shown: CheckItem) -> None:
        where = self._library.catalogue.where(shown.explains)
        head = self._library.catalogue.pages.get(shown.explains.page)
        self.link.setVisible(head is not None)
        self.link.setText(_("Explained here"))
        if head is not None:
            place = f"{head.title} › {where.title}" if where is not None else head.title
            self.link.setToolTip(place)
            self.link.setAccessibleName(_("Explained here: {place}").format(place=place))

    def _show_fold(self) -> None:
        opened = self.opened
        self._fold.setIcon(self._theme.icon("chevron-up" if opened else "chevron-down", "faint"))
        self._fold.setIconSize(QSize(self._theme.px(_FOLD_ICON), self._theme.px(_FOLD_ICON)))
        said = _("Close evidence, owner and date") if opened else _("Note evidence, owner and date")
        self._fold.setToolTip(said)
        self._fold.setAccessibleName(f"{said}, {self.item}")

    def _show_summary(self) -> None:
        """What was noted, in one line, while the fields are folded away."""
        answer, said = self._answer, []
        if answer.evidence.strip():
            text = " ".join(answer.evidence.split())
            cut = text if len(text) <= _LONGEST_SUMMARY else text[:_LONGEST_SUMMARY].rstrip() + "…"
            said.append(_("Seen: {evidence}").format(evidence=cut))
        if answer.owner.strip():
            said.append(answer.owner.strip())
        if (day := parse_iso(answer.date)) is not None:
            said.append(format_date(day, self._library.language))
        # The isolates keep each note whole where it is written in the other direction.
        mark = "\u200f" if is_rtl(self._library.language) else ""
        self._summary.setText(mark + " · ".join(f"\u2068{part}\u2069" for part in said))
        self._summary.setVisible(bool(said) and not self.opened)

    def _made_panel(self) -> AnswerPanel:
        panel = AnswerPanel(self._theme, self._library.language, self)
        panel.hide()
        panel.show_words(self.item, self._library.language)
        panel.typed.connect(lambda field, text: self._run.type(self.item, field, text))
        panel.left.connect(self._run.flush)
        panel.wanted.connect(self._set_state)
        panel.closed.connect(self._close)
        self._body.addWidget(panel, 6, 2, 1, 2)
        before: QWidget = self.box
        for stop in (*panel.stops, self.link):
            QWidget.setTabOrder(before, stop)
            before = stop
        return panel

    def _close(self) -> None:
        self._run.flush()
        self.set_open(False)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_state(self, state: TickState) -> None:
        self._run.flush()
        if self._run.set_state(self.item, state):
            if state != TickState.OPEN:
                self.set_open(True)
            self.settled.emit(state)
            self.box.announce(f"{self.item}: {_(STATES[state])}")

    def _explain(self) -> None:
        if self._shown is not None:
            self.go_requested.emit(self._shown.explains)


def _badges(section: Section) -> str:
    """Who the item is for, and the band of maturity it belongs to."""
    audiences = [_(name) for audience, name in AUDIENCES.items() if audience in section.audiences]
    said = [_("All roles") if len(audiences) == len(Audience) else " · ".join(audiences)]
    if section.band is not None:
        said.append(_(BANDS[section.band]))
    return " · ".join(said)


def _html(spans: Spans) -> str:
    """Inline text as the rich text of a label."""
    out = []
    for span in spans:
        match span:
            case Text(text):
                out.append(escape(text))
            case Link(kind, target, inner):
                out.append(f'<a href="{kind.value}:{escape(target)}">{_html(inner)}</a>')
            case Cite():
                pass
            case _:
                tag = {"strong": "b", "emphasis": "i"}.get(span.style, "code")
                out.append(f"<{tag}>{_html(span.spans)}</{tag}>")
    return "".join(out)
