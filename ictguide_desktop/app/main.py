"""The one entry point: reads the arguments, runs a command or opens the window; errors are one sentence on stderr."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ictguide_desktop import __version__
from ictguide_desktop.model.guide import Audience, Band, Kind
from ictguide_desktop.model.preferences import ZOOM_HIGH, ZOOM_LOW
from ictguide_desktop.model.problems import GuideError

OWN_WORK = frozenset({"assess", "cost", "export"})


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        print(f"{self.prog}: {message}. Try “{self.prog} --help”.", file=sys.stderr)
        raise SystemExit(1)


def _zoom(text: str) -> int:
    value = int(text.removesuffix("%"))
    if not ZOOM_LOW <= value <= ZOOM_HIGH:
        raise argparse.ArgumentTypeError(f"zoom goes from {ZOOM_LOW} to {ZOOM_HIGH}, not {value}")
    return value


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1280x800") from None
    return width, height


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2027-01-15") from None


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="L", help="language: en, fr, ar")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of the user's own data")
    parser.add_argument("--edition", type=Path, metavar="DIR", help="content from another folder")


def _view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", choices=[a.value for a in Audience])
    parser.add_argument("--band", choices=[b.value for b in Band])
    parser.add_argument("--theme", choices=["light", "dark", "contrast"])
    parser.add_argument("--zoom", type=_zoom, metavar="PCT", help=f"{ZOOM_LOW} to {ZOOM_HIGH}")


def _own_work(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands on the administration's own work."""
    assess = command("assess", "Score assessments, plan from them, or merge the answers of several files.")
    assess.add_argument("act", choices=["score", "roadmap", "merge"])
    assess.add_argument("files", nargs="+", type=Path, metavar="FILE", help="saved by the program (JSON)")
    assess.add_argument("--json", action="store_true")
    assess.add_argument("--start", type=_day, metavar="DAY", help="roadmap: the ISO day it begins")
    assess.add_argument("--at-once", type=int, default=3, metavar="N", help="roadmap: measures at the same time")
    assess.add_argument("-o", "--output", type=Path, help="merge: write everything to this file")
    cost = command("cost", "Reckon a life-cycle cost plan from a file.")
    cost.add_argument("file", type=Path)
    cost.add_argument("--json", action="store_true")
    export = command("export", "Write a page, a section, a booklet or your own work to a file.")
    export.add_argument("target", help="a page or section, questions, critical-questions, guide, or a view such as results")
    export.add_argument("--format", choices=["pdf", "docx", "xlsx", "csv", "json"], required=True)
    export.add_argument("-o", "--output", type=Path, required=True)
    export.add_argument("--paper", choices=["a4", "letter"], default="a4")
    export.add_argument("--nameless", action="store_true", help="leave out names of persons and free text")
    export.add_argument("--passphrase-file", type=Path, metavar="FILE", help="seal the file with its first line")
    export.add_argument("--audience", choices=[a.value for a in Audience])
    export.add_argument("--band", choices=[b.value for b in Band])


def _parsers() -> dict[str, argparse.ArgumentParser]:
    made: dict[str, argparse.ArgumentParser] = {}

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made[name] = _Parser(prog=f"ictguide {name}".strip(), description=about)
        _common(made[name])
        return made[name]

    window = command(
        "",
        "An offline guide to customs ICT. Commands: build, check, status, search, show, shot, export, assess, cost, selftest.",
    )
    window.add_argument(
        "target",
        nargs="?",
        metavar="TARGET",
        help="page, block address, guide: URI or a view such as glossary",
    )
    window.add_argument("--search", metavar="TEXT")
    window.add_argument("--portable", action="store_true", help="keep the user's data beside the program")
    window.add_argument("--version", action="version", version=f"ICT Guide Desktop {__version__}")
    _view(window)
    search = command("search", "Search the guide.")
    search.add_argument("query")
    search.add_argument("--audience", choices=[a.value for a in Audience])
    search.add_argument("--kind", choices=[k.value for k in Kind])
    search.add_argument("--limit", type=int, default=20)
    search.add_argument("--json", action="store_true")
    show = command("show", "Print a page, a section or a term.")
    show.add_argument("target")
    show.add_argument("--audience", choices=[a.value for a in Audience])
    show.add_argument("--format", choices=["text", "html", "json"], default="text")
    for name, about in (
        ("check", "Find what is wrong with the content."),
        ("status", "Show how far translations are."),
    ):
        parser = command(name, about)
        parser.add_argument("dir", nargs="?", type=Path)
        parser.add_argument("--json", action="store_true")
    build = command("build", "Compile the content into an edition.")
    build.add_argument("dir", nargs="?", type=Path)
    build.add_argument("-o", "--output", type=Path)
    build.add_argument("--progress", action="store_true", help="print progress as JSON lines")
    shot = command("shot", "Take a picture of the real window.")
    shot.add_argument("target")
    shot.add_argument("-o", "--output", type=Path, required=True)
    shot.add_argument("--size", type=_size, default=(1280, 800))
    shot.add_argument("--search", metavar="TEXT")
    shot.add_argument("--beside", metavar="L", help="a second language beside the page")
    _view(shot)
    _own_work(command)
    command("selftest", "Open, load, search and write, to see that this installation works.")
    return made


def _command(words: list[str], known: Mapping[str, object]) -> tuple[str, list[str]]:
    """The command, which may stand behind the options that every command takes, and the words without it."""
    place = 0
    while place < len(words) and words[place].partition("=")[0] in ("--lang", "--profile", "--edition"):
        place += 1 if "=" in words[place] else 2
    if place < len(words) and words[place] and words[place] in known:
        return words[place], [*words[:place], *words[place + 1 :]]
    return "", words


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parsers = _parsers()
    name, words = _command(words, parsers)
    args = parsers[name].parse_args(words)
    try:
        if name in ("", "shot", "selftest"):
            return _with_window(name, args)
        from ictguide_desktop.app import commands

        if name in OWN_WORK:
            from ictguide_desktop.app import own_work

            return int(getattr(own_work, name)(args))
        return int(getattr(commands, name)(args))
    except GuideError as error:
        print(f"ictguide: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _with_window(name: str, args: argparse.Namespace) -> int:
    """Open the window; when Qt cannot, say which command installs what it needs instead of letting it abort."""
    from ictguide_desktop.app import qt

    if name:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif qt.screen_missing():
        return _refuse(
            "There is no screen here. Use “ictguide show” or “ictguide search”, or start it from a desktop."
        )
    gc.disable()  # nothing made while starting is garbage; `window.run` puts the collector to work again
    try:
        qt.import_qt()
        lacking = qt.lacking()
        if not lacking:
            from ictguide_desktop.app import window
    except ImportError as error:
        if "PySide6" not in str(error) and ".so" not in str(error):
            raise
        lacking = str(error)
    if lacking:
        return _refuse(
            f"A system library that Qt needs is missing ({lacking}). Ask your administrator for:\n"
            f"    apt-get install {qt.LIBRARIES}"
        )
    try:
        return window.run(name, args)
    finally:
        gc.enable()


def _refuse(sentence: str) -> int:
    print(f"ictguide: {sentence}", file=sys.stderr)
    return 1
