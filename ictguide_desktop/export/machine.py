"""A document, a workbook or plain data as JSON, for other programs: every value with the name of its kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any


def as_json(thing: Any) -> Any:
    """The same in the kinds of JSON: a named tuple is an object with its kind under `is`, a day is ISO text, a decimal is a
    number where a number can hold it and text where it cannot.
    """
    match thing:
        case Enum():
            return thing.value
        case None | bool() | int() | float() | str():
            return thing
        case Decimal():
            number = float(thing)
            return number if Decimal(repr(number)) == thing else str(thing)
        case date():
            return thing.isoformat()
        case Mapping():
            return {str(key): as_json(value) for key, value in thing.items()}
        case tuple() if hasattr(thing, "_fields"):
            fields = {name: as_json(getattr(thing, name)) for name in thing._fields}
            return {"is": type(thing).__name__, **fields}
        case tuple() | list():
            return [as_json(one) for one in thing]
        case frozenset() | set():
            return sorted(as_json(one) for one in thing)
    raise TypeError(f"{type(thing).__name__} has no form in JSON")


def machine_text(thing: Any) -> bytes:
    """The file; the same for the same thing.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(as_json(thing), ensure_ascii=False, indent=1, allow_nan=False)
    return (text.encode("utf-8", "replace").decode("utf-8") + "\n").encode()
