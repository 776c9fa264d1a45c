"""Finding words and then going elsewhere: the marks of one page never reach the text of the next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.ui.actions import Act

Opens = Callable[..., Program]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_marks_do_not_outlive_their_page(qtbot: QtBot, program: Opens, language: str) -> None:
    one = program("cybersecurity", lang=language)
    window = one.window
    window.actions_[Act.FIND].trigger()
    window.reader.find_bar.field.setText({"en": "release", "fr": "mainlevée", "ar": "الإفراج"}[language])
    assert window.reader.view.extraSelections()
    for target in ("checklists", "trust-and-identity", "home", "insider-threat", "glossary", "cybersecurity") * 2:
        one.library.go(target)
        qtbot.wait(15)
    window.actions_[Act.FIND_NEXT].trigger()
    assert window.isVisible()
