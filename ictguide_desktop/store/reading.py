"""The objects of a file that somebody may have altered: each field is checked, and a wrong one is named with its place."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ictguide_desktop.model.address import Address, AddressError
from ictguide_desktop.store.errors import ImportRefused
from ictguide_desktop.store.values import is_day

ID = re.compile(r"[0-9a-f]{32}")

Json = dict[str, object]
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class Reader:
    """One object of the file, which knows where it stands."""

    def __init__(self, path: Path, place: str, data: object) -> None:
        self.path, self.place = path, place
        if not isinstance(data, dict):
            raise self.refused("", "an object in braces is expected here")
        self.data: Json = data

    def refused(self, key: str, what: str) -> ImportRefused:
        """The refusal of a field; of the whole object when the key is empty."""
        return ImportRefused(self.path, ".".join(part for part in (self.place, key) if part), what)

    def each(self, key: str, read: Callable[[Reader], Value]) -> tuple[Value, ...]:
        """The objects of a list."""
        entries = self.data.get(key)
        if not isinstance(entries, list):
            raise self.refused(key, "a list in brackets is expected here")
        return tuple(
            read(Reader(self.path, f"{key}[{number}]", entry)) for number, entry in enumerate(entries)
        )

    def within(self, key: str) -> Reader:
        """The object in a field."""
        return Reader(self.path, ".".join(part for part in (self.place, key) if part), self.data.get(key))

    def text(self, key: str) -> str:
        """A text."""
        value = self.data.get(key)
        if not isinstance(value, str):
            raise self.refused(key, "a text in quotation marks is expected here")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise self.refused(key, "the text holds half of a character") from None
        return value

    def name(self, key: str) -> str:
        """A text that is not empty."""
        value = self.text(key)
        if not value:
            raise self.refused(key, "it must not be empty")
        return value

    def id(self, key: str, *, optional: bool = False) -> str:
        """An identifier, or, where it is optional, none."""
        value = self.text(key)
        if not (ID.fullmatch(value) or (optional and not value)):
            raise self.refused(key, f"“{short(value)}” is not an identifier of 32 hexadecimal digits")
        return value

    def day(self, key: str) -> str:
        """An ISO date, or none."""
        value = self.text(key)
        if value and not is_day(value):
            raise self.refused(key, f"“{short(value)}” is not a date such as 2026-07-31")
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of a few words."""
        value = self.text(key)
        if value not in set(choices):
            raise self.refused(key, f"“{short(value)}” is not one of {', '.join(choices)}")
        return choices(value)

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.data.get(key)
        if not isinstance(value, bool):
            raise self.refused(key, "true or false is expected here")
        return value

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.refused(key, f"a whole number from {least} to {most} is expected here")
        return value

    def has(self, key: str) -> bool:
        """Whether a field is there and not null."""
        return self.data.get(key) is not None

    def sealed(self, key: str) -> bytes:
        """Bytes, written as base64."""
        value = self.text(key)
        try:
            return base64.b64decode(value, validate=True)
        except ValueError:
            raise self.refused(key, "what is sealed was altered: it is not base64") from None

    def moment(self, key: str) -> datetime:
        """A time with its zone."""
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise self.refused(key, f"“{short(value)}” is not a time such as 2026-07-31T10:15:00+00:00")

    def address(self, key: str) -> Address:
        """A place in the guide."""
        try:
            return Address.parse(self.text(key))
        except AddressError:
            raise self.refused(
                key, f"“{short(self.text(key))}” is not an address such as trust-and-identity#steps:2"
            ) from None


def short(text: str) -> str:
    """A text as it can be quoted in a sentence."""
    return text if len(text) <= 40 else text[:39] + "…"
