"""Step 1 of an ethics record: the six questions of the guide, the tier that follows at once and why, and who took the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import (
    HIGHEST_TIER,
    NOT_KNOWN,
    RAISERS,
    EthicsRecord,
    Stage,
    TierTest,
    found_tier,
    tier_test,
)
from ictguide_desktop.assess.forms import Reply
from ictguide_desktop.export.ethics_document import NOBODY_KNOWS, REPLIES, STAGES, EthicsPages
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import plain
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.ethics_choice import AnswerColumn, AnswerRow
from ictguide_desktop.ui.views.ethics_fields import DayField, LineField, LongField, TextField
from ictguide_desktop.ui.views.ethics_in_hand import TEST, RecordInHand
from ictguide_desktop.ui.views.ethics_step import Step, TierMark, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import (
    TIER_TEST,
    WHO_SIGNS,
    capital,
    led,
    raiser_words,
    tier_name,
    why_words,
)
from ictguide_desktop.ui.views.view import words

_WORST = {**{tier: str(tier) for tier in range(1, HIGHEST_TIER + 1)}, NOT_KNOWN: str(NOT_KNOWN)}
_YES_NO = (Reply.YES.value, Reply.NO.value)
_TEXTS = ("tested_by", "reasons", "reviewer")
_REVIEWED_FROM = 3
_STATEMENT = 260


class QuestionsStep(Step):
    """`next_wanted` asks for the items."""

    def __init__(self, theme: Theme, hand: RecordInHand, parent: QWidget | None = None) -> None:
        super().__init__(theme, hand, parent)
        self.purpose = LongField()
        self._stage_name, self.stage = words("", "small"), AnswerRow(theme, tuple(Stage))
        self._title, self._guide = words("", "sectionTitle"), link_button(self)
        self._number, self._worst = words("1", "itemCode", wrap=False), words("", "questionText")
        self.worst = AnswerColumn(theme, _WORST)
        self._raising = words("", "soft")
        self.raisers = {name: RaiserRow(theme, number) for number, name in enumerate(RAISERS, 2)}
        self.found = TierPanel(theme)
        self._tested = words("", "cardTitle")
        self.fields: Mapping[str, TextField] = {
            "tested_by": LineField(),
            "tested_on": DayField(),
            "reviewer": LineField(),
            "reasons": LongField(),
        }
        self.next = QPushButton()
        self.next.setObjectName("primary")
        self._lay_out()
        self._connect()

    def marks(self) -> list[QWidget]:
        return [self.purpose, self.worst, *self.raisers.values(), self.found]

    def take_focus(self) -> bool:
        answers = self._hand.record.answers
        if answers.complete:
            return False
        opened = (row.answers for name, row in self.raisers.items() if name not in answers.raisers)
        where = self.worst if answers.worst is None else next(opened)
        where.take_focus()
        self.seen.emit(where)
        return True

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages, language: str) -> None:
        super().show_words(pages, language)
        test, rtl = tier_test(pages.module), is_rtl(pages.module.head.lang)
        self._asked.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        self.purpose.show_words(
            _("Purpose"), _("What it decides or advises on, about whom, and what it replaces")
        )
        self._stage_name.setText(_("Where the system is today"))
        stages = [capital(_(STAGES[stage])) for stage in Stage]
        self.stage.show_words(stages, _("Where the system is today"))
        self._title.setText(_("Six questions give the tier"))
        self._guide.setText(_("The tier test in the guide"))
        self._worst.setText(led(plain(test.worst), rtl=rtl))
        lines = [
            (f"T{number}", tier_name(test, number), plain(tier.use))
            for number, tier in enumerate(test.tiers, 1)
        ]
        self.worst.show_lines([*lines, ("?", "", capital(_(NOBODY_KNOWS)))], plain(test.worst))
        self.worst.setToolTip(_("Keys: 1 to 4 for the tier, 0 if nobody knows"))
        self._raising.setText(led(plain(test.raising), rtl=rtl))
        for name, question in zip(RAISERS, test.raisers, strict=True):
            self.raisers[name].show_words(raiser_words(question), rtl=rtl)
        self.found.show_words()
        self._show_field_words()
        self.next.setText(_("Go on to the items"))
        self.show_record()

    def _show_field_words(self) -> None:
        self._tested.setText(_("Who took the test"))
        placeholders = {
            "tested_by": _("The business owner, and an officer who will use the system"),
            "reviewer": _("Who tries to prove the answers wrong"),
            "reasons": _("Why this tier and not the one below it"),
        }
        names = {
            "tested_by": _("Test taken by"),
            "tested_on": _("Test taken on"),
            "reviewer": _("Reviewer"),
            "reasons": _("Reasons"),
        }
        day = self.fields["tested_on"]
        assert isinstance(day, DayField)
        day.set_language(self._language)
        for name, field in self.fields.items():
            field.show_words(names[name], placeholders.get(name, ""))

    def show_record(self, *, anew: bool = False) -> None:
        if self._pages is None:
            return
        record, test = self._hand.record, tier_test(self._pages.module)
        worst = record.answers.worst
        self.purpose.show_text(record.purpose, anew=anew)
        self.stage.show_chosen(record.stage)
        self.worst.show_chosen("" if worst is None else str(worst))
        for name, row in self.raisers.items():
            row.show_answer(record.answers.raisers.get(name))
        self.found.show_tier(record, test, rtl=is_rtl(self._pages.module.head.lang))
        for name, field in self.fields.items():
            field.show_text(getattr(record, name), anew=anew)
        reviewed = found_tier(record.answers).tier >= _REVIEWED_FROM or bool(record.reviewer)
        self.fields["reviewer"].setVisible(reviewed)

    def restyle(self) -> None:
        for choice in (self.worst, self.stage):
            choice.restyle()
        self.purpose.restyle()
        for row in self.raisers.values():
            row.answers.restyle()
        for field in self.fields.values():
            field.restyle()

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._asked = QWidget(self)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(0)
        first = QGridLayout()
        first.setHorizontalSpacing(12)
        first.setVerticalSpacing(8)
        first.setColumnStretch(1, 1)
        self._number.setContentsMargins(0, 3, 0, 0)
        first.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._worst, 0, 1)
        first.addWidget(self.worst, 1, 1)
        asked.addLayout(first)
        asked.addSpacing(18)
        asked.addWidget(self._raising)
        asked.addSpacing(2)
        for row in self.raisers.values():
            asked.addWidget(row)
        tested = QGridLayout()
        tested.setHorizontalSpacing(16)
        tested.setVerticalSpacing(10)
        tested.addWidget(self.fields["tested_by"], 0, 0)
        tested.addWidget(self.fields["tested_on"], 0, 1)
        tested.addWidget(self.fields["reviewer"], 1, 0, 1, 2)
        tested.addWidget(self.fields["reasons"], 2, 0, 1, 2)
        tested.setColumnStretch(0, 3)
        tested.setColumnStretch(1, 2)
        stage = QVBoxLayout()
        stage.setSpacing(4)
        stage.addWidget(self._stage_name)
        stage.addWidget(self.stage)
        self.column.addWidget(self.purpose)
        self.column.addLayout(stage)
        self.column.addSpacing(8)
        self.column.addLayout(title_row(self._title, self._guide))
        self.column.addWidget(self._asked)
        self.column.addWidget(self.found)
        self.column.addSpacing(8)
        self.column.addWidget(self._tested)
        self.column.addLayout(tested)
        self.column.addSpacing(4)
        self.column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self._guide.clicked.connect(lambda: self.go_requested.emit(TIER_TEST))
        self.found.guide.clicked.connect(lambda: self.go_requested.emit(WHO_SIGNS))
        self.purpose.typed.connect(lambda text: self._type("purpose", text))
        self.purpose.left.connect(self._hand.leave)
        self.stage.wanted.connect(self._move_to)
        self.stage.entered.connect(self.stage.choose_here)
        self.worst.wanted.connect(self._answer_worst)
        self.worst.entered.connect(self.worst.choose_here)
        for name, row in self.raisers.items():
            row.answers.wanted.connect(lambda reply, name=name: self._answer_raiser(name, reply))
            row.answers.entered.connect(row.answers.choose_here)
            row.answers.moved.connect(lambda by, name=name: self._move(name, by))
        for name, field in self.fields.items():
            field.typed.connect(lambda text, name=name: self._type(name, text))
            field.left.connect(self._hand.leave)
        self.next.clicked.connect(self.next_wanted)

    def _answer_worst(self, chosen: str) -> None:
        record = self._hand.record
        answers = record.answers._replace(worst=int(chosen) if chosen else None)
        self._hand.act(f"{TEST}.worst", replace(record, answers=answers))
        self._tell()

    def _answer_raiser(self, name: str, reply: str) -> None:
        record = self._hand.record
        raisers = {key: kept for key, kept in record.answers.raisers.items() if key != name}
        if reply:
            raisers[name] = reply == Reply.YES
        answers = record.answers._replace(raisers=raisers)
        self._hand.act(f"{TEST}.{name}", replace(record, answers=answers))
        self._tell()

    def _move_to(self, stage: str) -> None:
        """A system is always somewhere: pressing its stage once more changes nothing."""
        if stage:
            self._hand.act(f"{TEST}.stage", replace(self._hand.record, stage=Stage(stage)))

    def _tell(self) -> None:
        """Say the tier that follows, for who cannot see it change."""
        if self._pages is not None:
            test = tier_test(self._pages.module)
            self.told.emit(plain(test.tiers[self._hand.tier - 1].name))

    def _type(self, name: str, text: str) -> None:
        self._hand.type(f"{TEST}.{name}", replace(self._hand.record, **{name: text}))  # type: ignore[arg-type]

    def _move(self, name: str, by: int) -> None:
        number = RAISERS.index(name) + by
        if number < 0:
            self.worst.take_focus()
        elif number < len(RAISERS):
            row = self.raisers[RAISERS[number]]
            row.answers.take_focus()
            self.seen.emit(row)


class RaiserRow(QFrame):
    """One of the five that raise a tier: its words, and yes or no beside them, or beneath where there is no room."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self.setObjectName("checkItem")
        self._theme, self._code = theme, number
        self._number, self._said = words(str(number), "itemCode", wrap=False), words("", "statement")
        self._raises = words("", "why", wrap=False)
        self.answers = AnswerRow(theme, _YES_NO)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        self._line.addWidget(self._said, 1)
        self._line.addWidget(self._raises, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.answers, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QGridLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setHorizontalSpacing(12)
        row.setColumnStretch(1, 1)
        self._number.setContentsMargins(0, 9, 0, 0)  # level with the first line of the question
        row.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._line, 0, 1)

    def show_words(self, question: str, *, rtl: bool) -> None:
        """Write the question and its answers."""
        self._said.setText(led(question, rtl=rtl))
        self._raises.setText(_("raises the tier"))
        self.answers.show_words([_(REPLIES[Reply(reply)]) for reply in _YES_NO], question)
        self.answers.setToolTip(_("Keys: 1 yes, 2 no"))
        self._fold()

    def show_answer(self, answer: bool | None) -> None:
        """Show a yes, a no, or that there is no answer."""
        self.answers.show_chosen("" if answer is None else _YES_NO[0 if answer else 1])
        self._raises.setVisible(bool(answer))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        buttons = self.answers.sizeHint().width()
        self.answers.setMinimumWidth(buttons)
        wide = self.width() >= buttons + self._raises.sizeHint().width() + self._theme.px(_STATEMENT)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._line.direction() != (across if wide else down):
            self._line.setDirection(across if wide else down)


