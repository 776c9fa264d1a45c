"""A cost plan offered as a file: a workbook with live formulas, in any language of the edition."""

from __future__ import annotations

import re

from ictguide_desktop.assess.cost_plan import CostPlan
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.document import Workbook
from ictguide_desktop.services.exporting import WORKBOOK_FORMATS, Offer, Wanted

_NOT_IN_A_NAME = re.compile(r"[^\w]+")


def cost_offer(plan: CostPlan) -> Offer:
    """The offer, with everything it is made of read now: it is written off the GUI thread."""

    def make(wanted: Wanted) -> Workbook:
        from ictguide_desktop.export.cost_workbook import cost_workbook
        from ictguide_desktop.i18n.catalog import words_in
        from ictguide_desktop.i18n.formats import LanguageNumbers

        return cost_workbook(
            plan,
            language=wanted.language,
            words=words_in(wanted.language),
            numbers=LanguageNumbers(wanted.language),
        )

    stem = _NOT_IN_A_NAME.sub("-", plan.name.strip()).strip("-")[:60].lower()
    return Offer(
        name=f"cost-{stem}" if stem else "cost-plan",
        title=_("Cost plan: {name}").format(name=plan.name.strip() or _("unnamed")),
        formats=WORKBOOK_FORMATS,
        make=make,
    )
