"""A filled template without what could name a person: answers, days and figures stay, and with them the verdict."""

from __future__ import annotations

from dataclasses import replace

from ictguide_desktop.assess.body import is_day
from ictguide_desktop.assess.forms import Form, FormValue, GateDecision, Note, fields, is_number
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Document, DocumentSection
from ictguide_desktop.model.guide import Page, Paragraph, Styled, Text

WITHOUT = N_("(left out)")
LEFT_OUT = N_(
    "Left out, so that nobody can be recognised: the name of this form, owners, and every text that was typed."
)


def without_names(page: Page, form: Form, said: str) -> Form:
    """The form with `said` in place of every text that somebody typed, so that what it comes to stays the same."""
    forms = {one.field: one.form for one in fields(page)}
    values = {name: _value(value, forms.get(name, ""), said) for name, value in form.values.items()}
    notes = {name: _note(note, said) for name, note in form.notes.items()}
    decisions = tuple(_decision(line, said) for line in form.decisions)
    return replace(form, values=values, notes=notes, decisions=decisions)


def with_remark(document: Document, remark: str, lang: str = "") -> Document:
    """The document with a sentence before its first section, such as what was left out."""
    said = Paragraph((Styled("emphasis", (Text(remark),)),))
    return document._replace(sections=(DocumentSection("", 2, (said,), lang), *document.sections))


def _value(value: FormValue, form: str, said: str) -> FormValue:
    if isinstance(value, str):
        text = value.strip()
        reads = {"choice": text.isascii() and text.isdigit(), "date": is_day(text), "number": is_number(text)}
        return value if not text or reads.get(form, False) else said
    return tuple(tuple(said if cell.strip() else cell for cell in row) for row in value)


def _note(note: Note, said: str) -> Note:
    """A note without texts; its day stays where it is one, since a condition counts by it."""
    texts = (said if part.strip() else part for part in (note.text, note.owner, note.otherwise))
    text, owner, otherwise = texts
    return Note(text, owner, _day(note.by, said), otherwise)


def _day(text: str, said: str) -> str:
    return text if not text.strip() or is_day(text) else said


def _decision(line: GateDecision, said: str) -> GateDecision:
    rows = tuple(tuple(_cell(place, cell, said) for place, cell in enumerate(row)) for row in line.conditions)
    return line._replace(note=_note(line.note, said), conditions=rows)


def _cell(place: int, cell: str, said: str) -> str:
    if place == Note._fields.index("by"):
        return _day(cell, said)
    return said if cell.strip() else cell
