"""Home, by audience: decisions for a leader, modules for a manager, steps and last places for those who carry it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.editions.edition import minutes
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Assessment, Scope
from ictguide_desktop.model.guide import Audience, Kind, PageHead, SectionHead
from ictguide_desktop.model.user import Run
from ictguide_desktop.services.desk import ASSESSMENTS, BOOKMARKS, CHECKLISTS, PROGRESS
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.views.view import Context, DrawnView, words

_LAST = 6
_LAST_ASSESSMENTS, _LAST_RUNS = 3, 9
ALL_QUESTIONS, CRITICAL_QUESTIONS = 50, 20
_CARD_WIDTH = 280
_READ = 100
_REST_AFTER_MS = 80


class HomeView(DrawnView):
    """Drawn anew when what it shows has changed and it is on the screen.

    The first time, a start waits for it: what fits the screen is drawn at once, and what stands below it a little later.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._columns = 3
        self._sections: Iterator[None] | None = None
        self._grids: list[tuple[QGridLayout, list[Card]]] = []
        context.library.audience_changed.connect(self.redraw)
        context.desk.changed.connect(
            lambda kind: self.redraw() if kind in (ASSESSMENTS, BOOKMARKS, CHECKLISTS, PROGRESS) else None
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._columns_that_fit()
        if columns != self._columns:
            self._columns = columns
            for grid, cards in self._grids:
                self._fill(grid, cards)

    # --- drawing ----------------------------------------------------------------------------------------------

    def draw(self) -> None:
        self._grids, self.first = [], None
        self._columns = self._columns_that_fit()
        column = self.fresh_column()
        first_time, self._sections = self._sections is None, self._drawn(column)
        next(self._sections)
        if not first_time:
            self._draw_rest(self._sections)
        self.present()
        if first_time:
            QTimer.singleShot(_REST_AFTER_MS, self, partial(self._draw_rest, self._sections))

    def _draw_rest(self, sections: Iterator[None]) -> None:
        if sections is self._sections:  # not drawn anew meanwhile
            for _section in sections:
                pass

    def _drawn(self, column: QVBoxLayout) -> Iterator[None]:
        """Draw section by section; the first one fills the screen."""
        match self.context.library.audience:
            case Audience.LEADER:
                return self._draw_leader(column)
            case Audience.IMPLEMENTER:
                return self._draw_implementer(column)
            case _:
                return self._draw_manager(column)

    def _draw_leader(self, column: QVBoxLayout) -> Iterator[None]:
        pages = self.context.library.catalogue.pages
        guide = pages.get("executive-guide")
        modules = self._modules()
        # The executive guide is what a leader reads of all subjects: their summaries and decisions.
        total = minutes(guide, Audience.LEADER) if guide is not None else sum(map(_leader_minutes, modules))
        lead = _(
            "One page a subject: why, what to decide, at what cost, what to ask your teams. {n} minutes for all."
        ).format(n=total)
        buttons: list[tuple[str, str, bool]] = []
        if (unread := self._first_unread(modules)) is not None:
            buttons.append((_("Read on · {title}").format(title=unread.title), f"{unread.id}#summary", True))
        if guide is not None:
            buttons.append((_("Executive guide"), guide.id, not buttons))
            if guide.section("brief") is not None:
                buttons.append((_("Two-page brief"), f"{guide.id}#brief", False))
        self._header(column, _("Executive guide"), lead, buttons)
        self._cards(column, _("To decide this year"), (self._decision_card(head) for head in modules))
        yield
        self._standing(column)
        self._cards(
            column,
            _("What others learned"),
            (self._case_card(head) for head in self.context.library.catalogue.of_kind(Kind.CASE)),
        )

    def _draw_manager(self, column: QVBoxLayout) -> Iterator[None]:
        everybody = self.context.library.audience is None
        title = _("ICT Guide for customs") if everybody else _("Run the renewal of your ICT")
        lead = (
            _(
                "Choose your role at the top and the guide folds away what is for others. Search finds the step, in your language."
            )
            if everybody
            else _("The modules, how far you have read, and the checklists that go with them.")
        )
        self._header(column, title, lead, self._resume_buttons())
        self._cards(column, _("Modules"), (self._module_card(head) for head in self._modules()))
        yield
        self._standing(column)
        self._cards(
            column,
            _("Templates"),
            (
                self._page_card(head, head.lead)
                for head in self.context.library.catalogue.of_kind(Kind.TEMPLATE)
            ),
        )
        self._cards(
            column,
            _("Seen in practice"),
            (self._case_card(head) for head in self.context.library.catalogue.of_kind(Kind.CASE)),
        )

    def _draw_implementer(self, column: QVBoxLayout) -> Iterator[None]:
        lead = _("Type what you have to do in the search field at the top, or go on below.")
        self._header(column, _("Find the step, tick it, note the evidence"), lead,
                     self._resume_buttons())  # fmt: skip
        self._standing(column)
        self._cards(column, _("Steps by subject"), (self._step_card(head) for head in self._modules()))
        yield
        self._cards(column, _("Last places"), self._last_places())

    def _header(
        self, column: QVBoxLayout, title: str, lead: str, buttons: Iterable[tuple[str, str, bool]]
    ) -> None:
        column.addWidget(words(title, "pageTitle"))
        column.addWidget(words(lead, "lead"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for said, target, primary in buttons:
            button = QPushButton(said)
            button.setObjectName("primary" if primary else "")
            button.clicked.connect(lambda _on=False, target=target: self.go_requested.emit(target))
            row.addWidget(button)
            self.first = self.first or button
        row.addStretch(1)
        column.addLayout(row)

    def _standing(self, column: QVBoxLayout) -> None:
        """Where the checklists stand; what to do first when none has been begun."""
        self._assessments(column)
        checklists = self.context.library.catalogue.of_kind(Kind.CHECKLIST)
        heads = {head.id: head for head in checklists}
        runs = self.context.desk.checklists.touched(_LAST_RUNS)
        begun = [(heads[run.checklist], run) for run in runs if run.checklist in heads]
        if begun:
            self._cards(column, _("Where we stand"), (self._run_card(head, run) for head, run in begun))
        elif self.context.library.audience == Audience.LEADER:
            column.addWidget(_heading(_("Where we stand")))
            column.addWidget(
                words(
                    _(
                        "No checklist has been begun on this computer. Ask for one: it takes a team an hour, and shows the gaps."
                    ),
                    "soft",
                )
            )
            self._cards(column, "", (self._page_card(head, _("Begin")) for head in checklists))
        else:
            self._cards(
                column, _("Checklists"), (self._page_card(head, _("Not begun")) for head in checklists)
            )

    def _assessments(self, column: QVBoxLayout) -> None:
        """The assessments begun last; for a leader, how to begin one when there is none."""
        store = self.context.desk.assessments
        begun = sorted(store.all(), key=lambda one: one.created, reverse=True)[:_LAST_ASSESSMENTS]
        if begun:
            counts = store.counts()
            self._cards(column, _("Self-assessment"), (self._assessment_card(one, counts) for one in begun))
        elif self.context.library.audience == Audience.LEADER:
            said = _("Fifty questions, or the twenty critical ones in half a day: ten levels, and what to do first.")
            self._cards(column, _("Self-assessment"), [self._card("assessment", _("Assess yourselves"), said)])

    def _assessment_card(self, one: Assessment, counts: Mapping[str, int]) -> Card:
        name = one.name or one.label or _("Locked assessment")
        about = " · ".join(part for part in (one.unit, one.round) if part)
        if one.id not in counts:
            return self._card("results", name, about, _("Locked"))
        asked = CRITICAL_QUESTIONS if one.scope == Scope.CRITICAL else ALL_QUESTIONS
        small = _("{answered} of {asked} questions answered").format(answered=counts[one.id], asked=asked)
        return self._card("results", name, about, small, round(100 * min(1, counts[one.id] / asked)))

    def _cards(self, column: QVBoxLayout, title: str, cards: Iterable[Card]) -> None:
        made = list(cards)
        if not made:
            return
        if title:
            column.addWidget(_heading(title))
        grid = QGridLayout()
        grid.setSpacing(12)
        self._grids.append((grid, made))
        self._fill(grid, made)
        column.addLayout(grid)
        self.first = self.first or made[0]

    def _fill(self, grid: QGridLayout, cards: list[Card]) -> None:
        while grid.takeAt(0) is not None:
            pass
        columns = 2 if self._columns == 3 and len(cards) in (2, 4) else self._columns  # no card stands alone
        for number in range(3):
            grid.setColumnStretch(number, 1 if number < columns else 0)
        for number, card in enumerate(cards):
            grid.addWidget(card, number // columns, number % columns)

    def _columns_that_fit(self) -> int:
        room = min(self.width() - 80, self.context.theme.px(self.WIDTH))
        return max(1, min(3, room // self.context.theme.px(_CARD_WIDTH)))

    # --- cards ------------------------------------------------------------------------------------------------

    def _card(
        self, target: str, title: str, text: str = "", small: str = "", progress: int | None = None
    ) -> Card:
        card = Card(title, text, small, progress)
        card.chosen.connect(lambda: self.go_requested.emit(target))
        return card

    def _decision_card(self, head: PageHead) -> Card:
        target = f"{head.id}#summary" if head.section("summary") else head.id
        return self._card(target, head.title, head.lead, _minutes(_leader_minutes(head)))

    def _module_card(self, head: PageHead) -> Card:
        percent = self._percent(head)
        small = _minutes(minutes(head, self.context.library.audience))
        if percent:
            small += " · " + _("{n} % read").format(n=percent)
        return self._card(head.id, head.title, head.lead, small, percent or None)

    def _step_card(self, head: PageHead) -> Card:
        steps = [s.title for s in _under(head, "steps")]
        return self._card(f"{head.id}#steps", head.title, " · ".join(steps[:4]) or head.lead)

    def _case_card(self, head: PageHead) -> Card:
        return self._card(
            head.id, head.title, head.lead, " · ".join(x for x in (head.place, head.years) if x)
        )

    def _page_card(self, head: PageHead, text: str) -> Card:
        return self._card(head.id, head.title, text)

    def _run_card(self, head: PageHead, run: Run) -> Card:
        standing = self.context.desk.standing_of(head, run)
        small = _("{done} of {all} done · {date}").format(
            done=standing.done,
            all=standing.items,
            date=format_date(run.changed.astimezone().date(), self.context.library.language),
        )
        return self._card(head.id, head.title, run.name, small, standing.percent)

    def _last_places(self) -> Iterable[Card]:
        pages = self.context.library.catalogue.pages
        seen: dict[str, str] = {}
        for visit in self.context.desk.history.newest(40):
            if visit.address.page in pages and visit.address.page not in seen:
                seen[visit.address.page] = str(visit.address)
        for page, address in list(seen.items())[:_LAST]:
            yield self._card(address, pages[page].title, self._section_title(address))

    # --- facts ------------------------------------------------------------------------------------------------

    def _modules(self) -> list[PageHead]:
        return list(self.context.library.catalogue.of_kind(Kind.MODULE))

    def _section_title(self, address: str) -> str:
        section = self.context.library.catalogue.where(Address.parse(address))
        return section.title if section is not None else ""

    def _percent(self, head: PageHead) -> int:
        progress = self.context.desk.progress.of(head.id)
        mine = [s.id for s in head.sections if s.serves(self.context.library.audience)]
        return progress.percent(mine) if progress is not None and mine else 0

    def _first_unread(self, modules: list[PageHead]) -> PageHead | None:
        return next((head for head in modules if self._percent(head) < _READ), None)

    def _resume_buttons(self) -> list[tuple[str, str, bool]]:
        pages = self.context.library.catalogue.pages
        last = next((v for v in self.context.desk.history.newest(20) if v.address.page in pages), None)
        buttons = [(_("How to use this guide"), "how-to-use", False)]
        if last is not None:
            buttons.insert(
                0,
                (
                    _("Read on · {title}").format(title=pages[last.address.page].title),
                    str(last.address),
                    True,
                ),
            )
        return [button for button in buttons if button[1].partition("#")[0] in pages]


def _heading(title: str) -> QWidget:
    heading = words(title, "sectionTitle")
    heading.setContentsMargins(0, 12, 0, 0)
    return heading


def _leader_minutes(head: PageHead) -> int:
    return minutes(head, Audience.LEADER)


def _minutes(n: int) -> str:
    return ngettext("{n} min", "{n} min", n).format(n=n)


def _under(head: PageHead, section: str) -> list[SectionHead]:
    """The level-3 sections beneath a level-2 one."""
    found: list[SectionHead] = []
    inside = False
    for one in head.sections:
        if one.level == 2:
            inside = one.id == section
        elif inside:
            found.append(one)
    return found
