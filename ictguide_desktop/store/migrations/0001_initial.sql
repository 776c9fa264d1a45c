-- "ICTG": tells the guide's file from any other program's.
PRAGMA application_id = 1229149255;

CREATE TABLE facts (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE folders (
    id      TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL,
    changed TEXT NOT NULL
);

CREATE TABLE bookmarks (
    id      TEXT NOT NULL PRIMARY KEY,
    page    TEXT NOT NULL,
    address TEXT NOT NULL,
    lang    TEXT NOT NULL,
    title   TEXT NOT NULL,
    quote   TEXT NOT NULL,
    context TEXT NOT NULL,
    note    TEXT NOT NULL,
    folder  TEXT REFERENCES folders (id),
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX bookmarks_by_page ON bookmarks (page);

CREATE TABLE visits (
    at      TEXT NOT NULL,
    address TEXT NOT NULL,
    title   TEXT NOT NULL,
    PRIMARY KEY (at, address)
);

CREATE TABLE runs (
    id        TEXT NOT NULL PRIMARY KEY,
    checklist TEXT NOT NULL,
    name      TEXT NOT NULL,
    created   TEXT NOT NULL,
    changed   TEXT NOT NULL
);

CREATE TABLE ticks (
    run      TEXT NOT NULL REFERENCES runs (id),
    item     TEXT NOT NULL,
    state    TEXT NOT NULL,
    evidence TEXT NOT NULL,
    owner    TEXT NOT NULL,
    date     TEXT NOT NULL,
    changed  TEXT NOT NULL,
    PRIMARY KEY (run, item)
);

-- The value is JSON, so that a number, a word and a yes or no stay what they are.
CREATE TABLE preferences (
    key     TEXT NOT NULL PRIMARY KEY,
    value   TEXT NOT NULL,
    changed TEXT NOT NULL
);
