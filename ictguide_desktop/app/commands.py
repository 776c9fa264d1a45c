"""The commands that need no window: build, check, status, search and show."""

from __future__ import annotations

import gc
import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.app import paths
from ictguide_desktop.editions.edition import Edition, EditionMissing
from ictguide_desktop.i18n import catalog, languages
from ictguide_desktop.model.guide import Audience, Kind, Page
from ictguide_desktop.model.problems import ContentInvalid, GuideError, NotFound, Severity


class UsageError(GuideError):
    """A flag, language or value that the command line does not know."""


def build(args: Namespace) -> int:
    """Compile content into an edition."""
    gc.disable()  # what is made lives until the end: the collector would only walk it again and again
    make_edition(args.dir or paths.CONTENT, args.output or paths.shipped_edition(), lines=args.progress)
    return 0


def make_edition(content_root: Path, out: Path, *, lines: bool = False) -> None:
    """Compile `content_root` into `out`; `lines` prints the progress as JSON, one object a line.

    Raises:
        ContentInvalid: the content has errors; the edition in place stays.
    """
    from ictguide_desktop.content.loader import load
    from ictguide_desktop.editions.compile import compile_edition
    from ictguide_desktop.editions.kept_pages import KeptPages

    pages = KeptPages(out.with_name(f"{out.name}-pages"))
    content = load(content_root, pages)
    errors = [problem for problem in content.problems if problem.severity == Severity.ERROR]
    if errors:
        raise ContentInvalid(errors)

    def tell(done: int, total: int, what: str) -> None:
        if lines:
            print(json.dumps({"done": done, "total": total, "what": what}), flush=True)

    out.parent.mkdir(parents=True, exist_ok=True)
    compile_edition(content, out, tell)
    pages.save()


class Wanted(NamedTuple):
    """Where the edition asked for is, and the content it must be compiled from first; None when it is ready."""

    folder: Path
    source: Path | None


def wanted_edition(args: Namespace) -> Wanted:
    """Find the edition asked for.

    Raises:
        EditionMissing: the folder named has no content.
    """
    source = args.edition or (paths.CONTENT if paths.CHECKOUT else None)
    if source is None:
        return Wanted(paths.shipped_edition(), None)
    if not (source / "guide.toml").is_file():
        raise EditionMissing(source)
    from ictguide_desktop.editions.stamp import is_stale

    out = paths.cached_edition(source) if args.edition else paths.shipped_edition()
    return Wanted(out, source if is_stale(source, out) else None)


def open_edition(args: Namespace) -> Edition:
    """The edition asked for, compiled first when its content has changed since."""
    wanted = wanted_edition(args)
    if wanted.source is not None:
        print("The guide is being compiled, once.", file=sys.stderr)
        make_edition(wanted.source, wanted.folder)
    return Edition.open(wanted.folder)


def choose_language(wanted: str | None, edition: Edition) -> str:
    """The language asked for, or English.

    Raises:
        UsageError: the edition does not have it.
    """
    if wanted is None:
        return edition.fallback
    if wanted not in edition.languages:
        raise UsageError(f"The guide has no language “{wanted}”. It has: {', '.join(edition.languages)}.")
    return wanted


def check(args: Namespace) -> int:
    """Report what is wrong with the content."""
    from ictguide_desktop.content.check import check_content
    from ictguide_desktop.content.loader import load

    content = load(args.dir or paths.CONTENT)
    problems = check_content(content)
    if args.json:
        print(
            json.dumps(
                [{**p._asdict(), "path": p.path.as_posix()} for p in problems], ensure_ascii=False, indent=1
            )
        )
    else:
        for problem in problems:
            print(problem)
    errors = sum(problem.severity == Severity.ERROR for problem in problems)
    whole = len(content.pages[content.outline.fallback])
    for language in content.outline.partial:
        held = len(content.pages.get(language, ()))
        print(
            f"{language}: {held} of {whole} pages; the others are shown in {content.outline.fallback}",
            file=sys.stderr,
        )
    print(f"{errors} errors, {len(problems) - errors} warnings", file=sys.stderr)
    return 2 if errors else 0


