"""Who pays a cost plan: the sources of money, what each pays and what is missing, what the guide warns of, the refresh reserve."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_limits import MOST_SOURCES
from ictguide_desktop.assess.cost_plan import FundingModel, total
from ictguide_desktop.assess.funding import by_payer, reserve, reserve_proposal
from ictguide_desktop.export.cost_words import PAYERS, source_name
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.theme import BESIDE
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_edits import (
    or_zero,
    with_new_source,
    with_reserve,
    without_source,
    year_of,
)
from ictguide_desktop.ui.views.cost_field_grid import FieldGrid
from ictguide_desktop.ui.views.cost_fields import AMOUNT, NumberField
from ictguide_desktop.ui.views.cost_findings import FindingList
from ictguide_desktop.ui.views.cost_guide_link import GuideLink
from ictguide_desktop.ui.views.cost_shown import Planner, Shown
from ictguide_desktop.ui.views.cost_source import SourceCard, models
from ictguide_desktop.ui.views.cost_table import FiguresTable, Row, Weight
from ictguide_desktop.ui.views.cost_year_fields import YearFields
from ictguide_desktop.ui.views.view import words

_ICON = 16


def _row(name: str, flow: Sequence[Decimal], shown: Shown, weight: Weight = Weight.PLAIN) -> Row:
    cells = (shown.amount(figure) if figure else "" for figure in flow)
    return Row(name, (*cells, shown.amount(total(flow))), weight)


def money_rows(planner: Planner) -> list[Row]:
    """What each source pays, all that is paid, all cost, what is missing, and who bears it in the end."""
    result, shown = planner.hand.result, planner.shown
    costs, money = result.costs, result.money
    sources = zip(costs.plan.funding, money.sources, strict=True)
    rows = [_row(source_name(source, _), flow, shown) for source, flow in sources]
    rows.append(_row(_("Paid"), money.covered, shown, Weight.SUM))
    rows.append(_row(_("All cost"), costs.by_year, shown, Weight.SUM))
    missing = Weight.WARNING if any(gap > 0 for gap in money.gap) else Weight.PLAIN
    rows.append(_row(_("Not covered"), money.gap, shown, missing))
    for payer, flow in by_payer(costs, money).items():
        if any(flow):
            rows.append(_row(_("Paid by: {payer}").format(payer=_(PAYERS[payer])), flow, shown))
    return rows


class ReservePart(QWidget):
    """What is set aside for the refresh, and what is left of it in each year."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._title, self._said = words("", "sectionTitle"), words("", "small")
        self.problem = Problem(self)
        self.grid = FieldGrid(planner.context.theme, self)
        self.opening = NumberField(AMOUNT, self)
        self.grid.add("opening", self.opening)
        self.years = YearFields(
            planner,
            "reserve",
            lambda year: year_of("reserve", year),
            lambda plan: plan.reserve,
            AMOUNT,
            self.problem,
            self,
        )
        planner.fields.bind("reserve_opening", self.opening, *or_zero("reserve_opening"), self.problem)
        self.fill = QPushButton(self)
        self.table = FiguresTable(planner.context.theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self.grid, self._said, self.years):
            column.addWidget(widget)
        column.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.problem)
        column.addWidget(self.table)
        self.fill.clicked.connect(self._fill)

    def refresh(self) -> None:
        """Show what is left in each year, and what would be enough."""
        self.years.fit()
        hand, shown = self._planner.hand, self._planner.shown
        years = reserve(hand.result.costs)
        rows = [
            _row(_("Set aside"), [here.set_aside for here in years], shown),
            _row(_("Refresh"), [here.taken for here in years], shown),
            Row(
                _("Left at the end of the year"),
                (*(shown.amount(here.left) for here in years), ""),
                Weight.WARNING if any(here.left < 0 for here in years) else Weight.SUM,
            ),
        ]
        self.table.put(_("Refresh reserve"), (*shown.years(), _("Total")), rows)
        proposal = reserve_proposal(hand.result.costs)
        wanted = proposal is not None and with_reserve(hand.plan, *proposal).reserve != hand.plan.reserve
        if proposal is not None:
            when, yearly = proposal
            said = _("Set aside {yearly} a year from {first} to {last}").format(
                yearly=shown.amount(with_reserve(hand.plan, when, yearly).reserve[0].figure),
                first=shown.year(when[0]),
                last=shown.year(when[-1]),
            )
            if self.fill.text() != said:
                self.fill.setText(said)
        if self.fill.isHidden() == wanted:
            self.fill.setVisible(wanted)

    def show_words(self) -> None:
        """Write every word in the language in force."""
        self._title.setText(_("Refresh reserve"))
        self.grid.name("opening", _("In the reserve at the start"))
        self._said.setText(_("Set aside in each year, before the equipment ages."))
        self.years.show_words(_("Set aside for the refresh"))
        self.refresh()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.grid.restyle()
        self.years.restyle()
        self.table.fit()

    def _fill(self) -> None:
        hand = self._planner.hand
        proposal = reserve_proposal(hand.result.costs)
        if proposal is not None:
            self.years.cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
            hand.change("reserve", with_reserve(hand.plan, *proposal))
            hand.leave()


