"""The finder on its own: a search asked for while the index is being opened is answered, and only the newest is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.query import SearchQuery
from ictguide_desktop.services.finder import Finder


def test_opening_the_index_never_swallows_a_search(qtbot: QtBot, edition: Edition) -> None:
    finder = Finder(edition)
    finder.warm("en")
    with qtbot.waitSignal(finder.found, timeout=20_000) as found:
        finder.ask(SearchQuery("ransomware", "en"), "test")
        finder.warm("fr")
    assert found.args is not None
    assert found.args[0].results.query.text == "ransomware"
    finder.finish()


def test_only_the_newest_search_is_answered(qtbot: QtBot, edition: Edition) -> None:
    finder = Finder(edition)
    answers: list[str] = []
    finder.found.connect(lambda found: answers.append(found.results.query.text))
    for text in ("r", "ra", "ran", "ransom"):
        finder.ask(SearchQuery(text, "en"), "test")
    qtbot.waitUntil(lambda: "ransom" in answers, timeout=20_000)
    qtbot.wait(50)
    assert answers == ["ransom"]
    finder.finish()
