"""One line of a cost plan: its figure, its range, what it comes to over the years, and on demand growth, currency, nil, note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ictguide_desktop.assess.cost_plan import BASIS, Basis, Category, Line, total
from ictguide_desktop.assess.cost_problems import Lack
from ictguide_desktop.assess.cost_proposals import PLANNING_RANGES, RangeOf, proposed_line
from ictguide_desktop.export.cost_words import BASES, CATEGORIES, LACKS
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import confirmed, is_share, line_part, line_year
from ictguide_desktop.ui.views.cost_fields import AMOUNT, BY_DIGITS, SHARE, NumberField
from ictguide_desktop.ui.views.cost_line_details import LineDetails
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.cost_year_fields import YearFields
from ictguide_desktop.ui.views.view import words

FIGURE, RANGE, TOTAL, FOLD = 96, 72, 80, 36
NARROW = 560
_ICON = 16
# What is only not there yet is told beside the plan, not at each line.
_QUIET = {Lack.EMPTY, Lack.NOT_STATED}
SHORT = {
    Basis.BUILD: N_("Amount"),
    Basis.SHARE_OF_BUILD: N_("% of the seven external lines"),
    Basis.BY_YEAR: N_("Amount of each year"),
    Basis.SHARE_OF_SOFTWARE: N_("% of software a year"),
    Basis.SHARE_OF_INTEGRATION: N_("% of integration a year"),
    Basis.YEARLY: N_("Amount a year of service"),
}
RANGES = {
    RangeOf.SOFTWARE: N_("{low} to {high} of software"),
    RangeOf.CORE_BUILD: N_("{low} to {high} of the five lines above"),
    RangeOf.PROGRAMME: N_("{low} to {high} of the other external lines"),
    RangeOf.EXTERNAL_BUILD: N_("{low} to {high} of the seven external lines"),
    RangeOf.SOFTWARE_YEARLY: N_("{low} to {high}"),
    RangeOf.INTEGRATION_YEARLY: N_("{low} to {high}"),
    RangeOf.RUN: N_("{low} to {high} of the run"),
    RangeOf.USERS: N_("one person for {high} to {low} users"),
    RangeOf.TRADERS: N_("one agent for {high} to {low} active traders"),
    RangeOf.HARDWARE: N_("value of the hardware every {years} years"),
    RangeOf.BUILD: N_("{low} to {high} of the build"),
}


class LineRow(QFrame):
    """Follows the plan by `refresh`; its fields are bound to the plan once, when it is made."""

    told = Signal(str)

    def __init__(self, planner: Planner, category: Category, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkItem")
        self.category = category
        self._planner = planner
        self._by_year = BASIS[category] is Basis.BY_YEAR
        self._details: LineDetails | None = None
        self._narrow: bool | None = None
        self._offered: Line | None = None
        form = SHARE if is_share(category) else AMOUNT
        self.problem = Problem(self)
        self.name = words("", "statement")
        self._basis = words("", "small")
        self.total = QLabel(self)
        self.total.setAlignment(BY_DIGITS)
        self.figure: NumberField | None = None if self._by_year else NumberField(form, self)
        self.years = self._made_years() if self._by_year else None
        self.low, self.high = NumberField(form, self), NumberField(form, self)
        self.chip = QPushButton(self)
        self.chip.setObjectName("chip")
        self.fold = QToolButton(self)
        self._summary = words("", "answerSummary")
        self.fold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._bind()
        self.chip.clicked.connect(self._take)
        self.fold.clicked.connect(lambda: self.set_open(not self.opened))
        self._arrange()

    @property
    def path(self) -> str:
        """The path of the line in the plan."""
        return f"lines.{self.category}"

    @property
    def opened(self) -> bool:
        """Whether the details are shown."""
        return self._details is not None and not self._details.isHidden()

    @property
    def details(self) -> LineDetails:
        """Growth, share in foreign currency, nil and note; made at the first call."""
        if self._details is None:
            self._details = LineDetails(self._planner, self.category, self.problem, self)
            self._details.hide()
            self._details.show_words()
            self._details.closed.connect(self._close)
            before: QWidget = self.fold
            for stop in self._details.stops:
                QWidget.setTabOrder(before, stop)
                before = stop
            self._arrange()
        return self._details

    def set_open(self, opened: bool) -> None:
        """Show or fold away the details."""
        if opened == self.opened:
            return
        if not opened and self.details.isAncestorOf(self.focusWidget() or self):
            self.fold.setFocus(Qt.FocusReason.OtherFocusReason)
        self.details.setVisible(opened)
        self._show_fold()
        self._show_summary()

    # --- showing ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what follows from the plan: the total, what is proposed, what contradicts itself."""
        hand = self._planner.hand
        line = hand.plan.line(self.category)
        _put(self.total, self._planner.shown.amount(total(hand.result.costs.flows[self.category])))
        if self.years is not None:
            self.years.fit()
        self._show_chip(line)
        lacks = [
            _(LACKS[here.code])
            for here in hand.result.problems
            if here.field == self.path and here.code not in _QUIET
        ]
        self.problem.say("", "\n".join(lacks))
        self._show_summary()

    def show_words(self) -> None:
        """Write every word in the language in force."""
        name = _(CATEGORIES[self.category])
        self.name.setText(name)
        self._basis.setText(self._basis_words())
        if self.figure is not None:
            self.figure.setAccessibleName(
                _("{name}: {value}").format(name=name, value=_(BASES[BASIS[self.category]]))
            )
        if self.years is not None:
            self.years.show_words(name)
        for field, said in ((self.low, _("Low figure")), (self.high, _("High figure"))):
            field.setAccessibleName(_("{name}: {value}").format(name=name, value=said))
            field.setToolTip(said)
        self.low.setPlaceholderText(_("low"))
        self.high.setPlaceholderText(_("high"))
        self.total.setAccessibleName(_("{name}, over all years").format(name=name))
        if self._details is not None:
            self._details.show_words()
        self._show_fold()
        self.refresh()

    def restyle(self) -> None:
        """Follow the size of the text and the colours."""
        if self.years is not None:
            self.years.restyle()
        self._narrow = None
        self._fit()
        self._show_fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _made_years(self) -> YearFields:
        category = self.category
        return YearFields(
            self._planner,
            f"{self.path}.by_year",
            lambda year: line_year(category, year),
            lambda plan: plan.line(category).by_year,
            AMOUNT,
            self.problem,
            self,
        )

    def _bind(self) -> None:
        fields = self._planner.fields
        for part, field in (("amount", self.figure), ("low", self.low), ("high", self.high)):
            if field is not None:
                fields.bind(f"{self.path}.{part}", field, *line_part(self.category, part), self.problem)

    def _basis_words(self) -> str:
        said = _(SHORT[BASIS[self.category]])
        range_ = PLANNING_RANGES.get(self.category)
        numbers = self._planner.shown.numbers
        if range_ is None:
            return said
        if range_.of in (RangeOf.USERS, RangeOf.TRADERS):
            low, high = numbers.number(range_.low, 0), numbers.number(range_.high, 0)
            hint = _(RANGES[range_.of]).format(low=low, high=high)
        else:
            hint = _(RANGES[range_.of]).format(
                low=numbers.percent(range_.low),
                high=numbers.percent(range_.high),
                years=self._planner.hand.plan.refresh_cycle,
            )
        proposed = _("guide: {range}").format(range=hint)
        return f"{said} · {proposed}"

    def _show_chip(self, line: Line) -> None:
        """The button that confirms a proposal, or takes the one that can be made now."""
        offered = None
        if not line.filled and not line.nil:
            offered = proposed_line(self._planner.hand.plan, self.category)
        self._offered = offered
        shown = bool(line.proposal or offered)
        if line.proposal:
            said, why = (
                _("Proposal: confirm"),
                _(
                    "This figure comes from the planning ranges of the guide. Confirm it, or type your own over it."
                ),
            )
        elif offered is not None:
            said = _("Take {figure}").format(figure=self._offered_words(offered))
            why = _("The middle of the planning range, reckoned from the lines it rests on.")
        else:
            said = why = ""
        _put(self.chip, said)
        if shown:
            self.chip.setToolTip(why)
            self.chip.setAccessibleName(
                _("{name}: {value}").format(name=_(CATEGORIES[self.category]), value=said)
            )
            self.chip.setAccessibleDescription(why)
        if self.chip.isHidden() == shown:
            self.chip.setVisible(shown)
        for field in (self.figure, *(self.years.cells if self.years is not None else ())):
            marked = line.proposal and field is not None and bool(field.text())
            if field is not None and bool(field.property("proposal")) != marked:
                field.setProperty("proposal", marked)
                field.style().unpolish(field)
                field.style().polish(field)

    def _offered_words(self, line: Line) -> str:
        shown = self._planner.shown
        if is_share(self.category):
            return shown.share(line.amount)
        return shown.amount(line.amount if line.amount is not None else total(h.figure for h in line.by_year))

    def _take(self) -> None:
        hand = self._planner.hand
        line = hand.plan.line(self.category)
        name = _(CATEGORIES[self.category])
        if line.proposal:
            self._focus_figure()
            hand.change(f"{self.path}.proposal", confirmed(hand.plan, self.category))
            self.told.emit(_("Confirmed: {name}").format(name=name))
        elif (offered := self._offered) is not None:
            self._focus_figure()
            taken = replace(
                offered, note=line.note, reason=line.reason, growth=line.growth, foreign=line.foreign
            )
            hand.change(f"{self.path}.proposal", hand.plan.with_line(self.category, taken))
            self.told.emit(_("Taken as a proposal: {name}").format(name=name))
        hand.leave()

    def _focus_figure(self) -> None:
        """The button that had the keyboard goes away."""
        first = self.figure or (self.years.cells[0] if self.years is not None and self.years.cells else None)
        if first is not None and self.chip.hasFocus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fold(self) -> None:
        theme = self._planner.context.theme
        self.fold.setIcon(theme.icon("chevron-up" if self.opened else "chevron-down", "faint"))
        self.fold.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
        said = _("Close the details") if self.opened else _("Growth, currency, nil, note")
        self.fold.setToolTip(said)
        self.fold.setAccessibleName(
            _("{name}: {value}").format(name=_(CATEGORIES[self.category]), value=said)
        )

    def _show_summary(self) -> None:
        """What the details hold, in one line, while they are folded away."""
        line = self._planner.hand.plan.line(self.category)
        shown = self._planner.shown
        said = []
        if line.nil:
            said.append(_("Nil: {reason}").format(reason=line.reason.strip() or "…"))
        if line.growth:
            said.append(_("{share} a year").format(share=shown.share(line.growth, signed=True)))
        if line.foreign:
            said.append(_("{share} in foreign currency").format(share=shown.share(line.foreign)))
        if line.note.strip():
            said.append(line.note.strip())
        text = " · ".join(f"\u2068{part}\u2069" for part in said)
        _put(self._summary, text)
        shown_ = bool(text) and not self.opened
        if self._summary.isHidden() == shown_:
            self._summary.setVisible(shown_)

    def _close(self) -> None:
        self.set_open(False)
        self.fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        narrow = self.width() < self._planner.context.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Name and figures on one line, or the figures under the name where there is no room."""
        grid, px = self._grid, self._planner.context.theme.px
        # A layout moves a widget that it has already. An item taken out by hand would outlive the layout in Python, and
        # Qt would go on asking it how high the widget is.
        leading = Qt.AlignmentFlag.AlignLeading
        under = 1 if self._narrow else 0
        grid.addWidget(self.name, 0, 0, 1, 4 if self._narrow else 1)
        grid.addWidget(self.fold, 0, 5)
        for column, widget in enumerate((self.figure, self.low, self.high, self.total)):
            if widget is not None:
                grid.addWidget(widget, under, column + 1)
        if self._narrow:
            grid.addWidget(self._basis, 2, 0, 1, 6)
            grid.addWidget(self.chip, 3, 0, 1, 6, leading)
        else:
            grid.addWidget(self._basis, 1, 0)
            grid.addWidget(self.chip, 1, 1, 1, 5, leading | Qt.AlignmentFlag.AlignTop)
        if self.years is not None:
            grid.addWidget(self.years, 4, 0, 1, 6)
        grid.addWidget(self._summary, 5, 0, 1, 6)
        grid.addWidget(self.problem, 6, 0, 1, 6)
        if self._details is not None:
            grid.addWidget(self._details, 7, 0, 1, 6)
        grid.setColumnStretch(0, 1)
        for column, width in enumerate((FIGURE, RANGE, RANGE, TOTAL, FOLD), 1):
            grid.setColumnMinimumWidth(column, px(width))
        for field, width in (
            (self.figure, FIGURE),
            (self.low, RANGE),
            (self.high, RANGE),
            (self.fold, FOLD),
        ):
            if field is not None:
                field.setFixedWidth(px(width))


def _put(widget: QLabel | QPushButton, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
