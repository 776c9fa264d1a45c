"""What leaves the program: views offer something to export, the window asks how, and a lane writes it off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.i18n import catalog
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.tasks.lane import Cancelled, Lane, Tell

DOCUMENT_FORMATS = ("pdf", "docx", "json")
WORKBOOK_FORMATS = ("xlsx", "csv", "json")
SEALED = ".sealed"
PURPOSE = "export"


class Wanted(NamedTuple):
    """How something is wanted: in which language, and whether the names of persons stay out."""

    language: str
    nameless: bool = False


class Offer(NamedTuple):
    """Something that can be exported: the stem of its file's name, what it is in words, and how it is made.

    `make` runs off the GUI thread: it reads values that were taken before, never a store or a widget. `names` says
    whether there are names of persons in it, which can be left out; `languages` those it can be made in, all if empty.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    make: Callable[[Wanted], Document | Workbook]
    names: bool = False
    languages: tuple[str, ...] = ()


class Order(NamedTuple):
    """An offer that was taken: the wanted form, the file, the paper, and the passphrase that seals it, or none."""

    offer: Offer
    wanted: Wanted
    format: str
    path: Path
    paper: str = "a4"
    passphrase: str = ""


class Kept(NamedTuple):
    """A file that was opened again and holds what was asked for; `missing` are characters its fonts could not show."""

    path: Path
    size: int
    missing: tuple[str, ...] = ()


class Exporting(QObject):
    """`asked` carries an Offer: somebody wants to export, and the window asks for format, language and place.

    `progressed` carries what is being done, `written` a Kept, `failed` a GuideError; after `stopped` there is no file.
    """

    asked = Signal(object)
    progressed = Signal(int, int, str)
    written = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, fonts: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts = fonts
        self._job = 0
        self._lane = Lane(self)
        self._lane.progressed.connect(lambda _job, done, total, what: self.progressed.emit(done, total, what))
        self._lane.done.connect(lambda _job, kept: self.written.emit(kept))
        self._lane.failed.connect(lambda _job, error: self.failed.emit(error))
        self._lane.stopped.connect(lambda _job: self.stopped.emit())

    def ask(self, offer: Offer) -> None:
        """Say that something is to be exported."""
        self.asked.emit(offer)

    def write(self, order: Order) -> None:
        """Make the file; the signals tell how it goes."""
        self._job = self._lane.run(lambda tell, cancelled: written(order, self._fonts, tell, cancelled))

    def cancel(self) -> None:
        """Make no file after all; one that was there stays as it was."""
        self._lane.cancel(self._job)

    def finish(self) -> None:
        """Stop, and wait for the thread; call before the program ends."""
        self._lane.finish()


def written(
    order: Order,
    fonts: Path,
    tell: Tell = lambda _done, _total, _what: None,
    cancelled: Cancelled = lambda: False,
) -> Kept | None:
    """Write what was ordered, sealed where there is a passphrase; None when it was cancelled.

    Raises:
        GuideError: why the file could not be made or kept, and what to do.
    """
    from ictguide_desktop.export import writing
    from ictguide_desktop.export.failures import Cancelled as WasCancelled

    thing = order.offer.make(order.wanted)
    form = writing.Format(order.format)
    try:
        if not order.passphrase:
            kept = writing.write(
                thing, form, order.path, words_in=catalog.words_in, fonts=fonts, paper=order.paper,
                progress=tell, cancelled=cancelled,
            )  # fmt: skip
            return Kept(kept.path, kept.size, kept.missing)
        made = writing.made(thing, form, words_in=catalog.words_in, fonts=fonts, paper=order.paper)
        return _sealed(order, made, tell, cancelled)
    except WasCancelled:
        return None


def _sealed(order: Order, made: object, tell: Tell, cancelled: Cancelled) -> Kept:
    from ictguide_desktop.export import writing
    from ictguide_desktop.store.sealing import seal, unseal

    assert isinstance(made, writing.Made)
    sealed = seal(made.data, order.passphrase, purpose=PURPOSE)
    path = order.path.with_name(order.path.name + SEALED)
    writing.keep(
        path,
        sealed,
        lambda data: made.check(unseal(data, order.passphrase, purpose=PURPOSE)),
        progress=tell,
        cancelled=cancelled,
    )
    return Kept(path, len(sealed), made.missing)


def opened(path: Path, passphrase: str, folder: Path) -> Path:
    """Unseal a file into a folder under its own name, without the ending that says it is sealed; returns the new file.

    Raises:
        GuideError: it is not sealed by the guide, was damaged, or the passphrase is another; nothing was written.
    """
    from ictguide_desktop.export import writing
    from ictguide_desktop.export.reopened import Differs
    from ictguide_desktop.store.sealing import unseal

    try:
        blob = path.read_bytes()
    except OSError as error:
        said = _("The file {path} cannot be read. See whether it is there, and whether you may open it.")
        raise GuideError(said.format(path=path)) from error
    data = unseal(blob, passphrase, purpose=PURPOSE)
    name = path.name.removesuffix(SEALED) if path.name.endswith(SEALED) else f"{path.name}.opened"
    target = folder / name

    def same(read: bytes) -> None:
        if read != data:
            raise Differs(f"{len(read)} bytes, wanted {len(data)}")

    writing.keep(target, data, same)
    return target
