"""The action list of an assessment, offered as a file: the measures that its answers call for, in order and with their days."""

from __future__ import annotations

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.model.document import Workbook
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.exporting import WORKBOOK_FORMATS, Offer, Wanted
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.views.assessment_words import assessment_name
from ictguide_desktop.ui.views.date_field import today


def action_list(library: Library, assessing: Assessing, assessment: Assessment) -> Offer:
    """The offer, with everything it is made of read now: it is written off the GUI thread."""
    roadmap = assessing.roadmap(assessment, today())
    plans = dict(assessing.plans(assessment))
    edition = library.edition
    catalogues = {language: edition.catalogue(language).questionnaire for language in edition.languages}

    def make(wanted: Wanted) -> Workbook:
        from ictguide_desktop.export.assessment_workbook import roadmap_workbook
        from ictguide_desktop.i18n.catalog import words_in

        questionnaire = catalogues.get(wanted.language, catalogues[edition.fallback])
        return roadmap_workbook(
            questionnaire,
            roadmap,
            words_in(wanted.language),
            wanted.language,
            plans=plans,
            nameless=wanted.nameless,
        )

    return Offer(
        name=f"action-list-{assessment.on}",
        title=_("Action list: {name}").format(name=assessment_name(assessment)),
        formats=WORKBOOK_FORMATS,
        make=make,
        names=any(step.owner for step in roadmap.steps)
        or any(plan.owner or plan.note for plan in plans.values()),
    )
