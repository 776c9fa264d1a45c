"""The stable address of a place in the guide: `page#section:n`, the same in every language."""

from __future__ import annotations

import re
from typing import NamedTuple

_ADDRESS = re.compile(
    r"(?:guide:(?://)?)?(?P<page>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?:#(?P<section>[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*)(?::(?P<block>[1-9][0-9]{0,4}))?)?"
)


class AddressError(ValueError):
    """The text is not an address."""


class Address(NamedTuple):
    """A page, a section of it, or a block of that section (counted from 1; 0 means the whole section)."""

    page: str
    section: str = ""
    block: int = 0

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `page`, `page#section`, `page#section:n`, each with or without `guide:` before it.

        Raises:
            AddressError: with a sentence that names the text.
        """
        found = _ADDRESS.fullmatch(text.strip())
        if found is None:
            raise AddressError(f"“{text}” is not an address such as trust-and-identity#steps:2")
        return cls(found["page"], found["section"] or "", int(found["block"] or 0))

    def __str__(self) -> str:
        if not self.section:
            return self.page
        return f"{self.page}#{self.section}" + (f":{self.block}" if self.block else "")

    @property
    def uri(self) -> str:
        """The address as a link that can be pasted into a message."""
        return f"guide:{self}"
