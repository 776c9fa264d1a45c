"""The history: newest first, at most 500, the same place twice in a row once."""

from __future__ import annotations

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Visit
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.history import KEPT, History
from ictguide_desktop.store.values import LONG_AGO


@pytest.fixture
def history(database: Database) -> History:
    return History(database)


def test_visits_are_newest_first_and_as_they_were_noted(history: History) -> None:
    first = history.add(Address("home"), "Home")
    second = history.add(Address("single-window", "steps", 3), "النافذة الواحدة")
    assert history.newest() == (second, first)
    assert history.newest(1) == (second,)


def test_the_same_place_twice_in_a_row_is_one_visit_at_the_later_time(history: History) -> None:
    first = history.add(Address("home"), "Home")
    again = history.add(Address("home"), "Home, renamed")
    assert history.newest() == (again,)
    assert again.at > first.at
    history.add(Address("glossary"), "Glossary")
    history.add(Address("home"), "Home")
    assert [visit.address.page for visit in history.newest()] == ["home", "glossary", "home"]


def test_only_the_newest_500_are_kept(history: History, database: Database) -> None:
    with database.change():
        for number in range(KEPT + 20):
            history.add(Address(f"page-{number}"), str(number))
    titles = [int(visit.title) for visit in history.newest(10_000)]
    assert titles == list(range(KEPT + 19, 19, -1))


def test_of_visits_at_one_moment_the_same_ones_are_kept_whatever_their_order(database: Database) -> None:
    visits = [Visit(Address(f"page-{number}"), "", LONG_AGO) for number in range(KEPT + 50)]
    history, kept = History(database), []
    for order in (visits, visits[::-1]):
        history.clear()
        history.restore(order)
        kept.append(history.newest())
    assert kept[0] == kept[1]
    assert database.read("SELECT count(*) FROM visits")[0][0] == KEPT


def test_a_clock_set_back_does_not_put_a_new_visit_among_the_old(history: History, clock: object) -> None:
    history.add(Address("home"), "Home")
    clock.pass_by(days=-30)  # type: ignore[attr-defined]
    newest = history.add(Address("glossary"), "Glossary")
    assert history.newest()[0] == newest


def test_forgetting_one_clearing_all_and_putting_them_back(history: History) -> None:
    visits = [history.add(Address(page), page) for page in ("a", "b", "c")]
    history.forget(visits[1])
    history.forget(visits[1])
    assert history.newest() == (visits[2], visits[0])
    cleared = history.clear()
    assert cleared == (visits[2], visits[0])
    assert history.newest() == ()
    history.restore(cleared)
    assert history.newest() == cleared
