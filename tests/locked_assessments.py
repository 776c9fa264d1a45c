"""What the tests of locked assessments share: one full of secrets, and the search for them in every file."""

from __future__ import annotations

from pathlib import Path

from ictguide_desktop.model.assessment import Answer, Assessment, MeasurePlan, Situation, Target
from ictguide_desktop.store.assessments import Assessments

PASSPHRASE, OTHER = "quatre mots à soi", "four other words"
NAME, UNIT, COMMENT, EVIDENCE, OWNER, LATER = (
    "Ravensbrück-Ost",
    "Zollkriminalamt",
    "Schmiergeld vermutet",
    "محضر سري للغاية",
    "Mme Quéffelec",
    "Nachträglich ergänzt",
)
MARKERS = (NAME, UNIT, COMMENT, EVIDENCE, OWNER, LATER)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def secret(assessments: Assessments) -> Assessment:
    """An assessment full of what nobody else may read; long enough to lie on several pages of the file."""
    made = assessments.start(NAME, UNIT, "Gruppe", "1", "2026-07-01", "2026.1")
    assessments.change(made.id, situation=Situation(release_above_half=True))
    for number in range(50):
        comment = f"{COMMENT} " + "x" * (number * 97 % 5000)
        assessments.answer(
            made.id, Answer(f"trust.{number}", number % 5, comment=comment, evidence=f"{EVIDENCE} {number}")
        )
    assessments.set_target(made.id, Target("trust", 4, "2027-12-31"))
    assessments.set_plan(made.id, MeasurePlan("trust.1", owner=OWNER))
    known = assessments.get(made.id)
    assert known is not None
    return known


def traces(folder: Path) -> dict[str, list[str]]:
    """What of the secrets stands in which file, in any encoding."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            said = [marker for marker in MARKERS if any(marker.encode(code) in data for code in ENCODINGS)]
            if said:
                found[path.relative_to(folder).as_posix()] = said
    return found


def everything(assessments: Assessments, name: str) -> tuple[object, ...]:
    return (
        assessments.get(name),
        assessments.answers(name),
        assessments.targets(name),
        assessments.plans(name),
    )


def unlabelled(assessment: Assessment | None) -> tuple[object, ...]:
    """All that an assessment says, apart from its lock."""
    assert assessment is not None
    one = assessment
    return one.name, one.unit, one.group, one.round, one.on, one.model, one.scope, one.situation, one.created
