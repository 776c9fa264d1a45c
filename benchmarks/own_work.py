"""The views of an administration's own work with 200 assessments × 50 answers and 5,000 ticks; prints the times as JSON."""


from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from journey import Journey
from PySide6.QtWidgets import QApplication

from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.assessment import Answer, MeasurePlan, Scope
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.user import TickState
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database

ASSESSMENTS, TICKS = 200, 5_000
UNITS = ("North", "South", "Port", "Airport", "Headquarters")
GROUPS = ("leaders", "ict", "operations", "trade")
VIEWS = ("assessment", "results", "roadmap", "brief", "costs", "forms", "ethics-tier", "home")
AGAIN = 6


def fill(edition: Edition, profile: Path) -> None:
    """The data of a busy secretariat: five units, four groups, ten rounds each, and runs of every checklist."""
    questions = edition.catalogue("en").questionnaire
    items = edition.catalogue("en").items
    with Database.open(profile) as database, database.change():
        store, checklists = Assessments(database), Checklists(database)
        for n in range(ASSESSMENTS):
            unit, group, round_ = UNITS[n % 5], GROUPS[n // 5 % 4], n // 20
            on = f"{2016 + round_}-11-20"
            begun = store.start(f"{unit} {round_}", unit, group, str(2016 + round_), on, questions.model, Scope.ALL)
            answers = (
                Answer(q.id, (n + number) % 5, evidence="Minutes of the board", evidence_on=on)
                for number, q in enumerate(questions.questions)
            )
            store.answer_many(begun.id, answers)
        done = 0
        for head in cycle(edition.catalogue("en").of_kind(Kind.CHECKLIST)):
            run = checklists.start(head.id, f"Post {done}")
            for item in (item for item, address in items.items() if address.page == head.id):
                checklists.tick(run.id, item, state=TickState.DONE)
                done += 1
            if done >= TICKS:
                return


def measured(journey: Journey) -> dict[str, list[float]]:
    """Each view opened again and again, an answer, and a decision on a measure."""
    window, library = journey.window, journey.program.library
    times: dict[str, list[float]] = {}
    for view in VIEWS:
        library.go("scope")
        journey._wait(100)
        first = journey._timed(partial(library.go, view))
        again = []
        for _n in range(AGAIN):
            library.go("scope")
            journey._wait(60)
            again.append(journey._timed(partial(library.go, view)))
            journey._wait(60)
        times[f"{view} first"], times[view] = [first], again
    assessing = window.assessing
    here = assessing.in_hand
    assert here is not None
    acts: dict[str, Callable[[int], object]] = {
        "assessment": lambda n: assessing.answer(here.id, "D1.3", score=n % 5),
        "results": lambda n: assessing.answer(here.id, "D1.3", score=n % 5),
        "roadmap": lambda n: assessing.set_plan(here.id, MeasurePlan("D5.1", months=1 + n % 12)),
    }
    for view, act in acts.items():
        library.go(view)
        journey._wait(300)
        journey._timed(partial(act, 11))  # the offer to undo appears once
        times[f"act in {view}"] = [journey._timed(partial(act, n)) for n in range(12)]
    return times


def main() -> None:
    """Fill a profile, open the window, print the times."""
    edition, profile = Edition.open(Path(sys.argv[1])), Path(sys.argv[2])
    fill(edition, profile)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    print(json.dumps(measured(Journey(app, edition, profile))))


if __name__ == "__main__":
    main()
