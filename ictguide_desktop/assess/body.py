"""Reads the JSON of a piece of work with care: what is wrong is one sentence that says where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ictguide_desktop.assess.days import known_day
from ictguide_desktop.model.problems import GuideError


class WorkRefused(GuideError):
    """A piece of work that cannot be read; `place` says where in it (empty: all of it), `what` is wrong there."""

    exit_code = 2

    def __init__(self, place: str, what: str) -> None:
        self.place, self.what = place, what
        where = f"This work cannot be read, at {place}" if place else "This work cannot be read"
        super().__init__(f"{where}: {what}.")


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2027-03-02, in this way of writing only."""
    found = known_day(text)
    return found is not None and found.isoformat() == text


def parsed(text: str) -> Mapping[str, Any]:
    """The object that a JSON text holds.

    Raises:
        WorkRefused: the text is something else, or could not be written to a file again.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise WorkRefused(place, "it is not JSON; choose a file that this program saved") from error
    except UnicodeEncodeError as error:
        raise WorkRefused("", "one of its texts holds half of a character") from error
    except (ValueError, RecursionError) as error:
        raise WorkRefused("", "it is not JSON that this program saved") from error
    return table(data, "")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def version(body: Mapping[str, Any], known: int) -> int:
    """The version that a body was written in.

    Raises:
        WorkRefused: it has none, or one that this program does not know yet.
    """
    found = body.get("version")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise WorkRefused("version", "a whole number from 1 is expected here")
    if found > known:
        raise WorkRefused("version", "a newer version of the guide wrote it; update the guide first")
    return found


def table(data: object, place: str) -> Mapping[str, Any]:
    """An object, or a sentence about what stands in its place."""
    if not isinstance(data, Mapping):
        raise WorkRefused(place, "an object in braces is expected here")
    return data


def listed(data: object, place: str) -> list[Any]:
    """A list, or a sentence about what stands in its place."""
    if not isinstance(data, list | tuple):
        raise WorkRefused(place, "a list in brackets is expected here")
    return list(data)


def text(data: object, place: str) -> str:
    """A text that can be written to a file, or a sentence about what stands in its place."""
    if not isinstance(data, str):
        raise WorkRefused(place, "a text in quotation marks is expected here")
    try:
        data.encode("utf-8")
    except UnicodeEncodeError:
        raise WorkRefused(place, "the text holds half of a character") from None
    return data


def day(data: object, place: str) -> str:
    """A day as ISO text, or a sentence about what stands in its place."""
    found = text(data, place)
    if not is_day(found):
        raise WorkRefused(place, "a day such as 2027-03-02 is expected here")
    return found


def choice(data: object, place: str, known: tuple[str, ...]) -> str:
    """One of a few texts, or a sentence about what stands in its place."""
    found = text(data, place)
    if found not in known:
        raise WorkRefused(place, f"one of {', '.join(known)} is expected here")
    return found


def rows(data: object, place: str) -> tuple[tuple[str, ...], ...]:
    """Rows of cells, or a sentence about what stands in their place."""
    lines = (listed(row, f"{place}[{number}]") for number, row in enumerate(listed(data, place)))
    return tuple(tuple(text(cell, place) for cell in line) for line in lines)
