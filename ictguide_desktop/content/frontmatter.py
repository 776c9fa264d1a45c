"""The head of a page: TOML between two lines of `+++`, every error with its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NamedTuple

from ictguide_desktop.content.findings import Findings

FENCE = "+++"
_TOML_LINE = re.compile(r"at line (\d+)")


class Source(NamedTuple):
    """A page split in two; `body_line` is the line number of the first line of the body."""

    meta: dict[str, Any]
    body: list[str]
    body_line: int


def toml_error(error: tomllib.TOMLDecodeError, offset: int = 0) -> tuple[int, str]:
    """The line of a TOML error (counted from 1, plus the offset) and its message in a clause."""
    found = _TOML_LINE.search(str(error))
    line = int(found[1]) if found else 0
    return line + offset, str(error).split(" (at ", maxsplit=1)[0].rstrip(".").lower()


def split_page(text: str, findings: Findings) -> Source | None:
    """Split a page into head and body; None, with a finding, when the head cannot be read."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != FENCE:
        findings.error(1, "front-matter", "the page does not begin with “+++”", "put the TOML head between two lines of +++")
        return None
    try:
        end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    except StopIteration:
        findings.error(1, "front-matter", "the head has no closing “+++”", "close the head with a line of +++")
        return None
    try:
        meta = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        line, message = toml_error(error, offset=1)
        findings.error(line or 1, "front-matter", f"the head is not valid TOML: {message}", "mend the line")
        return None
    return Source(meta, lines[end + 1 :], end + 2)


def text_field(meta: dict[str, Any], key: str, findings: Findings, *, required: bool = False) -> str:
    """A string of the head; a wrong type or a missing one is a finding."""
    value = meta.get(key, "")
    if not isinstance(value, str):
        findings.error(1, "front-matter", f"“{key}” must be text", f'write {key} = "…"')
        return ""
    if required and not value.strip():
        findings.error(1, "front-matter", f"“{key}” is missing", f'add {key} = "…" to the head')
    return value


def number_field(meta: dict[str, Any], key: str, findings: Findings) -> int:
    """A whole number of the head, 0 when absent."""
    value = meta.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        findings.error(1, "front-matter", f"“{key}” must be a whole number", f"write {key} = 1")
        return 0
    return value


def list_field(meta: dict[str, Any], key: str, findings: Findings) -> tuple[str, ...]:
    """A list of strings of the head; a single string counts as a list of one."""
    value = meta.get(key, [])
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        findings.error(1, "front-matter", f"“{key}” must be a list of texts", f'write {key} = ["…"]')
        return ()
    return tuple(value)
