"""Text as every file format can hold it: no control characters, nothing that turns the order of what stands around it."""

from __future__ import annotations

import re
import unicodedata

# What a writer of Arabic, Persian or French may have meant. Of the other unseen characters some end a file (XML), some
# turn the line around, and none can be read.
_KEPT_UNSEEN = {"\u00ad", "\u061c", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"}
_ARABIC_SIGNS = range(0x600, 0x6E0)
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text in one line, without what a file cannot hold."""
    return _held(_SPACES.sub(" ", text))


def clean_lines(text: str) -> str:
    """The same with the line breaks of the text kept, for the cell of a table."""
    return "\n".join(clean(line) for line in _BREAKS.split(text))


def _held(text: str) -> str:
    return text if text.isascii() and text.isprintable() else "".join(c for c in text if _is_held(c))


def _is_held(character: str) -> bool:
    if character in _KEPT_UNSEEN:
        return True
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return False
        case "Cf":
            return ord(character) in _ARABIC_SIGNS
        case "Cn":
            return ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF
    return True


def compared(text: str) -> str:
    """The letters, digits and signs of a text, without the spaces, vowel signs and joiners that a file may lose or place
    elsewhere: what two texts that say the same have in common."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in _NOT_COMPARED
    )


_NOT_COMPARED = {"Cc", "Cf", "Cs", "Mn", "Zs", "Zl", "Zp"}
