"""Step 3 of an ethics record: what the answers allow, who decides what on which day, and the decisions taken before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import EthicsDecision, Ground, Stage, decided, standing, tier_test
from ictguide_desktop.export.ethics_document import STAGES, EthicsPages
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import plain
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_choice import AnswerRow
from ictguide_desktop.ui.views.ethics_fields import DayField, LineField, LongField, TextField
from ictguide_desktop.ui.views.ethics_history import DecisionHistory, decision_words
from ictguide_desktop.ui.views.ethics_in_hand import DECISION, Draft, RecordInHand, draft_of, with_draft
from ictguide_desktop.ui.views.ethics_step import Step, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import RULE, capital, ground_words, led
from ictguide_desktop.ui.views.view import words

APPROVE, REFUSE = "approve", "refuse"
DECIDED_FOR = (Stage.SANDBOX, Stage.SHADOW, Stage.LIVE)
_ALLOWING = (Ground.PASSES, Ground.ACTIONS)


class DecisionStep(Step):
    """The decision being written is kept with the record until it is taken; one that was taken is never written over."""

    def __init__(self, theme: Theme, hand: RecordInHand, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(theme, hand, parent)
        self._desk = desk
        self._tried = False
        self._title, self._guide = words("", "sectionTitle"), link_button(self)
        self._signs = words("", "soft")
        self.day = DayField()
        self.fields: Mapping[str, TextField] = {
            "by": LineField(), "role": LineField(), "on": self.day, "reasons": LongField(),
        }  # fmt: skip
        self.ruling, self.stage = AnswerRow(theme, (APPROVE, REFUSE)), AnswerRow(theme, DECIDED_FOR)
        self._names = {row: words("", "small") for row in (self.ruling, self.stage)}
        self._missing = {row: words("", "warningText") for row in (self.ruling, self.stage)}
        self.against = words("", "warningText")
        self.take = QPushButton()
        self.take.setObjectName("primary")
        self.history = DecisionHistory()
        self._lay_out()
        self._connect()

    def marks(self) -> list[QWidget]:
        return [self._title, self.stage, self.take, *self.history.lines]

    def take_focus(self) -> bool:
        self.fields["by"].take_focus()
        return True

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        self._title.setText(_("Who decides"))
        self._guide.setText(_("The decision rule in the guide"))
        names = {
            "by": (_("Who decided"), _("Name")),
            "role": (_("Post"), _("Such as: head of customs")),
            "on": (_("Decided on"), ""),
            "reasons": (_("The decision in words"), _("What is decided, within which limits, and why")),
        }
        self.day.set_language(language)
        for name, field in self.fields.items():
            field.show_words(*names[name])
        stages = [capital(_(STAGES[stage])) for stage in DECIDED_FOR]
        for row, name, answers in (
            (self.ruling, _("The decision"), [_("Approved"), _("Not approved")]),
            (self.stage, _("For which stage"), stages),
        ):
            self._names[row].setText(name)
            row.show_words(answers, name)
        self.take.setText(_("Record the decision"))
        self.show_record()

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        self._tried = self._tried and not anew
        record, module = self._hand.record, self._pages.module
        stands, draft = self._hand.stands(self._pages), draft_of(record)
        signs = tier_test(module).tiers[stands.tier.tier - 1].signs
        who = led(plain(signs), rtl=is_rtl(module.head.lang))
        self._signs.setText(_("Signs before live use: {who}").format(who=f"\u2068{who}\u2069"))
        for name, field in self.fields.items():
            if name != "on":
                field.show_text(getattr(draft, name), anew=anew)
        if draft.on or anew:
            self.day.show_text(draft.on or today().isoformat(), anew=anew)
        self.stage.show_chosen(draft.stage)
        self.ruling.show_chosen({True: APPROVE, False: REFUSE, None: ""}[draft.approved])
        self._say_missing()
        self._say_against(draft)
        self.history.show_decisions(record.decisions, self._language)

    def restyle(self) -> None:
        for row in (self.stage, self.ruling):
            row.restyle()
        for field in self.fields.values():
            field.restyle()

    # --- deciding ---------------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Take the decision as it is written; what is missing is said beside its field, and nothing is taken."""
        self._tried = True
        if self._pages is None or self._hand.work is None:
            return
        if (first := self._say_missing()) is not None:
            first()
            return
        record, work = self._hand.record, self._hand.work.id
        draft = draft_of(record)
        line = EthicsDecision(
            on=self.day.text,
            by=draft.by.strip(),
            role=draft.role.strip(),
            approved=bool(draft.approved),
            stage=Stage(draft.stage),
            tier=self._hand.tier,
            ground=Ground.OPEN,  # what it is taken on is found out from the answers of that day
            reasons=draft.reasons.strip(),
        )
        made = decided(self._pages.checklist, with_draft(record, Draft()), line)
        if not self._hand.act(DECISION, made):
            return
        self._hand.settle()
        self.show_record(anew=True)
        said = decision_words(made.decisions[-1])
        self.told.emit(said)
        self._desk.offer_undo(
            WORKS,
            _("Decision recorded: {decision}").format(decision=said),
            lambda: self._hand.take_back(work, made.decisions[-1], record),
        )
        self.seen.emit(self.history.lines[0])

    def _say_missing(self) -> Callable[[], None] | None:
        """Say what a decision still lacks, once it was tried; returns how the keyboard gets to the first thing."""
        draft = draft_of(self._hand.record)
        lacks: list[tuple[TextField | AnswerRow, str]] = [
            (self.fields["by"], "" if draft.by.strip() else _("Name who decides.")),
            (self.day, "" if self.day.text else _("Give the day, or press Today.")),
            (self.ruling, "" if draft.approved is not None else _("Choose whether it is approved.")),
            (self.stage, "" if draft.stage else _("Choose the stage that the decision is for.")),
        ]
        first: Callable[[], None] | None = None
        for widget, sentence in lacks:
            said = sentence if self._tried else ""
            if isinstance(widget, TextField):
                widget.say(said)
            else:
                _say(self._missing[widget], said)
            if sentence and first is None:
                first = widget.take_focus
        return first

    def _say_against(self, draft: Draft) -> None:
        """An approval that the rule of the guide does not allow is said to be one before it is recorded."""
        assert self._pages is not None
        said = ""
        if draft.approved:
            on = date.fromisoformat(self.day.text) if self.day.text else today()
            stands = standing(self._pages.checklist, self._hand.record, on)
            if stands.ground not in _ALLOWING:
                said = _(
                    "The rule of the guide does not allow this approval. {verdict} If you record it all the same, "
                    "the record says that it goes against the rule."
                ).format(verdict=ground_words(stands))
        _say(self.against, said)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QFrame()
        form.setObjectName("answerPanel")
        grid = QGridLayout(form)
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.addWidget(self.fields["by"], 0, 0)
        grid.addWidget(self.fields["role"], 0, 1)
        grid.addWidget(self.day, 1, 0)
        grid.addLayout(self._named(self.ruling), 1, 1)
        grid.addLayout(self._named(self.stage), 2, 0, 1, 2)
        grid.addWidget(self.fields["reasons"], 3, 0, 1, 2)
        grid.addWidget(self.against, 4, 0, 1, 2)
        grid.addWidget(self.take, 5, 0, 1, 2, Qt.AlignmentFlag.AlignLeading)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addWidget(self._signs)
        self.column.addWidget(form)
        self.column.addSpacing(12)
        self.column.addWidget(self.history)

    def _named(self, row: AnswerRow) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        for widget in (self._names[row], row, self._missing[row]):
            column.addWidget(widget)
        self._missing[row].hide()
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self._guide.clicked.connect(lambda: self.go_requested.emit(RULE))
        for name, field in self.fields.items():
            field.typed.connect(lambda text, name=name: self._write(name, text))
            field.left.connect(self._hand.leave)
        self.day.typed.connect(lambda _text: self.show_record())
        self.stage.wanted.connect(lambda stage: self._choose(stage=stage))
        self.ruling.wanted.connect(lambda ruling: self._choose(approved=_approved(ruling)))
        for row in (self.stage, self.ruling):
            row.entered.connect(row.choose_here)
        self.take.clicked.connect(self.decide)

    def _write(self, name: str, text: str) -> None:
        record = self._hand.record
        draft = draft_of(record)._replace(**{name: text})  # type: ignore[arg-type]  # the four are texts
        self._hand.type(f"{DECISION}.{name}", with_draft(record, draft))

    def _choose(self, **what: object) -> None:
        record = self._hand.record
        draft = draft_of(record)._replace(**what)  # type: ignore[arg-type]
        self._hand.act(f"{DECISION}.{next(iter(what))}", with_draft(record, draft))


def _approved(ruling: str) -> bool | None:
    return ruling == APPROVE if ruling else None


def _say(label: QLabel, said: str) -> None:
    label.setText(said)
    if label.isHidden() == bool(said):
        label.setVisible(bool(said))
