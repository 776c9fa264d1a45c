"""Values as they stand in a row: identifiers, times, texts and addresses."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from ictguide_desktop.model.address import Address, AddressError

# What a damaged time reads as: old enough that any sound copy of the same thing is newer.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NOWHERE = Address("unreadable-address")


def utc_now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new identifier: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def stamp(moment: datetime) -> str:
    """A time as text of fixed width, so that the order of the texts is the order of the times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The time a row holds; a damaged one reads as long ago, so that the rest of the row is still shown."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return LONG_AGO


def later(now: datetime, before: datetime) -> datetime:
    """The time of a change: now, but after the change before it, even when the clock was set back."""
    return now if now > before else before + timedelta(microseconds=1)


def address(text: str) -> Address:
    """The address a row holds; a damaged one leads nowhere, and the words kept with it are still shown."""
    try:
        return Address.parse(text)
    except AddressError:
        return NOWHERE


def words(text: str) -> str:
    """A text as it can be stored: half of a character pair, as a text field can give it, becomes “?”."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_day(text: str) -> bool:
    """Whether a text is an ISO date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
