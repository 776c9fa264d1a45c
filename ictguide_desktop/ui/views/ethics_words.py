"""What the parts of the ethics view share: the pages of the guide they show, and where a system stands, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ictguide_desktop.assess.ethics import (
    CHECKLIST,
    HIGHEST_TIER,
    MODULE,
    RAISERS,
    EthicsRecord,
    Ground,
    Standing,
    TierFound,
    TierTest,
    tier_test,
)
from ictguide_desktop.export.ethics_document import CHANGES, GROUNDS, STAGES, TIER_NOTES, EthicsPages
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_date, parse_iso
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Spans, plain
from ictguide_desktop.model.problems import NotFound
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.views.ethics_in_hand import reply_of
from ictguide_desktop.ui.wrapped_label import reads_from_right

TIER_TEST, WHO_SIGNS, RULE = f"{MODULE}#tier-test", f"{MODULE}#who-signs", f"{MODULE}#decision-rule"
_ENDS_OF_AN_ITEM = " \u00a0\u202f;؛.,،"
STOPPING = frozenset({Ground.STOP, Ground.GO_BACK})


def ethics_pages(library: Library) -> EthicsPages | None:
    """The module and the checklist in the language in force or in the fallback; None where the edition lacks them."""
    try:
        pages = EthicsPages(library.page(MODULE), library.page(CHECKLIST))
        tier_test(pages.module)
    except (NotFound, ValueError):
        return None
    return pages


def system_name(system: str) -> str:
    """What a system is called, also while it has no name."""
    return system.strip() or _("Unnamed system")


def tier_name(test: TierTest, tier: int) -> str:
    """A tier as the guide names it, without its code."""
    return plain(test.tiers[tier - 1].name).removeprefix(f"T{tier}").strip()


def raiser_words(question: Spans) -> str:
    """One of the five that raise a tier, as a sentence of its own rather than as the item of a list."""
    return capital(plain(question).rstrip(_ENDS_OF_AN_ITEM))


def capital(text: str) -> str:
    """A text that begins with a capital, where its script has them."""
    return text[:1].upper() + text[1:]


def why_words(found: TierFound, test: TierTest, answered: bool) -> Iterator[str]:
    """How a tier came about, a sentence each; `answered` says whether the first question is."""
    if not answered:
        yield _("Question 1 is open: until it is answered, the tier counts as T3.")
    elif found.assumed:
        yield _(TIER_NOTES["assumed"])
    else:
        yield _("Question 1: {tier}.").format(tier=plain(test.tiers[found.before - 1].name))
    reasons = " · ".join(
        f"\u2068{raiser_words(question)}\u2069"
        for name, question in zip(RAISERS, test.raisers, strict=True)
        if name in found.raised_by
    )
    if found.raised:
        yield _("Raised by one, once: {reasons}.").format(reasons=reasons)
    elif reasons and found.before == HIGHEST_TIER:
        yield _("T4 is the highest tier, so this raises it no further: {reasons}.").format(reasons=reasons)
    elif answered and found.complete:
        yield _("None of the five questions raises it.")


def ground_words(standing: Standing) -> str:
    """What the answers allow, in one sentence."""
    stage = _(STAGES[standing.back_to]) if standing.back_to is not None else ""
    return _(GROUNDS[standing.ground]).format(stage=stage)


def answered(record: EthicsRecord, standing: Standing) -> int:
    """How many of the items of the tier have an answer."""
    return sum(bool(reply_of(record, item)) for item in standing.asked)


def progress_words(record: EthicsRecord, standing: Standing) -> str:
    """How far the items of the tier are."""
    said = [_("{done} of {all} answered").format(done=answered(record, standing), all=len(standing.asked))]
    waiting = sum(bool(reply_of(record, item)) for item in standing.open)
    if waiting:
        said.append(
            ngettext(
                "{n} still needs a reason or a dated action",
                "{n} still need a reason or a dated action",
                waiting,
            ).format(n=waiting)
        )
    if count := len(standing.actions):
        said.append(ngettext("{n} with a dated action", "{n} with a dated action", count).format(n=count))
    return " · ".join(said)


def look_words(record: EthicsRecord, standing: Standing, today: date, language: str) -> str:
    """When the system is looked at again, and why; nothing before the first approval."""
    last = record.decisions[-1] if record.decisions else None
    if last is None or not last.approved:
        return ""
    if standing.due_again is None:
        return _("Only a change calls for a new look.")
    day = long_day(standing.due_again, language)
    if not standing.look_due(today):
        return _("The next look is due on {day}.").format(day=day)
    changed = {
        _(CHANGES[change.of]): None
        for change in record.changes
        if (on := parse_iso(change.on)) is not None and last.on < on.isoformat() <= today.isoformat()
    }
    if changed:
        return _("A new look is due since {day}. What changed: {what}.").format(
            day=day, what=", ".join(changed)
        )
    return _("A new look is due since {day}: a year has passed.").format(day=day)


def long_day(day: date, language: str) -> str:
    """A day in words, led by a mark of the direction where the language runs from the right."""
    return ("\u200f" if is_rtl(language) else "") + format_date(day, language)


def day_words(iso: str, language: str) -> str:
    """A stored day in words; a text that is no day as it stands."""
    day = parse_iso(iso)
    return long_day(day, language) if day is not None else iso


def led(text: str, *, rtl: bool) -> str:
    """A text led by a mark of its direction, where a label would take that of its first word, or find none outside isolates."""
    if not text or (reads_from_right(text) == rtl and not text.startswith("\u2068")):
        return text
    return f"\u200f{text}" if rtl else f"\u200e{text}"
