"""The preferences as stored: what the declarations in the model do not accept is as if it were not there."""

from __future__ import annotations

import json

from ictguide_desktop.model.preferences import PREFERENCES, PreferenceValue
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.values import later, moment, stamp


class Preferences:
    """The user's choices, by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> PreferenceValue:
        """The value chosen, or else the default, also for a value no longer valid; KeyError: no such key."""
        return self._valid(PREFERENCES[key].key, self._stored().get(key))

    def all(self) -> dict[str, PreferenceValue]:
        """The value of every preference there is."""
        stored = self._stored()
        return {key: self._valid(key, stored.get(key)) for key in PREFERENCES}

    def set(self, key: str, value: PreferenceValue) -> None:
        """Choose a value; one that the declaration does not accept is a ValueError."""
        if not PREFERENCES[key].accepts(value):
            raise ValueError(f"{value!r} is not a value for the preference {key!r}")
        with self._database.change() as connection:
            row = connection.execute("SELECT changed FROM preferences WHERE key = ?", (key,)).fetchone()
            now = self._database.now()
            changed = later(now, moment(row["changed"])) if row else now
            connection.execute(
                "INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)",
                (key, json.dumps(value), stamp(changed)),
            )

    def reset(self, key: str) -> None:
        """Go back to the default."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM preferences WHERE key = ?", (PREFERENCES[key].key,))

    def _stored(self) -> dict[str, str]:
        return {row["key"]: row["value"] for row in self._database.read("SELECT key, value FROM preferences")}

    @staticmethod
    def _valid(key: str, stored: str | None) -> PreferenceValue:
        preference = PREFERENCES[key]
        if stored is None:
            return preference.default
        try:
            value: object = json.loads(stored)
        except (ValueError, RecursionError):
            return preference.default
        return value if isinstance(value, str | int) and preference.accepts(value) else preference.default
