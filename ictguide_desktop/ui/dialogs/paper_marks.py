"""Marks on paper come back: typed code by code, read while they are typed, and written into the run and the assessment in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.paper_loop import Fault, Mark, Marked, PaperCodes, Sheet, Unread
from ictguide_desktop.i18n.catalog import N_, _, ngettext
from ictguide_desktop.model.user import TickState
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.desk import CHECKLISTS, Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.view import words

FAULTS = {
    Fault.NO_CODE: N_("Line {line}: “{text}” has no code. A line is a code and a mark, such as “C-C3-U y”."),
    Fault.NO_LETTER: N_("Line {line}: “{text}” lacks the last letter of the code. Look at the paper."),
    Fault.WRONG: N_("Line {line}: “{text}” does not fit its last letter. Look at the paper and type it again."),
    Fault.UNKNOWN: N_("Line {line}: “{text}” is no code of this edition."),
    Fault.NO_MARK: N_("Line {line}: {code} has no mark after it."),
    Fault.WRONG_MARK: N_("Line {line}: the mark after {code} is not one: y, n or n/a for an item, 0 to 4 or n/a for a question."),
    Fault.TWICE: N_("Line {line}: {code} stands here twice with different marks."),
}  # fmt: skip
STATES = {
    Mark.YES: TickState.DONE,
    Mark.NO: TickState.OPEN,
    Mark.NOT_APPLICABLE: TickState.NOT_APPLICABLE,
}


class PaperMarksDialog(Retranslates, QDialog):
    """Nothing is written before “Record”; what could not be read stays in the field."""

    def __init__(
        self, library: Library, desk: Desk, assessing: Assessing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._desk, self._assessing = library, desk, assessing
        self._codes = PaperCodes(
            library.catalogue.items, (question.id for question in assessing.questionnaire.questions)
        )
        self.recorded: tuple[Marked, ...] = ()
        self._about = words("", "soft")
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # codes are written from the left
        self.said = words("", "small")
        self.record = QPushButton()
        self.record.setObjectName("primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.record, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._about)
        column.addWidget(self.field, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.field.textChanged.connect(self._judge)
        self.record.clicked.connect(self._record)
        buttons.rejected.connect(self.reject)
        self.resize(600, 460)
        self.retranslate()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.setWindowTitle(_("Type marks from paper"))
        self._about.setText(
            _(
                "One line for each mark: the code with its last letter, a space, and y, n or n/a; for a question its score."
            )
        )
        self.field.setAccessibleName(_("Codes and marks"))
        self.field.setPlaceholderText("C-C3-U y\nD4.2-R 3")
        self.record.setText(_("Record"))
        self._judge()

    @property
    def sheet(self) -> Sheet:
        """What is read of what was typed."""
        return self._codes.sheet(self.field.toPlainText())

    def _judge(self) -> None:
        sheet = self.sheet
        count = len(sheet.marked)
        lines = [ngettext("{n} mark read.", "{n} marks read.", count).format(n=count)] if count else []
        lines += [unread_words(one) for one in sheet.unread[:6]]
        self.said.setText("\n".join([*lines, *self._lacking(sheet)]))
        self.record.setEnabled(bool(count) and not self._lacking(sheet))

    def _lacking(self, sheet: Sheet) -> list[str]:
        """Scores need an assessment that can be written."""
        if not any(one.score is not None or self._is_question(one.id) for one in sheet.marked):
            return []
        here = self._assessing.in_hand
        if here is None:
            return [_("There are scores among them: begin an assessment first.")]
        if not self._assessing.readable(here):
            return [_("There are scores among them: open the locked assessment first.")]
        return []

    def _is_question(self, id_: str) -> bool:
        return self._assessing.questionnaire.question(id_) is not None

    def _record(self) -> None:
        sheet = self.sheet
        ticks = [one for one in sheet.marked if not self._is_question(one.id)]
        scores = [one for one in sheet.marked if self._is_question(one.id)]
        kept = (not ticks or self._write_ticks(ticks)) and all(self._write_score(one) for one in scores)
        if not kept:
            return
        self.recorded = (*self.recorded, *sheet.marked)
        unread = "\n".join(one.text for one in sheet.unread)
        self.field.setPlainText(unread)
        done = ngettext("{n} mark recorded.", "{n} marks recorded.", len(sheet.marked)).format(
            n=len(sheet.marked)
        )
        self.said.setText("\n".join([done, *(unread_words(one) for one in self.sheet.unread[:6])]))

    def _write_ticks(self, ticks: list[Marked]) -> bool:
        """Into the run in hand of each checklist; one without a run gets its first."""
        checklists = self._desk.checklists

        def write() -> bool:
            for one in ticks:
                page = self._library.catalogue.items[one.id].page
                run = self._desk.run_in_hand(page) or checklists.start(page, _("From paper"))
                assert one.mark is not None
                checklists.tick(run.id, one.id, state=STATES[one.mark])
            return True

        return bool(self._desk.write(CHECKLISTS, write))

    def _write_score(self, one: Marked) -> bool:
        here = self._assessing.in_hand
        if here is None:
            return False
        what = {"score": one.score, "not_applicable": one.score is None}
        return self._assessing.answer(here.id, one.id, **what) is not None


def unread_words(unread: Unread) -> str:
    """Why a line was not read, and what to do."""
    return _(FAULTS[unread.fault]).format(line=unread.line, text=unread.text, code=unread.code)
