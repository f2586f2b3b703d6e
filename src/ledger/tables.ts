/** Raised with every change of the tables; a store of an earlier version is brought up step by step. */
export const TABLES_VERSION = 1;

/**
 * Days are 'YYYY-MM-DD' in Shanghai, times ISO 8601 in UTC, digests SHA-256 in hex. `spans` holds a stretch of runs on which
 * a verdict came out the same, so that a year of nights costs little more than what changed.
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
  'CREATE INDEX spans_by_run ON spans (company, last_run)',
  `CREATE TABLE standings (
    company TEXT NOT NULL, verdict TEXT NOT NULL, run INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (company, verdict)) STRICT, WITHOUT ROWID`,
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
