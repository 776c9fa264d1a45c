"""One ethics record on the screen: its head, where the system stands, and one of four steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import Standing, tier_test
from ictguide_desktop.export.ethics_document import SHORT_GROUNDS, EthicsPages
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_decision import DecisionStep
from ictguide_desktop.ui.views.ethics_head import (
    DECISION,
    ITEMS,
    LOOK,
    SYSTEM,
    TIER,
    RecordHead,
    StepTabs,
)
from ictguide_desktop.ui.views.ethics_in_hand import ITEM, RecordInHand
from ictguide_desktop.ui.views.ethics_items import ItemsStep
from ictguide_desktop.ui.views.ethics_look import LookStep
from ictguide_desktop.ui.views.ethics_questions import QuestionsStep
from ictguide_desktop.ui.views.ethics_standing import StandingPanel
from ictguide_desktop.ui.views.ethics_step import Step
from ictguide_desktop.ui.views.ethics_words import answered
from ictguide_desktop.ui.views.view import Context, words


class RecordPage(QWidget):
    """A step is made when it is first shown, and written anew in place from then on.

    `go_requested` carries a target, `told` a sentence, `seen` a widget to be brought on the screen, `turned` says that
    another step is shown.
    """

    go_requested = Signal(object)
    told = Signal(str)
    seen = Signal(object)
    turned = Signal()

    def __init__(self, context: Context, hand: RecordInHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._hand = context, hand
        self._pages: EthicsPages | None = None
        self.here, self.language = TIER, ""
        self.head = RecordHead(context.theme, hand, self)
        self._foreign = words("", "")
        self._notice = _noticed(self._foreign)
        self.standing = StandingPanel(context.theme)
        self.tabs = StepTabs(self)
        self.steps: dict[str, Step] = {}
        # The steps that wait for the language in force, for the size of text, and for another record.
        self._unwritten, self._unstyled, self._of_another = set[str](), set[str](), set[str]()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        for widget in (self.head, self._notice, self.standing, self.tabs):
            self._column.addWidget(widget)
        self.tabs.chosen.connect(self.turn_to)
        self.standing.item_wanted.connect(self.seek)
        hand.changed.connect(self._show_change)
        hand.opened.connect(self._show_opened)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.here]

    def marks(self) -> Iterator[QWidget]:
        """The widgets that can be looked at, in their order."""
        yield from (self.head, self.standing, self.tabs)
        if self.here in self.steps:
            yield from self.step.marks()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self, pages: EthicsPages) -> None:
        """Write every word in the language in force; the pages may be in the fallback."""
        self._pages = pages
        self.head.show_words()
        wanted = self.language = self._context.library.language
        shown = next((page.head.lang for page in pages if page.head.lang != wanted), wanted)
        self._foreign.setText(
            _(
                "The questions and items have not been translated into {wanted} yet. They are shown in {shown}."
            ).format(wanted=own_name(wanted), shown=own_name(shown))
        )
        self._notice.setVisible(shown != wanted)
        self._unwritten = set(self.steps)
        self._show_step(self.here)
        self._show_standing()

    def begin(self) -> None:
        """Show the first step, as for a record that was not in hand before."""
        self.here = TIER
        if self._pages is not None and self._hand.refused is None:
            self._show_step(TIER)
            self._show_standing()

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        self.head.restyle()
        if self._pages is not None:
            self._show_standing()
        self._unstyled = set(self.steps)
        if self.here in self.steps and self._pages is not None:
            self._bring_up_to_date(self.here)

    def turn_to(self, step: str) -> None:
        """Show another step, with the keyboard where its work goes on."""
        self._hand.leave()
        self._show_step(step, self.take_focus)
        self._show_standing()
        self.turned.emit()

    def take_focus(self) -> None:
        """Put the keyboard where the work of the step goes on; on the way between the steps where nothing is open."""
        if not self.step.take_focus():
            self.tabs.tabs[self.here].setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self, item: str) -> None:
        """Show an item with the keyboard on it."""
        if self.here != ITEMS:
            self._hand.leave()
            self._show_step(ITEMS, lambda: self._seek(item))
            self._show_standing()
        self._seek(item)

    def _seek(self, item: str) -> None:
        step = self.step
        assert isinstance(step, ItemsStep)
        step.seek(item)

    def go_to_change(self, part: str) -> None:
        """Show the step whose part was put back."""
        if part == SYSTEM:
            return
        places = {"test": TIER, "item": ITEMS, "decision": DECISION, "change": LOOK}
        step = places.get(part.partition(".")[0], self.here)
        if part.startswith(ITEM):
            self.seek(part.removeprefix(ITEM).partition(".")[0])
        elif step != self.here:
            self.turn_to(step)

    # --- inside -----------------------------------------------------------------------------------------------

    def _show_opened(self) -> None:
        self.head.show_record()
        if self._pages is None or self._hand.refused is not None:
            return
        self._of_another = set(self.steps)
        if self.here in self.steps:
            self._bring_up_to_date(self.here)
        self._show_standing()

    def _show_change(self, part: str) -> None:
        self.head.show_record()
        if self._pages is None:
            return
        if part != SYSTEM:
            if self.here in self.steps:
                self.step.show_record()
            self._show_standing()

    def _show_standing(self) -> None:
        assert self._pages is not None
        stands = self._hand.stands(self._pages)
        self.standing.show_standing(
            self._hand.record, stands, tier_test(self._pages.module), self._context.library.language
        )
        self.tabs.show_steps(self.here, self._facts(stands))

    def _facts(self, stands: Standing) -> dict[str, str]:
        record = self._hand.record
        last = record.decisions[-1] if record.decisions else None
        ruling = _("approved") if last is not None and last.approved else _("not approved")
        return {
            TIER: f"T{stands.tier.tier}" if stands.tier.complete else _("open"),
            ITEMS: _("{done} of {all}").format(done=answered(record, stands), all=len(stands.asked)),
            DECISION: ruling if last is not None else _(SHORT_GROUNDS[stands.ground]),
            LOOK: _("due") if stands.look_due(today()) else "",
        }

    def _show_step(self, wanted: str, focus: Callable[[], None] | None = None) -> None:
        """Show one step. The keyboard goes to it before the other is hidden: Qt would look for another place and scroll."""
        if self._pages is None:
            return
        self.here = wanted
        if wanted not in self.steps:
            step = self.steps[wanted] = self._made_step(wanted)
            step.show_words(self._pages, self._context.library.language)
            step.show_record(anew=True)
            self._column.addWidget(step)
        else:
            self._bring_up_to_date(wanted)
        self.steps[wanted].show()
        if focus is not None:
            focus()
        for name, step in self.steps.items():
            if name != wanted:
                step.hide()

    def _bring_up_to_date(self, name: str) -> None:
        """Show in a step what has changed while it was not on the screen."""
        assert self._pages is not None
        step = self.steps[name]
        if name in self._unwritten:
            step.show_words(self._pages, self._context.library.language)
        if name in self._unstyled:
            step.restyle()
        step.show_record(anew=name in self._of_another)
        for waiting in (self._unwritten, self._unstyled, self._of_another):
            waiting.discard(name)

    def _made_step(self, name: str) -> Step:
        context, hand = self._context, self._hand
        step: Step
        match name:
            case "tier":
                step = QuestionsStep(context.theme, hand, self)
                step.next_wanted.connect(lambda: self.turn_to(ITEMS))
            case "items":
                step = ItemsStep(context.theme, hand, context.library, self)
                step.next_wanted.connect(lambda: self.turn_to(DECISION))
            case "decision":
                step = DecisionStep(context.theme, hand, context.desk, self)
            case _:
                step = LookStep(context.theme, hand, context.desk, self)
                step.next_wanted.connect(lambda: self.turn_to(TIER))
        step.go_requested.connect(self.go_requested)
        step.told.connect(self.told)
        step.seen.connect(self.seen)
        return step


def _noticed(*widgets: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("notice")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    for widget in widgets:
        row.addWidget(widget, 1)
    frame.hide()
    return frame
