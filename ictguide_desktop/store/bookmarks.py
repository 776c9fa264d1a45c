"""The places the user keeps, in folders, and what a new edition did to them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Bookmark, BookmarkFate, Folder
from ictguide_desktop.store.database import Cell, Database
from ictguide_desktop.store.relocate import BlocksOf, relocate
from ictguide_desktop.store.values import address, later, moment, new_id, stamp, words

_SETTLED_FOR = "bookmarks settled for"


class RemovedFolder(NamedTuple):
    """A folder that was deleted and the bookmarks that were in it, as they were."""

    folder: Folder
    bookmarks: tuple[Bookmark, ...]


class Moved(NamedTuple):
    """What a new edition did to one bookmark."""

    before: Bookmark
    after: Bookmark
    fate: BookmarkFate


class Bookmarks:
    """Bookmarks and their folders, each named by its id; an id that is not there is a LookupError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- reading --------------------------------------------------------------------------------------------

    def get(self, bookmark: str) -> Bookmark | None:
        """One bookmark, or None."""
        return next(iter(self._select("SELECT * FROM bookmarks WHERE id = ?", bookmark)), None)

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, the newest first."""
        return self._select("SELECT * FROM bookmarks ORDER BY created DESC, id")

    def in_folder(self, folder: str) -> tuple[Bookmark, ...]:
        """The bookmarks of a folder, the newest first; of the empty name, those in no folder."""
        return tuple(bookmark for bookmark in self.all() if bookmark.folder == folder)

    def at(self, address: Address) -> tuple[Bookmark, ...]:
        """The bookmarks at exactly this address."""
        return tuple(bookmark for bookmark in self.on_page(address.page) if bookmark.address == address)

    def on_page(self, page: str) -> tuple[Bookmark, ...]:
        """The bookmarks on a page, in the order they were made."""
        return self._select("SELECT * FROM bookmarks WHERE page = ? ORDER BY created, id", page)

    def count(self) -> int:
        """How many bookmarks there are."""
        number: int = self._database.read("SELECT count(*) FROM bookmarks")[0][0]
        return number

    def folders(self) -> tuple[Folder, ...]:
        """Every folder, by name."""
        rows = self._database.read("SELECT id, name FROM folders")
        return tuple(
            sorted((Folder(*row) for row in rows), key=lambda folder: (folder.name.casefold(), folder.id))
        )

    def _select(self, query: str, *parameters: Cell) -> tuple[Bookmark, ...]:
        folders = {row["id"] for row in self._database.read("SELECT id FROM folders")}
        return tuple(_bookmark(row, folders) for row in self._database.read(query, parameters))

    def _known(self, bookmark: str) -> Bookmark:
        found = self.get(bookmark)
        if found is None:
            raise LookupError(f"there is no bookmark {bookmark!r}")
        return found

    def _folder(self, folder: str) -> Folder:
        found = next((known for known in self.folders() if known.id == folder), None)
        if found is None:
            raise LookupError(f"there is no folder {folder!r}")
        return found

    # --- bookmarks ------------------------------------------------------------------------------------------

    def add(
        self,
        address: Address,
        *,
        lang: str,
        title: str,
        quote: str = "",
        context: str = "",
        note: str = "",
        folder: str = "",
    ) -> Bookmark:
        """Keep a place; `lang` is the language of the words quoted, which need not be the window's."""
        now = self._database.now()
        bookmark = Bookmark(
            new_id(), address, lang, words(title), words(quote), words(context), words(note), folder, now, now
        )
        with self._database.change() as connection:
            if folder:
                self._folder(folder)
            put(connection, bookmark)
        return bookmark

    def update(self, bookmark: str, *, title: str | None = None, note: str | None = None) -> Bookmark:
        """Change the title or the note."""
        with self._database.change() as connection:
            old = self._known(bookmark)
            new = replace(
                old,
                title=old.title if title is None else words(title),
                note=old.note if note is None else words(note),
                changed=later(self._database.now(), old.changed),
            )
            put(connection, new)
        return new

    def move(self, bookmark: str, folder: str) -> Bookmark:
        """Put a bookmark into a folder, or, with the empty name, into none."""
        with self._database.change() as connection:
            old = self._known(bookmark)
            if folder:
                self._folder(folder)
            new = replace(old, folder=folder, changed=later(self._database.now(), old.changed))
            put(connection, new)
        return new

    def delete(self, bookmark: str) -> Bookmark:
        """Delete a bookmark, and return it so that it can be restored."""
        with self._database.change() as connection:
            old = self._known(bookmark)
            connection.execute("DELETE FROM bookmarks WHERE id = ?", (bookmark,))
        return old

    def restore(self, bookmark: Bookmark) -> None:
        """Put a deleted bookmark back as it was; in no folder when its folder is gone."""
        with self._database.change() as connection:
            if bookmark.folder not in {folder.id for folder in self.folders()}:
                bookmark = replace(bookmark, folder="")
            put(connection, bookmark)
            unsettle(connection)

    # --- folders --------------------------------------------------------------------------------------------

    def add_folder(self, name: str) -> Folder:
        """Make a folder."""
        folder = Folder(new_id(), words(name))
        with self._database.change() as connection:
            connection.execute(
                "INSERT INTO folders VALUES (?, ?, ?)", (*_cells(folder), stamp(self._database.now()))
            )
        return folder

    def rename_folder(self, folder: str, name: str) -> Folder:
        """Give a folder another name."""
        with self._database.change() as connection:
            self._folder(folder)
            row = connection.execute("SELECT changed FROM folders WHERE id = ?", (folder,)).fetchone()
            changed = later(self._database.now(), moment(row[0]))
            connection.execute(
                "UPDATE folders SET name = ?, changed = ? WHERE id = ?", (words(name), stamp(changed), folder)
            )
        return Folder(folder, words(name))

    def delete_folder(self, folder: str) -> RemovedFolder:
        """Delete a folder; the bookmarks in it are kept, in no folder."""
        with self._database.change() as connection:
            removed = RemovedFolder(self._folder(folder), self.in_folder(folder))
            for bookmark in removed.bookmarks:
                self.move(bookmark.id, "")
            connection.execute("DELETE FROM folders WHERE id = ?", (folder,))
        return removed

    def restore_folder(self, removed: RemovedFolder) -> None:
        """Put a deleted folder back with the bookmarks that were in it and are still there."""
        with self._database.change() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO folders VALUES (?, ?, ?)",
                (*_cells(removed.folder), stamp(self._database.now())),
            )
            for bookmark in removed.bookmarks:
                if self.get(bookmark.id) is not None:
                    self.move(bookmark.id, removed.folder.id)

    # --- a new edition --------------------------------------------------------------------------------------

    @property
    def settled_for(self) -> str:
        """The edition that every bookmark was last checked against; empty when they are to be checked."""
        rows = self._database.read("SELECT value FROM facts WHERE name = ?", (_SETTLED_FOR,))
        return rows[0][0] if rows else ""

    def settle(self, blocks_of: BlocksOf, edition: str) -> tuple[Moved, ...]:
        """Check every bookmark against an edition, in one change; returns those relocated or orphaned.

        A note is never touched and `changed` stays, since the user changed nothing.
        """
        moved = []
        with self._database.change() as connection:
            for bookmark in self.all():
                fate, place = relocate(bookmark, blocks_of)
                if fate is not BookmarkFate.KEPT:
                    moved.append(Moved(bookmark, replace(bookmark, address=place), fate))
                _settle_one(connection, bookmark, place, fate)
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_SETTLED_FOR, edition))
        return tuple(moved)

    def fates(self) -> dict[str, BookmarkFate]:
        """What editions did to the bookmarks that are not where they were made."""
        rows = self._database.read("SELECT id, fate FROM bookmarks WHERE fate <> 'kept'")
        known = {fate.value for fate in BookmarkFate}
        return {row["id"]: BookmarkFate(row["fate"]) for row in rows if row["fate"] in known}

    def former_address(self, bookmark: str) -> Address | None:
        """Where a relocated bookmark stood before."""
        rows = self._database.read("SELECT former FROM bookmarks WHERE id = ? AND former <> ''", (bookmark,))
        return address(rows[0]["former"]) if rows else None

    def accept(self, bookmark: str) -> None:
        """Take the place a bookmark was relocated to as its own: it is shown as kept from now on."""
        with self._database.change() as connection:
            self._known(bookmark)
            connection.execute("UPDATE bookmarks SET fate = 'kept', former = '' WHERE id = ?", (bookmark,))


