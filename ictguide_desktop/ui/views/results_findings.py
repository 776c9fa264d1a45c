"""What the results view shows of the assessment in hand, read at once; and what of it can be exported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ictguide_desktop.assess import comparison
from ictguide_desktop.assess.comparison import GroupComparison, Record, Standing
from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.assess.gaps import Gap, proposed, ranked_gaps
from ictguide_desktop.assess.scoring import Result
from ictguide_desktop.export.assessment_words import Wording
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Assessment, Questionnaire, Target
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.exporting import DOCUMENT_FORMATS, WORKBOOK_FORMATS, Offer, Wanted
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.views.assessment_words import assessment_name
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.view import Context

TRADE = "trade"


class Findings(NamedTuple):
    """An assessment that can be read, what follows from it, and the words for it in the language in force."""

    record: Record
    targets: Mapping[str, Target]
    standings: Mapping[str, Standing]
    gaps: tuple[Gap, ...]
    wording: Wording
    carried: Carried | UnknownModel | None = None

    @property
    def assessment(self) -> Assessment:
        """The assessment in hand."""
        return self.record.assessment

    @property
    def result(self) -> Result:
        """The ten levels."""
        return self.record.result

    @property
    def proposed(self) -> tuple[Gap, ...]:
        """The gaps to begin with."""
        return proposed(self.gaps)


def findings(context: Context, here: Assessment) -> Findings:
    """Everything at once.

    Raises:
        GuideError: the assessment cannot be read, or only in part.
    """
    assessing = _assessing(context)
    record, targets, plans = assessing.record(here), assessing.targets(here), assessing.plans(here)
    standings = comparison.against(record.result, targets.values(), today())
    return Findings(
        record,
        targets,
        {standing.dimension: standing for standing in standings},
        ranked_gaps(assessing.questionnaire, record.result, targets.values(), plans),
        Wording(assessing.questionnaire, _, context.library.language),
        assessing.carried(here),
    )


def groups_of_round(assessing: Assessing, here: Assessment) -> GroupComparison:
    """The groups of the same unit and round side by side; no other assessment is read."""
    same = [one for one in assessing.all() if (one.unit, one.round) == (here.unit, here.round)]
    records = (assessing.record(one) for one in same if assessing.readable(one))
    return comparison.between_groups(assessing.questionnaire, records, here.unit, here.round)


def _assessing(context: Context) -> Assessing:
    assert context.assessing is not None
    return context.assessing


# --- what can be exported -------------------------------------------------------------------------------------


class Exports:
    """The offers of an assessment; everything they are made of is read when they are asked for."""

    def __init__(self, context: Context, here: Assessment) -> None:
        self._library: Library = context.library
        self._fonts = context.theme.fonts
        self._here = here
        self._dossier = _assessing(context).dossier(here, today())

    def report(self) -> Offer:
        """The report, to be read and printed."""
        dossier, fonts = self._dossier, self._fonts
        catalogues = self._questionnaires()

        def make(wanted: Wanted) -> Document:
            from ictguide_desktop.export.assessment_document import assessment_document
            from ictguide_desktop.i18n.catalog import words_in

            language = wanted.language
            return assessment_document(
                catalogues[language], dossier, words_in(language), language, fonts, nameless=wanted.nameless
            )

        title = _("Report: {name}").format(name=assessment_name(self._here))
        return Offer(f"report-{self._here.on}", title, DOCUMENT_FORMATS, make, True, tuple(catalogues))

    def answers(self) -> Offer:
        """The answers, levels, targets and the roadmap, to be reckoned with."""
        dossier, catalogues = self._dossier, self._questionnaires()

        def make(wanted: Wanted) -> Workbook:
            from ictguide_desktop.export.assessment_workbook import answers_workbook
            from ictguide_desktop.i18n.catalog import words_in

            language = wanted.language
            return answers_workbook(
                catalogues[language], dossier, words_in(language), language, nameless=wanted.nameless
            )

        title = _("Answers and levels: {name}").format(name=assessment_name(self._here))
        return Offer(f"answers-{self._here.on}", title, WORKBOOK_FORMATS, make, True, tuple(catalogues))

    def _questionnaires(self) -> dict[str, Questionnaire]:
        edition = self._library.edition
        return {language: edition.catalogue(language).questionnaire for language in edition.languages}
