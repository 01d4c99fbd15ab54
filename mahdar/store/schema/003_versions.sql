-- Each report that came again with another text, and the facts that changed: `added` tells only the newer version,
-- `gone` only the older one, `changed` is a field of an event that both tell, as it `was` and as it is `now`. A version
-- that changes no fact stands there once, without one. Two tellings are the same by what they say (`same`), not by the
-- words around it.
CREATE VIEW versions AS
WITH pair AS MATERIALIZED (
    SELECT id AS report, version_of, path FROM report WHERE version_of IS NOT NULL
),
name AS MATERIALIZED (SELECT id, body ->> 'name' AS name FROM fact WHERE kind = 'actors'),
told AS MATERIALIZED (
    SELECT f.body ->> '$.cue.report' AS report, f.kind, f.id, f.body ->> 'act' || ' ' || (f.body ->> 'utterance') AS same,
           coalesce(a.name, '?') || ' (' || (f.body ->> 'act') || '): ' ||
           (SELECT group_concat(c.value ->> 'text', ' … ') FROM json_each(f.body, '$.content') AS c) AS text
    FROM fact AS f LEFT JOIN name AS a ON a.id = f.body ->> 'speaker' WHERE f.kind = 'statements'
    UNION ALL
    SELECT t.value ->> 'report', f.kind, f.id,
           json_array(f.id, t.value ->> 'status', t.value ->> 'format', t.value ->> 'participants', t.value ->> 'place',
                      t.value ->> 'date', t.value ->> 'duration', t.value ->> 'count'),
           coalesce((SELECT group_concat(n.name, ' · ') FROM json_each(t.value, '$.participants') AS x JOIN name AS n ON n.id = x.value), '?')
           || coalesce(' · ' || p.name, '') || coalesce(' · ' || (t.value ->> 'date'), '')
           || coalesce(' · ' || (t.value ->> 'duration'), '') || ' · ' || (t.value ->> 'status')
    FROM fact AS f, json_each(f.body, '$.tellings') AS t LEFT JOIN name AS p ON p.id = t.value ->> 'place'
    WHERE f.kind = 'meetings'
    UNION ALL
    SELECT f.body ->> '$.evidence[0].report', f.kind, f.id,
           json_array(f.body ->> 'party', f.body ->> 'issue', f.body ->> 'stance', f.body ->> 'what'),
           coalesce(a.name, '?') || ' ' || (f.body ->> 'stance') || ' ' || (f.body ->> 'issue') || ': ' || (f.body ->> 'what')
    FROM fact AS f LEFT JOIN name AS a ON a.id = f.body ->> 'party' WHERE f.kind = 'positions'
    UNION ALL
    SELECT t.value ->> '$.evidence[0].report', 'terms', t.value ->> 'id',
           json_array(t.value ->> 'issue', t.value ->> 'binds', t.value ->> 'quantity', t.value ->> '$.evidence[0].text'),
           (f.body ->> 'name') || ': ' || (t.value ->> '$.evidence[0].text')
    FROM fact AS f, json_each(f.body, '$.terms') AS t WHERE f.kind = 'proposals'
    UNION ALL
    SELECT e.value ->> 'report', f.kind, f.id, f.id,
           coalesce(a.name, '?') || ', ' || coalesce(f.body ->> 'until', '?') || ': ' || (e.value ->> 'text')
    FROM fact AS f, json_each(f.body, '$.evidence') AS e LEFT JOIN name AS a ON a.id = f.body ->> 'set_by'
    WHERE f.kind = 'deadlines'
    UNION ALL
    SELECT t.value ->> 'report', f.kind, f.id,
           json_array(f.body ->> 'type', f.body ->> 'actor', f.body ->> 'recipient', f.body ->> 'place', f.body ->> 'amount',
                      t.value ->> 'date', t.value ->> 'killed', t.value ->> 'injured'),
           (t.value ->> '$.evidence[0].text') || coalesce(' · killed ' || (t.value ->> 'killed'), '')
           || coalesce(' · injured ' || (t.value ->> 'injured'), '')
    FROM fact AS f, json_each(f.body, '$.tellings') AS t WHERE f.kind = 'incidents'
    UNION ALL
    SELECT f.body ->> '$.evidence[0].report', f.kind, f.id,
           json_array(f.body ->> 'of', f.body ->> 'by', f.body ->> 'polarity'),
           (f.body ->> 'polarity') || ': ' || (f.body ->> '$.evidence[0].text')
    FROM fact AS f WHERE f.kind = 'assessments'
),
-- A meeting or an incident that both versions tell, and each of its fields that one of them gives.
both AS MATERIALIZED (
    SELECT DISTINCT p.report, p.version_of, n.kind, n.id, n.text
    FROM pair AS p JOIN told AS n ON n.report = p.report JOIN told AS o ON o.report = p.version_of AND o.kind = n.kind AND o.id = n.id
    WHERE n.kind IN ('meetings', 'incidents')
),
field AS MATERIALIZED (
    SELECT f.body ->> 'report' AS report, f.body ->> 'fact' AS id, f.body ->> 'field' AS field,
           coalesce(a.name, f.body ->> 'value') AS value
    FROM fact AS f LEFT JOIN name AS a ON a.id = f.body ->> 'value'
    WHERE f.kind = 'claims' AND f.body ->> 'fact' IN (SELECT id FROM both)
    UNION ALL
    SELECT t.value ->> 'report', f.id, 'participants',
           (SELECT group_concat(n.name, ' · ') FROM json_each(t.value, '$.participants') AS x JOIN name AS n ON n.id = x.value)
    FROM fact AS f, json_each(f.body, '$.tellings') AS t WHERE f.kind = 'meetings' AND f.id IN (SELECT id FROM both)
),
differs AS (
    SELECT p.report, 'gone' AS change, o.kind, o.id, o.text, NULL AS field, NULL AS was, NULL AS now
    FROM pair AS p JOIN told AS o ON o.report = p.version_of
    LEFT JOIN told AS n ON n.report = p.report AND n.kind = o.kind AND (n.same = o.same OR (n.id = o.id AND n.kind IN ('meetings', 'incidents')))
    WHERE n.report IS NULL
    UNION
    SELECT p.report, 'added', n.kind, n.id, n.text, NULL, NULL, NULL
    FROM pair AS p JOIN told AS n ON n.report = p.report
    LEFT JOIN told AS o ON o.report = p.version_of AND o.kind = n.kind AND (o.same = n.same OR (o.id = n.id AND o.kind IN ('meetings', 'incidents')))
    WHERE o.report IS NULL
    UNION
    SELECT b.report, 'changed', b.kind, b.id, b.text, f.field, o.value, n.value
    FROM both AS b
    JOIN (SELECT DISTINCT id, field FROM field) AS f ON f.id = b.id
    LEFT JOIN field AS o ON o.id = b.id AND o.field = f.field AND o.report = b.version_of
    LEFT JOIN field AS n ON n.id = b.id AND n.field = f.field AND n.report = b.report
    WHERE o.value IS NOT n.value
)
SELECT p.report, p.version_of, p.path, d.change, d.kind, d.id, d.text, d.field, d.was, d.now
FROM pair AS p LEFT JOIN differs AS d ON d.report = p.report
ORDER BY p.path, p.report, d.kind, d.text, d.id, d.change DESC, d.field;
