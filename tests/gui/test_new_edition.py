"""R-10: a new edition moves blocks and drops some; every bookmark is kept, relocated or still readable with its words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from ictguide_desktop.app.commands import make_edition
from ictguide_desktop.app.window import Program
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import BookmarkFate

Opens = Callable[..., Program]
CONTENT = Path(__file__).parents[2] / "content"


def test_bookmarks_survive_a_new_edition(qtbot: QtBot, program: Opens, tmp_path: Path) -> None:
    before = program("insider-threat")
    page = before.library.page("insider-threat")
    summary = page.section("summary")
    assert summary is not None
    places = [Address("insider-threat", "summary", n) for n in (1, 2, 3)]
    for place in places:
        before.window.errands.bookmark(place)
    quotes = {mark.address: mark.quote for mark in before.desk.bookmarks.all()}
    assert set(quotes) == set(places)
    program.close(before)  # type: ignore[attr-defined]

    # The next edition: a new paragraph comes first, and the third block is gone, in every language.
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    gone = "".join(quotes[places[2]].split())[:40]
    for language in ("en", "fr", "ar"):
        file = copy / language / "modules" / "insider-threat.md"
        chunks = file.read_text(encoding="utf-8").split("\n\n")
        start = next(n for n, chunk in enumerate(chunks) if "{#summary" in chunk)
        del chunks[start + 3]
        chunks.insert(start + 1, "2027")
        file.write_text("\n\n".join(chunks), encoding="utf-8")
    out = tmp_path / "edition"
    make_edition(copy, out)

    after = program("home", guide=Edition.open(out))
    after.window.errands.settle_bookmarks()
    marks = {mark.quote: mark for mark in after.desk.bookmarks.all()}
    assert len(marks) == len(places), "count before = count after"
    fates = after.desk.bookmarks.fates()
    first, second, third = (marks[quotes[place]] for place in places)
    assert first.address == Address("insider-threat", "summary", 2)
    assert second.address == Address("insider-threat", "summary", 3)
    assert fates[first.id] == fates[second.id] == BookmarkFate.RELOCATED
    assert fates[third.id] == BookmarkFate.ORPHANED
    assert gone in "".join(third.quote.split()), "what is gone from the guide can still be read"

    after.library.go("bookmarks")
    view = after.window.stack.currentWidget()
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    assert view.model.rowCount() == len(places)  # type: ignore[attr-defined]


def test_the_same_edition_moves_nothing(program: Opens) -> None:
    one = program("insider-threat")
    one.window.errands.bookmark(Address("insider-threat", "summary", 2))
    one.window.errands.settle_bookmarks()
    (mark,) = one.desk.bookmarks.all()
    assert mark.address == Address("insider-threat", "summary", 2)
    assert one.desk.bookmarks.fates() == {}
