"""A piece of work the user keeps under a name: a filled template, a cost plan, an ethics record, a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class WorkKind(StrEnum):
    """What a piece of work is; its subject is the template it fills, or empty."""

    FORM = "form"
    COST = "cost"
    ETHICS = "ethics"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work; `body` is JSON (texts, numbers, lists, tables), read by the room that knows the kind."""

    id: str
    kind: WorkKind
    subject: str
    name: str
    body: Mapping[str, Any]
    created: datetime
    changed: datetime
