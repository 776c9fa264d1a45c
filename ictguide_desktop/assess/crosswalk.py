"""Answers given under an older model, brought to the questions of today; none of them is lost on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ictguide_desktop.assess.days import day, known_day
from ictguide_desktop.model.assessment import Answer, Answers, Confidence, Fate, Questionnaire, Revision

_WEAKEST_FIRST = (Confidence.SELF, Confidence.PEER, Confidence.AUDITED)
_FATES = tuple(Fate)


class ToReview(NamedTuple):
    """An old answer that somebody must look at: as it was given, where it stands now, and what befell its question."""

    answer: Answer
    now: tuple[str, ...]
    fates: tuple[Fate, ...]


class Carried(NamedTuple):
    """Old answers in the model of today; each stands in exactly one of `kept`, `review` and `retired`.

    `answers` are those to the questions of today; where several old ones meet, the lowest score is proposed and all
    evidence and comments are kept. `kept` names old questions whose answer holds unchanged, `mapped` the old questions
    behind each question of today, `unanswered` the questions of today with no old answer behind them.
    """

    answers: Mapping[str, Answer]
    kept: tuple[str, ...]
    mapped: Mapping[str, tuple[str, ...]]
    review: tuple[ToReview, ...]
    retired: tuple[Answer, ...]
    unanswered: tuple[str, ...]

    @property
    def to_review(self) -> tuple[str, ...]:
        """The questions of today whose answer somebody must look at."""
        waiting = {question for item in self.review for question in item.now}
        return tuple(question for question in self.answers if question in waiting)


class UnknownModel(NamedTuple):
    """The answers are to a model that this edition does not know, such as a newer one; they are given back untouched."""

    model: str
    known: tuple[str, ...]
    answers: Answers


Way = dict[
    str, frozenset[Fate]
]  # the questions that an old one has become so far, and what befell it on the way


def carry(answers: Answers, questionnaire: Questionnaire, model_then: str) -> Carried | UnknownModel:
    """Bring the answers to a former model to the questions of today, through every revision between the two."""
    chains = _chains(questionnaire)
    if model_then not in chains:
        return UnknownModel(model_then, tuple(chains), answers)
    today = {question.id: n for n, question in enumerate(questionnaire.questions)}
    ways = {old: _followed(old, chains[model_then]) for old in answers}
    ways = {old: {now: fates for now, fates in way.items() if now in today} for old, way in ways.items()}
    behind: dict[str, list[str]] = {}
    for old, way in ways.items():
        for now in way:
            behind.setdefault(now, []).append(old)
    mapped = {now: tuple(sorted(behind[now])) for now in sorted(behind, key=today.__getitem__)}
    kept = {old for old, way in ways.items() if _unchanged(way, mapped)}
    return Carried(
        answers={now: _meeting(now, [answers[old] for old in olds]) for now, olds in mapped.items()},
        kept=tuple(old for old in answers if old in kept),
        mapped=mapped,
        review=tuple(
            ToReview(answers[old], tuple(sorted(way, key=today.__getitem__)), _fates(way, mapped))
            for old, way in ways.items()
            if way and old not in kept
        ),
        retired=tuple(answers[old] for old, way in ways.items() if not way),
        unanswered=tuple(question for question in today if question not in mapped),
    )


# --- the way from model to model ------------------------------------------------------------------------------


def _chains(questionnaire: Questionnaire) -> dict[str, tuple[Revision, ...]]:
    """Every model from which a way leads to today's, the newest first, with the revisions on the shortest way."""
    chains: dict[str, tuple[Revision, ...]] = {questionnaire.model: ()}
    waiting = deque(chains)
    while waiting:
        after = waiting.popleft()
        for revision in questionnaire.revisions:
            if revision.after == after and revision.before not in chains:
                chains[revision.before] = (revision, *chains[after])
                waiting.append(revision.before)
    return chains


def _followed(old: str, chain: Sequence[Revision]) -> Way:
    way: Way = {old: frozenset()}
    for revision in chain:
        onward: Way = {}
        for question, fates in way.items():
            for now, fate in _next(question, revision):
                onward[now] = onward.get(now, frozenset()) | fates | {fate}
        way = onward
    return way


def _next(question: str, revision: Revision) -> list[tuple[str, Fate]]:
    """What a question becomes in one revision. One that is not named is the same, unless a new one took its id."""
    changes = [change for change in revision.changes if change.question == question]
    if not changes:
        return [] if question in revision.new else [(question, Fate.SAME)]
    found: list[tuple[str, Fate]] = []
    for change in changes:
        stays = change.fate in (Fate.SAME, Fate.REWORDED) and not change.now
        if change.fate is not Fate.DROPPED:
            found.extend((now, change.fate) for now in ((question,) if stays else change.now))
    return found


# --- what stands at the end -----------------------------------------------------------------------------------


def _unchanged(way: Way, mapped: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a question came through alone and the same."""
    return len(way) == 1 and all(fates <= {Fate.SAME} and len(mapped[now]) == 1 for now, fates in way.items())


def _fates(way: Way, mapped: Mapping[str, tuple[str, ...]]) -> tuple[Fate, ...]:
    """What befell a question, other than nothing; where others now stand in one place with it, it was merged."""
    found = {fate for fates in way.values() for fate in fates} - {Fate.SAME}
    if any(len(mapped[now]) > 1 for now in way):
        found.add(Fate.MERGED)
    return tuple(fate for fate in _FATES if fate in found)


def _meeting(now: str, olds: Sequence[Answer]) -> Answer:
    """The answer proposed where old ones meet: the lowest score, the oldest evidence, the least confirmed."""
    if len(olds) == 1:
        return replace(olds[0], question=now)
    scores = [old.score for old in olds if old.score is not None and not old.not_applicable]
    return Answer(
        now,
        score=min(scores, default=None),
        not_applicable=not scores and any(old.not_applicable for old in olds),
        reason=_joined((old.question, old.reason) for old in olds),
        evidence=_joined((old.question, old.evidence) for old in olds),
        evidence_on=_oldest([old.evidence_on for old in olds if old.evidence.strip()]),
        comment=_joined((old.question, old.comment) for old in olds),
        confidence=min((old.confidence for old in olds), key=_WEAKEST_FIRST.index),
        changed=max((old.changed for old in olds if old.changed is not None), default=None),
    )


def _joined(texts: Iterable[tuple[str, str]]) -> str:
    """What was written at each old question, one a line, under its id."""
    return "\n".join(f"{question}: {text}" for question, text in texts if text.strip())


def _oldest(days: Sequence[str]) -> str:
    """The oldest day; none where one paper has none, since its age is then not known."""
    return "" if any(known_day(text) is None for text in days) else min(days, key=day, default="")
