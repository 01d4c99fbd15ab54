-- `copy_of` is the report that carried the words first, `changed` counts what the copy added, removed and reworded.
CREATE VIEW reports AS
SELECT r.id, r.path, r.outlet, r.title, r.published, r.known_from, c.path AS copy_of,
       (SELECT group_concat(e.count || ' ' || e.kind, ', ')
        FROM (SELECT value ->> 'kind' AS kind, count(*) AS count FROM json_each(r.origin, '$.changed') GROUP BY 1 ORDER BY 1) AS e) AS changed,
       (SELECT group_concat(a.body ->> 'name', ' · ') FROM json_each(r.origin, '$.credits') AS x CROSS JOIN fact AS a ON a.kind = 'actors' AND a.id = x.value) AS credits,
       v.path AS version_of, r.language, r.encoding, r.first_seen, length(r.text) AS characters
FROM report AS r LEFT JOIN report AS v ON v.id = r.version_of LEFT JOIN report AS c ON c.id = r.origin ->> 'near_duplicate_of';

CREATE VIEW actors AS
SELECT id, body ->> 'name' AS name, body ->> 'kind' AS kind, body ->> 'latin' AS latin, body ->> 'side' AS side,
       json_array_length(body, '$.mentions') AS mentions, body ->> 'certainty' AS certainty
FROM fact WHERE kind = 'actors';

CREATE VIEW mentions AS
SELECT f.id AS actor, f.body ->> 'name' AS name, m.value ->> 'report' AS report, m.value ->> 'start' AS start,
       m.value ->> 'end' AS "end", m.value ->> 'text' AS text, m.value ->> 'form' AS form
FROM fact AS f, json_each(f.body, '$.mentions') AS m WHERE f.kind = 'actors';

CREATE VIEW times AS
SELECT id, body ->> '$.span.text' AS text, body ->> 'type' AS type, body ->> 'value' AS value,
       body ->> '$.span.report' AS report, body ->> '$.span.start' AS start
FROM fact WHERE kind = 'times';

CREATE VIEW statements AS
SELECT f.id, a.name AS speaker, f.body ->> 'act' AS act, f.body ->> '$.cue.text' AS cue, f.body ->> 'mode' AS mode,
       (SELECT group_concat(c.value ->> 'text', ' … ') FROM json_each(f.body, '$.content') AS c) AS content,
       f.body ->> 'said_on' AS said_on, f.body ->> '$.cue.report' AS report, f.body ->> 'certainty' AS certainty
FROM fact AS f LEFT JOIN actors AS a ON a.id = f.body ->> 'speaker' WHERE f.kind = 'statements';

CREATE VIEW meetings AS
SELECT f.id, (SELECT group_concat(a.name, ' · ') FROM json_each(f.body, '$.participants') AS p JOIN actors AS a ON a.id = p.value) AS participants,
       f.body ->> 'date' AS date, p.name AS place, f.body ->> 'duration' AS duration, f.body ->> 'status' AS status,
       f.body ->> 'format' AS format, f.body ->> 'count' AS "count", json_array_length(f.body, '$.tellings') AS tellings,
       f.body ->> 'sources' AS sources
FROM fact AS f LEFT JOIN actors AS p ON p.id = f.body ->> 'place' WHERE f.kind = 'meetings';

CREATE VIEW positions AS
SELECT f.id, a.name AS party, f.body ->> 'issue' AS issue, f.body ->> 'stance' AS stance, f.body ->> 'what' AS what,
       f.body ->> 'as_of' AS as_of, f.body ->> 'voice' AS voice
FROM fact AS f LEFT JOIN actors AS a ON a.id = f.body ->> 'party' WHERE f.kind = 'positions';

CREATE VIEW terms AS
SELECT t.value ->> 'id' AS id, f.body ->> 'name' AS proposal, t.value ->> 'issue' AS issue,
       t.value ->> '$.evidence[0].text' AS text, t.value ->> '$.quantity.value' AS quantity, t.value ->> '$.quantity.unit' AS unit
FROM fact AS f, json_each(f.body, '$.terms') AS t WHERE f.kind = 'proposals';

CREATE VIEW deadlines AS
SELECT f.id, a.name AS set_by, (SELECT group_concat(o.name, ' · ') FROM json_each(f.body, '$.on') AS x JOIN actors AS o ON o.id = x.value) AS "on",
       f.body ->> 'until' AS until, f.body ->> 'consequence' AS consequence, f.body ->> 'status' AS status
FROM fact AS f LEFT JOIN actors AS a ON a.id = f.body ->> 'set_by' WHERE f.kind = 'deadlines';

CREATE VIEW incidents AS
SELECT f.id, f.body ->> 'type' AS type, (SELECT group_concat(a.name, ' · ') FROM json_each(f.body, '$.actor') AS x JOIN actors AS a ON a.id = x.value) AS actor,
       (SELECT group_concat(a.name, ' · ') FROM json_each(f.body, '$.recipient') AS x JOIN actors AS a ON a.id = x.value) AS recipient,
       f.body ->> 'date' AS date, f.body ->> 'killed' AS killed, f.body ->> 'injured' AS injured,
       f.body ->> '$.evidence[0].text' AS text
FROM fact AS f WHERE f.kind = 'incidents';

CREATE VIEW conflicts AS
SELECT id, body ->> 'kind' AS kind, body ->> 'field' AS field, body ->> 'about' AS about,
       (SELECT group_concat(c.value ->> 'value', ' ≠ ') FROM json_each(body, '$.claims') AS c) AS "values"
FROM fact WHERE kind = 'conflicts';

-- Which outlets and days the record rests on.
CREATE VIEW coverage AS
SELECT coalesce(published, '?') AS day, coalesce(outlet, '?') AS outlet, count(*) AS reports,
       sum(language <> 'ar') AS unread
FROM report GROUP BY 1, 2;

-- Everything that has a day, in order.
CREATE VIEW timeline AS
SELECT date AS day, 'meeting' AS what, participants || coalesce(' (' || place || ')', '') AS text, id FROM meetings WHERE date IS NOT NULL
UNION ALL SELECT said_on, 'statement', speaker || ': ' || content, id FROM statements WHERE said_on IS NOT NULL
UNION ALL SELECT date, 'incident', text, id FROM incidents WHERE date IS NOT NULL
UNION ALL SELECT until, 'deadline', coalesce(set_by, '?') || coalesce(' → ' || "on", ''), id FROM deadlines WHERE until IS NOT NULL
ORDER BY 1, 2, 3;
