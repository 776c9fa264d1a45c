"""The editor-in-chief: every rule of the guide applied to its content."""

from __future__ import annotations

from pathlib import Path

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.report import Report
from ictguide_desktop.content.rules_figures import check_figures
from ictguide_desktop.content.rules_files import check_files
from ictguide_desktop.content.rules_glossary import check_glossary
from ictguide_desktop.content.rules_heads import check_heads
from ictguide_desktop.content.rules_language import check_language
from ictguide_desktop.content.rules_links import check_links
from ictguide_desktop.content.rules_parity import check_parity
from ictguide_desktop.content.rules_prose import check_prose
from ictguide_desktop.content.rules_sources import check_sources
from ictguide_desktop.content.rules_structure import check_structure
from ictguide_desktop.content.rules_typography import check_typography
from ictguide_desktop.model.problems import ContentProblem

_RULES = (
    check_files,
    check_heads,
    check_structure,
    check_links,
    check_sources,
    check_parity,
    check_language,
    check_typography,
    check_prose,
    check_glossary,
)


def check_content(content: Content, fonts: Path | None = None) -> list[ContentProblem]:
    """Everything that is wrong with the content, by file and line: what the loader and the rules find.

    `fonts` holds the files that labels are measured with; without it, `resources/fonts` beside the content.
    """
    report = Report(content)
    for rule in _RULES:
        rule(content, report)
    check_figures(content, report, fonts or content.root.resolve().parent / "resources" / "fonts")
    found = dict.fromkeys((*content.problems, *report.problems))
    return sorted(
        found, key=lambda problem: (problem.path.as_posix(), problem.line, problem.rule, problem.message)
    )
