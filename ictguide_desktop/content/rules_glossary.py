"""Rules about the glossary: every term has a definition and equivalents, and what it refers to is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ictguide_desktop.content.loader import Content
from ictguide_desktop.content.report import Report
from ictguide_desktop.model.guide import Term


def check_glossary(content: Content, report: Report) -> None:
    """The glossaries of all languages."""
    outline = content.outline
    originals = content.terms[outline.fallback]
    for language in outline.glossary_languages:
        terms = content.terms.get(language, {})
        path = Path(language, "glossary.toml")
        _forms(terms, path, report)
        if language == outline.fallback:
            _originals(originals, path, report)
        elif (content.root / path).is_file():  # one that is missing has been told, once, by the loader
            _equivalents(originals, terms, path, report)
        if language in outline.languages and language != outline.fallback:
            _definitions(terms, language, path, report)


def _originals(terms: Mapping[str, Term], path: Path, report: Report) -> None:
    for term in terms.values():
        if not term.definition.strip():
            message = f"“{term.id}” has no definition"
            report.error(report.table(path, term.id), "glossary-definition", message, 'add definition = "…"')
        for other in term.see:
            place = report.near(report.table(path, term.id, "see"), f'"{other}"')
            if other not in terms:
                message = f"“{term.id}” refers to “{other}”, which is not a term"
                report.error(place, "glossary-see", message, "mend the id, or add the term")
            elif other == term.id:
                report.error(place, "glossary-see", f"“{term.id}” refers to itself", "take it out of “see”")


def _equivalents(
    originals: Mapping[str, Term], terms: Mapping[str, Term], path: Path, report: Report
) -> None:
    for term_id in originals.keys() - terms.keys():
        message = f"the term “{term_id}” has no equivalent in “{path.parts[0]}”"
        mend = f'add [{term_id}] and term = "…"'
        report.error(report.table(path, term_id)._replace(line=0), "glossary-equivalent", message, mend)
    for term_id in terms.keys() - originals.keys():
        message = f"“{term_id}” is not a term of the guide"
        mend = "mend the id, or add the term to the first glossary"
        report.error(report.table(path, term_id), "glossary-equivalent", message, mend)


def _definitions(terms: Mapping[str, Term], language: str, path: Path, report: Report) -> None:
    """One finding a language: definitions are translated glossary by glossary, not term by term."""
    missing = [term.id for term in terms.values() if term.lang != language]
    if missing:
        message = f"{len(missing)} terms have no definition in “{language}”, the first “{missing[0]}”"
        mend = "translate the definitions: the reader shows the original's until then"
        report.warning(report.table(path, missing[0]), "glossary-untranslated", message, mend)


def _forms(terms: Mapping[str, Term], path: Path, report: Report) -> None:
    """No term stands twice, and none is refused that the glossary itself uses."""
    forms: dict[str, str] = {}
    for term in terms.values():
        known = forms.setdefault(term.term.casefold(), term.id)
        if known != term.id:
            message = f"“{term.term}” is also the term of “{known}”"
            mend = "tell the two apart with a word in brackets, or keep one"
            report.warning(report.table(path, term.id, "term"), "duplicate-term", message, mend)
    accepted = {form.casefold(): term.id for term in terms.values() for form in term.forms}
    for term in terms.values():
        for word in term.avoid:
            if word.casefold() in accepted:
                message = f"“{word}” is refused, and is a form of “{accepted[word.casefold()]}”"
                place = report.table(path, term.id, "avoid")
                report.error(place, "glossary-avoid", message, "take it out of one of the two")
