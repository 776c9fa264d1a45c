"""Home for a leader: the whole guide in forty minutes, and no more is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from on_screen import words_of
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.ui.card import Card

Opens = Callable[..., Program]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_leader_is_asked_for_forty_minutes_at_most(program: Opens, language: str) -> None:
    shown = words_of(program("home", lang=language, audience="leader").window).values()
    lead = next(line for line in shown if re.search("minutes (for all|pour le tout)|ومدة قراءتها", line))
    asked = int(re.findall(r"\d+", lead)[0])
    assert 30 <= asked <= 40


def test_the_first_screen_comes_at_once_and_the_rest_soon_after(qtbot: QtBot, program: Opens) -> None:
    one = program("home", show=False)
    modules = [head.title for head in one.library.catalogue.of_kind(Kind.MODULE)]
    cases = [head.title for head in one.library.catalogue.of_kind(Kind.CASE)]

    def named(titles: list[str]) -> int:
        cards = [card.accessibleName() for card in one.window.stack.currentWidget().findChildren(Card)]
        return sum(any(name.startswith(title) for name in cards) for title in titles)

    assert (named(modules), named(cases)) == (len(modules), 0)
    qtbot.waitUntil(lambda: named(cases) == len(cases))
    one.library.go("glossary")
    one.library.go("home")  # from then on as a whole
    assert (named(modules), named(cases)) == (len(modules), len(cases))
