-- One line a version of an assessment: in plain (lock is empty), or sealed under a key that only a passphrase opens.
-- Two versions of one assessment stand side by side only when an import brought the other one.
CREATE TABLE assessments (
    id      TEXT NOT NULL,
    lock    TEXT NOT NULL,
    label   TEXT NOT NULL,
    wrap    BLOB NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (id, lock)
);

-- The head, the answers, the targets and the plans. The body is JSON; under a lock it is the same JSON, sealed.
-- `given` says of an answer in plain whether the question is dealt with, so that they are counted without being read.
CREATE TABLE assessment_rows (
    assessment TEXT NOT NULL,
    lock       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    body       BLOB NOT NULL,
    given      INTEGER,
    changed    TEXT NOT NULL,
    PRIMARY KEY (assessment, lock, kind, name),
    FOREIGN KEY (assessment, lock) REFERENCES assessments (id, lock)
);
CREATE INDEX assessment_rows_given ON assessment_rows (assessment, lock) WHERE given = 1;

-- Filled templates, cost plans, ethics records, briefs. The body is JSON; `unreadable` keeps what a damaged body held.
CREATE TABLE works (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,
    unreadable TEXT NOT NULL DEFAULT '',
    created    TEXT NOT NULL,
    changed    TEXT NOT NULL
);
