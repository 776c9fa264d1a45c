"""A filled template as JSON and back: the body that the store keeps, and a file of its own for another computer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ictguide_desktop.assess import body as reading
from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.forms import Form, FormValue, GateDecision, Note, Outcome

SCHEMA = "ictguide-form"
VERSION = 1
_NOTE = (("note", "text"), ("owner", "owner"), ("by", "by"), ("otherwise", "otherwise"))
_OWN = frozenset({"version", "gate", "fields", "decisions"})


# --- the body -------------------------------------------------------------------------------------------------


def to_body(form: Form) -> dict[str, Any]:
    """A form as the store keeps it; the template is the subject of the work."""
    fields: dict[str, dict[str, Any]] = {}
    for name, value in form.values.items():
        fields.setdefault(name, {})["value"] = (
            value if isinstance(value, str) else [list(row) for row in value]
        )
    for name, note in form.notes.items():
        fields.setdefault(name, {}).update(note_out(note))
    decisions = [
        {
            "gate": line.gate,
            "on": line.on,
            "decision": line.decision,
            "outcome": line.outcome.value,
            **note_out(line.note),
            "conditions": [list(row) for row in line.conditions],
        }
        for line in form.decisions
    ]
    own = {"version": VERSION, "gate": form.gate, "fields": fields, "decisions": decisions}
    return {**form.extra, **own}


def from_body(template: str, body: Mapping[str, Any]) -> Form:
    """A form from its body; fields that the template does not have, and entries that nobody reads, are kept.

    Raises:
        WorkRefused: the body is not that of a form, or holds something that a form cannot hold.
    """
    reading.version(body, VERSION)
    values: dict[str, FormValue] = {}
    notes: dict[str, Note] = {}
    for name, entry in reading.table(body.get("fields"), "fields").items():
        place = f"fields.{reading.text(name, 'fields')}"
        one = reading.table(entry, place)
        if "value" in one:
            values[name] = _value(one["value"], f"{place}.value")
        if any(key in one for key, _name in _NOTE):
            notes[name] = note_in(one, place)
    lines = reading.listed(body.get("decisions"), "decisions")
    return Form(
        reading.text(template, "template"),
        values,
        notes,
        reading.text(body.get("gate"), "gate"),
        tuple(_decision(line, f"decisions[{number}]") for number, line in enumerate(lines)),
        {key: kept for key, kept in body.items() if key not in _OWN},
    )


def note_out(note: Note) -> dict[str, str]:
    """A note as JSON; what is empty is left out, but never all of it."""
    return {key: getattr(note, name) for key, name in _NOTE if key == "note" or getattr(note, name)}


def note_in(entry: Mapping[str, Any], place: str) -> Note:
    """A note from JSON."""
    return Note(*(reading.text(entry.get(key, ""), f"{place}.{key}") for key, _name in _NOTE))


def _value(data: object, place: str) -> FormValue:
    return reading.text(data, place) if isinstance(data, str) else reading.rows(data, place)


def _decision(data: object, place: str) -> GateDecision:
    entry = reading.table(data, place)
    return GateDecision(
        reading.text(entry.get("gate"), f"{place}.gate"),
        reading.day(entry.get("on"), f"{place}.on"),
        reading.text(entry.get("decision"), f"{place}.decision"),
        Outcome(reading.choice(entry.get("outcome"), f"{place}.outcome", tuple(Outcome))),
        note_in(entry, place),
        reading.rows(entry.get("conditions"), f"{place}.conditions"),
    )


# --- the file -------------------------------------------------------------------------------------------------


class FormFile(NamedTuple):
    """A form as it was sent: its name, and the edition and language in which it was filled in last."""

    form: Form
    name: str
    edition: str
    language: str


def to_exchange(sent: FormFile) -> str:
    """The text of a file that `from_exchange` reads on another computer."""
    data = {
        "schema": SCHEMA,
        "version": VERSION,
        "template": sent.form.template,
        "edition": sent.edition,
        "language": sent.language,
        "name": sent.name,
        "form": to_body(sent.form),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_exchange(text: str) -> FormFile:
    """The form in a file.

    Raises:
        WorkRefused: with the place in the file and what is wrong there.
    """
    data = reading.parsed(text)
    if data.get("schema") != SCHEMA:
        raise WorkRefused(
            "", "the file holds no form of the ICT Guide; choose a file that this program saved"
        )
    reading.version(data, VERSION)
    template = reading.text(data.get("template"), "template")
    if not template:
        raise WorkRefused("template", "the name of the template is missing")
    words = [reading.text(data.get(key), key) for key in ("name", "edition", "language")]
    return FormFile(from_body(template, reading.table(data.get("form"), "form")), *words)