def status(args: Namespace) -> int:
    """The translation table: a row a page, the state in each language."""
    from ictguide_desktop.content.loader import load

    content = load(args.dir or paths.CONTENT)
    others = [code for code in content.outline.languages if code != content.outline.fallback]
    print(f"{'page':34} " + " ".join(f"{code:>8}" for code in (content.outline.fallback, *others)))
    for page_id, page in content.pages[content.outline.fallback].items():
        cells = [page.head.review.status]
        for code in others:
            translated: Page | None = content.pages[code].get(page_id)
            behind = page.head.revision - translated.head.translates if translated else 0
            cells.append(
                "missing" if translated is None else f"-{behind}" if behind else translated.head.review.status
            )
        print(f"{page_id:34} " + " ".join(f"{cell:>8}" for cell in cells))
    return 0


def search(args: Namespace) -> int:
    """Print the hits of a query."""
    from ictguide_desktop.model.query import SearchQuery
    from ictguide_desktop.search.concepts import Concepts
    from ictguide_desktop.search.engine import Engine

    edition = open_edition(args)
    language = choose_language(args.lang, edition)
    concepts = Concepts.from_json(edition.concepts_file.read_text(encoding="utf-8"))
    engine = Engine.open(edition.index_folder(language), language, edition.index_digest(language), concepts)
    query = SearchQuery(
        args.query, language,
        kinds=frozenset({Kind(args.kind)}) if args.kind else frozenset(),
        audiences=frozenset({Audience(args.audience)}) if args.audience else frozenset(),
        limit=args.limit,
    )  # fmt: skip
    results = engine.search(query)
    if not results.hits:
        hint = f" Did you mean “{results.suggestion}”?" if results.suggestion else ""
        raise NotFound(f"Nothing in the guide matches “{args.query}”.{hint}")
    rows = []
    for hit in results.hits:
        snippet = engine.snippet(hit, query)
        rows.append({
            "id": str(hit.address), "section": hit.address.section, "title": hit.title, "kind": hit.kind.value, "lang": language,
            "score": round(hit.score, 3), "snippet": snippet.text, "why": hit.why._asdict() if hit.why else None,
        })  # fmt: skip
    engine.close()
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row['id']}\n    {row['title']}\n    {row['snippet']}")
    return 0


def show(args: Namespace) -> int:
    """Print a page, a section or a term."""
    from ictguide_desktop.editions import codec
    from ictguide_desktop.export.text import page_text, section_text

    edition = open_edition(args)
    language = choose_language(args.lang, edition)
    address = edition.resolve(args.target, language)
    catalogue = edition.catalogue(language)
    if address.page == "glossary":
        for term in [catalogue.terms[address.section]] if address.section else catalogue.terms.values():
            print(f"{term.name}\n    {term.definition}")
        return 0
    page = edition.page(address.page, language)
    audience = Audience(args.audience) if args.audience else None
    section = page.section(address.section) if address.section else None
    if args.format == "json":
        data = {
            "id": page.head.id,
            "title": page.head.title,
            "lang": page.head.lang,
            "sections": codec.page_out(page),
        }
        print(json.dumps(data, ensure_ascii=False, indent=1))
    elif args.format == "html":
        print(page_html(edition, page, language, audience))
    else:
        print(section_text(section) if section else page_text(page, audience))
    return 0


def page_html(edition: Edition, page: Page, language: str, audience: Audience | None) -> str:
    """A page as an HTML file of its own."""
    from ictguide_desktop.export.figures import figure_size
    from ictguide_desktop.export.html import HtmlRenderer, Look, View, whole_document

    look = Look(rtl=languages.is_rtl(page.head.lang))
    renderer = HtmlRenderer(
        look=look, sources=edition.sources, figures=edition.catalogue(page.head.lang).figures,
        language=page.head.lang, words_in=lambda code: catalog.load(paths.LOCALES, code).gettext,
        embed=lambda target: edition.section(target, language),
        figure_size=lambda figure: figure_size(edition.drawing(figure)),
    )  # fmt: skip
    return whole_document(
        renderer.page(page, View(audience)).body, look, language=page.head.lang, title=page.head.title
    )
