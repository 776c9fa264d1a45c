"""The guide's own templates: criteria say in words what the program reckons with, and their examples give their verdict."""

from __future__ import annotations

import re

import pytest
from unit.assess.guide_pages import guide, languages, page

from ictguide_desktop.assess.forms import (
    Field,
    Form,
    Note,
    Outcome,
    Reply,
    Ruling,
    allows,
    criteria,
    decides,
    fields,
    gates,
    keeper,
    verdict,
)
from ictguide_desktop.model.guide import Kind, plain

PILOTS = ("pilot-charter", "aeo-credential-pilot", "transport-operator-pilot")
DECIDING = ("go-live-decision", *PILOTS)
NEVER = {"en": "Never waived", "fr": "Aucune dérogation", "ar": "لا استثناء منه"}
TEMPLATES = [name for name, one in guide().pages["en"].items() if one.head.kind == Kind.TEMPLATE]
EVERY = [(name, language) for name in DECIDING for language in languages(name)]


def by_example(one: Field) -> tuple[str, str]:
    """The answer that the example of a criterion gives, by its place, and what the example says beside it."""
    example = plain(one.example)
    answer, _colon, rest = example.partition(":")
    return str(one.options.index(answer.strip()) + 1), rest.strip()


def example_form(template: str, language: str = "en") -> Form:
    """The template filled in as its examples do; a no that may be met by an action carries one."""
    form = Form(template)
    for one in fields(page(template, language)):
        if one.criterion:
            reply, said = by_example(one)
            form = form.with_value(one.field, reply)
            met = (
                Note(said, "Head of office", "2028-03-09", "Its traffic waits.")
                if reply == Reply.NO
                else Note(said)
            )
            form = form.with_note(one.field, met)
    return form


def test_only_the_templates_of_a_decision_decide() -> None:
    templates = [name for name in TEMPLATES if decides(page(name))]
    assert sorted(templates) == sorted(DECIDING)


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_a_criterion_is_never_waived_where_its_help_says_so(template: str, language: str) -> None:
    said = {
        one.field: plain(one.help).startswith(NEVER[language])
        for one in fields(page(template, language))
        if one.criterion
    }
    reckoned = {
        one.field: one.criterion == "never" for one in fields(page(template, language)) if one.criterion
    }
    assert reckoned == said


@pytest.mark.parametrize(("template", "language"), EVERY)
def test_the_example_of_each_criterion_is_one_of_its_answers(template: str, language: str) -> None:
    english = {one.field: by_example(one)[0] for one in fields(page(template)) if one.criterion}
    assert {
        one.field: by_example(one)[0] for one in fields(page(template, language)) if one.criterion
    } == english


def test_the_example_of_a_go_live_gives_the_decision_that_it_shows() -> None:
    live = page("go-live-decision")
    found = verdict(live, example_form("go-live-decision"))
    assert (found.outcome, found.conditions, found.unproven) == (Outcome.CONDITIONS, ("GL-F15",), ())
    kept = keeper(live, "decision")
    assert kept is not None
    assert kept.options[int(Ruling.GO_WITH_CONDITIONS) - 1] in plain(kept.example)
    assert [one.field for one in criteria(live)] == [f"GL-F{n}" for n in range(4, 20)]


@pytest.mark.parametrize("template", PILOTS)
def test_a_pilot_passes_five_gates_with_the_criteria_of_its_page(template: str) -> None:
    pilot = page(template)
    assert [gate.id for gate in gates(pilot)] == ["G0", "G1", "G2", "G3", "G4"]
    numbers = [int(one.field.partition("-F")[2]) for gate in gates(pilot) for one in criteria(pilot, gate.id)]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    text = " ".join(plain(block.spans) for block in pilot.sections[0].blocks if hasattr(block, "spans"))
    assert re.search(rf"criteria among F{numbers[0]} to F{numbers[-1]}\b", text)
    for gate in gates(pilot):
        assert any(one.criterion == "never" for one in criteria(pilot, gate.id)), f"{gate} has no stop rule"


@pytest.mark.parametrize("template", PILOTS)
def test_the_example_of_a_pilot_bears_the_decision_that_it_shows(template: str) -> None:
    pilot, form = page(template), example_form(template)
    kept = keeper(pilot, "decision")
    assert kept is not None
    said, gate = re.match(r"([^.]+)\. (G\d)", plain(kept.example)).groups()  # type: ignore[union-attr]
    ruling = str(kept.options.index(said) + 1)
    outcome = verdict(pilot, form, gate).outcome
    assert allows(outcome, ruling)
    assert (outcome is Outcome.NO_GO) == (ruling == Ruling.AGAIN)


def test_the_charter_says_in_words_when_each_field_is_due() -> None:
    pilot = page("pilot-charter")
    text = plain(pilot.sections[0].blocks[1].spans)  # type: ignore[union-attr]
    said: dict[str, set[int]] = {}
    for part, gate in re.findall(r"((?:F\d+[^.]*?)) before (G\d)", text):
        numbers = {int(n) for n in re.findall(r"F(\d+)", part)}
        for low, high in re.findall(r"F(\d+) to F(\d+)", part):
            numbers |= set(range(int(low), int(high) + 1))
        said[gate] = numbers
    due = {
        gate: {int(one.field[4:]) for one in fields(pilot) if one.gate == gate and not one.criterion}
        for gate in said
    }
    assert due == {
        "G0": said["G0"],
        "G1": said["G1"] - said["G0"],
        "G2": said["G2"] - said["G1"] - said["G0"],
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_table_has_the_same_columns_in_every_language(template: str) -> None:
    columns = {one.field: len(one.options) for one in fields(page(template)) if one.form == "table"}
    assert all(2 <= count <= 6 for count in columns.values())
    for language in languages(template):
        own = {one.field: one.options for one in fields(page(template, language)) if one.form == "table"}
        assert {name: len(names) for name, names in own.items()} == columns
        assert all(len(set(names)) == len(names) for names in own.values())
