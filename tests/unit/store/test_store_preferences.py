"""Preferences: what is not declared, or no longer valid, is as if it were not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ictguide_desktop.model.preferences import PREFERENCES, ZOOM_HIGH
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.preferences import Preferences


@pytest.fixture
def preferences(database: Database) -> Preferences:
    return Preferences(database)


def store_raw(database: Database, key: str, value: str) -> None:
    with database.change() as connection:
        connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, '')", (key, value))


def test_defaults_then_what_was_chosen_then_defaults_again(profile: Path, preferences: Preferences) -> None:
    assert preferences.all() == {key: preference.default for key, preference in PREFERENCES.items()}
    preferences.set("theme", "dark")
    preferences.set("zoom", 150)
    preferences.set("resume", False)
    preferences.set("place", "trust-and-identity#steps:2")
    with Database.open(profile) as again:
        read = Preferences(again)
        assert (read.get("theme"), read.get("zoom"), read.get("resume")) == ("dark", 150, False)
        assert read.get("place") == "trust-and-identity#steps:2"
        assert read.all()["theme"] == "dark"
    preferences.reset("theme")
    preferences.reset("theme")
    assert preferences.get("theme") == PREFERENCES["theme"].default


@pytest.mark.parametrize(
    ("key", "value"), [("theme", "pink"), ("zoom", ZOOM_HIGH + 1), ("zoom", True), ("resume", 1)]
)
def test_a_value_that_is_not_accepted_is_not_stored(
    preferences: Preferences, key: str, value: object
) -> None:
    with pytest.raises(ValueError, match=key):
        preferences.set(key, value)  # type: ignore[arg-type]
    assert preferences.get(key) == PREFERENCES[key].default


@pytest.mark.parametrize(
    "stored", ['"pink"', "12", "null", "[]", "", "{", "NaN", "1e3", "[" * 100_000, "9" * 5000]
)
def test_a_stored_value_that_is_not_valid_gives_the_default(
    database: Database, preferences: Preferences, stored: str
) -> None:
    for key in ("theme", "zoom", "resume"):
        store_raw(database, key, stored)
        assert preferences.get(key) == PREFERENCES[key].default


def test_a_key_of_another_version_is_left_alone(database: Database, preferences: Preferences) -> None:
    store_raw(database, "from-the-future", json.dumps("x"))
    assert "from-the-future" not in preferences.all()
    preferences.set("theme", "dark")
    assert database.read("SELECT value FROM preferences WHERE key = 'from-the-future'")[0][0] == '"x"'
    for act in (preferences.get, preferences.reset):
        with pytest.raises(KeyError):
            act("from-the-future")
    with pytest.raises(KeyError):
        preferences.set("from-the-future", "y")
