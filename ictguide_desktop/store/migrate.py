"""The numbered steps that bring the user's data to the shape this version of the guide works with."""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from typing import NamedTuple

from ictguide_desktop.store.connection import Tables, in_memory, tables, version

_FILE = re.compile(r"([0-9]{4})_[a-z_]+\.sql")


class Migration(NamedTuple):
    """One step: its number, which becomes the version of the data, and its statements."""

    number: int
    statements: tuple[str, ...]


@functools.cache
def migrations() -> tuple[Migration, ...]:
    """Every step, in order."""
    folder = files("ictguide_desktop.store") / "migrations"
    found = sorted((match[1], entry) for entry in folder.iterdir() if (match := _FILE.fullmatch(entry.name)))
    steps = tuple(Migration(int(number), _statements(entry.read_text("utf-8"))) for number, entry in found)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1)), (
        "the migrations are not numbered from 1 without gaps"
    )
    return steps


def latest() -> int:
    """The version of the data that this guide writes."""
    return migrations()[-1].number


def migrate(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Take every step that is still to be taken, each in one transaction."""
    for step in migrations()[:target]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked inside the transaction: a second window may have taken the step while this one waited.
            if version(connection) < step.number:
                for statement in step.statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step.number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@functools.cache
def tables_at(number: int) -> Tables:
    """The tables that data of this version have; none for a version that never was."""
    if not 1 <= number <= latest():
        return {}
    with closing(in_memory()) as connection:
        migrate(connection, number)
        return tables(connection)


def _statements(script: str) -> tuple[str, ...]:
    return tuple(_split(script))


def _split(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    assert not statement.strip(), f"a migration ends in the middle of a statement: {statement!r}"
