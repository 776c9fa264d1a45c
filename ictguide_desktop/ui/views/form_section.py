"""One section of a filled template: its title, what the template says of it, and a row for each of its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ictguide_desktop.assess.forms import fields
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Field, Page, block_text
from ictguide_desktop.ui.views.form_fields import FieldRow
from ictguide_desktop.ui.views.form_in_hand import Judged
from ictguide_desktop.ui.views.form_words import led, put
from ictguide_desktop.ui.views.view import words


class Group(NamedTuple):
    """A section of the template that is filled in: its id, its title, its text, and its fields."""

    id: str
    title: str
    said: str
    fields: tuple[Field, ...]


class Part(NamedTuple):
    """How far a section is: its required fields that are due, how many of them are filled, and whether something is wrong."""

    id: str
    title: str
    required: int
    filled: int
    wrong: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do in it now."""
        return self.required > 0 and self.filled == self.required and not self.wrong


def groups_of(page: Page) -> tuple[Group, ...]:
    """The sections of a template in which something is filled in."""
    found: list[tuple[str, str, list[str], list[Field]]] = []
    for section in page.sections:
        if section.level == 2 or not found:
            found.append((section.id, section.title, [], []))
        for block in section.blocks:
            if isinstance(block, Field):
                found[-1][3].append(block)
            elif section.level == 2:
                found[-1][2].append(block_text(block))
    return tuple(Group(name, title, "\n".join(said), tuple(own)) for name, title, said, own in found if own)


def parts_of(page: Page, judged: Judged) -> tuple[Part, ...]:
    """The sections, and how far each is."""
    made = []
    for group in groups_of(page):
        due = [one.field for one in group.fields if one.required and one.field in judged.due]
        done = sum(one in judged.filled for one in due)
        wrong = any(one.field in judged.flaws for one in group.fields)
        made.append(Part(group.id, group.title, len(due), done, wrong))
    return tuple(made)


class SectionRows(QWidget):
    """Made when the section is first shown; written anew in place afterwards."""

    def __init__(self, group: Group, made_row: Callable[[Field], FieldRow]) -> None:
        super().__init__()
        self.group = group
        self._place = words("", "small")
        self._title, self._said = words("", "sectionTitle"), words("", "soft")
        self._written: tuple[object, ...] = ()
        self.rows = {one.field: made_row(one) for one in group.fields}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(0)
        for label in (self._place, self._title, self._said):
            column.addWidget(label)
        column.addSpacing(2)
        for row in self.rows.values():
            column.addWidget(row)

    def write(self, page: Page, language: str) -> None:
        """Every word, in the language in force, unless it stands there already."""
        if self._written == (page.head, language):
            return
        self._written = (page.head, language)
        groups, lang = groups_of(page), page.head.lang
        names = [group.id for group in groups]
        place = names.index(self.group.id) if self.group.id in names else 0
        group = groups[place] if place < len(groups) else self.group
        rtl = is_rtl(lang)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        said = _("Section {n} of {all}").format(n=place + 1, all=len(groups))
        put(self._place, led(said, language), hide=False)
        put(self._title, led(group.title, lang), hide=False)
        put(self._said, led(group.said, lang))
        known = {one.field: one for one in fields(page)}
        for name, row in self.rows.items():
            row.show_words(known.get(name, row.one), lang, language)
