"""What a card says about an answer: what is to be reviewed, what was answered before, and what stands behind the score."""

from __future__ import annotations

from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.export.assessment_words import CONFIDENCES
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.assessment import Answer, Confidence, Fate
from ictguide_desktop.ui.views.another_round import Earlier

_LONGEST = 160
_FATES = {
    Fate.REWORDED: N_("The question was worded differently when it was answered: look at the answer."),
    Fate.MERGED: N_(
        "Several questions have become this one: look at the answer, which is the lowest of theirs."
    ),
    Fate.SPLIT: N_(
        "The question was part of a longer one: look at the answer, which was given to the whole."
    ),
}


def review_words(carried: Carried | UnknownModel | None, question: str) -> str:
    """Why somebody must look at an answer to an older question; empty when nobody need."""
    if not isinstance(carried, Carried):
        return ""
    fates = {fate for item in carried.review if question in item.now for fate in item.fates}
    return " ".join(_(said) for fate, said in _FATES.items() if fate in fates)


def before_words(earlier: Earlier) -> str:
    """What was answered in the round before."""
    answer = earlier.answer
    said = (
        _("Answered before: not applicable.")
        if answer.not_applicable
        else _("Answered before: {score}.").format(score=answer.score)
    )
    return said + " " + _("The question has changed since.") if earlier.changed else said


def behind_words(answer: Answer, language: str) -> str:
    """What stands behind a score, in one line."""
    said = []
    if answer.evidence.strip():
        said.append(_("Seen: {evidence}").format(evidence=_short(answer.evidence)))
        if (day := parse_iso(answer.evidence_on)) is not None:
            said.append(format_date(day, language))
    if answer.confidence is not Confidence.SELF:
        said.append(_(CONFIDENCES[answer.confidence]))
    if answer.comment.strip():
        said.append(_short(answer.comment))
    # The isolates keep each note whole where it is written in the other direction.
    mark = "\u200f" if is_rtl(language) else ""
    return mark + " · ".join(f"\u2068{part}\u2069" for part in said) if said else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
