"""The glossary as a list that narrows while one types: by every form of a term, in every language, accents or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Term
from ictguide_desktop.search.analysis import squeeze

TERM_ROLE = Qt.ItemDataRole.UserRole + 1
WHY_ROLE = Qt.ItemDataRole.UserRole + 2
Forms = Mapping[str, Mapping[str, Sequence[str]]]
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STARTS, _WORDS_START, _INSIDE = range(3)
_FOREIGN = 10
_SHORTEST_INSIDE = 3


class _Form(NamedTuple):
    """A way to write a term, folded for comparing; the language is empty when it is the reader's own."""

    folded: str
    form: str
    lang: str


class _Row(NamedTuple):
    """A term that is shown, and the form of another language it was found by."""

    term: Term
    why: str


class TermsModel(QAbstractListModel):
    """Without a filter, every term in the order of the glossary; with one, the best matches first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[Term, ...] = ()
        self._forms: Forms = {}
        self._language = ""
        self._folded: dict[str, tuple[_Form, ...]] = {}
        self._rows: tuple[_Row, ...] = ()
        self._filter = ""

    @property
    def total(self) -> int:
        """How many terms the glossary has."""
        return len(self._terms)

    def show_terms(self, terms: Iterable[Term], forms: Forms, language: str) -> None:
        """Take up the glossary of a language; `forms` gives, for each language, the forms of each term. The filter stays."""
        self._terms, self._forms, self._language = tuple(terms), forms, language
        self._folded = {}
        self.narrow(self._filter)

    def fold_ahead(self) -> None:
        """Fold every form now, so that the first letter typed need not wait for it."""
        for term in self._terms:
            self._ways(term)

    def narrow(self, text: str) -> None:
        """Show the terms that a text names, or all of them."""
        self.beginResetModel()
        self._filter = text
        self._rows = self._found(squeeze(text))
        self.endResetModel()

    def term(self, row: int) -> Term | None:
        """The term of a row."""
        return self._rows[row].term if 0 <= row < len(self._rows) else None

    def row_of(self, term: str) -> int:
        """The row a term stands in; -1 when it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.term.id == term), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        name = row.term.name
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name} — {row.why}" if row.why else name
            case _ if role == TERM_ROLE:
                return row.term
            case _ if role == WHY_ROLE:
                return row.why
        return None

    # --- finding ----------------------------------------------------------------------------------------------

    def _found(self, wanted: str) -> tuple[_Row, ...]:
        if not wanted:
            return tuple(_Row(term, "") for term in self._terms)
        found: list[tuple[int, int, _Row]] = []
        for number, term in enumerate(self._terms):
            best = min(((_rank(form, wanted), form) for form in self._ways(term)), key=lambda pair: pair[0])
            if best[0] != _NONE:
                why = f"\u2068{best[1].form}\u2069 ({own_name(best[1].lang)})" if best[1].lang else ""
                found.append((best[0], number, _Row(term, why)))
        return tuple(row for _rank_, _number, row in sorted(found, key=lambda one: one[:2]))

    def _ways(self, term: Term) -> tuple[_Form, ...]:
        """Every form of a term, folded when first needed."""
        if term.id not in self._folded:
            own = [_Form(squeeze(form), form, "") for form in term.forms]
            foreign = [
                _Form(squeeze(form), form, lang)
                for lang, names in self._forms.items()
                if lang != self._language
                for form in names.get(term.id, ())
            ]
            self._folded[term.id] = (*own, *foreign)
        return self._folded[term.id]


_NONE = 1000


def _rank(form: _Form, wanted: str) -> int:
    """How well a form matches: a small number is good."""
    rank = _FOREIGN if form.lang else 0
    if form.folded.startswith(wanted):
        return rank + _STARTS
    words = form.folded.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return rank + _WORDS_START
    if len(wanted) >= _SHORTEST_INSIDE and wanted in form.folded:
        return rank + _INSIDE
    return _NONE
