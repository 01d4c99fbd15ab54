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
    text TEXT NOT NULL,
    build INTEGER NOT NULL,
    version_of TEXT REFERENCES report (id),
    -- Where its words come from, as the JSON export says it: near_duplicate_of, credits, shared_passages, changed.
    origin TEXT NOT NULL
) STRICT;

-- Readings, made by the language data of `data` from a report whose content has the hash `source`. A build under way
-- puts them here before their reports are in `report`: one that was stopped goes on from them. Those that no report
-- and no data need any more go with the next build that ends.
CREATE TABLE reading (
    report TEXT NOT NULL,
    data TEXT NOT NULL,
    source TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (report, data)
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
