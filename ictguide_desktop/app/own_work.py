"""The commands on an administration's own work, for batch use: scores, roadmap and merging of answers, cost, export."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictguide_desktop.app import paths
from ictguide_desktop.app.commands import choose_language, open_edition
from ictguide_desktop.assess import comparison, crosswalk, roadmap, scoring
from ictguide_desktop.assess.comparison import Record
from ictguide_desktop.model.assessment import Assessment, Questionnaire
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.model.guide import Audience, Band, Kind
from ictguide_desktop.model.problems import GuideError, NotFound
from ictguide_desktop.store import portable
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.database import Database

if TYPE_CHECKING:
    from ictguide_desktop.services.exporting import Wanted
    from ictguide_desktop.services.library import Library

OF_ASSESSMENT = frozenset({"results", "answers", "roadmap", "brief"})


class UnusableFile(GuideError):
    """A file that does not hold what the command needs."""

    exit_code = 2


# --- assess -------------------------------------------------------------------------------------------------


def assess(args: Namespace) -> int:
    """Score assessments, plan from them, or merge the answers of several files: in any order, as often as one likes."""
    edition = open_edition(args)
    questionnaire = edition.catalogue(choose_language(args.lang, edition)).questionnaire
    with Database.temporary() as database:
        for file in args.files:
            portable.merge(database, portable.read_file(file), preferences=False)
        store = Assessments(database)
        readable = [one for one in store.all() if store.is_open(one.id)]
        if not readable:
            locked = " They are locked: unlock them in the program first." if store.all() else ""
            raise UnusableFile(f"There is no assessment to read in {_named(args.files)}.{locked}")
        if args.act == "merge":
            return _merged(args, database, questionnaire, store, readable)
        rows = [_ROWS[args.act](args, questionnaire, store, one) for one in readable]
    _print(args, rows, questionnaire)
    return 0


def record_of(questionnaire: Questionnaire, store: Assessments, assessment: Assessment) -> Record:
    """An assessment with its answers, carried to the questions of the edition, and what they come to.

    Raises:
        UnusableFile: it answers a version of the questions that this edition does not know.
    """
    answers = store.answers(assessment.id)
    if assessment.model != questionnaire.model:
        carried = crosswalk.carry(answers, questionnaire, assessment.model)
        if isinstance(carried, crosswalk.UnknownModel):
            raise UnusableFile(
                f"“{assessment.name}” answers the questions of version “{assessment.model}”, which this edition does not "
                f"know. It knows {', '.join(carried.known)}: install the edition that the answers were given in, or a newer one."
            )
        answers = dict(carried.answers)
    return Record(assessment, answers, scoring.score(questionnaire, assessment, answers))


def _score_row(
    _args: Namespace, questionnaire: Questionnaire, store: Assessments, assessment: Assessment
) -> dict[str, Any]:
    result = record_of(questionnaire, store, assessment).result
    return {
        **_head(assessment),
        "answered": result.answered,
        "asked": result.asked,
        "complete": result.complete,
        "lowest": list(result.lowest),
        "evidence_rate": _share(result.evidence_rate),
        "lowered": list(result.lowered),
        "dimensions": {
            name: {
                "level": here.level,
                "provisional": here.provisional,
                "mean": _share(here.mean),
                "before_caps": here.uncapped,
                "held_by": [cap.question for cap in here.caps],
                "answered": here.answered,
                "asked": here.asked,
            }
            for name, here in result.dimensions.items()
        },
        "interlocks": [
            {
                "step": lock.step.value,
                "taken": lock.taken,
                "lacking": [need.dimension for need in lock.lacking],
            }
            for lock in result.interlocks
        ],
        "scores": {question: scored.score for question, scored in result.scores.items()},
    }


def _roadmap_row(
    args: Namespace, questionnaire: Questionnaire, store: Assessments, assessment: Assessment
) -> dict[str, Any]:
    result = record_of(questionnaire, store, assessment).result
    start = args.start or date.fromisoformat(assessment.on)
    plan = roadmap.plan(
        questionnaire,
        result,
        store.targets(assessment.id).values(),
        store.plans(assessment.id),
        start,
        capacity=args.at_once,
    )
    steps = []
    for step in plan.steps:
        question = questionnaire.question(step.question)
        steps.append({
            "question": step.question, "measure": question.measure if question else "", "origin": step.origin.value,
            "owner": step.owner, "effort": step.effort.value, "start": step.start.isoformat(),
            "end": step.end.isoformat(), "after": list(step.waits_for), "gain": _share(step.gain.mean),
        })  # fmt: skip
    return {
        **_head(assessment),
        "start": start.isoformat(),
        "levels_now": dict(plan.now),
        "levels_then": dict(plan.forecast),
        "steps": steps,
        "conflicts": [
            {"clash": one.clash.value, "question": one.question, "other": one.other} for one in plan.conflicts
        ],
    }


def _merged(
    args: Namespace,
    database: Database,
    questionnaire: Questionnaire,
    store: Assessments,
    readable: list[Assessment],
) -> int:
    records = [record_of(questionnaire, store, one) for one in readable]
    rounds = sorted({(one.unit, one.round) for one in readable})
    groups: list[dict[str, Any]] = []
    for unit, round_ in rounds:
        here = comparison.between_groups(questionnaire, records, unit, round_)
        groups.append({
            "unit": unit, "round": round_, "groups": [column.group for column in here.columns],
            "to_explain": [spread.subject for spread in here.to_explain],
            "scores": {spread.subject: list(spread.values) for spread in here.questions},
        })  # fmt: skip
    report: dict[str, Any] = {"assessments": [_head(one) for one in readable], "rounds": groups}
    if args.output:
        kept = portable.export_file(database, args.output)
        report["file"] = {"path": str(kept.path), "counts": kept.counts}
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return 0
    for one in groups:
        print(f"{one['unit']} · {one['round']}: {', '.join(filter(None, one['groups']))}")
        scores: Mapping[str, list[int | None]] = one["scores"]
        for subject in one["to_explain"]:
            print(f"    {subject}: {' / '.join(_cell(value) for value in scores.get(subject, []))}")
    if args.output:
        print(report["file"]["path"])
    return 0


def _print(args: Namespace, rows: list[dict[str, Any]], questionnaire: Questionnaire) -> None:
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row['name']} · {row['unit']} · {row['on']}")
        for name, here in row.get("dimensions", {}).items():
            dimension = questionnaire.dimension(name)
            held = f"  held by {', '.join(here['held_by'])}" if here["held_by"] else ""
            print(f"    {name:4} {_cell(here['level'])}  {dimension.title if dimension else ''}{held}")
        for step in row.get("steps", ()):
            print(f"    {step['start']} – {step['end']}  {step['question']:6} {step['measure']}")


def _head(assessment: Assessment) -> dict[str, Any]:
    return {
        "id": assessment.id,
        "name": assessment.name,
        "unit": assessment.unit,
        "group": assessment.group,
        "round": assessment.round,
        "on": assessment.on,
        "model": assessment.model,
        "scope": assessment.scope.value,
    }


def _share(fraction: Fraction | None) -> float | None:
    """A fraction as a number of JSON, which has no others."""
    return None if fraction is None else round(float(fraction), 4)


def _cell(value: object) -> str:
    return "–" if value is None else str(value)


def _named(files: Iterable[Path]) -> str:
    return ", ".join(str(file) for file in files)


_ROWS = {"score": _score_row, "roadmap": _roadmap_row}


# --- cost ---------------------------------------------------------------------------------------------------


def cost(args: Namespace) -> int:
    """Reckon a life-cycle cost plan from a file."""
    from ictguide_desktop.assess.cost_limits import PlanRefused
    from ictguide_desktop.assess.cost_record import plan_from_text
    from ictguide_desktop.assess.cost_report import report_of

    try:
        plan = plan_from_text(args.file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFile(f"{args.file} cannot be read: {error}.") from error
    except PlanRefused as error:
        raise UnusableFile(f"{args.file}: {error}.") from error
    report = report_of(plan)
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return 0
    for name, value in report.items():
        if not isinstance(value, (dict, list)):
            print(f"{name.replace('_', ' '):24} {_cell(value)}")
    return 0


# --- export -------------------------------------------------------------------------------------------------


def export(args: Namespace) -> int:
    """Write a page, a section or a booklet to a file; it is opened again and compared before its name is printed."""
    from ictguide_desktop.i18n import catalog
    from ictguide_desktop.services.exporting import Offer, Order, Wanted, written
    from ictguide_desktop.services.library import Library

    edition = open_edition(args)
    language = choose_language(args.lang, edition)
    catalog.use(catalog.load(paths.LOCALES, language))
    wanted = Wanted(language, args.nameless)
    thing = _thing(args, Library(edition, language), wanted)
    offer = Offer(args.output.stem, args.target, (args.format,), lambda _wanted: thing)
    passphrase = _first_line(args.passphrase_file) if args.passphrase_file is not None else ""
    kept = written(
        Order(offer, wanted, args.format, args.output, args.paper, passphrase), paths.RESOURCES / "fonts"
    )
    assert kept is not None, "nobody cancels a command"
    print(kept.path)
    return 0


def _thing(args: Namespace, library: Library, wanted: Wanted) -> Document | Workbook:
    from ictguide_desktop.export.html import View
    from ictguide_desktop.services import guide_offers

    view = View(Audience(args.audience) if args.audience else None, Band(args.band) if args.band else None)
    catalogue = library.catalogue
    name, _hash, which = args.target.partition("#")
    if name in OF_ASSESSMENT:
        return _of_assessment(args, library, wanted, name, which)
    if args.target in ("questions", "critical-questions"):
        return guide_offers.questions_document(library, wanted, critical_only=args.target != "questions")
    if args.target == "guide":
        return guide_offers.whole_document(library, wanted, view)
    if args.target in {part.id for part in catalogue.parts}:
        return guide_offers.part_document(library, args.target, wanted, view)
    address = library.edition.resolve(args.target, wanted.language)
    if address.page not in catalogue.pages:
        raise NotFound(f"“{args.target}” is not a page that can be exported.")
    if args.format in ("xlsx", "csv") and catalogue.pages[address.page].kind == Kind.CHECKLIST:
        return guide_offers.checklist_table(library, address.page, wanted)
    return guide_offers.page_document(library, address, wanted, view)


def _of_assessment(
    args: Namespace, library: Library, wanted: Wanted, name: str, which: str
) -> Document | Workbook:
    """What is made of an assessment in the profile: the one named, or the one in hand."""
    from ictguide_desktop.export.assessment_document import assessment_document
    from ictguide_desktop.export.assessment_workbook import answers_workbook, roadmap_workbook
    from ictguide_desktop.export.brief import minister_brief
    from ictguide_desktop.i18n import catalog
    from ictguide_desktop.services.assessing import Assessing
    from ictguide_desktop.services.desk import Desk

    language, nameless = wanted.language, wanted.nameless
    questionnaire, say = library.catalogue.questionnaire, catalog.words_in(language)
    with Database.open(paths.user_folder(args.profile, portable=False)) as database:
        assessing = Assessing(library, Desk(database))
        here = assessing.store.get(which) if which else assessing.in_hand
        if here is None:
            raise NotFound(
                f"There is no assessment “{which}” in this profile."
                if which
                else "There is no assessment yet."
            )
        record_of(questionnaire, assessing.store, here)  # refuses answers to questions that nobody knows here
        dossier = assessing.dossier(here, datetime.now().astimezone().date())
    match name:
        case "results":
            fonts = paths.RESOURCES / "fonts"
            return assessment_document(questionnaire, dossier, say, language, fonts, nameless=nameless)
        case "answers":
            return answers_workbook(questionnaire, dossier, say, language, nameless=nameless)
        case "brief":
            return minister_brief(dossier, library.edition, language, say, nameless=nameless)
    assert dossier.roadmap is not None
    return roadmap_workbook(
        questionnaire, dossier.roadmap, say, language, plans=dossier.plans, nameless=nameless
    )


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise UnusableFile(f"{file} holds no passphrase on its first line.") from error