class TierPanel(QFrame):
    """The tier, how it came about, what follows from it and who signs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tinted")
        self.mark = TierMark(theme)
        self._name, self._why = words("", "sectionTitle"), words("", "")
        self._facts = [(words("", "panelTitle"), words("", "")) for _number in range(4)]
        self.guide = link_button(self)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._why)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        grid.addLayout(head, 0, 1)
        for number, (name, text) in enumerate(self._facts, 1):
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, number, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.guide, len(self._facts) + 1, 1, Qt.AlignmentFlag.AlignLeading)

    @property
    def said(self) -> str:
        """Name and reasons, as they stand."""
        return f"{self._name.text()} {self._why.text()}"

    def show_words(self) -> None:
        """Write what is the same for every tier."""
        names = (_("What follows"), _("Prepares"), _("Signs before live use"), _("Looks again"))
        for (label, _text), name in zip(self._facts, names, strict=True):
            label.setText(name)
        self.guide.setText(_("Who signs, in the guide"))

    def show_tier(self, record: EthicsRecord, test: TierTest, *, rtl: bool) -> None:
        """Show the tier that the answers give."""
        found = found_tier(record.answers)
        tier = test.tiers[found.tier - 1]
        self.mark.show_tier(found)
        self._name.setText(tier_name(test, found.tier))
        self._why.setText(" ".join(why_words(found, test, record.answers.worst is not None)))
        texts = (tier.follows, tier.prepares, tier.signs, tier.again)
        for (_name, label), text in zip(self._facts, texts, strict=True):
            label.setText(led(plain(text), rtl=rtl))
