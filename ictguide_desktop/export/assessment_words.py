"""The words of an assessment, for views and exports alike: levels, rules, caps, steps, reasons of gaps and of measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ictguide_desktop.assess.comparison import Standing
from ictguide_desktop.assess.gaps import Gap, Why
from ictguide_desktop.assess.roadmap import Clash, Conflict, Origin
from ictguide_desktop.assess.scoring import DimensionResult, Interlock, LiveStep, Need, Result, Rule
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.formats import format_date, format_number, format_percent, parse_iso
from ictguide_desktop.model.assessment import Confidence, Effort, Question, Questionnaire, Scope

Words = Callable[[str], str]

NOTICE = N_("For internal improvement only: not a ranking, not a certificate and not a condition of aid.")
STAR = "★"
NO_LEVEL = N_("no level")

SCOPES = {Scope.ALL: N_("All questions"), Scope.CRITICAL: N_("Critical questions only")}
LETTERS = {Confidence.SELF: "S", Confidence.PEER: "P", Confidence.AUDITED: "A"}
CONFIDENCES = {
    Confidence.SELF: N_("Our own answer"),
    Confidence.PEER: N_("Confirmed by a peer"),
    Confidence.AUDITED: N_("Confirmed by an auditor"),
}
# The groups are stored by these keys; any other text stands as it was typed.
GROUPS = {
    "leaders": N_("Leaders"),
    "ict": N_("ICT staff"),
    "operations": N_("Operations"),
    "trade": N_("Trade"),
}
EFFORTS = {Effort.SMALL: N_("Small"), Effort.MEDIUM: N_("Medium"), Effort.LARGE: N_("Large")}

RULES = {
    Rule.NO_EVIDENCE: N_("No evidence is named, so 1 counts"),
    Rule.OLD_EVIDENCE: N_("The evidence is older than 12 months, so 2 counts"),
    Rule.UNDATED_EVIDENCE: N_("The evidence has no date, so 2 counts"),
    Rule.FUTURE_EVIDENCE: N_("The evidence is dated after the day of the assessment, so 2 counts"),
    Rule.NOT_APPLICABLE: N_("Not applicable, with a reason: not in the mean"),
    Rule.CRITICAL_NOT_APPLICABLE: N_("A critical question always applies: counts as open"),
    Rule.NO_REASON: N_("Not applicable, but without a reason: counts as open"),
    Rule.SECOND_NOT_APPLICABLE: N_("Another question of the dimension is not applicable already: counts as open"),
    Rule.OUT_OF_SCALE: N_("Not a score from 0 to 4: counts as open"),
}  # fmt: skip
STEPS = {
    LiveStep.CREDENTIAL_PILOTS: N_("Live pilot of credentials"),
    LiveStep.TECHNOLOGY_PILOTS: N_("Live pilot of an emerging technology"),
    LiveStep.CROSS_BORDER: N_("Credentials across a border"),
    LiveStep.RELEASE: N_("Release without a human touch above half of volume"),
}
WHYS = {
    Why.CRITICAL_BELOW_2: N_("Critical question below 2, before all others"),
    Why.CRITICAL_BELOW_3: N_("Critical question below 3"),
    Why.BELOW_2: N_("Score below 2"),
    Why.TARGET: N_("The target asks for it"),
}
ORIGINS = {
    Origin.GAP: N_("A gap calls for it"),
    Origin.CHOSEN: N_("Chosen by the administration"),
    Origin.PULLED_IN: N_("Another measure needs it"),
}
CLASHES = {
    Clash.START_BEFORE_PREREQUISITE: N_("Starts before the measure of {other} ends"),
    Clash.OVER_CAPACITY: N_("More measures at once than were allowed"),
    Clash.DECLINED_BUT_NEEDED: N_("Declined, although the measure of {other} needs it"),
}
LEFT_OUT = N_(
    "Left out, so that nobody can be recognised: the name and the group of the assessment, owners, notes, comments, "
    "reasons and the texts on evidence."
)


def hundredths(value: Fraction) -> Decimal:
    """A fraction to two places, half upwards."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def asked_words(question: Question) -> str:
    """The words of a question, with a star before those of a critical one."""
    return f"{STAR} {question.text}" if question.critical else question.text


