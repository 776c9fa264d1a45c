"""TOML with line numbers: the head of a page between two lines of `+++`, and the fields of any table."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.model.problems import ContentProblem

FENCE = "+++"
_TOML_LINE = re.compile(r"at line (\d+)")
_TABLE = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*\"?([A-Za-z0-9_-]+)\"?\s*(?:\.[A-Za-z0-9_.\s-]+)?=")


class Source(NamedTuple):
    """A page split in two; `body_line` is the line number of the first line of the body."""

    meta: dict[str, Any]
    keys: dict[tuple[str, str], int]
    body: list[str]
    body_line: int


def key_lines(lines: list[str], first: int = 1) -> dict[tuple[str, str], int]:
    """The line of every key of TOML text by (table, key); the key "" is the line of the table itself."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(lines, first):
        if header := _TABLE.match(line):
            table = header[1].replace('"', "")
            found.setdefault((table, ""), number)
        elif key := _KEY.match(line):
            found.setdefault((table, key[1]), number)
    return found


def toml_error(error: tomllib.TOMLDecodeError, lines: int) -> tuple[int, str]:
    """The line of an error in TOML of so many lines (the last, when it shows at the end), and its message."""
    found = _TOML_LINE.search(str(error))
    return int(found[1]) if found else max(1, lines), str(error).split(" (at ", maxsplit=1)[0].rstrip(
        "."
    ).lower()


def read_text(path: Path, findings: Findings) -> str | None:
    """The text of a file; None, with a finding, when it cannot be read. A byte order mark is dropped."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        findings.error(0, "missing-file", "the file is missing", "create it")
    except UnicodeDecodeError:
        findings.error(0, "encoding", "the file is not UTF-8", "save it as UTF-8")
    except OSError as error:
        findings.error(0, "unreadable", f"the file cannot be read: {error.strerror}", "mend its permissions")
    return None


def read_toml(path: Path, root: Path, problems: list[ContentProblem]) -> dict[str, Any] | None:
    """The tables of a TOML file; None, with a finding, when it cannot be read."""
    findings = Findings(path.relative_to(root), problems)
    text = read_text(path, findings)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, message = toml_error(error, text.count("\n"))
        findings.error(line, "toml", f"not valid TOML: {message}", "mend the line")
    return None


def split_page(text: str, findings: Findings) -> Source | None:
    """Split a page into head and body; None, with a finding, when the head cannot be read."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        findings.error(
            1,
            "front-matter",
            "the page does not begin with “+++”",
            "put the TOML head between two lines of +++",
        )
        return None
    try:
        end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    except StopIteration:
        findings.error(
            1, "front-matter", "the head has no closing “+++”", "close the head with a line of +++"
        )
        return None
    head = lines[1:end]
    try:
        meta = tomllib.loads("\n".join(head))
    except tomllib.TOMLDecodeError as error:
        line, message = toml_error(error, len(head))
        findings.error(line + 1, "front-matter", f"the head is not valid TOML: {message}", "mend the line")
        return None
    return Source(meta, key_lines(head, 2), lines[end + 1 :], end + 2)


def text_field(meta: dict[str, Any], key: str, findings: Findings, *, required: bool = False) -> str:
    """A string of a table; a wrong type or a missing one is a finding."""
    value = meta.get(key, "")
    if not isinstance(value, str):
        findings.error(findings.line_of(key), "front-matter", f"“{key}” must be text", f'write {key} = "…"')
        return ""
    if required and not value.strip():
        findings.error(findings.line_of(key), "front-matter", f"“{key}” is missing", f'add {key} = "…"')
    return value


def number_field(meta: dict[str, Any], key: str, findings: Findings) -> int:
    """A whole number of a table, 0 when absent."""
    value = meta.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        findings.error(
            findings.line_of(key), "front-matter", f"“{key}” must be a whole number", f"write {key} = 1"
        )
        return 0
    return value


def list_field(meta: dict[str, Any], key: str, findings: Findings) -> tuple[str, ...]:
    """A list of strings of a table; a single string counts as a list of one."""
    value = meta.get(key, [])
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        findings.error(
            findings.line_of(key), "front-matter", f"“{key}” must be a list of texts", f'write {key} = ["…"]'
        )
        return ()
    return tuple(value)
