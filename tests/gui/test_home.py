"""Home for a leader: the whole guide in forty minutes, and no more is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from on_screen import words_of

from ictguide_desktop.app.window import Program

Opens = Callable[..., Program]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_leader_is_asked_for_forty_minutes_at_most(program: Opens, language: str) -> None:
    shown = words_of(program("home", lang=language, audience="leader").window).values()
    lead = next(line for line in shown if re.search("minutes (for all|pour le tout)|ومدة قراءتها", line))
    asked = int(re.findall(r"\d+", lead)[0])
    assert 30 <= asked <= 40
