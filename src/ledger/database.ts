import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import Libsql from 'libsql';
import { makeFolder } from '../evidence/make-folder.ts';
import { TABLES, TABLES_VERSION, UPGRADES } from './tables.ts';

export type SqlValue = string | number | null;

/** All that the ledger asks of a database, so that `node:sqlite` or PostgreSQL can take the place of libsql. */
export interface Database {
  readonly run: (sql: string, values?: readonly SqlValue[]) => void;
  /** Rows as the columns are named; the caller knows its own query. */
  readonly all: <Row>(sql: string, values?: readonly SqlValue[]) => Row[];
  readonly close: () => void;
}

/** Why the store cannot be used: held by another run, refused by the disk, not a store, or written by a later version. */
export type StoreTrouble = 'busy' | 'disk' | 'damaged' | 'newer';

export class StoreFault extends Error {
  readonly kind: StoreTrouble;
  readonly file: string;
  constructor(kind: StoreTrouble, file: string, cause?: unknown) {
    super(`${kind}: ${file}`, { cause });
    this.name = 'StoreFault';
    this.kind = kind;
    this.file = file;
  }
}

/** How long one run waits for another to finish writing, in milliseconds; a run writes for well under a second. */
const PATIENCE_MS = 15_000;

/**
 * Opens or makes the store. WAL and full syncing: after SIGKILL or power loss every committed transaction is there and no half
 * of another. Rejects with a `StoreFault`.
 */
export async function openDatabase(file: string, patienceMs = PATIENCE_MS): Promise<Database> {
  await makeFolder(path.dirname(file)).catch((error: unknown) => {
    throw new StoreFault('disk', file, error);
  });
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return prepare(new Libsql(file), file, patienceMs);
    } catch (error) {
      const fault = faultOf(error, file);
      // Turning a new file to WAL does not wait for its turn by itself.
      if (fault.kind !== 'busy' || performance.now() > until) throw fault;
      await pause(25);
    }
  }
}

type Connection = Libsql.Database;

function prepare(connection: Connection, file: string, patienceMs: number): Database {
  const database = wrap(connection, file);
  try {
    database.all(`PRAGMA busy_timeout = ${patienceMs}`);
    // Empty tables need not outlast a power loss, only be whole or not there; the first run recorded is synced with them.
    database.run('PRAGMA synchronous = NORMAL');
    database.all('PRAGMA journal_mode = WAL');
    migrate(database, file);
    database.run('PRAGMA synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function wrap(connection: Connection, file: string): Database {
  const known = new Map<string, ReturnType<Connection['prepare']>>();
  const statement = (sql: string): ReturnType<Connection['prepare']> => {
    const found = known.get(sql) ?? connection.prepare(sql);
    known.set(sql, found);
    return found;
  };
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw faultOf(error, file);
    }
  };
  return {
    run: (sql, values = []) => void guarded(() => statement(sql).run([...values])),
    all: <Row>(sql: string, values: readonly SqlValue[] = []) =>
      guarded(() => statement(sql).all([...values]) as Row[]),
    close: () => {
      gather(connection);
      connection.close();
    },
  };
}

/**
 * Brings what was committed from the log into the file, so that the file alone is the whole history: libsql lets go of a
 * database only when its statements are collected. What another run is still reading stays in the log.
 */
function gather(connection: Connection): void {
  try {
    connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').all();
  } catch {
    // A store that cannot be read has told so already.
  }
}

function migrate(database: Database, file: string): void {
  const version = (): number => database.all<{ user_version: number }>('PRAGMA user_version')[0]?.user_version ?? 0;
  if (version() > TABLES_VERSION) throw new StoreFault('newer', file);
  if (version() === TABLES_VERSION) return;
  transaction(database, () => {
    for (let from = version(); from < TABLES_VERSION; from = version()) {
      for (const step of from === 0 ? TABLES : (UPGRADES[from] ?? [])) database.run(step);
      database.run(`PRAGMA user_version = ${from === 0 ? TABLES_VERSION : from + 1}`);
    }
  });
}

/** All of it or nothing of it; takes the write lock at once, so that what is read inside cannot change under it. */
export function transaction<T>(database: Database, act: () => T): T {
  database.run('BEGIN IMMEDIATE');
  let result: T;
  try {
    result = act();
    database.run('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
  return result;
}

/** A full disk may already have ended the transaction, and what is told is the first trouble. */
function rollBack(database: Database): void {
  try {
    database.run('ROLLBACK');
  } catch {
    return;
  }
}

/** By the code of SQLite; the library gives none for a file that cannot be opened at all. */
function faultOf(error: unknown, file: string): StoreFault {
  if (error instanceof StoreFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new StoreFault('busy', file, error);
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return new StoreFault('damaged', file, error);
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM|NOMEM)/.test(code) || isUnopened(error))
    return new StoreFault('disk', file, error);
  throw error;
}

const isUnopened = (error: unknown): boolean => error instanceof Error && error.message.startsWith('ConnectionFailed(');
