"""A low answer opens what its question is tied to, and ticks propose a score without setting one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.asked import NOW, Answer, answer, question

from ictguide_desktop.assess.thread import proposal, states, thread
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Effort
from ictguide_desktop.model.user import Run, Tick, TickState

ON = date(2027, 3, 2)
OPEN, DONE, ASIDE = TickState.OPEN, TickState.DONE, TickState.NOT_APPLICABLE
TIED = question(
    "D5.2",
    sections=(Address("cybersecurity", "drill"), Address("cybersecurity", "ladder")),
    items=("D-C8", "D-C12"),
    cases=("costa-rica-ransomware",),
    template="go-live-decision",
    effort=Effort.SMALL,
    after=("D5.1",),
)


def test_an_answer_opens_all_that_its_question_is_tied_to() -> None:
    opened = thread(TIED, answer("D5.2", 1), ON)
    assert opened.low
    assert opened.scored.score == 1
    assert opened.sections == TIED.sections
    assert (opened.items, opened.cases, opened.template) == (
        ("D-C8", "D-C12"),
        ("costa-rica-ransomware",),
        "go-live-decision",
    )
    assert (opened.measure, opened.effort, opened.months, opened.after) == (
        "Mend D5.2.",
        Effort.SMALL,
        3,
        ("D5.1",),
    )


@pytest.mark.parametrize(
    ("name", "given_answer", "low"),
    [
        ("D5.2", answer("D5.2", 2), True),
        ("D5.2", answer("D5.2", 3), False),
        ("D5.3", answer("D5.3", 2), False),
        ("D5.3", answer("D5.3", 1), True),
        ("D5.3", Answer("D5.3", 4), True),  # without evidence it counts 1
        ("D5.3", None, False),
        ("D5.3", Answer("D5.3", not_applicable=True, reason="None."), False),
    ],
)
def test_an_answer_is_low_where_its_score_is_a_gap(name: str, given_answer: Answer | None, low: bool) -> None:
    assert thread(question(name), given_answer, ON).low is low


# --- what ticks propose ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [
        ([], [], None),
        ([OPEN], [OPEN], None),
        ([ASIDE], [ASIDE], None),
        ([DONE], [OPEN], 2),
        ([DONE], [], 2),
        ([DONE, OPEN], [DONE, DONE], 2),
        ([DONE], [ASIDE], 3),
        ([DONE, DONE], [DONE, ASIDE], 3),
    ],
)
def test_ticks_propose_by_how_far_they_reach(
    first: Sequence[TickState], second: Sequence[TickState], score: int | None
) -> None:
    assert proposal(TIED, {"D-C8": first, "D-C12": second, "E-C1": [DONE]}) == score


@pytest.mark.parametrize(("present", "proposed"), [(None, 3), (0, 3), (2, 3), (3, None), (4, None)])
def test_a_proposal_is_always_above_the_present_answer(present: int | None, proposed: int | None) -> None:
    done = {"D-C8": [DONE], "D-C12": [DONE]}
    assert proposal(TIED, done, answer("D5.2", present)) == proposed
    assert proposal(TIED, done, None) == 3


def test_nothing_is_proposed_for_a_question_set_aside_or_without_items() -> None:
    aside = Answer("D5.2", not_applicable=True, reason="None.")
    assert proposal(TIED, {"D-C8": [DONE], "D-C12": [DONE]}, aside) is None
    assert proposal(question("D5.3"), {"D-C8": [DONE]}) is None


ticked = st.dictionaries(
    st.sampled_from(["D-C8", "D-C12", "D-C1"]), st.lists(st.sampled_from(TickState), max_size=4)
)


@given(ticked, st.none() | st.integers(0, 4))
def test_a_proposal_is_two_or_three_and_above_what_is_there(
    ticks: dict[str, list[TickState]], present: int | None
) -> None:
    found = proposal(TIED, ticks, answer("D5.2", present))
    assert found in {None, 2, 3}
    assert found is None or present is None or found > present


@given(ticked)
def test_doing_more_never_lowers_a_proposal(ticks: dict[str, list[TickState]]) -> None:
    more = {item: [DONE if state is OPEN else state for state in here] for item, here in ticks.items()}
    assert (proposal(TIED, more) or 0) >= (proposal(TIED, ticks) or 0)


def test_an_item_stands_as_each_run_of_its_own_checklist_has_it() -> None:
    checklists = {"D-C8": "cyber", "D-C12": "cyber", "E-C1": "insider"}
    runs = [
        Run(name, of, name, NOW, NOW) for name, of in (("port", "cyber"), ("air", "cyber"), ("x", "insider"))
    ]
    ticks = [
        Tick("port", "D-C8", DONE, "", "", "", NOW),
        Tick("x", "D-C12", DONE, "", "", "", NOW),  # of another checklist
        Tick("gone", "D-C12", DONE, "", "", "", NOW),  # of a run that was deleted
        Tick("air", "D-C12", ASIDE, "", "", "", NOW),
    ]
    assert states(TIED, checklists, runs, ticks) == {"D-C8": (DONE, OPEN), "D-C12": (OPEN, ASIDE)}
    assert states(TIED, {}, runs, ticks) == {"D-C8": (), "D-C12": ()}
    assert proposal(TIED, states(TIED, checklists, runs, ticks)) == 2
