-- What people decided about actors, in the order in which they did: `body` is a correction as JSON. It is no fact of a
-- build: builds read it and leave it alone. One that was undone stays, and says by whom and when.
CREATE TABLE correction (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    undone_by TEXT,
    undone_on TEXT
) STRICT;

-- Who is who, and who said so: a rule (`record/…`) or a person, whose judgements come first.
CREATE VIEW judgements AS
SELECT body ->> 'left' AS "left", body ->> 'same' AS same, body ->> 'right' AS "right", body ->> 'by' AS by,
       (SELECT group_concat(r.value, ', ') FROM json_each(body, '$.reasons') AS r) AS reasons, body ->> 'score' AS score
FROM fact WHERE kind = 'judgements'
ORDER BY body ->> 'by' LIKE 'record/%', place;
