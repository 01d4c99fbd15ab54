-- A record is an ordinary SQLite file. `report` and `reading` are what came in, `fact` is what the record says;
-- the named views beside them are for people and for other programs.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    outlet TEXT,
    url TEXT,
    title TEXT,
    language TEXT NOT NULL,
    published TEXT,
    known_from TEXT,
    encoding TEXT,
    warnings TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- One reading a report, made by the language data of `data`; other data, another reading.
CREATE TABLE reading (
    report TEXT PRIMARY KEY REFERENCES report (id),
    data TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Facts in the shape of the JSON export, one row each.
CREATE TABLE fact (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id, place)
) STRICT;

CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Words folded as the reader folds them: a search finds every spelling.
CREATE VIRTUAL TABLE words USING fts5 (folded, report UNINDEXED, tokenize = 'unicode61 remove_diacritics 0');
