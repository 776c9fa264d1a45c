"""JSON for other programs: every value with the name of its kind, nothing rounded."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from unit.export.paper import ITEM, whole

from ictguide_desktop.export.machine import as_json, machine_text
from ictguide_desktop.model.document import Column, ColumnForm, Formula, Sheet, Workbook


def test_a_workbook_keeps_its_values() -> None:
    cells = (
        Decimal("1.10"),
        Decimal("0.1234567890123456789"),
        date(2026, 11, 24),
        True,
        None,
        "é",
        Formula("A1", 2.0),
    )
    book = Workbook("B", "en", (Sheet("S", (Column("C", ColumnForm.DAY),), (cells,)),))
    data = json.loads(machine_text(book))
    assert data["sheets"][0]["columns"][0] == {"is": "Column", "title": "C", "form": "day", "width": 16}
    assert data["sheets"][0]["rows"] == [
        [
            1.1,
            "0.1234567890123456789",
            "2026-11-24",
            True,
            None,
            "é",
            {"is": "Formula", "expression": "A1", "value": 2.0},
        ]
    ]


def test_a_document_names_the_kind_of_each_block() -> None:
    data = as_json(whole())
    assert data["is"] == "Document"
    kinds = [block["is"] for block in data["sections"][0]["blocks"]]
    assert kinds == [
        "Paragraph",
        "Table",
        "ListBlock",
        "CheckItem",
        "Field",
        "Field",
        "Field",
        "Callout",
        "Drawing",
    ]
    item = data["sections"][0]["blocks"][3]
    assert item["item"] == ITEM.item
    assert item["explains"] == {"is": "Address", "page": "trust", "section": "steps", "block": 0}


def test_the_same_thing_is_the_same_file() -> None:
    assert machine_text(whole()) == machine_text(whole())


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        machine_text({"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        machine_text({"a": float("nan")})
