"""A filled template says what is missing and wrong, opens in every language, and reckons the verdict that the pages state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.assess.filled import ACTION, ANSWERED_FORMS, FORMS, PROOF, gated, good_form, one_decision

from ictguide_desktop.assess.forms import (
    Flaw,
    Form,
    FormProblem,
    Gate,
    Note,
    Outcome,
    Progress,
    Reply,
    Ruling,
    allows,
    close_gate,
    condition_rows,
    criteria,
    current_gate,
    decides,
    due,
    fields,
    gates,
    is_number,
    no_longer_asked,
    problems,
    progress,
    verdict,
)

LIVE, PILOT = one_decision(), gated()


def flaws(form: Form) -> dict[str, Flaw]:
    """What is wrong with the fields of the go-live template."""
    return {one.field: one.flaw for one in problems(LIVE, form)}


class TestFields:
    def test_an_empty_form_lacks_its_required_fields_and_nothing_else(self) -> None:
        missing = [FormProblem(f"L-F{n}", Flaw.MISSING) for n in (1, 2, 4, 5, 6, 7, 9)]
        assert problems(LIVE, Form("live")) == tuple(missing)
        assert progress(LIVE, Form("live")) == Progress(0, 7)

    def test_a_whole_form_has_nothing_wrong(self) -> None:
        assert problems(LIVE, good_form()) == ()
        assert progress(LIVE, good_form()) == Progress(7, 7)

    @pytest.mark.parametrize(
        ("name", "value", "flaw"),
        [
            ("L-F1", "   ", Flaw.MISSING),
            ("L-F1", (("a",),), Flaw.NOT_A_TEXT),
            ("L-F2", "2 March 2027", Flaw.NOT_A_DAY),
            ("L-F2", "2027-02-29", Flaw.NOT_A_DAY),
            ("L-F2", "20270302", Flaw.NOT_A_DAY),
            ("L-F3", "1,5", Flaw.NOT_A_NUMBER),
            ("L-F3", "1 500", Flaw.NOT_A_NUMBER),
            ("L-F3", "١٢", Flaw.NOT_A_NUMBER),
            ("L-F3", "1e5", Flaw.NOT_A_NUMBER),
            ("L-F4", "a text", Flaw.NOT_A_TABLE),
            ("L-F4", ((" ", ""), ()), Flaw.MISSING),
            ("L-F5", "4", Flaw.NOT_AN_ANSWER),
            ("L-F5", "0", Flaw.NOT_AN_ANSWER),
            ("L-F5", "Yes", Flaw.NOT_AN_ANSWER),
        ],
    )
    def test_a_value_that_is_wrong_is_named(
        self, name: str, value: str | tuple[tuple[str, ...], ...], flaw: Flaw
    ) -> None:
        assert flaws(good_form().with_value(name, value))[name] is flaw

    @pytest.mark.parametrize("value", ["12", "-3", "0.5", "1500.25"])
    def test_a_number_is_stored_with_a_decimal_point(self, value: str) -> None:
        assert flaws(good_form().with_value("L-F3", value)) == {}

    @given(st.text(max_size=8))
    def test_what_counts_as_a_number_can_be_reckoned_with(self, text: str) -> None:
        if is_number(text):
            assert str(float(text))

    def test_an_empty_value_or_note_is_taken_out(self) -> None:
        form = good_form().with_value("L-F1", "").with_note("L-F5", Note())
        assert "L-F1" not in form.values
        assert "L-F5" not in form.notes

    def test_what_another_version_asked_is_kept_and_named(self) -> None:
        form = Form("live", {"L-F1": "x", "L-F77": "old"}, {"L-F78": PROOF, "L-F77": PROOF})
        assert no_longer_asked(LIVE, form) == ("L-F77", "L-F78")
        assert flaws(form).keys().isdisjoint({"L-F77", "L-F78"})

    @given(FORMS)
    def test_no_form_is_too_odd_to_be_looked_at(self, form: Form) -> None:
        for template in (LIVE, PILOT):
            done = progress(template, form)
            assert 0 <= done.filled <= done.required
            asked = [one.field for one in fields(template)]
            named = [one.field for one in problems(template, form)]
            assert named == sorted(set(named), key=asked.index)

    @given(FORMS)
    def test_a_form_says_the_same_in_every_language(self, form: Form) -> None:
        assert problems(one_decision("ar"), form) == problems(LIVE, form)
        assert verdict(one_decision("ar"), form) == verdict(LIVE, form)
        assert verdict(gated("ar"), form) == verdict(PILOT, form)


class TestVerdict:
    def answered(self, **replies: str) -> Form:
        """The whole form with other answers to criteria, without notes."""
        form = good_form()
        for name, reply in replies.items():
            form = form.with_value(name.replace("_", "-"), reply).with_note(name.replace("_", "-"), Note())
        return form

    def test_all_at_yes_is_a_go(self) -> None:
        assert verdict(LIVE, good_form()).outcome is Outcome.GO

    def test_a_no_that_is_never_waived_is_a_no_go_whatever_action_stands_beside_it(self) -> None:
        form = self.answered(L_F5=Reply.NO).with_note("L-F5", ACTION)
        found = verdict(LIVE, form)
        assert (found.outcome, found.failed, found.conditions) == (Outcome.NO_GO, ("L-F5",), ())

    def test_another_no_with_an_action_is_a_go_with_conditions(self) -> None:
        form = self.answered(L_F6=Reply.NO).with_note("L-F6", ACTION)
        found = verdict(LIVE, form)
        assert (found.outcome, found.conditions) == (Outcome.CONDITIONS, ("L-F6",))
        assert condition_rows(LIVE, form) == (tuple(ACTION),)

    @pytest.mark.parametrize("part", ["text", "owner", "by", "otherwise"])
    def test_an_action_that_is_not_whole_is_a_no_go(self, part: str) -> None:
        form = self.answered(L_F6=Reply.NO).with_note("L-F6", ACTION._replace(**{part: " "}))
        assert verdict(LIVE, form).outcome is Outcome.NO_GO
        assert flaws(form)["L-F6"] is Flaw.NO_ACTION

    def test_an_action_without_a_real_day_is_a_no_go(self) -> None:
        form = self.answered(L_F6=Reply.NO).with_note("L-F6", ACTION._replace(by="soon"))
        assert verdict(LIVE, form).failed == ("L-F6",)

    def test_where_no_table_of_conditions_asks_what_happens_otherwise_it_need_not_be_said(self) -> None:
        form = Form("pilot", {"P-F4": "1", "P-F5": "2"}, {"P-F5": ACTION._replace(otherwise="")})
        assert verdict(PILOT, form).outcome is Outcome.CONDITIONS

    def test_no_answer_is_undecided(self) -> None:
        found = verdict(LIVE, self.answered(L_F7=""))
        assert (found.outcome, found.open) == (Outcome.UNDECIDED, ("L-F7",))

    def test_a_no_that_is_never_waived_decides_though_others_are_open(self) -> None:
        assert verdict(LIVE, self.answered(L_F5=Reply.NO, L_F7="")).outcome is Outcome.NO_GO

    def test_not_applicable_needs_a_reason(self) -> None:
        form = self.answered(L_F5=Reply.NOT_APPLICABLE)
        assert verdict(LIVE, form).open == ("L-F5",)
        assert flaws(form)["L-F5"] is Flaw.NO_REASON
        assert verdict(LIVE, form.with_note("L-F5", PROOF)).outcome is Outcome.GO

    def test_a_yes_without_evidence_counts_and_is_named(self) -> None:
        form = self.answered(L_F6=Reply.YES)
        assert (verdict(LIVE, form).outcome, verdict(LIVE, form).unproven) == (Outcome.GO, ("L-F6",))
        assert flaws(form) == {"L-F6": Flaw.NO_EVIDENCE}

    @given(ANSWERED_FORMS)
    def test_each_criterion_stands_in_one_place_and_the_outcome_follows(self, form: Form) -> None:
        found = verdict(LIVE, form)
        asked = [one.field for one in criteria(LIVE)]
        placed = [*found.failed, *found.conditions, *found.open, *found.unproven]
        assert len(placed) == len(set(placed))
        assert set(placed) <= set(asked)
        if found.outcome is Outcome.GO:
            assert all(form.values[name] in ("1", "3") for name in asked)
        if found.outcome in (Outcome.GO, Outcome.CONDITIONS):
            assert form.values["L-F5"] != Reply.NO
        assert (found.outcome is Outcome.NO_GO) == bool(found.failed)

    @given(ANSWERED_FORMS, st.sampled_from(["L-F5", "L-F6", "L-F7"]))
    def test_a_yes_never_makes_it_worse(self, form: Form, name: str) -> None:
        better = form.with_value(name, Reply.YES)
        worse = [Outcome.GO, Outcome.CONDITIONS, Outcome.UNDECIDED, Outcome.NO_GO]
        assert worse.index(verdict(LIVE, better).outcome) <= worse.index(verdict(LIVE, form).outcome)

    def test_a_template_without_criteria_decides_nothing(self) -> None:
        bare = gated()
        nothing = type(bare)(bare.head, bare.sections[:3])
        assert not decides(nothing)
        assert verdict(nothing, Form("pilot")).outcome is Outcome.UNDECIDED


class TestDecision:
    @pytest.mark.parametrize(
        ("outcome", "allowed"),
        [(Outcome.GO, "1234"), (Outcome.CONDITIONS, "234"), (Outcome.NO_GO, "34"), (Outcome.UNDECIDED, "34")],
    )
    def test_to_wait_or_stop_is_always_possible_and_to_go_is_not(
        self, outcome: Outcome, allowed: str
    ) -> None:
        assert "".join(ruling for ruling in Ruling if allows(outcome, ruling)) == allowed

    def test_a_decision_beyond_the_criteria_is_named(self) -> None:
        form = good_form().with_value("L-F5", Reply.NO)
        assert flaws(form) == {"L-F9": Flaw.BEYOND_CRITERIA}
        assert flaws(form.with_value("L-F9", Ruling.STOP)) == {}


class TestGates:
    FIRST = Form(
        "pilot",
        {"P-F1": "x", "P-F4": "1", "P-F5": "1", "P-F3": "1"},
        dict.fromkeys(("P-F4", "P-F5", "P-F3"), PROOF),
    )

    def test_gates_are_named_by_the_group_of_their_criteria(self) -> None:
        assert gates(PILOT) == (Gate("G0", "Intake"), Gate("G1", "Sandbox"))
        assert gates(LIVE) == ()

    @pytest.mark.parametrize(("gate", "here"), [("", "G0"), ("G0", "G0"), ("G1", "G1"), ("G9", "G0")])
    def test_a_form_stands_before_the_first_gate_unless_it_says_another(self, gate: str, here: str) -> None:
        assert current_gate(PILOT, Form("pilot", gate=gate)) == here

    def test_what_is_due_at_a_later_gate_is_not_missing_yet(self) -> None:
        assert [one.field for one in due(PILOT, Form("pilot"))] == ["P-F1", "P-F4", "P-F5", "P-F3"]
        assert problems(PILOT, self.FIRST) == ()
        assert progress(PILOT, self.FIRST) == Progress(4, 4)

    def test_the_criteria_of_a_gate_are_judged_together(self) -> None:
        assert verdict(PILOT, self.FIRST).outcome is Outcome.GO
        assert verdict(PILOT, self.FIRST, "G1").open == ("P-F6",)

    def test_a_go_closes_the_gate_and_opens_the_next(self) -> None:
        closed = close_gate(PILOT, self.FIRST, date(2027, 3, 2))
        assert (closed.gate, closed.text("P-F3"), closed.note("P-F3")) == ("G1", "", Note())
        (line,) = closed.decisions
        assert (line.gate, line.on, line.decision, line.outcome) == ("G0", "2027-03-02", "1", Outcome.GO)
        assert line.note == PROOF
        assert flaws_of_pilot(closed) == {"P-F2", "P-F6", "P-F3"}

    def test_to_do_it_again_keeps_the_gate_open(self) -> None:
        again = close_gate(PILOT, self.FIRST.with_value("P-F3", Ruling.AGAIN), date(2027, 3, 2))
        assert again.gate == "G0"
        assert flaws_of_pilot(again) == {"P-F3"}

    def test_to_stop_ends_it(self) -> None:
        stopped = close_gate(PILOT, self.FIRST.with_value("P-F3", Ruling.STOP), date(2027, 3, 2))
        assert stopped.gate == "G0"
        assert flaws_of_pilot(stopped) == set()

    def test_the_conditions_of_a_go_are_kept_in_the_record(self) -> None:
        form = (
            self.FIRST.with_value("P-F5", Reply.NO)
            .with_note("P-F5", ACTION)
            .with_value("P-F3", Ruling.GO_WITH_CONDITIONS)
        )
        (line,) = close_gate(PILOT, form, date(2027, 3, 2)).decisions
        assert (line.outcome, line.conditions) == (Outcome.CONDITIONS, (tuple(ACTION),))

    @pytest.mark.parametrize("decision", ["", "7", "go"])
    def test_no_gate_is_closed_without_a_decision(self, decision: str) -> None:
        with pytest.raises(ValueError, match="choose one first"):
            close_gate(PILOT, self.FIRST.with_value("P-F3", decision), date(2027, 3, 2))

    def test_a_template_without_gates_has_none_to_close(self) -> None:
        with pytest.raises(ValueError, match="gate"):
            close_gate(LIVE, good_form(), date(2027, 3, 2))


def flaws_of_pilot(form: Form) -> set[str]:
    """The fields of the gated template that have something wrong."""
    return {one.field for one in problems(PILOT, form)}
