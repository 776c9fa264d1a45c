"""One source of money of a cost plan: who pays, how, for what, in which years, and how long that is bound."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_plan import (
    ZERO,
    Covers,
    FeeForm,
    FundingBasis,
    FundingModel,
    total,
)
from ictguide_desktop.assess.cost_problems import CHARGING, Lack
from ictguide_desktop.assess.funding import level_fee
from ictguide_desktop.export.cost_words import COVERS, FEE_FORMS, FUNDING_BASES, LACKS, MODELS, source_name
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import Edit, source_basis, source_of, source_part, source_year
from ictguide_desktop.ui.views.cost_field_grid import FieldGrid
from ictguide_desktop.ui.views.cost_fields import (
    AMOUNT,
    SHARE,
    Field,
    Form,
    LineField,
    NumberField,
    PickField,
)
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.cost_year_fields import YearFields
from ictguide_desktop.ui.views.view import words

_BY_YEAR = frozenset({FundingBasis.AMOUNT, FundingBasis.SHARE})
_LONGEST_NAME = 200


class SourceCard(QFrame):
    """`removed` says that the source is to go."""

    removed = Signal()

    def __init__(self, planner: Planner, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._planner, self.number = planner, number
        self.problem = Problem(self)
        self._title, self._hint, self._sum = words("", "cardTitle"), words("", "small"), words("", "soft")
        self.remove = QPushButton(self)
        self.remove.setObjectName("link")
        self.grid = FieldGrid(planner.context.theme, self)
        self.model, self.basis, self.covers = PickField(self), PickField(self), PickField(self)
        self.fee_form, self.first, self.last = PickField(self), PickField(self), PickField(self)
        self.secured = PickField(self)
        self.name, self.fee = LineField(self), NumberField(AMOUNT, self)
        self.name.setMaxLength(_LONGEST_NAME)
        self._bind()
        self.years = YearFields(
            planner,
            f"funding.{number}.by_year",
            lambda year: source_year(number, year),
            lambda plan: source_of(plan, number).by_year,
            self._form(),
            self.problem,
            self,
        )
        self._lay_out()
        self.remove.clicked.connect(self.removed)

    def refresh(self) -> None:
        """Show what the source pays, and offer what its model allows."""
        hand, shown = self._planner.hand, self._planner.shown
        if self.number >= len(hand.plan.funding):
            return
        source = hand.plan.funding[self.number]
        paid = total(hand.result.money.sources[self.number])
        title = _("{name}: {value}").format(name=source_name(source, _), value=shown.amount(paid))
        if self._title.text() != title:
            self._title.setText(title)
        self._offer_years()
        by_year = source.basis in _BY_YEAR
        fee = source.basis is FundingBasis.PER_DECLARATION
        self.grid.set_shown("fee", fee)
        self.grid.set_shown(
            "fee_form", fee or source.model in CHARGING or source.fee_form is not FeeForm.NONE
        )
        self.grid.set_shown("first", not by_year)
        self.grid.set_shown("last", not by_year)
        self.grid.set_shown("covers", source.basis is not FundingBasis.REST)
        self.years.set_form(self._form())
        if self.years.isHidden() == by_year:
            self.years.setVisible(by_year)
        self.years.fit()
        self._show_hint(source.covers, fee)
        self.problem.say("", "\n".join(self._lacks()))

    def show_words(self) -> None:
        """Write every word in the language in force."""
        about = _("Source {number}").format(number=self.number + 1)
        for name, said in (
            ("model", _("Who pays")),
            ("name", _("Name, if another")),
            ("basis", _("How it pays")),
            ("covers", _("What for")),
            ("fee", _("Fee for each declaration, {currency}").format(currency=self._planner.shown.currency)),
            ("fee_form", _("What the fee is reckoned on")),
            ("first", _("From year")),
            ("last", _("To year")),
            ("secured", _("Bound by law or contract to year")),
        ):
            self.grid.name(name, said, about)
        self.model.offer([(_(said), model) for model, said in MODELS.items()])
        self.basis.offer([(_(said), basis) for basis, said in FUNDING_BASES.items()])
        self.covers.offer([(_(said), covers) for covers, said in COVERS.items()])
        self.fee_form.offer([(_(said), form) for form, said in FEE_FORMS.items()])
        self.remove.setText(_("Remove"))
        self.remove.setAccessibleName(_("Remove source {number}").format(number=self.number + 1))
        self.years.show_words(about)
        source = source_of(self._planner.hand.plan, self.number)
        for field, value in (
            (self.model, source.model),
            (self.basis, source.basis),
            (self.covers, source.covers),
            (self.fee_form, source.fee_form),
        ):
            field.show_value(value)
        self.refresh()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.grid.restyle()
        self.years.restyle()

    # --- inside -----------------------------------------------------------------------------------------------

    def _bind(self) -> None:
        number = self.number
        parts: dict[str, tuple[Field, Edit, str]] = {
            "model": (self.model, source_part(number, "model"), "model"),
            "name": (self.name, source_part(number, "name"), "name"),
            "basis": (self.basis, source_basis(number), "basis"),
            "covers": (self.covers, source_part(number, "covers"), "covers"),
            "fee": (self.fee, source_part(number, "fee"), "fee"),
            "fee_form": (self.fee_form, source_part(number, "fee_form"), "fee_form"),
            "first": (self.first, source_part(number, "first"), "first"),
            "last": (self.last, source_part(number, "last"), "last"),
            "secured": (self.secured, source_part(number, "secured_to"), "secured_to"),
        }
        for name, (field, edit, part) in parts.items():
            self.grid.add(name, field)
            self._planner.fields.bind(f"funding.{number}.{part}", field, *edit, self.problem)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self.years)
        column.addWidget(self._hint)
        column.addWidget(self.problem)

    def _form(self) -> Form:
        basis = source_of(self._planner.hand.plan, self.number).basis
        return SHARE if basis is FundingBasis.SHARE else AMOUNT

    def _offer_years(self) -> None:
        plan, shown = self._planner.hand.plan, self._planner.shown
        source = source_of(plan, self.number)
        last = max(plan.years - 1, source.first, source.last or 0, source.secured_to or 0)
        years: list[tuple[str, object]] = [(shown.year(year), year) for year in range(last + 1)]
        self.first.offer(years)
        self.last.offer([(_("to the end"), None), *years])
        self.secured.offer([(_("not bound"), None), *years])
        for field, value in (
            (self.first, source.first),
            (self.last, source.last),
            (self.secured, source.secured_to),
        ):
            field.show_value(value)

    def _show_hint(self, covers: Covers, fee: bool) -> None:
        """The fee that would just pay for the service, beside the one that is typed."""
        said = ""
        shown = self._planner.shown
        if fee:
            level = level_fee(self._planner.hand.result.costs, covers, ZERO)
            if level is not None:
                said = _(
                    "A flat fee of {fee} a declaration would bring as much as the service costs."
                ).format(fee=shown.unit_cost(level))
        if self._hint.text() != said:
            self._hint.setText(said)
        if self._hint.isHidden() == bool(said):
            self._hint.setVisible(bool(said))

    def _lacks(self) -> list[str]:
        path = f"funding.{self.number}"
        codes = [here.code for here in self._planner.hand.result.problems if here.field == path]
        said = []
        for code in codes:
            if code is Lack.EMPTY:
                said.append(_("Say how much this source pays."))
            elif code is Lack.NOT_STATED:
                said.append(_("Say what the fee is reckoned on."))
            else:
                said.append(_(LACKS[code]))
        return said


def models() -> list[tuple[FundingModel, str]]:
    """The models of the guide in its order, in words."""
    return [(model, _(said)) for model, said in MODELS.items()]