class FundingTab(PlanColumn):
    """The sources have a card each; cards are made and thrown away only when a source comes or goes."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(planner, parent)
        self.cards: list[SourceCard] = []
        self._title, self._lead = words("", "sectionTitle"), words("", "soft")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self.add = QToolButton()
        self.add.setObjectName("outlined")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self.add)
        self.add.setMenu(self.menu)
        self._found_title = words("", "sectionTitle")
        self.found = FindingList(planner)
        self._money_title = words("", "sectionTitle")
        self.money = FiguresTable(planner.context.theme)
        self.reserve = ReservePart(planner)
        self.explained = GuideLink("sustainable-funding#options")
        self.explained.go_requested.connect(self.go_requested)
        self.part(self._title, self._lead)
        self.column.addWidget(self.explained, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addLayout(self._cards)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.part(self._found_title, self.found)
        self.part(self._money_title, self.money)
        self.column.addWidget(self.reserve)
        self.column.addStretch(1)
        self.found.go_requested.connect(self.go_requested)
        self._make_menu()

    def refresh(self) -> None:
        self._fit_cards()
        for card in self.cards:
            card.refresh()
        self.add.setEnabled(len(self.cards) < MOST_SOURCES)
        self.found.refresh()
        shown = self.planner.shown
        title = _("Who pays in which year, {unit}").format(unit=shown.unit)
        self._money_title.setText(title)
        self.money.put(title, (*shown.years(), _("Total")), money_rows(self.planner))
        self.reserve.refresh()

    def show_words(self) -> None:
        self._title.setText(_("Who pays"))
        self._lead.setText(
            _(
                "Name each source of money: how it pays, what for, and to which year a law or a contract binds it."
            )
        )
        self.explained.show_words(self.planner.context.library.catalogue)
        self._found_title.setText(_("What the guide warns of"))
        self.add.setText(_("Add a source"))
        for action, (_model, said) in zip(self.menu.actions(), models(), strict=True):
            action.setText(said)
        self._fit_cards()
        for card in self.cards:
            card.show_words()
        self.reserve.show_words()
        self._show_icons()
        self.refresh()

    def restyle(self) -> None:
        for card in self.cards:
            card.restyle()
        self.money.fit()
        self.reserve.restyle()
        self._show_icons()

    # --- sources ----------------------------------------------------------------------------------------------

    def _make_menu(self) -> None:
        for model in FundingModel:
            self.menu.addAction("").triggered.connect(lambda _on=False, model=model: self._add(model))

    def _add(self, model: FundingModel) -> None:
        hand = self.planner.hand
        hand.change("funding", with_new_source(hand.plan, model))
        hand.leave()
        self.cards[-1].model.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(_("Source added: {name}").format(name=source_name(hand.plan.funding[-1], _)))

    def _remove(self, number: int) -> None:
        hand = self.planner.hand
        name = source_name(hand.plan.funding[number], _)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        hand.change("funding", without_source(hand.plan, number))
        hand.leave()
        self.told.emit(_("Source removed: {name}. Ctrl+Z brings it back.").format(name=name))

    def _fit_cards(self) -> None:
        """A card for each source."""
        count = len(self.planner.hand.plan.funding)
        while len(self.cards) > count:
            card = self.cards.pop()
            self.planner.fields.unbind(f"funding.{card.number}.")
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < count:
            card = SourceCard(self.planner, len(self.cards), self.widget())
            card.removed.connect(lambda number=card.number: self._remove(number))
            self.cards.append(card)
            self._cards.addWidget(card)
            card.show_words()
            card.show()

    def _show_icons(self) -> None:
        theme = self.planner.context.theme
        self.add.setIcon(theme.icon_beside("plus"))
        self.add.setIconSize(QSize(theme.px(_ICON * BESIDE), theme.px(_ICON)))
