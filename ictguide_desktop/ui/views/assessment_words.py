"""What the views of an assessment share: what it is called, who answered, and rows that wrap."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from ictguide_desktop.export.assessment_words import GROUPS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.assessment import Assessment


def group_name(group: str) -> str:
    """Who answered, in the language in force."""
    return _(GROUPS[group]) if group in GROUPS else group


def assessment_name(assessment: Assessment, *, readable: bool = True) -> str:
    """The name, or the label of one that is closed."""
    if readable and assessment.name:
        return assessment.name
    return assessment.label or _("Locked assessment")


def assessment_title(assessment: Assessment, *, readable: bool = True) -> str:
    """Name, round and group in one line, each told apart from the direction of the others."""
    said = [assessment_name(assessment, readable=readable)]
    if readable:
        said += [part for part in (assessment.round, group_name(assessment.group)) if part]
    return " · ".join(f"\u2068{part}\u2069" for part in said)


def as_high_as_wide(across: QSizePolicy.Policy = QSizePolicy.Policy.Expanding) -> QSizePolicy:
    """The policy of a row that wraps: its height follows from its width."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
