"""What helps with a question: the sections to read, the checklist items, a case, the template to copy and the measure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from ictguide_desktop.assess.thread import Thread
from ictguide_desktop.export.assessment_words import EFFORTS
from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.services.library import ASSESSMENT, Library
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.view import words

_TITLES = 104
_ITEM = "check:"


class ThreadPanel(QFrame):
    """Every name is a link, reached by mouse and by Tab; `go_requested` carries where it leads."""

    go_requested = Signal(object)

    def __init__(self, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("threadPanel")
        self._library, self._theme = library, theme
        self._shown: tuple[Thread, str] | None = None
        self._titles: dict[str, QLabel] = {}
        self._links: dict[str, _Links] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 10, 12, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        for row, name in enumerate(("sections", "items", "cases", "template", "measure")):
            title, links = words("", "small"), _Links(self)
            title.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            title.setContentsMargins(0, 1, 0, 0)
            links.linkActivated.connect(self.go_requested.emit)
            links.linkHovered.connect(lambda link, links=links: links.setToolTip(self._statement(link)))
            self._titles[name], self._links[name] = title, links
            self._grid.addWidget(title, row, 0)
            self._grid.addWidget(links, row if name != "measure" else row + 1, 1)
        self._measure = words("", "")
        self._grid.addWidget(self._measure, self._grid.rowCount() - 2, 1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return tuple(self._links.values())

    def show_thread(self, thread: Thread, language: str) -> None:
        """Show what a question opens; `language` is that of the questions."""
        self._shown = (thread, language)
        self.restyle()

    def restyle(self) -> None:
        """Write everything in the language and the colours in force."""
        if self._shown is None:
            return
        thread, language = self._shown
        titles = {
            "sections": _("To read"),
            "items": _("Checklist items"),
            "cases": _("Seen in practice"),
            "template": _("Template to copy"),
            "measure": _("Measure (proposal)"),
        }
        said = {
            "sections": self._joined(self._section_links(thread), line=True),
            "items": self._joined(self._link(_ITEM + item, item) for item in thread.items),
            "cases": self._joined(self._page_links(thread.cases), line=True),
            "template": self._joined(self._page_links([thread.template] if thread.template else [])),
            "measure": self._measure_facts(thread),
        }
        for name, title in titles.items():
            self._titles[name].setText(title)
            self._titles[name].setVisible(bool(said[name]))
            self._links[name].setVisible(bool(said[name]))
            direction = "rtl" if is_rtl(self._library.language) else "ltr"
            self._links[name].show_words(f'<div dir="{direction}">{said[name]}</div>')
            self._links[name].setAccessibleName(f"{title}, {thread.question}")
        self._measure.setText(("\u200f" if is_rtl(language) else "") + thread.measure)
        self._measure.setVisible(bool(thread.measure))
        statements = (f"{item}: {self._statement(_ITEM + item)}" for item in thread.items)
        self._links["items"].setAccessibleDescription("\n".join(statements))
        self._grid.setColumnMinimumWidth(0, self._theme.px(_TITLES))

    # --- inside -----------------------------------------------------------------------------------------------

    def _section_links(self, thread: Thread) -> Iterable[str]:
        catalogue = self._library.catalogue
        for address in thread.sections:
            head, section = catalogue.pages.get(address.page), catalogue.where(address)
            if head is not None:
                between = " ‹ " if is_rtl(self._library.language) else " › "
                yield self._link(
                    str(address), head.title + (between + section.title if section is not None else "")
                )

    def _page_links(self, pages: Iterable[str]) -> Iterable[str]:
        known = self._library.catalogue.pages
        return (self._link(page, known[page].title) for page in pages if page in known)

    def _measure_facts(self, thread: Thread) -> str:
        """How much work the measure is, how long it takes, and what comes first."""
        if not thread.measure:
            return ""
        facts = [_("effort: {effort}").format(effort=_(EFFORTS[thread.effort]).lower())]
        if thread.months:
            facts.append(ngettext("{n} month", "{n} months", thread.months).format(n=thread.months))
        said = " · ".join(map(escape, facts))
        if thread.after:
            first = ", ".join(self._link(f"{ASSESSMENT}#{question}", question) for question in thread.after)
            said += " · " + escape(_("after the measures of")) + " " + first
        return f'<span style="color:{self._theme.colours["soft"]}">{said}</span>'

    def _link(self, target: str, said: str) -> str:
        ink = self._theme.colours["accent"]
        return f'<a style="color:{ink};text-decoration:none" href="{escape(target)}">\u2068{escape(said)}\u2069</a>'

    def _joined(self, links: Iterable[str], *, line: bool = False) -> str:
        return ("<br>" if line else " &nbsp;·&nbsp; ").join(links)

    def _statement(self, link: str) -> str:
        return (
            self._library.catalogue.statements.get(link.removeprefix(_ITEM), "")
            if link.startswith(_ITEM)
            else ""
        )


class _Links(QLabel):
    """Text with links that wraps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(as_high_as_wide(QSizePolicy.Policy.Preferred))

    def show_words(self, html: str) -> None:
        """Show text; Tab stops at it only where there is a link."""
        links = (
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setTextInteractionFlags(links if "<a " in html else Qt.TextInteractionFlag.NoTextInteraction)
        self.setText(html)
