"""Six questions give a tier, the tier its items, and the rule of the guide says what their answers allow."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.filled import ACTION, DAYS, NOTES, PROOF, TEXTS, ethics_checklist, ethics_module

from ictguide_desktop.assess import ethics_file
from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.ethics import (
    RAISERS,
    ChangeOf,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    SystemChange,
    TierAnswers,
    decided,
    found_tier,
    stage_before,
    standing,
    tier_items,
    tier_test,
)
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.model.guide import Page, plain

LIST = ethics_checklist()
TODAY = date(2027, 3, 2)
NONE_RAISES = dict.fromkeys(RAISERS, False)
WORSTS = st.none() | st.integers(0, 4)
ANSWERS = st.builds(TierAnswers, WORSTS, st.dictionaries(st.sampled_from(RAISERS), st.booleans()))
ITEMS = st.sampled_from([f"X{n}" for n in range(1, 8)])
RULED = st.builds(
    EthicsDecision,
    DAYS,
    TEXTS,
    TEXTS,
    st.booleans(),
    st.sampled_from(Stage),
    st.integers(1, 4),
    st.sampled_from(Ground),
    TEXTS,
)
RECORDS = st.builds(
    EthicsRecord,
    TEXTS, TEXTS, ANSWERS, TEXTS | DAYS, TEXTS, TEXTS, TEXTS,
    st.sampled_from(Stage),
    st.dictionaries(ITEMS, st.sampled_from(["", "1", "2", "3", "maybe"])),
    st.dictionaries(ITEMS, NOTES | st.just(ACTION) | st.just(PROOF)),
    st.lists(st.builds(SystemChange, DAYS, st.sampled_from(ChangeOf), TEXTS), max_size=2).map(tuple),
    st.lists(RULED, max_size=2).map(tuple),
    st.dictionaries(st.sampled_from(["later"]), TEXTS),
)  # fmt: skip


def whole(worst: int = 3, **replies: str) -> EthicsRecord:
    """A record with every question answered and every item at yes, but for some."""
    given_ = {f"X{n}": Reply.YES.value for n in range(1, 6)} | replies
    return EthicsRecord(
        answers=TierAnswers(worst, NONE_RAISES), replies=given_, notes=dict.fromkeys(given_, PROOF)
    )


class TestTier:
    @pytest.mark.parametrize("worst", [1, 2, 3, 4])
    def test_without_a_raiser_it_is_the_highest_that_applies(self, worst: int) -> None:
        found = found_tier(TierAnswers(worst, NONE_RAISES))
        assert (found.tier, found.raised, found.assumed, found.complete) == (worst, False, False, True)

    @pytest.mark.parametrize("name", RAISERS)
    def test_each_of_the_five_raises_it_by_one(self, name: str) -> None:
        found = found_tier(TierAnswers(2, {**NONE_RAISES, name: True}))
        assert (found.tier, found.before, found.raised_by) == (3, 2, (name,))

    def test_all_five_raise_it_once(self) -> None:
        found = found_tier(TierAnswers(1, dict.fromkeys(RAISERS, True)))
        assert (found.tier, found.raised_by) == (2, RAISERS)

    def test_the_highest_is_not_raised(self) -> None:
        found = found_tier(TierAnswers(4, dict.fromkeys(RAISERS, True)))
        assert (found.tier, found.raised) == (4, False)

    def test_one_that_nobody_knows_is_the_third_and_may_be_raised(self) -> None:
        found = found_tier(TierAnswers(0, NONE_RAISES))
        assert (found.tier, found.assumed, found.complete) == (3, True, True)
        assert found_tier(TierAnswers(0, {**NONE_RAISES, "appeal": True})).tier == 4

    @given(ANSWERS)
    def test_the_tier_is_one_of_four_and_never_below_the_first_answer(self, answers: TierAnswers) -> None:
        found = found_tier(answers)
        assert 1 <= found.before <= found.tier <= min(4, found.before + 1)
        assert found.complete == (answers.worst is not None and len(answers.raisers) == 5)
        assert found.tier >= (answers.worst or 3)

    def test_not_all_answered_is_not_complete(self) -> None:
        assert not found_tier(TierAnswers(None, NONE_RAISES)).complete
        assert not found_tier(TierAnswers(2, {"people": False})).complete

    def test_the_questions_are_those_of_the_page(self) -> None:
        asked = tier_test(ethics_module())
        assert [plain(asked.worst), plain(asked.raising)] == ["The worst?", "Raise if:"]
        assert [plain(raiser) for raiser in asked.raisers] == [f"raiser {n}" for n in range(1, 6)]
        assert [tuple(map(plain, tier)) for tier in asked.tiers][1] == (
            "T2 Name", "use 2", "items 2", "prepares 2", "signs 2", "again 2",
        )  # fmt: skip

    def test_a_page_without_them_is_named(self) -> None:
        module = ethics_module()
        with pytest.raises(ValueError, match="“ethics#tier-test” does not hold"):
            tier_test(Page(module.head, module.sections[1:]))


class TestItems:
    @pytest.mark.parametrize(
        ("tier", "names"), [(1, ["X1"]), (2, ["X1", "X2"]), (3, ["X1", "X2", "X3", "X4"])]
    )
    def test_a_tier_asks_for_its_items_and_those_below(self, tier: int, names: list[str]) -> None:
        assert [item.item for item in tier_items(LIST, tier)] == names

    def test_all_at_yes_passes(self) -> None:
        found = standing(LIST, whole(), TODAY)
        assert (found.ground, found.asked) == (Ground.PASSES, ("X1", "X2", "X3", "X4"))

    def test_a_dated_action_stands_for_a_no(self) -> None:
        found = standing(LIST, whole().with_reply("X3", Reply.NO, ACTION), TODAY)
        assert (found.ground, found.actions) == (Ground.ACTIONS, ("X3",))

    @pytest.mark.parametrize("part", ["text", "owner", "by"])
    def test_an_action_without_owner_or_day_does_not(self, part: str) -> None:
        found = standing(LIST, whole().with_reply("X3", Reply.NO, ACTION._replace(**{part: ""})), TODAY)
        assert (found.ground, found.open) == (Ground.OPEN, ("X3",))

    def test_a_no_that_is_never_waived_stops_it_whatever_the_action(self) -> None:
        found = standing(LIST, whole().with_reply("X4", Reply.NO, ACTION), TODAY)
        assert (found.ground, found.stop_items) == (Ground.STOP, ("X4",))

    def test_what_is_not_of_the_tier_does_not_stop_it(self) -> None:
        assert standing(LIST, whole(2).with_reply("X4", Reply.NO, Note()), TODAY).ground is Ground.PASSES

    def test_not_applicable_needs_a_reason_and_a_yes_its_evidence(self) -> None:
        record = whole().with_reply("X3", Reply.NOT_APPLICABLE, Note()).with_reply("X1", Reply.YES, Note())
        found = standing(LIST, record, TODAY)
        assert (found.open, found.unproven) == (("X3",), ("X1",))
        assert (
            standing(LIST, whole().with_reply("X3", Reply.NOT_APPLICABLE, PROOF), TODAY).ground
            is Ground.PASSES
        )

    def test_a_tier_that_is_not_settled_passes_nothing(self) -> None:
        record = replace(whole(), answers=TierAnswers(3, {}))
        assert standing(LIST, record, TODAY).ground is Ground.OPEN

    @pytest.mark.parametrize(
        ("stage", "ground", "back"),
        [
            (Stage.LIVE, Ground.GO_BACK, Stage.SHADOW),
            (Stage.SHADOW, Ground.GO_BACK, Stage.SANDBOX),
            (Stage.SANDBOX, Ground.OPEN, None),
            (Stage.INTAKE, Ground.OPEN, None),
        ],
    )
    def test_an_action_that_missed_its_day_takes_the_system_one_step_back(
        self, stage: Stage, ground: Ground, back: Stage | None
    ) -> None:
        record = replace(whole().with_reply("X3", Reply.NO, ACTION), stage=stage)
        on_the_day = date.fromisoformat(ACTION.by)
        assert standing(LIST, record, on_the_day).ground is Ground.ACTIONS
        found = standing(LIST, record, on_the_day + timedelta(days=1))
        assert (found.ground, found.overdue, found.back_to) == (ground, ("X3",), back)
        assert stage_before(stage) == back

    @given(RECORDS, st.dates())
    def test_each_item_of_the_tier_stands_in_one_place(self, record: EthicsRecord, today: date) -> None:
        found = standing(LIST, record, today)
        placed = [*found.stop_items, *found.open, *found.actions, *found.unproven]
        assert len(placed) == len(set(placed))
        assert set(placed) <= set(found.asked)
        assert set(found.overdue) <= set(found.actions)
        assert set(found.stop_items) <= {"X2", "X4"}
        if found.ground in (Ground.PASSES, Ground.ACTIONS):
            assert not found.stop_items and not found.open and not found.overdue and found.tier.complete  # noqa: PT018

    @given(RECORDS, st.dates(), st.dates())
    def test_time_alone_never_makes_it_better(self, record: EthicsRecord, one: date, other: date) -> None:
        order = list(Ground)
        order.remove(Ground.OPEN)
        order.insert(order.index(Ground.GO_BACK), Ground.OPEN)
        before, after = (order.index(standing(LIST, record, day).ground) for day in sorted((one, other)))
        assert before <= after


class TestDecision:
    DECISION = EthicsDecision(
        "2027-03-02", "A. Head", "deputy head", True, Stage.LIVE, 1, Ground.STOP, "Three months."
    )

    def test_a_decision_keeps_what_the_answers_then_allowed(self) -> None:
        record = decided(LIST, whole(), self.DECISION)
        (line,) = record.decisions
        assert (line.by, line.tier, line.ground, line.against_rule) == ("A. Head", 3, Ground.PASSES, False)
        assert record.stage is Stage.LIVE

    def test_an_approval_that_the_rule_does_not_allow_is_marked(self) -> None:
        record = decided(LIST, whole().with_reply("X2", Reply.NO, ACTION), self.DECISION)
        assert record.decisions[0].against_rule
        refused = decided(
            LIST, whole().with_reply("X2", Reply.NO, ACTION), self.DECISION._replace(approved=False)
        )
        assert (refused.decisions[0].against_rule, refused.stage) == (False, Stage.INTAKE)

    @pytest.mark.parametrize("change", [{"by": " "}, {"on": ""}, {"on": "today"}])
    def test_a_decision_names_who_and_when(self, change: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="names who took it"):
            decided(LIST, whole(), self.DECISION._replace(**change))

    @pytest.mark.parametrize(
        ("worst", "due"), [(1, None), (2, None), (3, date(2028, 3, 2)), (4, date(2028, 3, 2))]
    )
    def test_the_two_highest_tiers_are_looked_at_each_year(self, worst: int, due: date | None) -> None:
        assert standing(LIST, decided(LIST, whole(worst), self.DECISION), TODAY).due_again == due

    def test_a_change_calls_for_a_look_in_every_tier(self) -> None:
        record = decided(LIST, whole(1), self.DECISION)
        before = SystemChange("2027-03-02", ChangeOf.DATA)
        assert standing(LIST, replace(record, changes=(before,)), TODAY).due_again is None
        record = replace(record, changes=(before, SystemChange("2027-05-01", ChangeOf.SUPPLIER)))
        found = standing(LIST, record, TODAY)
        assert found.due_again == date(2027, 5, 1)
        assert [found.look_due(date(2027, 4, 30)), found.look_due(date(2027, 5, 1))] == [False, True]

    def test_what_was_not_approved_needs_no_look(self) -> None:
        record = decided(LIST, whole(4), self.DECISION._replace(approved=False))
        assert standing(LIST, record, TODAY).due_again is None
        assert standing(LIST, whole(4), TODAY).due_again is None


class TestBody:
    @given(RECORDS)
    def test_a_record_comes_back_the_same(self, record: EthicsRecord) -> None:
        body = json.loads(json.dumps(ethics_file.to_body(record), ensure_ascii=False))
        assert ethics_file.from_body(body) == record

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("version", 2, "at version: a newer version"),
            ("system", None, "at system: a text"),
            ("stage", "dead", "at stage: one of intake"),
            ("tier_test", {"worst": 5, "raisers": {}}, r"at tier_test\.worst: a number from 0 to 4"),
            ("tier_test", {"worst": True, "raisers": {}}, r"at tier_test\.worst: a number"),
            (
                "tier_test",
                {"worst": 1, "raisers": {"people": 1}},
                r"at tier_test\.raisers\.people: true or false",
            ),
            ("items", {"X1": {"reply": 1}}, r"at items\.X1\.reply: a text"),
            ("changes", [{"on": "x"}], r"at changes\[0\]\.on: a day"),
            ("decisions", [3], r"at decisions\[0\]: an object"),
        ],
    )
    def test_a_body_that_is_wrong_says_where(self, key: str, value: object, said: str) -> None:
        with pytest.raises(WorkRefused, match=said):
            ethics_file.from_body({**ethics_file.to_body(whole()), key: value})
