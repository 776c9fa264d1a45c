"""A filled template without what could name a person: answers, days and figures stay, and with them the verdict."""

from __future__ import annotations

from dataclasses import replace

from ictguide_desktop.assess.forms import Form, FormValue, GateDecision, Note, fields
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Document, DocumentSection
from ictguide_desktop.model.guide import Page, Paragraph, Styled, Text

WITHOUT = N_("(left out)")
LEFT_OUT = N_(
    "Left out, so that nobody can be recognised: the name of this form, owners, and every text that was typed."
)
_KEPT = ("choice", "date", "number")


def without_names(page: Page, form: Form, said: str) -> Form:
    """The form with `said` in place of every text that somebody typed, so that what it comes to stays the same."""
    kept = {one.field for one in fields(page) if one.form in _KEPT}
    values = {name: value if name in kept else _value(value, said) for name, value in form.values.items()}
    notes = {name: _note(note, said) for name, note in form.notes.items()}
    decisions = tuple(_decision(line, said) for line in form.decisions)
    return replace(form, values=values, notes=notes, decisions=decisions)


def with_remark(document: Document, remark: str, lang: str = "") -> Document:
    """The document with a sentence before its first section, such as what was left out."""
    said = Paragraph((Styled("emphasis", (Text(remark),)),))
    return document._replace(sections=(DocumentSection("", 2, (said,), lang), *document.sections))


def _value(value: FormValue, said: str) -> FormValue:
    if isinstance(value, str):
        return said if value.strip() else value
    return tuple(tuple(said if cell.strip() else cell for cell in row) for row in value)


def _note(note: Note, said: str) -> Note:
    """A note without texts; its day stays where it is one, since a condition counts by it."""
    texts = (said if part.strip() else part for part in (note.text, note.owner, note.otherwise))
    text, owner, otherwise = texts
    return Note(text, owner, note.by, otherwise)


def _decision(line: GateDecision, said: str) -> GateDecision:
    rows = tuple(tuple(_cell(place, cell, said) for place, cell in enumerate(row)) for row in line.conditions)
    return line._replace(note=_note(line.note, said), conditions=rows)


def _cell(place: int, cell: str, said: str) -> str:
    day = place == Note._fields.index("by")
    return cell if day or not cell.strip() else said
