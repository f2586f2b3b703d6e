import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { SAMPLE_VERDICTS } from './sample-run.ts';

const ROOT = process.cwd();

/** What a proof came to. */
export interface ProofResult {
  readonly passed: number;
  readonly failures: readonly string[];
}

interface Scene {
  readonly file: string;
  readonly record: (company: string, index: number, dieAfter?: number) => Promise<NodeJS.Signals | number | null>;
  readonly close: () => Promise<void>;
}

async function openScene(): Promise<Scene> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-ledger-'));
  // Beside the sources, so that the database library is found.
  const child = path.join(ROOT, 'dist', `ledger-child-${process.pid}.js`);
  await build({
    ...{ entryPoints: [path.join(ROOT, 'test/support/ledger-child.ts')], outfile: child, bundle: true },
    ...{ format: 'esm', platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' },
  });
  const file = path.join(folder, '.gongkai/history.db');
  return {
    file,
    record: (company, index, dieAfter) => run([child, file, company, String(index), String(dieAfter ?? '')]),
    close: async () => {
      await rm(child, { force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const run = (args: readonly string[]): Promise<NodeJS.Signals | number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject).on('close', (code, signal) => resolve(signal ?? code));
  });

/** Kills a run at every `step`-th of its writes, looks at what is left, and lets it be recorded again. */
export async function proveKills(step: number, most = Infinity): Promise<ProofResult & { readonly kills: number }> {
  const scene = await openScene();
  const failures: string[] = [];
  let [kills, index] = [0, 0];
  await scene.record('unit', index);
  for (let at = step; kills < most; at += step) {
    index += 1;
    const ended = await scene.record('unit', index, at);
    if (ended !== 'SIGKILL') break;
    kills += 1;
    failures.push(
      ...(await lookAt(scene.file, 'unit', [index, index + 1])).map((one) => `killed at write ${at}: ${one}`),
    );
    const again = await scene.record('unit', index);
    const wrong = again === 0 ? await lookAt(scene.file, 'unit', [index + 1]) : [`ended with ${again ?? ''}`];
    failures.push(...wrong.map((one) => `again after write ${at}: ${one}`));
  }
  await scene.close();
  return { passed: kills * 2 - failures.length, failures, kills };
}

/** Eight processes at once, on one unit and then each on its own. */
export async function proveTogether(): Promise<ProofResult> {
  const scene = await openScene();
  const failures: string[] = [];
  const eight = [0, 1, 2, 3, 4, 5, 6, 7];
  const together = await Promise.all(eight.map((index) => scene.record('unit', index % 3)));
  failures.push(...together.flatMap((ended, at) => (ended === 0 ? [] : [`process ${at} ended with ${ended ?? ''}`])));
  const apart = await Promise.all(eight.map((index) => scene.record(`unit-${index}`, 0)));
  failures.push(...apart.flatMap((ended, at) => (ended === 0 ? [] : [`process ${at} ended with ${ended ?? ''}`])));
  failures.push(...(await lookAt(scene.file, 'unit', [1, 2, 3, 4, 5, 6, 7, 8])));
  for (const index of eight) failures.push(...(await lookAt(scene.file, `unit-${index}`, [1])));
  await scene.close();
  return { passed: 17 - failures.length, failures };
}

/** What is wrong with the store: its integrity, the number of runs, verdicts lost or doubled in any of them, numbers given twice. */
async function lookAt(file: string, company: string, runs: readonly number[]): Promise<string[]> {
  const database = await openDatabase(file);
  try {
    const integrity = database.all<{ integrity_check: string }>('PRAGMA integrity_check');
    const ids = database.all<{ id: number }>('SELECT id FROM runs WHERE company = ?', [company]);
    return [
      ...integrity.map(({ integrity_check }) => integrity_check).filter((says) => says !== 'ok'),
      ...(runs.includes(ids.length) ? [] : [`${ids.length} runs instead of ${runs.join(' or ')}`]),
      ...ids.flatMap(({ id }) => wrongRun(database, company, id)),
      ...wrongEntries(database, company),
    ];
  } finally {
    database.close();
  }
}

function wrongRun(database: Database, company: string, run: number): string[] {
  const [held] = database.all<{ all: number; each: number }>(
    `SELECT count(*) AS "all", count(DISTINCT verdict) AS "each" FROM (
       SELECT verdict FROM spans WHERE company = ? AND first_run <= ? AND last_run >= ?
       UNION ALL SELECT one.value ->> 'verdict' FROM standings, json_each(standings.body, '$.standings') AS one
       WHERE company = ? AND one.value ->> '$.span.firstRun' <= ?)`,
    [company, run, run, company, run],
  );
  const fine = held?.all === SAMPLE_VERDICTS && held.each === SAMPLE_VERDICTS;
  return fine ? [] : [`run ${run} holds ${held?.all ?? 0} verdicts, ${held?.each ?? 0} of them different`];
}

function wrongEntries(database: Database, company: string): string[] {
  const [count] = database.all<{ entries: number; identities: number; events: number }>(
    `SELECT count(*) AS entries, count(DISTINCT identity) AS identities,
       (SELECT count(DISTINCT events.number) FROM events JOIN entries AS own ON own.number = events.number
        WHERE own.company = ?) AS events FROM entries WHERE company = ?`,
    [company, company],
  );
  if (!count) return ['no entries'];
  return count.entries === count.identities && count.events === count.entries
    ? []
    : [`entries ${JSON.stringify(count)}`];
}
