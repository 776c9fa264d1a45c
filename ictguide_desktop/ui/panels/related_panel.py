"""Beside the page: its sections with the one being read, and what belongs to it: checklist, templates, cases."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind, PageHead
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.services.desk import CHECKLISTS, GROUP_LEVEL, WORKS, Desk
from ictguide_desktop.services.library import FORMS, Library
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.panels.outline_link import OutlineLink
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates


class RelatedPanel(Retranslates, QScrollArea):
    """`go_requested` carries an address as text."""

    go_requested = Signal(str)

    def __init__(self, library: Library, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("relatedPanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._library = library
        self._desk = desk
        self._theme = theme
        self._head: PageHead | None = None
        self._links: dict[str, OutlineLink] = {}
        self._shown: tuple[object, ...] = ()
        self._inside = QWidget()
        self._inside.setObjectName("canvas")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(18, 20, 18, 18)
        self._column.setSpacing(0)
        self.setWidget(self._inside)
        desk.changed.connect(self._follow)
        theme.changed.connect(self._rebuild)

    def retranslate(self) -> None:
        self.setAccessibleName(_("On this page and related"))

    def show_page(self, head: PageHead | None) -> None:
        """Show what belongs to a page; None empties the panel."""
        shown = (head, self._library.language, self._library.audience)
        if shown != self._shown:
            self._shown, self._head = shown, head
            self._rebuild()

    def show_here(self, address: Address) -> None:
        """Mark the section that is being read."""
        for section, link in self._links.items():
            here = section == address.section
            if link.mark_here(here) and here:
                self.ensureWidgetVisible(link, 0, 24)

    def _follow(self, kind: str) -> None:
        of_template = self._head is not None and self._head.kind is Kind.TEMPLATE
        if kind == CHECKLISTS or (kind == WORKS and of_template):
            self._rebuild()

    def _rebuild(self) -> None:
        focus = QApplication.focusWidget()
        at = self._stops().index(focus) if focus is not None and self.isAncestorOf(focus) else -1
        self._inside.hide()  # else Qt would show each line by itself
        layout = self._column
        while (item := layout.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()  # not at once: it may be the one whose click has led here
        self._links = {}
        if self._head is not None:
            self._add_outline(layout, self._head)
            self._add_related(layout, self._head)
        layout.addStretch(1)
        self._inside.show()
        self.verticalScrollBar().setValue(0)
        self.retranslate()
        if at >= 0 and (now := self._stops()):
            now[min(at, len(now) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> list[QWidget]:
        """What the keyboard can stop at, in order."""
        lines = [item.widget() for n in range(self._column.count()) if (item := self._column.itemAt(n))]
        return [line for line in lines if isinstance(line, OutlineLink | Card)]

    def _add_outline(self, layout: QVBoxLayout, head: PageHead) -> None:
        sections = [s for s in head.sections if s.level == 2 and s.serves(self._library.audience)]
        if not sections:
            return
        layout.addWidget(_title(_("On this page")))
        rtl = is_rtl(self._library.language)
        for section in sections:
            link = OutlineLink(section.title, rtl=rtl)
            target = str(Address(head.id, section.id))
            link.clicked.connect(lambda _on=False, target=target: self.go_requested.emit(target))
            self._links[section.id] = link
            layout.addWidget(link)

    def _add_related(self, layout: QVBoxLayout, head: PageHead) -> None:
        pages = self._library.catalogue.pages
        if head.kind is Kind.TEMPLATE:
            self._add_filling(layout, head)
        if head.checklist in pages or any(t in pages for t in head.templates):
            layout.addSpacing(18)
            layout.addWidget(_title(_("Use it")))
            if head.checklist in pages:
                self._add_checklist(layout, pages[head.checklist])
            for template in head.templates:
                if template in pages:
                    self._add_card(layout, pages[template], _("Template"))
        if any(case in pages for case in head.cases):
            layout.addSpacing(18)
            layout.addWidget(_title(_("Seen in practice")))
            for case in head.cases:
                if case in pages:
                    self._add_card(
                        layout,
                        pages[case],
                        " · ".join(x for x in (pages[case].place, pages[case].years) if x),
                    )
        modules = [pages[module] for module in head.modules if module in pages]
        if modules:
            layout.addSpacing(18)
            layout.addWidget(_title(_("Belongs to")))
            for module in modules:
                self._add_card(layout, module, "")

    def _add_filling(self, layout: QVBoxLayout, head: PageHead) -> None:
        filled = len(self._desk.works.all(WorkKind.FORM, head.id))
        layout.addSpacing(18)
        layout.addWidget(_title(_("Use it")))
        small = ngettext("{n} filled", "{n} filled", filled).format(n=filled) if filled else ""
        card = Card(_("Fill in this template"), "", small)
        card.chosen.connect(lambda: self.go_requested.emit(str(Address(FORMS, head.id))))
        layout.addWidget(card)

    def _add_checklist(self, layout: QVBoxLayout, head: PageHead) -> None:
        standing = self._desk.standing(head)
        if standing is None:
            items = sum(1 for section in head.sections if section.level > GROUP_LEVEL)
            self._add_card(layout, head, ngettext("{n} item", "{n} items", items).format(n=items))
            return
        said = _("{done} of {all} done · {run}").format(
            done=standing.done, all=standing.items, run=standing.run.name
        )
        self._add_card(layout, head, said, standing.percent)

    def _add_card(self, layout: QVBoxLayout, head: PageHead, small: str, progress: int | None = None) -> None:
        card = Card(head.title, "", small, progress)
        card.chosen.connect(lambda: self.go_requested.emit(head.id))
        layout.addWidget(card)
        layout.addSpacing(8)


def _title(words: str) -> QLabel:
    label = QLabel(words.upper())
    label.setObjectName("panelTitle")
    label.setContentsMargins(0, 0, 0, 8)
    return label
