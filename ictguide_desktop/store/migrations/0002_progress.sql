-- Which sections of a page have been on screen.
CREATE TABLE progress (
    page    TEXT NOT NULL,
    section TEXT NOT NULL,
    seen    TEXT NOT NULL,
    PRIMARY KEY (page, section)
);

-- What the newest edition did to a bookmark, and where it stood before.
ALTER TABLE bookmarks ADD COLUMN fate TEXT NOT NULL DEFAULT 'kept';
ALTER TABLE bookmarks ADD COLUMN former TEXT NOT NULL DEFAULT '';
