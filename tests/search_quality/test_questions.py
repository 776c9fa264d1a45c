"""The search answers what users ask, in each language, and no change may make it worse unseen."""

from __future__ import annotations

from functools import cache

import pytest
from search_quality.questions import HALVES, Answered, answered, baseline, figures, questions
from search_quality.shipped_guide import LANGUAGES, addresses

pytestmark = pytest.mark.xdist_group("shipped-search")  # one worker, so that the edition is compiled once

FEWEST_QUESTIONS = 50
FEWEST_HELD_OUT = 40
MOST_LOST = 0.02


@cache
def asked(language: str) -> tuple[Answered, ...]:
    """Every question of a language, asked once."""
    return tuple(answered(question, language) for question in questions(language))


def missed(every: list[Answered], most: int) -> str:
    """The questions whose first right answer stands further down, for the message of a failure."""
    return "; ".join(f"{one.question.ask} ({one.rank or 'not found'})" for one in every if not 0 < one.rank <= most)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_many_different_and_can_be_answered(language: str) -> None:
    every = questions(language)
    texts = [question.ask for question in every]
    assert len(texts) == len(set(texts)) >= FEWEST_QUESTIONS
    assert sum(question.half == "held_out" for question in every) >= FEWEST_HELD_OUT
    known = addresses(language)
    wrong = {question.ask: question.accept - known for question in every if not question.accept <= known}
    assert not wrong, f"these answers are not in the guide: {wrong}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_held_out_are_answered(language: str) -> None:
    own = [one for one in asked(language) if one.question.half == HALVES[1]]
    found = figures(own)
    assert found.recall_5 >= 0.95, f"not in the first five: {missed(own, 5)}"
    assert found.first >= 0.80, f"not first: {missed(own, 1)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_gets_worse(language: str) -> None:
    now, then = figures(asked(language)), baseline()[language]
    assert now.recall_10 >= then.recall_10 - MOST_LOST, f"not in the first ten: {missed(list(asked(language)), 10)}"
    assert set(now.nothing) <= set(then.nothing), "a question has no answer at all any more"
