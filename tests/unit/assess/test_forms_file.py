"""A form comes back the same from the store and from a file, and a file that is no form is refused in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from unit.assess.filled import ACTION, FORMS, TEXTS, good_form

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.form_file import FormFile, from_body, from_exchange, to_body, to_exchange
from ictguide_desktop.assess.forms import Form, GateDecision, Note, Outcome
from ictguide_desktop.model.problems import GuideError

WHOLE = Form(
    "live",
    {"L-F1": "Import\nrelease", "L-F4": (("a", "b"), ("c",))},
    {"L-F5": ACTION},
    "G1",
    (GateDecision("G0", "2027-03-02", "2", Outcome.CONDITIONS, Note("Signed"), (tuple(ACTION),)),),
)


@given(FORMS)
def test_a_form_comes_back_the_same_from_its_body(form: Form) -> None:
    body = json.loads(json.dumps(to_body(form), ensure_ascii=False))
    assert from_body(form.template, body) == form


@given(FORMS, TEXTS, TEXTS, TEXTS)
def test_a_form_comes_back_the_same_from_a_file(form: Form, name: str, edition: str, language: str) -> None:
    sent = FormFile(form, name, edition, language)
    assert from_exchange(to_exchange(sent)) == sent


def test_a_file_is_readable_text_that_names_its_schema() -> None:
    text = to_exchange(FormFile(WHOLE, "بوابة", "2026.1", "ar"))
    assert "بوابة" in text
    assert {key: json.loads(text)[key] for key in ("schema", "version", "template", "edition", "language")} == {
        "schema": "ictguide-form", "version": 1, "template": "live", "edition": "2026.1", "language": "ar",
    }  # fmt: skip


def test_a_byte_order_mark_does_no_harm() -> None:
    assert from_exchange("\ufeff" + to_exchange(FormFile(WHOLE, "", "", ""))).form == WHOLE


def test_entries_that_nobody_reads_are_kept() -> None:
    body = {**to_body(good_form()), "colour": ["red"]}
    again = to_body(from_body("live", body))
    assert again == body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"at line 1, column 1: it is not JSON"),
        ('{"schema": ', r"at line 1, column 12: it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"schema": NaN}', "it is not JSON"),
        ("1" * 10_000, "it is not JSON"),
        ("[1]", "an object in braces"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"format": "ictguide-user-data"}', "the file holds no form of the ICT Guide"),
    ],
)
def test_what_is_no_form_is_refused(text: str, said: str) -> None:
    with pytest.raises(WorkRefused, match=said) as refused:
        from_exchange(text)
    assert isinstance(refused.value, GuideError)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("version",), 2, "at version: a newer version of the guide wrote it"),
        (("version",), True, "at version: a whole number"),
        (("template",), "", "at template: the name of the template is missing"),
        (("name",), 3, "at name: a text"),
        (("form",), [], "at form: an object"),
        (("form", "version"), 0, "at version: a whole number"),
        (("form", "version"), 9, "at version: a newer version"),
        (("form", "fields"), [], "at fields: an object"),
        (("form", "fields", "L-F1"), "x", r"at fields\.L-F1: an object"),
        (("form", "fields", "L-F1", "value"), 3, r"at fields\.L-F1\.value: a list"),
        (("form", "fields", "L-F4", "value"), [["a", 1]], r"at fields\.L-F4\.value: a text"),
        (("form", "fields", "L-F5", "owner"), None, r"at fields\.L-F5\.owner: a text"),
        (("form", "gate"), None, "at gate: a text"),
        (("form", "decisions"), {}, "at decisions: a list"),
        (("form", "decisions", 0, "on"), "2 March", r"at decisions\[0\]\.on: a day such as"),
        (("form", "decisions", 0, "outcome"), "maybe", r"at decisions\[0\]\.outcome: one of go, conditions"),
        (("form", "decisions", 0, "conditions"), "x", r"at decisions\[0\]\.conditions: a list"),
    ],
)
def test_the_sentence_names_the_place(path: tuple[str | int, ...], value: object, said: str) -> None:
    data: Any = json.loads(to_exchange(FormFile(WHOLE, "", "", "")))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(WorkRefused, match=said):
        from_exchange(json.dumps(data))