@dataclass(frozen=True, slots=True)
class Wording:
    """Says in one language what an assessment holds; the questionnaire is the one of that language."""

    questionnaire: Questionnaire
    say: Words
    language: str

    # --- levels -----------------------------------------------------------------------------------------------

    def level(self, level: int | None) -> str:
        """A level with its name, such as “2 Repeatable”."""
        if level is None:
            return self.say(NO_LEVEL)
        names = self.questionnaire.level_names
        return f"{level} {names[level - 1]}" if 0 < level <= len(names) else str(level)

    def dimension(self, name: str) -> str:
        """Id and title of a dimension, or of that of a question."""
        found = self.questionnaire.dimension(name.partition(".")[0])
        return f"{found.id} {found.title}" if found else name.partition(".")[0]

    def question(self, name: str) -> str:
        """The words of a question; its id where it is none of today's."""
        found = self.questionnaire.question(name)
        return asked_words(found) if found else name

    def held(self, here: DimensionResult) -> str:
        """What holds a level below that of its mean, such as “held at 2 by D5.2”; nothing where nothing does."""
        if not here.held_by:
            return ""
        questions = self.listed(cap.question for cap in here.held_by)
        return self.say(N_("held at {level} by {questions}")).format(level=here.level, questions=questions)

    def standing(self, here: DimensionResult) -> str:
        """How far a level can be relied on: provisional while questions are open, indicative where two carry it."""
        said = [self.say(N_("provisional: questions are open"))] if here.provisional else []
        if here.indicative and here.level is not None:
            said.append(self.say(N_("indicative: two questions")))
        return self.clauses(said)

    def lowest(self, result: Result) -> str:
        """The lowest level reached and the dimensions that stand there, in a sentence."""
        if not result.lowest:
            return self.say(N_("No dimension has a level yet: no score counts."))
        level = self.level(result.dimensions[result.lowest[0]].level)
        names = self.clauses(self.dimension(name) for name in result.lowest)
        return self.say(N_("Lowest: level {level}, in {dimensions}.")).format(level=level, dimensions=names)

    def evidence(self, result: Result) -> str:
        """How many scores have valid evidence and how many the rule lowered, in a sentence; nothing before any score."""
        if result.evidence_rate is None or result.lowered_rate is None:
            return ""
        said = self.say(
            N_("Scores with valid evidence: {valid}. Scores that the rule on evidence lowered: {lowered}.")
        )
        return said.format(
            valid=self.percent(result.evidence_rate), lowered=self.percent(result.lowered_rate)
        )

    def target_state(self, standing: Standing) -> str:
        """Whether a target is reached, overdue or ahead."""
        if standing.reached:
            return self.say(N_("Reached"))
        if standing.overdue:
            return self.say(N_("Overdue"))
        return self.say(N_("Due today")) if standing.due else self.say(N_("Under way"))

    def mean(self, value: Fraction | None) -> str:
        """A mean of scores to two places."""
        return "" if value is None else format_number(hundredths(value), self.language, 2)

    def percent(self, share: Fraction) -> str:
        """A share in whole per cent."""
        return format_percent(Decimal(share.numerator) / Decimal(share.denominator), self.language)

    def day(self, iso: str | date | None) -> str:
        """A day; a text that names none as it is."""
        found = parse_iso(iso) if isinstance(iso, str) else iso
        return format_date(found, self.language) if found else str(iso or "")

    # --- interlocks -------------------------------------------------------------------------------------------

    def needs(self, interlock: Interlock) -> str:
        """The levels that a step needs, such as “D5 at 3, D6 at 2”."""
        pattern = self.say(N_("{dimension} at {level}"))
        return self.listed(pattern.format(dimension=it.dimension, level=it.level) for it in interlock.needs)

    def lacking(self, interlock: Interlock) -> str:
        """The levels that are lacking for a step, with those reached; nothing where none is."""
        return self.listed(self._lack(need) for need in interlock.lacking)

    def _lack(self, need: Need) -> str:
        pattern = N_("{dimension} has no level") if need.reached is None else N_("{dimension} is at {level}")
        return self.say(pattern).format(dimension=need.dimension, level=need.reached)

    def verdict(self, interlock: Interlock) -> str:
        """What an interlock says of its step."""
        if interlock.broken:
            return self.say(N_("Runs too early"))
        if interlock.lacking:
            return self.say(N_("Wait with it"))
        return self.say(N_("In order")) if interlock.taken else self.say(N_("Can begin"))

    # --- gaps and measures ------------------------------------------------------------------------------------

    def gap_state(self, gap: Gap, *, proposed: bool) -> str:
        """What became of a gap, or where it stands."""
        if gap.done:
            return self.say(N_("Measure done"))
        if gap.declined:
            return self.say(N_("Measure declined"))
        if gap.struck:
            return self.say(N_("Waits: an advanced function while D5, D6 or D10 is among the lowest"))
        return self.say(N_("Begin with this one")) if proposed else ""

    def conflict(self, conflict: Conflict) -> str:
        """What in the plan does not fit together."""
        return self.say(CLASHES[conflict.clash]).format(other=conflict.other)

    def group(self, group: str) -> str:
        """Who answered."""
        return self.say(GROUPS[group]) if group in GROUPS else group

    # --- several ----------------------------------------------------------------------------------------------

    def listed(self, parts: Iterable[str]) -> str:
        """Several values side by side."""
        return self.say(N_(", ")).join(part for part in parts if part)

    def clauses(self, parts: Iterable[str]) -> str:
        """Several statements in one line."""
        return self.say(N_("; ")).join(part for part in parts if part)
