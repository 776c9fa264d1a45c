"""The self-test of an installation: opens, loads, searches and writes, in a profile of its own unless one is named."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ictguide_desktop.app.commands import open_edition
from ictguide_desktop.app.window import Program, settle
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.finder import Found
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.database import Database

_WAIT_MS, _TRIES = 50, 200


class SelfTestFailed(GuideError):
    """A part of this installation does not work."""


def selftest(app: QApplication, args: Namespace) -> int:
    """Try every part once; prints one line a part.

    Raises:
        SelfTestFailed: which part does not work.
    """
    edition = open_edition(args)
    for language in edition.languages:
        for page in edition.catalogue(language).pages:
            edition.page(page, language)
    print(f"loads: {len(edition.catalogue(edition.fallback).pages)} pages in {', '.join(edition.languages)}")
    with tempfile.TemporaryDirectory() as folder:
        profile = args.profile or Path(folder)
        _open(app, edition, args, profile)
        _write(profile)
    print("selftest: ok")
    return 0


def _open(app: QApplication, edition: Edition, args: Namespace, profile: Path) -> None:
    for name in ("audience", "band", "theme", "zoom"):
        setattr(args, name, None)
    program = Program(app, edition, args, profile=profile)
    program.open_at(edition.catalogue(edition.fallback).reading_order[0])
    program.window.show()
    settle(_WAIT_MS)
    if program.window.grab().isNull():
        raise SelfTestFailed(
            "The window cannot be drawn. Install the system libraries that the README names."
        )
    print("opens: window drawn")
    answers: list[Found] = []
    program.finder.found.connect(answers.append)
    title = program.library.catalogue.pages[program.library.place.page].title
    program.window.search_box.search(title)
    for _try in range(_TRIES):
        if answers:
            break
        settle(_WAIT_MS)
    if not answers or not answers[0].results.hits:
        raise SelfTestFailed(
            "The search gives no answer. Run “ictguide build”, or install the program again."
        )
    print(f"searches: {answers[0].results.total} hits for “{title}”")
    program.window.close()
    program.desk.close()


def _write(profile: Path) -> None:
    with Database.open(profile) as database:
        mark = Bookmarks(database).add(Address("scope"), lang="en", title="selftest")
    with Database.open(profile) as database:
        kept = Bookmarks(database)
        if kept.get(mark.id) is None or not database.sound():
            raise SelfTestFailed(f"What is written in {profile} does not stay there. Check the disk.")
        kept.delete(mark.id)
    print("writes: stored and read again")
