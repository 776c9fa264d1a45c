"""Reads `guide.toml`: the edition, its languages, its parts and the order of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ictguide_desktop.content.findings import Findings
from ictguide_desktop.content.frontmatter import key_lines, read_toml
from ictguide_desktop.model.guide import Kind, Part
from ictguide_desktop.model.problems import ContentInvalid, ContentProblem

GUIDE = Path("guide.toml")
FOLDERS = {
    "modules": Kind.MODULE,
    "checklists": Kind.CHECKLIST,
    "case-studies": Kind.CASE,
    "templates": Kind.TEMPLATE,
    "about": Kind.ABOUT,
}


@dataclass(frozen=True)
class Outline:
    """What `guide.toml` says: the edition, its languages, its parts and the order of the other pages.

    A `partial` language is not written in full yet: what it lacks is shown in the fallback language, and named as such.
    """

    edition: str
    date: str
    fallback: str
    languages: tuple[str, ...]
    partial: tuple[str, ...]
    glossary_languages: tuple[str, ...]
    parts: Mapping[str, tuple[Part, ...]]
    order: Mapping[Kind, tuple[str, ...]]


def read_outline(root: Path, problems: list[ContentProblem]) -> Outline:
    """The outline of the content folder.

    Raises:
        ContentInvalid: nothing can be read without it.
    """
    data = read_toml(root / GUIDE, root, problems)
    if data is None:
        raise ContentInvalid(problems)
    keys = key_lines((root / GUIDE).read_text(encoding="utf-8-sig").split("\n"))
    findings = Findings(GUIDE, problems, keys)
    try:
        outline = _outline(data)
    except KeyError as error:
        mend = "see the guide.toml of the guide itself"
        findings.error(0, "guide", f"the key {error} is missing or unknown", mend)
        raise ContentInvalid(problems) from error
    except (TypeError, AttributeError) as error:
        mend = "languages, parts and pages are lists of texts; see the guide.toml of the guide itself"
        findings.error(0, "guide", "a value has the wrong type", mend)
        raise ContentInvalid(problems) from error
    if outline.fallback not in outline.languages:
        message = f"“{outline.fallback}” is not among the languages"
        findings.error(
            findings.line_of("fallback"), "guide", message, "name a language of the list, first of all en"
        )
    for language in outline.languages:
        if language not in outline.glossary_languages:
            message = f"“{language}” is not among the glossary_languages"
            findings.error(findings.line_of("glossary_languages"), "guide", message, "add it to the list")
    if problems:
        raise ContentInvalid(problems)
    return outline


def _outline(data: dict[str, Any]) -> Outline:
    fallback = data["fallback"]
    languages = _texts(data["languages"])
    return Outline(
        edition=data["edition"],
        date=str(data["date"]),
        fallback=fallback,
        languages=languages,
        partial=_texts(data.get("partial", [])),
        glossary_languages=_texts(data["glossary_languages"]),
        parts={
            language: tuple(
                Part(part["id"], _title(part, language, fallback), _texts(part["pages"]))
                for part in data["part"]
            )
            for language in languages
        },
        order={FOLDERS[folder]: _texts(ids) for folder, ids in data.get("order", {}).items()},
    )


def _title(part: dict[str, Any], language: str, fallback: str) -> str:
    """The name of a part in a language, or what there is: the checker reports the titles that are missing."""
    titles = part["title"]
    return str(titles.get(language) or titles.get(fallback) or part["id"])


def _texts(value: object) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError
    return tuple(value)
