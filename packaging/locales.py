"""The catalogues of the interface: `extract` the messages, `update` the .po files, `compile` them to .mo."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DOMAIN = "ictguide"
PACKAGE = "ictguide_desktop"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
COMMENT = "Translators:"
# Babel's own rule for Arabic swaps the last two forms against the order that every translation tool expects.
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
}
HEADER = """\
# Words of the interface of ICT Guide Desktop.
# Made by packaging/locales.py; the licence is that of the program (MIT).
#"""
ROOT = Path(__file__).resolve().parent.parent


def po_files(locales: Path) -> dict[str, Path]:
    """Each translated language and its .po file."""
    return {path.parts[-3]: path for path in sorted(locales.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}


def _messages(root: Path) -> Iterator[tuple[str, object, list[str], str | None]]:
    for path in sorted((root / PACKAGE).rglob("*.py")):
        for _line, message, comments, context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=[COMMENT], strip_comment_tags=True
        ):
            yield path.relative_to(root).as_posix(), message, comments, context


def extract(root: Path) -> Catalog:
    """Every message of the program; places are file names only, so that a moved line is not a change."""
    template = _empty(None)
    for name, message, comments, context in _messages(root):
        template.add(message, None, [(name, 0)], auto_comments=comments, context=context)  # type: ignore[arg-type]
    return template


def _empty(language: str | None) -> Catalog:
    catalogue = Catalog(
        locale=language, domain=DOMAIN, project="ICT Guide Desktop", version="2026.1", header_comment=HEADER,
        msgid_bugs_address="see README.md", last_translator="see README.md", language_team=language or "none",
        revision_date=datetime.now().astimezone(), fuzzy=False,
    )  # fmt: skip
    if language in PLURALS:
        catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalogue


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def update(root: Path, locales: Path) -> None:
    """Bring every .po file to the messages of the program: the gone are dropped, none is ever guessed."""
    template = extract(root)
    for language, path in po_files(locales).items():
        catalogue = read(path, language)
        # The dates stay, so that a run without news leaves the file as it was.
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        _write(catalogue, path)


def begin(root: Path, locales: Path, language: str) -> Path:
    """Make the empty .po file of a new language."""
    path = locales / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = _empty(language)
    catalogue.update(extract(root))
    _write(catalogue, path)
    return path


def _write(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)


def compile_catalogues(locales: Path, out: Path) -> None:
    """Write the .mo of every newer .po, each put in place whole: several processes may do this at once."""
    for language, path in po_files(locales).items():
        made = out / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if made.exists() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        made.parent.mkdir(parents=True, exist_ok=True)
        staging = made.with_suffix(f".tmp-{os.getpid()}")
        with staging.open("wb") as file:
            write_mo(file, read(path, language))
        staging.replace(made)


def _status(locales: Path) -> None:
    for language, path in po_files(locales).items():
        messages = [message for message in read(path, language) if message.id]
        done = sum(bool(message.string and all(message.string)) for message in messages)
        print(f"{language}: {done} of {len(messages)} translated")


def main(words: list[str]) -> int:
    """Run one command: `extract`, `update`, `compile`, `begin LANGUAGE`."""
    locales, out = ROOT / "locales", ROOT / "build" / "locales"
    match words:
        case ["extract"]:
            out.mkdir(parents=True, exist_ok=True)
            _write(extract(ROOT), out / f"{DOMAIN}.pot")
        case ["update"]:
            update(ROOT, locales)
            _status(locales)
        case ["compile"]:
            compile_catalogues(locales, out)
        case ["begin", language]:
            print(begin(ROOT, locales, language))
        case _:
            print("Usage: locales.py extract | update | compile | begin LANGUAGE", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
