"""The filled templates that are kept: read and judged, begun, renamed, copied, deleted, added from a file and saved to one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.form_file import FormFile, from_body, from_exchange, to_body, to_exchange
from ictguide_desktop.assess.forms import Form, Outcome, Progress, decides, progress, verdict
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.guide import Kind, Page
from ictguide_desktop.model.problems import GuideError, NotFound
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.store.works import RemovedWork

LONGEST_NAME = 120
_LARGEST_FILE = 8 * 1024 * 1024
_UNFIT = re.compile(r"[^\w]+")


class Filed(NamedTuple):
    """A filled template as a list shows it; `progress` is None where the edition lacks the template, `refused` says why the
    form cannot be read, `outcome` is what its criteria say, if it has any, at the gate that it stands before, if any.
    """

    work: Work
    progress: Progress | None = None
    outcome: Outcome | None = None
    refused: WorkRefused | None = None
    gate: str = ""


class FormShelf:
    """What is done here is stored at once; a failure is said by the desk."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk, self._library = desk, library
        self._known: dict[str, Filed] = {}

    # --- what there is ----------------------------------------------------------------------------------------

    def page_of(self, template: str) -> Page | None:
        """The template in the language in force or in the fallback; None when this edition has none of that name."""
        try:
            page = self._library.page(template)
        except NotFound:
            return None
        return page if page.head.kind is Kind.TEMPLATE else None

    def all(self) -> dict[str, tuple[Filed, ...]]:
        """Every filled template by the template it fills, the one changed last first."""
        found: dict[str, list[Filed]] = {}
        works = self._desk.works.all(WorkKind.FORM)
        for work in sorted(works, key=lambda one: (one.changed, one.id), reverse=True):
            found.setdefault(work.subject, []).append(self._filed(work))
        self._known = {filed.work.id: filed for group in found.values() for filed in group}
        return {template: tuple(group) for template, group in found.items()}

    def _filed(self, work: Work) -> Filed:
        known = self._known.get(work.id)
        if known is not None and known.work == work:
            return known  # the body is the same, and so is what it comes to
        page = self.page_of(work.subject)
        try:
            form = from_body(work.subject, work.body)
        except WorkRefused as error:
            return Filed(work, refused=error)
        if page is None:
            return Filed(work)
        found = verdict(page, form) if decides(page) else None
        outcome, gate = (found.outcome, found.gate) if found is not None else (None, "")
        return Filed(work, progress(page, form), outcome, gate=gate)

    def names(self, template: str, *, besides: str = "") -> set[str]:
        """The names that are taken among the forms of a template, in small letters."""
        works = self._desk.works.all(WorkKind.FORM, template)
        return {work.name.strip().casefold() for work in works if work.id != besides}

    def suggestion(self, template: str) -> str:
        """A name for the next form of a template that none has yet."""
        page = self.page_of(template)
        return self._free(template, page.head.title if page is not None else template)

    def _free(self, template: str, name: str) -> str:
        """The name, or the name with a number that no form of the template has."""
        taken, wanted, number = self.names(template), name, 2
        while wanted.strip().casefold() in taken:
            wanted, number = f"{name} {number}", number + 1
        return wanted

    # --- what is done -----------------------------------------------------------------------------------------

    def start(self, template: str, name: str, form: Form | None = None) -> Work | None:
        """Begin a form; it is empty unless one is given."""
        body = to_body(form if form is not None else Form(template))
        return self._desk.write(
            WORKS, lambda: self._desk.works.start(WorkKind.FORM, template, name.strip()[:LONGEST_NAME], body)
        )

    def rename(self, work: str, name: str) -> None:
        """Give a form another name."""
        self._desk.write(WORKS, lambda: self._desk.works.rename(work, name.strip()[:LONGEST_NAME]))

    def duplicate(self, work: str) -> Work | None:
        """Copy a form under a name of its own."""
        found = self._desk.works.get(work)
        if found is None:
            return None
        name = self._free(found.subject, _("{name} (copy)").format(name=found.name))
        return self._desk.write(
            WORKS, lambda: self._desk.works.start(WorkKind.FORM, found.subject, name, found.body)
        )

    def delete(self, work: str) -> None:
        """Delete a form; offers to undo it."""
        found = self._desk.works.get(work)
        removed: RemovedWork | None = (
            self._desk.write(WORKS, lambda: self._desk.works.delete(work)) if found is not None else None
        )
        if found is not None and removed is not None:
            said = _("Filled template deleted: {name}").format(name=found.name)
            self._desk.offer_undo(WORKS, said, lambda: self._desk.works.restore(removed))

    # --- files ------------------------------------------------------------------------------------------------

    def add(self, path: Path) -> Work | None:
        """Add the form in a file as a new one; nothing here is replaced.

        Raises:
            GuideError: the file cannot be read, or holds something else.
        """
        sent = from_exchange(_text_of(path))
        name = sent.name.strip() or self.suggestion(sent.form.template)
        return self.start(sent.form.template, self._free(sent.form.template, name), sent.form)

    def save(self, work: Work, form: Form, path: Path) -> None:
        """Save a form as a file that `add` reads on another computer; it is read again before this returns.

        Raises:
            GuideError: why it could not be kept, and what to do.
        """
        from ictguide_desktop.export import writing
        from ictguide_desktop.export.reopened import Differs

        edition = self._library.edition
        sent = FormFile(form, work.name, edition.name, self._library.language)

        def same(read: bytes) -> None:
            if from_exchange(read.decode("utf-8")) != sent:
                raise Differs("another form")

        writing.keep(path, to_exchange(sent).encode("utf-8"), same)


def _text_of(path: Path) -> str:
    """The text of a file that somebody chose.

    Raises:
        GuideError: it cannot be read, or is no text.
    """
    said = _("The file {path} cannot be read. See whether it is there, and whether you may open it.")
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise WorkRefused("", "the file is larger than any form; choose a file that this program saved")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkRefused("", "the file is no text; choose a file that this program saved") from error
    except OSError as error:
        raise GuideError(said.format(path=path)) from error


def file_name(name: str) -> str:
    """A name as the name of a file."""
    return "-".join(part for part in _UNFIT.split(name.lower()) if part)[:60] or "form"


def listed(names: Iterable[str]) -> str:
    """Names in one line, each told apart from the direction of the others."""
    return " · ".join(f"\u2068{name}\u2069" for name in names if name)
