"""Old answers come to the questions of today through any chain of revisions, and every one is accounted for once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from unit.assess.asked import NOW, Answer, answer, any_answer, question

from ictguide_desktop.assess.crosswalk import Carried, UnknownModel, carry
from ictguide_desktop.model.assessment import Change, Confidence, Fate, Questionnaire, Revision

OLD = ("D1.1", "D1.2", "D1.3", "D1.4", "D1.5")


def today(names: Sequence[str], *revisions: Revision) -> Questionnaire:
    """The questionnaire of model 3 with these questions."""
    return Questionnaire("3", (), tuple(question(name) for name in names), revisions=revisions)


def step(*changes: Change, new: Sequence[str] = (), before: str = "2", after: str = "3") -> Revision:
    """One revision."""
    return Revision(before, after, changes, tuple(new))


def carried(given_answers: dict[str, Answer], asked: Questionnaire, model: str = "2") -> Carried:
    """The answers in the model of today, which is known to lead there."""
    found = carry(given_answers, asked, model)
    assert isinstance(found, Carried)
    return found


def test_what_no_revision_names_is_kept_as_it_was() -> None:
    given_answers = {name: answer(name, 3, comment="Seen.") for name in OLD}
    found = carried(given_answers, today(OLD, step()))
    assert found.answers == given_answers
    assert found.kept == OLD
    assert (found.review, found.retired, found.unanswered) == ((), (), ())


def test_the_same_model_needs_no_revision_and_an_answer_to_no_question_is_still_kept_readable() -> None:
    given_answers = {"D1.1": answer("D1.1", 3), "D9.9": answer("D9.9", 4)}
    found = carried(given_answers, today(OLD), "3")
    assert found.kept == ("D1.1",)
    assert found.retired == (given_answers["D9.9"],)
    assert found.unanswered == OLD[1:]


def test_a_question_that_moved_is_kept_under_its_new_id() -> None:
    swap = step(Change("D1.1", Fate.SAME, ("D1.2",)), Change("D1.2", Fate.SAME, ("D1.1",)))
    found = carried({"D1.1": answer("D1.1", 1), "D1.2": answer("D1.2", 4)}, today(OLD, swap))
    assert found.answers == {"D1.1": answer("D1.1", 4), "D1.2": answer("D1.2", 1)}
    assert found.mapped == {"D1.1": ("D1.2",), "D1.2": ("D1.1",)}
    assert set(found.kept) == {"D1.1", "D1.2"}


def test_a_reworded_question_keeps_its_answer_for_review() -> None:
    old = answer("D1.1", 3)
    found = carried({"D1.1": old}, today(OLD, step(Change("D1.1", Fate.REWORDED, ()))))
    assert found.answers["D1.1"] == old
    assert found.kept == ()
    assert [(it.answer, it.now, it.fates) for it in found.review] == [(old, ("D1.1",), (Fate.REWORDED,))]
    assert found.to_review == ("D1.1",)


def test_merged_questions_propose_the_lowest_score_and_keep_all_that_was_written() -> None:
    merge = step(Change("D1.1", Fate.MERGED, ("D1.1",)), Change("D1.2", Fate.MERGED, ("D1.1",)))
    olds = {
        "D1.1": answer("D1.1", 3, comment="Port.", confidence=Confidence.AUDITED),
        "D1.2": answer(
            "D1.2", 1, evidence="A list.", evidence_on="2026-12-01", comment="Airport.", changed=NOW
        ),
    }
    found = carried(olds, today(("D1.1", "D1.3"), merge))
    assert found.answers["D1.1"] == Answer(
        "D1.1",
        1,
        evidence="D1.1: A log.\nD1.2: A list.",
        evidence_on="2026-12-01",
        comment="D1.1: Port.\nD1.2: Airport.",
        confidence=Confidence.SELF,
        changed=NOW,
    )
    assert found.mapped == {"D1.1": ("D1.1", "D1.2")}
    assert [(it.answer, it.fates) for it in found.review] == [
        (olds["D1.1"], (Fate.MERGED,)),
        (olds["D1.2"], (Fate.MERGED,)),
    ]
    assert found.unanswered == ("D1.3",)


def test_merged_evidence_of_which_one_has_no_day_has_none() -> None:
    merge = step(Change("D1.1", Fate.MERGED, ("D1.1",)), Change("D1.2", Fate.MERGED, ("D1.1",)))
    olds = {"D1.1": answer("D1.1", 3), "D1.2": answer("D1.2", 3, evidence_on="")}
    assert carried(olds, today(("D1.1",), merge)).answers["D1.1"].evidence_on == ""
    bare = {"D1.1": answer("D1.1", 3), "D1.2": Answer("D1.2", 3)}
    assert carried(bare, today(("D1.1",), merge)).answers["D1.1"].evidence_on == "2027-01-14"


def test_not_applicable_stays_only_where_no_score_meets_it() -> None:
    merge = step(Change("D1.3", Fate.MERGED, ("D1.3",)), Change("D1.4", Fate.MERGED, ("D1.3",)))
    aside = Answer("D1.3", not_applicable=True, reason="None.")
    with_score = carried({"D1.3": aside, "D1.4": answer("D1.4", 2)}, today(("D1.3",), merge)).answers["D1.3"]
    assert (with_score.score, with_score.not_applicable) == (2, False)
    assert with_score.reason == "D1.3: None."
    alone = carried({"D1.3": aside, "D1.4": Answer("D1.4")}, today(("D1.3",), merge)).answers["D1.3"]
    assert (alone.score, alone.not_applicable) == (None, True)


def test_a_split_question_is_copied_to_each_for_review() -> None:
    old = answer("D1.1", 3)
    found = carried({"D1.1": old}, today(OLD, step(Change("D1.1", Fate.SPLIT, ("D1.1", "D1.4")))))
    assert {name: it.score for name, it in found.answers.items()} == {"D1.1": 3, "D1.4": 3}
    assert [(it.now, it.fates) for it in found.review] == [(("D1.1", "D1.4"), (Fate.SPLIT,))]


def test_a_dropped_question_is_retired_and_the_new_one_under_its_id_is_unanswered() -> None:
    old = answer("D1.1", 3)
    for dropped in (
        step(Change("D1.1", Fate.DROPPED, ()), new=("D1.1",)),
        step(Change("D1.1", Fate.DROPPED, ("D1.1",))),
        step(new=("D1.1",)),
    ):
        found = carried({"D1.1": old}, today(OLD, dropped))
        assert found.retired == (old,)
        assert found.answers == {}
        assert "D1.1" in found.unanswered


def test_several_revisions_are_followed_in_turn() -> None:
    chain = (
        step(Change("D1.4", Fate.MERGED, ("D1.1",)), Change("D1.2", Fate.DROPPED, ()), before="2", after="3"),
        step(
            Change("D1.1", Fate.SPLIT, ("D1.1", "D1.4")),
            Change("D1.3", Fate.REWORDED, ()),
            before="1",
            after="2",
        ),
    )
    olds = {name: answer(name, 2) for name in OLD[:3]} | {"D1.5": answer("D1.5", 4)}
    found = carried(olds, today(OLD, *chain), "1")
    fates = {it.answer.question: (it.now, it.fates) for it in found.review}
    assert fates == {"D1.1": (("D1.1",), (Fate.MERGED, Fate.SPLIT)), "D1.3": (("D1.3",), (Fate.REWORDED,))}
    assert found.kept == ("D1.5",)
    assert found.retired == (olds["D1.2"],)
    assert carried(olds, today(OLD, *chain), "2").retired == (olds["D1.2"],)


def test_an_unknown_model_gives_the_answers_back_and_names_the_known_ones() -> None:
    olds = {"D1.1": answer("D1.1", 3)}
    asked = today(OLD, step(before="2", after="3"), step(before="1", after="2"), step(before="3", after="4"))
    assert carry(olds, asked, "4") == UnknownModel("4", ("3", "2", "1"), olds)
    assert isinstance(carry(olds, today(OLD), ""), UnknownModel)


def test_revisions_that_lead_in_a_circle_do_not_hang() -> None:
    circle = (step(before="3", after="2"), step(before="2", after="3"))
    assert carried({"D1.1": answer("D1.1", 3)}, today(OLD, *circle)).kept == ("D1.1",)
    assert isinstance(carry({}, today(OLD, *circle), "1"), UnknownModel)


# --- for any chain --------------------------------------------------------------------------------------------

POOL = tuple(f"D{d}.{n}" for d in (1, 2, 3) for n in range(1, 4))


@st.composite
def any_revision(draw: st.DrawFn, before: int) -> Revision:
    """A revision that may be wrong in itself: ids that collide, changes that lead nowhere, questions named twice."""
    named = draw(st.lists(st.sampled_from(POOL), max_size=7))
    some = st.lists(st.sampled_from(POOL), max_size=3, unique=True).map(tuple)
    changes = tuple(Change(name, draw(st.sampled_from(Fate)), draw(some)) for name in named)
    return Revision(str(before), str(before + 1), changes, draw(some))


@st.composite
def any_case(draw: st.DrawFn) -> tuple[dict[str, Answer], Questionnaire]:
    """Answers to model 0, and a questionnaire some revisions later."""
    length = draw(st.integers(0, 4))
    chain = tuple(draw(any_revision(n)) for n in range(length))
    names = draw(st.lists(st.sampled_from(POOL), unique=True))
    asked = Questionnaire(str(length), (), tuple(question(name) for name in names), revisions=chain)
    answered = draw(st.lists(st.sampled_from(POOL), unique=True))
    return {name: draw(any_answer(name)) for name in answered}, asked


@given(any_case())
def test_every_old_answer_is_accounted_for_exactly_once(
    case: tuple[dict[str, Answer], Questionnaire],
) -> None:
    olds, asked = case
    found = carried(olds, asked, "0")
    accounted = [
        *found.kept,
        *(it.answer.question for it in found.review),
        *(it.question for it in found.retired),
    ]
    assert sorted(accounted) == sorted(olds)
    for it in (*(review.answer for review in found.review), *found.retired):
        assert it == olds[it.question]


@given(any_case())
def test_every_answer_of_today_stands_on_old_ones_and_says_which(
    case: tuple[dict[str, Answer], Questionnaire],
) -> None:
    olds, asked = case
    found = carried(olds, asked, "0")
    names = {it.id for it in asked.questions}
    assert set(found.answers) == set(found.mapped)
    assert set(found.answers) | set(found.unanswered) == names
    assert not set(found.answers) & set(found.unanswered)
    for name, made in found.answers.items():
        behind = [olds[old] for old in found.mapped[name]]
        assert made.question == name
        scores = [it.score for it in behind if it.score is not None]
        assert made.score == min(scores, default=None)
        for it in behind:
            assert it.evidence.strip() in made.evidence
            assert it.comment.strip() in made.comment
        if len(behind) > 1:
            assert set(found.mapped[name]).isdisjoint(found.kept)
    standing = {old for behind in found.mapped.values() for old in behind}
    assert standing == set(olds) - {it.question for it in found.retired}


@given(any_case())
def test_the_order_of_the_answers_does_not_matter(case: tuple[dict[str, Answer], Questionnaire]) -> None:
    olds, asked = case
    forwards, backwards = carried(olds, asked, "0"), carried(dict(reversed(olds.items())), asked, "0")
    assert forwards.answers == backwards.answers
    assert forwards.mapped == backwards.mapped
