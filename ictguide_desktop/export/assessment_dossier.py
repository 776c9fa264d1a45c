"""An assessment as it stood when an export was asked for: values only, so that the file is made off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ictguide_desktop.assess.comparison import Record, Series, Standing, against
from ictguide_desktop.assess.crosswalk import Carried, UnknownModel
from ictguide_desktop.assess.gaps import Gap, ranked_gaps
from ictguide_desktop.assess.roadmap import Roadmap
from ictguide_desktop.export.assessment_words import SCOPES, Wording
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.assessment import Answers, MeasurePlan, Questionnaire, Target

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """`stored` are the answers as they were given, which for an older model are not those of the record; `series` are the
    rounds of the same unit and group; `carried` says what became of answers to an older model.
    """

    record: Record
    stored: Answers
    today: date
    targets: tuple[Target, ...] = ()
    plans: Mapping[str, MeasurePlan] = field(default_factory=dict)
    roadmap: Roadmap | None = None
    series: Series | None = None
    carried: Carried | UnknownModel | None = None

    @property
    def given(self) -> int:
        """How many questions are dealt with in the store."""
        return sum(answer.given for answer in self.stored.values())

    @property
    def told(self) -> int:
        """How many questions of today are dealt with."""
        return sum(answer.given for answer in self.record.answers.values())

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Each target beside the level reached."""
        return against(self.record.result, self.targets, self.today)

    def gaps(self, questionnaire: Questionnaire) -> tuple[Gap, ...]:
        """The gaps by rank."""
        return ranked_gaps(questionnaire, self.record.result, self.targets, self.plans)


def facts(dossier: Dossier, wording: Wording, *, nameless: bool) -> tuple[Fact, ...]:
    """What an assessment is, line by line; `nameless` leaves out its name and who answered."""
    here, result, say = dossier.record.assessment, dossier.record.result, wording.say
    found: list[Fact] = []
    if not nameless:
        found.append((say(N_("Self-assessment")), here.name))
    found += [(say(N_("Unit")), here.unit), (say(N_("Round")), here.round)]
    if not nameless:
        found.append((say(N_("Answered by")), wording.group(here.group)))
    answered = say(N_("{answered} of {asked}")).format(answered=result.answered, asked=result.asked)
    found += [
        (say(N_("Judged on")), wording.day(here.on)),
        (say(N_("Questions asked")), say(SCOPES[here.scope])),
        (say(N_("Questions dealt with")), answered),
        (say(N_("Model version")), here.model),
    ]
    if here.model != wording.questionnaire.model:
        found.append((say(N_("Brought to the questions of model")), wording.questionnaire.model))
    if wording.questionnaire.lang not in ("", wording.language):
        found.append((say(N_("Questions and measures in")), own_name(wording.questionnaire.lang)))
    if result.evidence_rate is not None:
        found.append((say(N_("Scores with valid evidence")), wording.percent(result.evidence_rate)))
    return tuple(fact for fact in found if fact[1])
