"""The self-assessment as values: what the guide asks, what an administration answers, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Spans

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
LOWEST_SCORE, HIGHEST_SCORE = 0, 4


# --- what the guide asks --------------------------------------------------------------------------------------


class Effort(StrEnum):
    """How much work a measure is: a proposal of the guide, in the work of the administration's own people."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Dimension(NamedTuple):
    """One dimension of the maturity model: what an outsider observes at each of its five levels."""

    id: str
    title: str
    about: Spans
    modules: tuple[str, ...]
    levels: tuple[Spans, ...]
    line: int = 0


class Question(NamedTuple):
    """One question, what it is tied to, and the measure that a low answer calls for.

    `months` is how long the measure takes once begun; `after` names the questions whose measures come first.
    """

    id: str
    text: str
    help: Spans
    evidence: Spans
    critical: bool
    sections: tuple[Address, ...]
    items: tuple[str, ...]
    cases: tuple[str, ...]
    template: str = ""
    measure: str = ""
    effort: Effort = Effort.MEDIUM
    months: int = 0
    after: tuple[str, ...] = ()
    line: int = 0

    @property
    def dimension(self) -> str:
        """The dimension that the question belongs to."""
        return self.id.partition(".")[0]


class Fate(StrEnum):
    """What a new model did to a question of the model before."""

    SAME = "same"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    DROPPED = "dropped"


class Change(NamedTuple):
    """One question of the model before, and those that stand for it in the next; a question not named is the same."""

    question: str
    fate: Fate
    now: tuple[str, ...]


class Revision(NamedTuple):
    """How the questions changed from one model to the next, and which ones are new."""

    before: str
    after: str
    changes: tuple[Change, ...]
    new: tuple[str, ...] = ()


class Questionnaire(NamedTuple):
    """The maturity model and its questions in one language; `model` names the version, `revisions` how it came to be."""

    model: str = ""
    dimensions: tuple[Dimension, ...] = ()
    questions: tuple[Question, ...] = ()
    level_names: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    lang: str = ""

    def question(self, question: str) -> Question | None:
        """One question, or None."""
        return next((q for q in self.questions if q.id == question), None)

    def dimension(self, dimension: str) -> Dimension | None:
        """One dimension, or None."""
        return next((d for d in self.dimensions if d.id == dimension), None)

    def of(self, dimension: str) -> tuple[Question, ...]:
        """The questions of a dimension, in order."""
        return tuple(q for q in self.questions if q.dimension == dimension)


# --- what an administration answers ---------------------------------------------------------------------------


class Scope(StrEnum):
    """Which questions an assessment asks: all, or the critical ones only, as the guide advises in the first band."""

    ALL = "all"
    CRITICAL = "critical"


class Confidence(StrEnum):
    """Who has confirmed an answer: nobody else, a peer, or an auditor."""

    SELF = "self"
    PEER = "peer"
    AUDITED = "audited"


class Situation(NamedTuple):
    """What runs today: the facts that the interlocks between dimensions ask for."""

    credential_pilots_live: bool = False
    technology_pilots_live: bool = False
    cross_border_credentials: bool = False
    release_above_half: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """One use of the questionnaire: a unit of the administration, answered by a group, on a day, in a round.

    `on` is the ISO day at which answers and evidence are judged; `model` the version of the questions; `label` what is
    shown while the assessment is locked and its name cannot be read.
    """

    id: str
    name: str
    unit: str
    group: str
    round: str
    on: str
    model: str
    scope: Scope
    situation: Situation
    created: datetime
    changed: datetime
    locked: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question. `score` is 0 to 4, or None when not answered or not applicable (with a reason);
    `evidence_on` is the ISO day of the evidence, or empty.
    """

    question: str
    score: int | None = None
    not_applicable: bool = False
    reason: str = ""
    evidence: str = ""
    evidence_on: str = ""
    comment: str = ""
    confidence: Confidence = Confidence.SELF
    changed: datetime | None = None

    @property
    def given(self) -> bool:
        """Whether the question is dealt with."""
        return self.score is not None or self.not_applicable


class Target(NamedTuple):
    """The level a dimension is to reach, and by which ISO day."""

    dimension: str
    level: int
    by: str = ""


class MeasurePlan(NamedTuple):
    """What an administration decided on the measure of a question; empty and None mean: as the guide proposes.

    `harm`, `reach` and `ease` are 1 to 5 and rank the gap; `start` is an ISO day; `months` how long the work takes.
    """

    question: str
    chosen: bool | None = None
    owner: str = ""
    effort: Effort | None = None
    months: int | None = None
    start: str = ""
    harm: int = 3
    reach: int = 3
    ease: int = 3
    done: bool = False
    note: str = ""


Answers = Mapping[str, Answer]
