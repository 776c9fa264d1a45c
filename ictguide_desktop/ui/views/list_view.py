"""Every checklist, case study or template, as cards one can open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ictguide_desktop.i18n.catalog import N_, _, ngettext
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Field, Kind, PageHead
from ictguide_desktop.services.desk import CHECKLISTS, GROUP_LEVEL
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.views.view import Context, DrawnView, words


class _ListView(DrawnView):
    """One card a page of a kind, in the order of the guide."""

    KIND: Kind
    TITLE = ""
    LEAD = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        context.desk.changed.connect(lambda kind: self.redraw() if kind == CHECKLISTS else None)

    def card_of(self, head: PageHead) -> Card:
        """The card of one page."""
        return Card(head.title, head.lead)

    def draw(self) -> None:
        column = self.fresh_column()
        column.addWidget(words(_(self.TITLE), "pageTitle"))
        column.addWidget(words(_(self.LEAD), "lead"))
        column.addSpacing(8)
        self.first = None
        for head in self._heads():
            card = self.card_of(head)
            card.chosen.connect(lambda head=head: self.go_requested.emit(Address(head.id)))
            column.addWidget(card)
            self.first = self.first or card
        self.present()

    def _heads(self) -> Iterable[PageHead]:
        return self.context.library.catalogue.of_kind(self.KIND)


class ChecklistsView(_ListView):
    """The checklists, with the runs that have been begun."""

    KIND = Kind.CHECKLIST
    TITLE = N_("Checklists")
    LEAD = N_(
        "Statements that can be true or false. Tick what is true, and note the evidence, who answers for it and when."
    )

    def card_of(self, head: PageHead) -> Card:
        standing = self.context.desk.standing(head)
        if standing is None:
            items = sum(1 for section in head.sections if section.level > GROUP_LEVEL)
            return Card(head.title, head.lead, ngettext("{n} item", "{n} items", items).format(n=items))
        said = _("{done} of {all} done · {run}").format(
            done=standing.done, all=standing.items, run=standing.run.name
        )
        if (runs := len(self.context.desk.checklists.runs(head.id))) > 1:
            said += " · " + ngettext("{n} run", "{n} runs", runs).format(n=runs)
        return Card(head.title, head.lead, said, standing.percent)


class CasesView(_ListView):
    """The case studies, with place and years."""

    KIND = Kind.CASE
    TITLE = N_("Case studies")
    LEAD = N_(
        "What other administrations did, what came of it, and what it teaches. Each says how good its evidence is."
    )

    def card_of(self, head: PageHead) -> Card:
        return Card(head.title, head.lead, " · ".join(x for x in (head.place, head.years) if x))


class TemplatesView(_ListView):
    """The templates, with the number of their fields."""

    KIND = Kind.TEMPLATE
    TITLE = N_("Templates")
    LEAD = N_("Documents to copy and fill in, each field with its help and a filled-in example.")

    def card_of(self, head: PageHead) -> Card:
        page = self.context.library.page(head.id)
        fields = sum(isinstance(block, Field) for _address, _section, block in page.blocks())
        return Card(head.title, head.lead, ngettext("{n} field", "{n} fields", fields).format(n=fields))
