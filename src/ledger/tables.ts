/** Raised with every change of the tables; a store of an earlier version is brought up step by step. */
export const TABLES_VERSION = 3;

/** How the verdicts of a unit stand after its last run, in one row: every run reads and writes all of them. */
const STANDINGS = `CREATE TABLE standings (company TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT`;

/** How they stood before the day of the last run, after the run of that number: a day audited again is compared with it. */
const STANDINGS_BEFORE = `CREATE TABLE standings_before (
    company TEXT PRIMARY KEY, run INTEGER NOT NULL, body TEXT NOT NULL) STRICT`;

/**
 * Days are 'YYYY-MM-DD' in Shanghai, times ISO 8601 in UTC, digests SHA-256 in hex. `spans` holds the stretches of runs on
 * which a verdict came out the same that are over; those that go on stand in `standings`. So a year of nights costs little
 * more than what changed.
 */
export const TABLES = [
  `CREATE TABLE runs (
    id INTEGER PRIMARY KEY, company TEXT NOT NULL, as_of TEXT NOT NULL, recorded TEXT NOT NULL, digest TEXT NOT NULL,
    engine TEXT NOT NULL, catalogue TEXT NOT NULL, calendar TEXT NOT NULL, declared TEXT NOT NULL,
    verdicts INTEGER NOT NULL, gaps INTEGER NOT NULL, news TEXT NOT NULL) STRICT`,
  'CREATE INDEX runs_by_day ON runs (company, as_of, id)',
  `CREATE TABLE spans (
    company TEXT NOT NULL, verdict TEXT NOT NULL, first_run INTEGER NOT NULL, last_run INTEGER NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, outcome TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (company, verdict, first_run)) STRICT, WITHOUT ROWID`,
  STANDINGS,
  STANDINGS_BEFORE,
  `CREATE TABLE facts (
    company TEXT NOT NULL, verdict TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, shown TEXT NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    PRIMARY KEY (company, verdict, key, value)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE captures (
    company TEXT NOT NULL, capture TEXT NOT NULL, sha256 TEXT NOT NULL, fault TEXT NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    PRIMARY KEY (company, capture, sha256, fault)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE entries (
    number TEXT PRIMARY KEY, company TEXT NOT NULL, identity TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (company, identity)) STRICT`,
  `CREATE TABLE events (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL REFERENCES entries (number), version INTEGER NOT NULL,
    recorded TEXT NOT NULL, body TEXT NOT NULL) STRICT`,
  'CREATE INDEX events_by_number ON events (number, id)',
] as const;

/** By the version that a store has: what brings it to the next. */
export const UPGRADES: Readonly<Record<number, readonly string[]>> = {
  // A row a verdict, and every stretch in `spans`.
  1: [
    'ALTER TABLE standings RENAME TO standings_by_verdict',
    STANDINGS,
    `INSERT INTO standings (company, body)
     SELECT one.company, json_object(
       'rests', json_group_object(one.number, json(one.body -> '$.told.rests')),
       'standings', json_group_array(json_patch(
         json_object('verdict', one.verdict, 'remembered', json_set(one.body, '$.told.rests', one.number)),
         CASE WHEN span.verdict IS NULL THEN '{}' ELSE json_object('span', json_object('firstRun', span.first_run,
           'firstDay', span.first_day, 'outcome', span.outcome, 'state', span.state, 'words', span.words)) END)))
     FROM (SELECT *, row_number() OVER () AS number
       FROM standings_by_verdict) AS one
     JOIN (SELECT company, max(id) AS run FROM runs GROUP BY company) AS last ON last.company = one.company
     LEFT JOIN spans AS span
       ON span.company = one.company AND span.verdict = one.verdict AND span.last_run = last.run
     GROUP BY one.company`,
    'DELETE FROM spans WHERE (company, last_run) IN (SELECT company, max(id) FROM runs GROUP BY company)',
    'DROP TABLE standings_by_verdict',
    'DROP INDEX spans_by_run',
    // News told whole lines of the 台账; their numbers are enough.
    `UPDATE runs SET news = json_object('changes', json(news -> '$.changes'), 'entries', (
       SELECT json_group_object(what.key, json((SELECT json_group_array(one.value ->> 'number') FROM json_each(what.value) AS one)))
       FROM json_each(runs.news, '$.entries') AS what))`,
  ],
  // The day before is kept from the next day on.
  2: [STANDINGS_BEFORE],
};
