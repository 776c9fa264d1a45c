"""The item models under Qt's own examiner, while what they show changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, Kind
from ictguide_desktop.model.query import Hit, Results, SearchQuery, Snippet, Why
from ictguide_desktop.model.user import BookmarkFate
from ictguide_desktop.services.desk import BOOKMARKS, PROGRESS
from ictguide_desktop.services.finder import Found
from ictguide_desktop.ui.models.bookmarks_model import BookmarksModel
from ictguide_desktop.ui.models.contents_model import HEADING_ROLE, TARGET_ROLE, ContentsModel
from ictguide_desktop.ui.models.hits_model import HitsModel
from ictguide_desktop.ui.tree_lines import META_ROLE
from ictguide_desktop.ui.views.history_view import HistoryModel
from ictguide_desktop.ui.views.view import Context

Spoken = Qt.ItemDataRole.AccessibleTextRole


def examined(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Qt's examiner, which fails the test (by a warning) at the first rule broken."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def rows(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    """What the rows say."""
    under = parent or QModelIndex()
    return [str(model.index(row, 0, under).data()) for row in range(model.rowCount(under))]


def everything(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    """Every index, parents before children."""
    under = parent or QModelIndex()
    found: list[QModelIndex] = []
    for row in range(model.rowCount(under)):
        index = model.index(row, 0, under)
        found += [index, *everything(model, index)]
    return found


# --- contents -------------------------------------------------------------------------------------------------


def test_contents_hold_every_page_of_the_guide_once(context: Context) -> None:
    model = ContentsModel(context.library, context.desk)
    examiner = examined(model)
    targets = [str(index.data(TARGET_ROLE)) for index in everything(model) if index.data(TARGET_ROLE)]
    assert len(targets) == len({*targets})
    assert {*targets} >= {*context.library.catalogue.pages}
    headings = [index for index in everything(model) if index.data(HEADING_ROLE)]
    assert [index.data() for index in headings][:2] == [
        part.title for part in context.library.catalogue.parts[:2]
    ]
    assert all(index.data(Spoken) for index in everything(model))
    for target in context.library.catalogue.pages:
        assert model.find(target).data(TARGET_ROLE) == target
    assert not model.find("no-such-page").isValid()
    assert examiner.model() is model


def test_contents_follow_the_language(context: Context) -> None:
    model = ContentsModel(context.library, context.desk)
    examiner = examined(model)
    kept = QPersistentModelIndex(model.find("cybersecurity"))
    english = kept.data()
    context.library.set_language("fr")
    model.rebuild()
    assert not kept.isValid(), "indexes of what is gone are let go of"
    assert (
        model.find("cybersecurity").data()
        == context.library.catalogue.pages["cybersecurity"].title
        != english
    )
    assert examiner.model() is model


def test_progress_changes_one_line_and_is_spoken(context: Context) -> None:
    model = ContentsModel(context.library, context.desk)
    examiner = examined(model)
    index = QPersistentModelIndex(model.find("cybersecurity"))
    sections = [s.id for s in context.library.catalogue.pages["cybersecurity"].sections]
    changed = QSignalSpy(model.dataChanged)
    context.desk.write(
        PROGRESS, lambda: context.desk.progress.see("cybersecurity", sections[: len(sections) // 2])
    )
    model.refresh()
    assert index.isValid()
    assert changed.count() == 1
    assert "%" in str(index.data(META_ROLE))
    assert str(index.data(META_ROLE)).split()[0] in str(index.data(Spoken))
    context.desk.write(PROGRESS, lambda: context.desk.progress.see("cybersecurity", sections))
    model.refresh()
    assert index.data(META_ROLE) == "✓"
    assert "read" in str(index.data(Spoken))
    model.refresh()
    assert changed.count() == 2, "nothing is told where nothing changed"
    context.library.set_audience(Audience.LEADER)
    model.refresh()
    assert examiner.model() is model


def test_the_number_of_bookmarks_stands_beside_them(context: Context) -> None:
    model = ContentsModel(context.library, context.desk)
    assert model.find("bookmarks").data(META_ROLE) == ""
    context.desk.write(
        BOOKMARKS, lambda: context.desk.bookmarks.add(Address("scope"), lang="en", title="Scope")
    )
    model.refresh()
    assert model.find("bookmarks").data(META_ROLE) == "1"


# --- hits -----------------------------------------------------------------------------------------------------


def found(*titles: str, why: Why | None = None) -> Found:
    """An answer with these titles."""
    hits = tuple(
        Hit(
            Address("scope", f"s{n}"),
            title,
            "What this guide covers",
            Kind.ABOUT,
            "about",
            frozenset(),
            1.0,
            why,
        )
        for n, title in enumerate(titles)
    )
    results = Results(SearchQuery("x", "en"), hits, len(hits), {Kind.ABOUT: len(hits)})
    return Found(
        "box",
        results,
        tuple(Snippet("the passage", ((4, 11),)) for _hit in hits),
        tuple(hit.address for hit in hits),
    )


def test_hits_are_rows_that_can_be_read_aloud() -> None:
    model = HitsModel()
    examiner = examined(model)
    assert model.rowCount() == 0
    assert model.target(0) is None
    model.show(found("One", "Two", why=Why("وكيل", "ar", "Agent")))
    assert model.rowCount() == 2
    assert model.target(1) == Address("scope", "s1")
    spoken = str(model.index(0, 0).data(Spoken))
    for part in ("One", "What this guide covers", "the passage", "Agent", "وكيل"):
        assert part in spoken
    for answer in (found("Three"), found(), None, found("A", "B", "C")):
        model.show(answer)
    assert rows(model)[0].startswith("A")
    assert model.target(3) is None
    assert model.target(-1) is None
    assert examiner.model() is model


# --- bookmarks ------------------------------------------------------------------------------------------------


def test_bookmarks_are_a_tree_of_folders_that_follows_every_change(context: Context) -> None:
    marks = context.desk.bookmarks
    model = BookmarksModel(context.desk)
    examiner = examined(model)
    assert model.rowCount() == 0
    folder = marks.add_folder("For Monday")
    loose = marks.add(Address("scope"), lang="en", title="Scope", note="Ask")
    inside = marks.add(Address("licence"), lang="en", title="Licences", folder=folder.id)
    model.rebuild()
    top = rows(model)
    assert len(top) == 2
    assert "For Monday" in top[0]
    assert rows(model, model.index(0, 0)) == ["Licences"]
    assert model.find(inside.id).parent() == model.find(folder.id)
    assert model.find(loose.id).data(META_ROLE) == "✎"
    assert "Ask" in str(model.find(loose.id).data(Spoken))
    marks.move(loose.id, folder.id)
    model.rebuild()
    assert rows(model) == [top[0]]
    assert model.find(folder.id).data(META_ROLE) == "2"
    marks.delete_folder(folder.id)
    model.rebuild()
    assert {*rows(model)} == {"Scope", "Licences"}
    for mark in marks.all():
        marks.delete(mark.id)
    model.rebuild()
    assert model.rowCount() == 0
    assert not model.find(loose.id).isValid()
    assert examiner.model() is model


def test_a_bookmark_that_lost_its_place_says_so(context: Context) -> None:
    mark = context.desk.bookmarks.add(
        Address("scope", "gone", 3), lang="en", title="Gone", quote="Words that stand nowhere any more"
    )
    context.desk.bookmarks.settle(lambda _page, _lang: (), "next edition")
    model = BookmarksModel(context.desk)
    leaf = model.leaf(model.find(mark.id))
    assert leaf is not None
    assert leaf.fate == BookmarkFate.ORPHANED
    assert "no longer in this edition" in str(model.find(mark.id).data(Spoken))


# --- history --------------------------------------------------------------------------------------------------


def test_history_is_newest_first_and_can_be_forgotten(context: Context) -> None:
    history = context.desk.history
    model = HistoryModel("en")
    examiner = examined(model)
    for page in ("scope", "licence", "how-to-use"):
        history.add(Address(page), page)
    model.show(history.newest(), "en")
    assert [line.split("  ")[0] for line in rows(model)] == ["how-to-use", "licence", "scope"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "how-to-use"
    visit = model.visit(model.index(1, 0))
    assert visit is not None
    history.forget(visit)
    model.show(history.newest(), "en")
    assert model.rowCount() == 2
    model.show((), "fr")
    assert model.rowCount() == 0
    assert model.visit(QModelIndex()) is None
    assert examiner.model() is model


@pytest.mark.parametrize(
    "make",
    [
        lambda c: ContentsModel(c.library, c.desk),
        lambda c: BookmarksModel(c.desk),
        lambda _c: HitsModel(),
        lambda _c: HistoryModel("en"),
    ],
)
def test_an_index_that_is_none_answers_nothing(
    context: Context, make: Callable[[Context], QAbstractItemModel]
) -> None:
    model = make(context)
    for role in (Qt.ItemDataRole.DisplayRole, Spoken, TARGET_ROLE):
        assert model.data(QModelIndex(), role) is None