def unsettle(connection: sqlite3.Connection) -> None:
    """Have the bookmarks checked again: some came from elsewhere."""
    connection.execute("DELETE FROM facts WHERE name = ?", (_SETTLED_FOR,))


def put(connection: sqlite3.Connection, bookmark: Bookmark) -> None:
    """Write a bookmark over the one with the same id, if any; what an edition did to it stays known."""
    connection.execute(
        "INSERT INTO bookmarks"
        " (id, page, address, lang, title, quote, context, note, folder, created, changed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " page = excluded.page, address = excluded.address, lang = excluded.lang,"
        " title = excluded.title, quote = excluded.quote, context = excluded.context, note = excluded.note,"
        " folder = excluded.folder, created = excluded.created, changed = excluded.changed,"
        " former = CASE WHEN bookmarks.address = excluded.address THEN bookmarks.former ELSE '' END,"
        " fate = CASE WHEN bookmarks.address = excluded.address THEN bookmarks.fate ELSE 'kept' END",
        (
            bookmark.id,
            bookmark.address.page,
            str(bookmark.address),
            bookmark.lang,
            bookmark.title,
            bookmark.quote,
            bookmark.context,
            bookmark.note,
            bookmark.folder or None,
            stamp(bookmark.created),
            stamp(bookmark.changed),
        ),
    )


def _settle_one(
    connection: sqlite3.Connection, bookmark: Bookmark, place: Address, fate: BookmarkFate
) -> None:
    if place != bookmark.address:
        connection.execute(
            "UPDATE bookmarks SET page = ?, address = ?, former = ?, fate = ? WHERE id = ?",
            (place.page, str(place), str(bookmark.address), fate.value, bookmark.id),
        )
        return
    # A bookmark relocated by an edition before this one stays relocated: the user may not have seen it yet.
    connection.execute(
        "UPDATE bookmarks SET fate ="
        " CASE WHEN :fate = 'kept' AND former <> '' THEN 'relocated' ELSE :fate END WHERE id = :id",
        {"fate": fate.value, "id": bookmark.id},
    )


def _bookmark(row: sqlite3.Row, folders: set[str]) -> Bookmark:
    # A damaged folder is no folder: in one that nobody sees the bookmark would be as good as lost.
    return Bookmark(
        row["id"],
        address(row["address"]),
        row["lang"],
        row["title"],
        row["quote"],
        row["context"],
        row["note"],
        row["folder"] if row["folder"] in folders else "",
        moment(row["created"]),
        moment(row["changed"]),
    )


def _cells(folder: Folder) -> tuple[str, str]:
    return folder.id, folder.name
