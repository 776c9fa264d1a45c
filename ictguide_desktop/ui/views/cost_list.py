"""The list of cost plans: open, begin, copy, rename and delete them; while there is none, what a plan is for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.cost import outcome, reckon
from ictguide_desktop.assess.cost_limits import Refusal
from ictguide_desktop.assess.cost_problems import problems
from ictguide_desktop.assess.cost_proposals import new_plan
from ictguide_desktop.export.cost_words import worked_example_in
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.entry import numbers_in
from ictguide_desktop.i18n.formats import format_date
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import WORKS
from ictguide_desktop.services.library import COSTS
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.views.cost_figures import outcome_words
from ictguide_desktop.ui.views.cost_guide_link import GuideLink
from ictguide_desktop.ui.views.cost_shown import Shown
from ictguide_desktop.ui.views.cost_works import Kept, begin, delete, duplicate, kept_plans, rename
from ictguide_desktop.ui.views.view import Context, DrawnView, words

_LONGEST_NAME = 200
_ICON = 16
EXPLAINED = ("life-cycle-cost", "sustainable-funding")


class _Naming(QFrame):
    """Asks for another name, in place of the card."""

    named = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tinted")
        self.field = QLineEdit(name, self)
        self.field.setMaxLength(_LONGEST_NAME)
        self.field.setAccessibleName(_("New name of the plan"))
        self.take, self.leave = QPushButton(_("Rename"), self), QPushButton(_("Cancel"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.addWidget(self.field, 1)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        self.field.returnPressed.connect(self._take)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        name = self.field.text().strip()
        if name:
            self.named.emit(name)


class CostListView(DrawnView):
    """Drawn anew when a plan comes, goes or changes while it can be seen."""

    WIDTH = 760

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.cards: dict[str, Card] = {}
        self.menus: dict[str, QToolButton] = {}
        self.new, self.example = QPushButton(), QPushButton()
        self._naming = self._typed = ""
        context.desk.changed.connect(lambda kind: self.redraw() if kind == WORKS else None)

    def draw(self) -> None:
        column = self.fresh_column()
        held = next((work for work, card in self.cards.items() if card.hasFocus()), "")
        self.cards, self.menus, self.first = {}, {}, None
        every = kept_plans(self.context.desk)
        column.addWidget(words(_("Life-cycle cost planner"), "pageTitle"))
        column.addWidget(
            words(
                _(
                    "What does a system cost until it is switched off, who pays each year, and what does a declaration cost?"
                ),
                "lead",
            )
        )
        if not every:
            column.addWidget(words(self._purpose(), "soft"))
        column.addWidget(self._buttons(first=not every))
        for kept in every:
            column.addWidget(self._row(kept))
        column.addWidget(self._links())
        self.first = self.first or next(iter(self.cards.values()), self.new)
        self.present()
        if self._naming or held in self.cards:
            self._focus(held)

    def show_place(self, _address: Address) -> None:
        self.draw()

    # --- parts ------------------------------------------------------------------------------------------------

    def _purpose(self) -> str:
        return _(
            "A plan has the same 21 lines for every option, so that options can be compared. Type what you know; the guide"
            " proposes the rest from its planning ranges, and every result follows at once. Nothing leaves this computer."
        )

    def _buttons(self, *, first: bool) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        self.new, self.example = QPushButton(_("New plan")), QPushButton(_("Open the worked example"))
        self.new.setToolTip(_("Begins with the proposals of the guide"))
        self.new.setAccessibleDescription(self.new.toolTip())
        self.new.setObjectName("primary" if first else "")
        self.new.clicked.connect(self._begin)
        self.example.clicked.connect(self._begin_example)
        row.addWidget(self.new)
        row.addWidget(self.example)
        row.addStretch(1)
        return bar

    def _row(self, kept: Kept) -> QWidget:
        work = kept.work
        if self._naming == work.id:
            naming = _Naming(self._typed)
            naming.field.textEdited.connect(self._keep_typed)
            naming.named.connect(lambda name: self._rename(kept, name))
            naming.left.connect(lambda: self._ask_name(""))
            self.first = naming.field
            return naming
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        changed = format_date(work.changed.astimezone().date(), self.context.library.language)
        card = Card(work.name, self._said(kept), _("Changed {day}").format(day=changed))
        card.chosen.connect(lambda: self.go_requested.emit(Address(COSTS, work.id)))
        card.setEnabled(kept.plan is not None)
        self.cards[work.id] = card
        line.addWidget(card, 1)
        line.addWidget(self._menu(kept), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _said(self, kept: Kept) -> str:
        if kept.plan is None:
            newer = kept.refused is not None and kept.refused.code is Refusal.NEWER
            return (
                _("A newer version of the program wrote this plan. Open it with that version.")
                if newer
                else _(
                    "This plan cannot be read. It stays as it is: save a copy of your data before you delete it."
                )
            )
        shown = Shown(kept.plan, numbers_in(self.context.library.language))
        costs = reckon(kept.plan)
        figures = outcome_words(outcome(costs), shown)
        if not costs.total:
            said = [_("no cost is filled in yet")]
        else:
            said = [
                _("{total} {unit}").format(total=figures.total, unit=shown.unit),
                _("present value {figure}").format(figure=figures.present),
            ]
        if costs.total and costs.per_declaration is not None:
            said.append(_("{figure} a declaration").format(figure=figures.declaration))
        if left := len(problems(kept.plan)):
            said.append(ngettext("{n} thing left", "{n} things left", left).format(n=left))
        return " · ".join(f"\u2068{part}\u2069" for part in said)

    def _menu(self, kept: Kept) -> QToolButton:
        theme = self.context.theme
        button = QToolButton()
        button.setObjectName("outlined")
        button.setIcon(theme.icon("chevron-down"))
        button.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(_("What can be done with {name}").format(name=kept.work.name))
        button.setToolTip(button.accessibleName())
        menu = QMenu(button)
        acts = [
            (_("Rename…"), "pencil", partial(self._ask_name, kept.work.id)),
            (_("Duplicate"), "copy", partial(self._duplicate, kept)),
            (_("Delete"), "trash-2", partial(self._delete, kept)),
        ]
        for said, icon, act in acts:
            menu.addAction(theme.icon(icon), said).triggered.connect(lambda _on=False, act=act: act())
        menu.actions()[1].setEnabled(kept.plan is not None)
        button.setMenu(menu)
        self.menus[kept.work.id] = button
        return button

    def _links(self) -> QWidget:
        """The pages of the guide that explain the planner."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(2)
        for page in EXPLAINED:
            link = GuideLink(page, box)
            link.show_words(self.context.library.catalogue)
            link.go_requested.connect(self.go_requested)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return box

    # --- acts -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._open(begin(self.context.desk, new_plan(_("New plan"))))

    def _begin_example(self) -> None:
        self._open(begin(self.context.desk, worked_example_in(_)))

    def _open(self, work: object) -> None:
        if work is not None:
            self.go_requested.emit(Address(COSTS, work.id))  # type: ignore[attr-defined]

    def _duplicate(self, kept: Kept) -> None:
        work = duplicate(self.context.desk, kept)
        if work is not None:
            self.told.emit(_("Copied: {name}").format(name=work.name))
            self._focus(work.id)

    def _delete(self, kept: Kept) -> None:
        if delete(self.context.desk, kept.work):
            self.focus_first()

    def _ask_name(self, work: str) -> None:
        before, self._naming = self._naming, work
        known = self.context.desk.works.get(work) if work else None
        self._typed = known.name if known is not None else ""
        self.draw()
        if isinstance(self.first, QLineEdit):
            self.first.selectAll()
        else:
            self._focus(before)

    def _keep_typed(self, name: str) -> None:
        self._typed = name

    def _rename(self, kept: Kept, name: str) -> None:
        self._naming = ""
        rename(self.context.desk, kept, name)
        self.draw()
        self._focus(kept.work.id)

    def _focus(self, work: str) -> None:
        field = self.first if self._naming else self.cards.get(work)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
