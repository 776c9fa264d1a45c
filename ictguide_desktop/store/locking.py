"""The locks on assessments: which of them are open in this session, and what is written and read through them."""

from __future__ import annotations

from typing import NamedTuple

from ictguide_desktop.store import assessment_rows as rows
from ictguide_desktop.store import cleansing
from ictguide_desktop.store.assessment_rows import ANSWER, HEAD, Row, Version
from ictguide_desktop.store.cleansing import Cleansed, Opener
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import AssessmentDamaged, AssessmentLocked, SealDamaged
from ictguide_desktop.store.sealing import RowKey, check_passphrase
from ictguide_desktop.store.values import later, moment, new_id, stamp, words


class Opened(NamedTuple):
    """The rows of a version in plain, and those that are damaged, as they lie in the file."""

    rows: tuple[Row, ...]
    damaged: tuple[Row, ...]


class Locks:
    """The keys of the assessments opened in this session: they are in memory only, and gone with this object."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys: dict[str, RowKey] = {}

    # --- through a lock -------------------------------------------------------------------------------------

    def is_readable(self, version: Version) -> bool:
        """Whether a version is in plain or open."""
        return not version.lock or version.lock in self._keys

    def key(self, version: Version) -> RowKey | None:
        """The key to read and write a version with; None for one in plain.

        Raises:
            AssessmentLocked: it was not opened in this session.
        """
        if not version.lock:
            return None
        if version.lock not in self._keys:
            raise AssessmentLocked(version.label)
        return self._keys[version.lock]

    def read(self, version: Version, kind: str = "") -> Opened:
        """The rows of a version, or those of one kind, in plain."""
        return _opened(self.key(version), rows.rows_of(self._database.read, version.place, kind))

    def read_head(self, version: Version, head: Row | None) -> str | None:
        """The text of a head; None when it is closed, missing or damaged."""
        if head is None or not self.is_readable(version):
            return None
        opened = _opened(self.key(version), (head,)).rows
        return rows.plain_text(opened[0].body) if opened else None

    def closed(self, version: Version, row: Row, text: str) -> Row:
        """A row as it is stored: its text, sealed where there is a lock."""
        key = self.key(version)
        return row._replace(body=text) if key is None else rows.sealed(row, text, key)

    # --- the locks themselves -------------------------------------------------------------------------------

    def lock(self, version: Version, passphrase: str, label: str) -> tuple[Version, Cleansed]:
        """Put a version under a lock, closed, and see to the copies."""
        if version.lock:
            raise ValueError("the assessment is locked already: change its passphrase, or unlock it first")
        self._refuse_within_a_change()
        check_passphrase(passphrase)
        lock, key = new_id(), RowKey.new()
        wrap = key.wrapped(passphrase, lock)
        with self._database.change() as connection:
            self._refuse_changed(version)
            now = stamp(self._database.now())
            new = version._replace(lock=lock, label=words(label), wrap=wrap, changed=now)
            rows.seal_version(connection, new, key)
            cleansing.owe(connection, new.place)
        return new, self._database.cleanse(Opener(lock, key, passphrase))

    def open(self, version: Version, passphrase: str) -> Cleansed:
        """Open a lock for this session; what was still to be done to the copies is done now."""
        if not version.lock:
            return Cleansed()
        key = RowKey.unwrapped(version.wrap, passphrase, version.lock)
        self._keys[version.lock] = key
        if self._database.writable and cleansing.is_owed(self._database.read, version.place):
            return self._database.cleanse(Opener(version.lock, key, passphrase))
        return Cleansed()

    def close(self, version: Version) -> None:
        """Forget the key."""
        self._keys.pop(version.lock, None)

    def change_passphrase(self, version: Version, old: str, new: str) -> Cleansed:
        """Wrap the key anew, here and in the copies."""
        if not version.lock:
            raise ValueError("the assessment is not locked")
        self._refuse_within_a_change()
        check_passphrase(new)
        key = RowKey.unwrapped(version.wrap, old, version.lock)
        wrap = key.wrapped(new, version.lock)
        with self._database.change() as connection:
            self._refuse_changed(version)
            changed = later(self._database.now(), moment(version.changed))
            rows.put_version(connection, version._replace(wrap=wrap, changed=stamp(changed)))
            cleansing.owe(connection, version.place)
        return self._database.cleanse(Opener(version.lock, key, new, old))

    def _refuse_within_a_change(self) -> None:
        # The copies would be sealed under a lock that a change taken back would never have put on.
        if self._database.in_change:
            raise RuntimeError("a lock is put on outside any other change")

    def _refuse_changed(self, version: Version) -> None:
        # Another window may have deleted or locked it while the passphrase was made into a key.
        if version not in rows.all_versions(self._database.read).values():
            raise LookupError(f"the assessment {version.id!r} is not what it was")

    def unlock(self, version: Version, passphrase: str) -> None:
        """Take a lock off; the rows are in plain again."""
        if not version.lock:
            raise ValueError("the assessment is not locked")
        key = RowKey.unwrapped(version.wrap, passphrase, version.lock)
        with self._database.change() as connection:
            self._refuse_changed(version)
            opened = _opened(key, rows.rows_of(self._database.read, version.place))
            if opened.damaged:
                raise damaged(version, opened)
            rows.unseal_version(connection, version, (_counted(row) for row in opened.rows))
            cleansing.forget(connection, version.place)
        self.close(version)


def damaged(version: Version, opened: Opened) -> AssessmentDamaged:
    """The error for rows that cannot be opened."""
    names = ["its name, unit and day" if row.kind == HEAD else row.name for row in opened.damaged]
    return AssessmentDamaged(version.label, names)


def _opened(key: RowKey | None, stored: tuple[Row, ...]) -> Opened:
    whole, wrong = [], []
    for row in stored:
        try:
            text = rows.plain_text(row.body) if key is None else rows.unsealed(row, key)
        except SealDamaged:
            wrong.append(row)
        else:
            whole.append(row._replace(body=text))
    return Opened(tuple(whole), tuple(wrong))


def _counted(row: Row) -> Row:
    if row.kind != ANSWER:
        return row
    return row._replace(given=int(rows.answer_of(row).given))
