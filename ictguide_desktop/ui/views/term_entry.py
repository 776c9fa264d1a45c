"""A term of the glossary as an entry one can read: what it means, its names in every language, what to see also, where it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from ictguide_desktop.export.html import Look, style_sheet
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import LANGUAGES, is_rtl, own_name
from ictguide_desktop.model.guide import Kind, Term
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.models.terms_model import Forms
from ictguide_desktop.ui.theme import TEXT_SIZE, Theme

MEASURE = 640
_MARGIN = 32
_KINDS = {
    Kind.MODULE: N_("Module"),
    Kind.CHECKLIST: N_("Checklist"),
    Kind.CASE: N_("Case study"),
    Kind.TEMPLATE: N_("Template"),
    Kind.ASSESSMENT: N_("Assessment"),
    Kind.EXECUTIVE: N_("Executive guide"),
    Kind.ABOUT: N_("About the guide"),
    Kind.TERM: N_("Glossary"),
}


class TermEntry(QTextBrowser):
    """Text that can be selected and copied; Tab walks its links, Escape leaves it. `link_chosen` carries a target."""

    link_chosen = Signal(str)
    left = Signal()

    def __init__(self, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("termEntry")
        self._library = library
        self._theme = theme
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(lambda url: self.link_chosen.emit(url.toString()))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing from anywhere."""
        return None

    def show_term(self, term: Term, forms: Forms) -> None:
        """Show an entry from its top."""
        self._show(entry_html(term, forms, self._library, self._theme.colours["line"]))
        self.setAccessibleName(term.name)
        self.setAccessibleDescription(term.definition)

    def show_nothing(self, said: str) -> None:
        """Say why there is no entry, and what to do."""
        self._show(f'<p class="lead">{escape(said)}</p>')
        self.setAccessibleName(said)
        self.setAccessibleDescription("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_measure()
        super().resizeEvent(event)

    def _show(self, body: str) -> None:
        look = Look(
            self._theme.colours,
            TEXT_SIZE * self._theme.scale,
            is_rtl(self._library.language),
            self._measure(),
        )
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_MARGIN if self.width() > MEASURE else _MARGIN // 2)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if look.rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultFont(self.font())
        document.setDefaultStyleSheet(style_sheet(look))
        self.setDocument(document)
        document.setHtml(f'<body dir="{"rtl" if look.rtl else "ltr"}">{body}</body>')
        self._set_measure()

    def _measure(self) -> int:
        return round(MEASURE * self._theme.scale)

    def _set_measure(self) -> None:
        """The text keeps its measure at the leading side; the rest of the room stays empty."""
        spare = max(
            0, self.width() - self._measure() - 2 * _MARGIN - self.verticalScrollBar().sizeHint().width()
        )
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(spare if rtl else 0, 0, 0 if rtl else spare, 0)


def entry_html(term: Term, forms: Forms, library: Library, line: str) -> str:
    """The whole entry; `line` is the colour of thin lines."""
    acronym = f' <span style="font-weight:400">({escape(term.acronym)})</span>' if term.acronym else ""
    out = [f"<h1>{escape(term.term)}{acronym}</h1>"]
    if term.variants:
        also = _("Also: {variants}").format(variants=" · ".join(term.variants))
        out.append(f'<p class="small">{escape(also)}</p>')
    direction = "rtl" if is_rtl(term.lang) else "ltr"
    out.append(f'<p dir="{direction}">{escape(term.definition)}</p>')
    if term.lang != library.language:
        said = _("This definition has not been translated into {wanted} yet. It is shown in {shown}.").format(
            wanted=own_name(library.language), shown=own_name(term.lang)
        )
        out.append(f'<p class="small">{escape(said)}</p>')
    out += [
        *_equivalents(term, forms, library.language, line),
        *_see_also(term, library),
        *_used_on(term, library),
    ]
    return "".join(out)


def _equivalents(term: Term, forms: Forms, language: str, line: str) -> Iterable[str]:
    rows, under = [], f'style="border-bottom:1px solid {line}"'
    for lang in [code for code in LANGUAGES if code in forms and code != language]:
        said = " · ".join(f"\u2068{escape(form)}\u2069" for form in forms[lang].get(term.id, ()))
        if said:
            name = f'<span class="meta">{escape(own_name(lang))}</span>'
            cells = (f'<td width="30%" {under}>{name}</td>', f'<td width="70%" {under}>{said}</td>')
            # Qt does not mirror the columns of a table.
            rows.append(f"<tr>{''.join(reversed(cells) if is_rtl(language) else cells)}</tr>")
    if rows:
        title = _("In other languages")
        yield f"<h2>{escape(title)}</h2>"
        look = 'width="100%" border="0" cellspacing="0" cellpadding="6" style="border-collapse:collapse"'
        yield f"<table {look}>{''.join(rows)}</table><p></p>"


def _see_also(term: Term, library: Library) -> Iterable[str]:
    terms = library.catalogue.terms
    links = [_link(f"term:{other}", terms[other].name) for other in term.see if other in terms]
    if links:
        title = _("See also")
        yield f"<h2>{escape(title)}</h2><p>{' &nbsp;·&nbsp; '.join(links)}</p>"


def _used_on(term: Term, library: Library) -> Iterable[str]:
    pages = library.catalogue.pages
    used = [pages[page] for page in library.catalogue.used_in.get(term.id, ()) if page in pages]
    if used:
        title = _("Where the guide uses it")
        yield f"<h2>{escape(title)}</h2>"
        for head in used:
            kind = f'<span class="meta">{escape(_(_KINDS[head.kind]))}</span>'
            yield f"<p>{_link(f'page:{head.id}', head.title)} &nbsp;{kind}</p>"


def _link(target: str, said: str) -> str:
    return f'<a href="{escape(target)}">{escape(said)}</a>'


def entry_text(term: Term, library: Library, uri: str) -> str:
    """The entry as it is copied: name, definition, and where it comes from."""
    say: Callable[[str], str] = _
    guide = say("ICT Guide, edition {edition}, {language}").format(
        edition=library.edition.name, language=own_name(term.lang)
    )
    return f"{term.name} — {term.definition} — {guide}. {uri}"
