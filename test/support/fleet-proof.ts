import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/ledger/database.ts';
import { fleetSite, writeCompany, type FleetSite } from './fleet-site.ts';
import { ownBuild, type OwnBuild } from './own-build.ts';
import { seeded, type Random } from './random.ts';

export interface FleetProof {
  readonly passed: number;
  readonly failures: readonly string[];
  /** How many units were finished when each kill came, for the reader to see that the moments differ. */
  readonly finished: readonly number[];
}

interface Scene {
  readonly program: OwnBuild;
  readonly sites: readonly FleetSite[];
  readonly folder: string;
  readonly watch: { onRequest: () => void };
  readonly reference: ReadonlyMap<string, string>;
  readonly lastsMs: number;
  readonly requests: number;
}

const UNITS = ['省', '山城', '山城/城关', '山城/邻水', '断'] as const;
const COMMAND = (folder: string): string[] => [
  ...['fleet', folder, '--as-of', '2026-11-20', '--format', 'json,html', '--fail-on', 'never', '--jobs', '3'],
  ...['--rate', '0', '--allow-private', '127.0.0.1/32', '--confirm-after', '0'],
];

/**
 * Kills the run of a fleet with SIGKILL at so many seeded moments, and goes on with it each time: bundles, reports, histories and the
 * roll-up must be those of an undisturbed run, byte for byte, whichever company was at what.
 */
export async function fleetProof(kills: number, seed: number, notify: (line: string) => void): Promise<FleetProof> {
  const scene = await openScene();
  const random = seeded(seed);
  const failures: string[] = [];
  const finished: number[] = [];
  let broken = 0;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const { when, done, wrong } = await killOnce(scene, random);
      finished.push(done);
      if (wrong.length > 0) broken += 1;
      failures.push(...wrong.map((what) => `kill ${kill} (${when}): ${what}`));
      notify(`${kill}/${kills} ${when}: ${done} finished${wrong.length > 0 ? ` ✘ ${wrong.join('; ')}` : ''}`);
    }
  } finally {
    await Promise.all(scene.sites.map((site) => site.close()));
    await scene.program.close();
    await rm(scene.folder, { recursive: true, force: true });
  }
  return { passed: kills - broken, failures, finished };
}

async function openScene(): Promise<Scene> {
  const watch = { onRequest: (): void => undefined };
  const site = (): Promise<FleetSite> => fleetSite(true, () => watch.onRequest());
  const [program, first, second] = await Promise.all([ownBuild(), site(), site()]);
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-fleet-kill-'));
  const [province, city] = ['国网示范省电力公司', '国网山城供电公司'];
  await writeCompany(folder, { folder: '省', id: 'sheng', name: province, kind: 'province' });
  await writeCompany(folder, {
    ...{ folder: '山城', id: 'shancheng', name: city, kind: 'branch', parent: province, portal: first.origin },
  });
  await writeCompany(folder, {
    ...{ folder: '山城/城关', id: 'chengguan', name: '国网城关供电公司', kind: 'county', parent: city },
    portal: second.origin,
  });
  await writeCompany(folder, {
    folder: '山城/邻水',
    id: 'linshui',
    name: '国网邻水供电公司',
    kind: 'county',
    parent: city,
  });
  // One that can never be audited must not keep the others from being gone on with.
  await writeCompany(folder, { folder: '断', id: '断', name: '断', kind: 'county' });
  let requests = 0;
  watch.onRequest = () => void (requests += 1);
  const started = performance.now();
  const { code, stderr } = await program.start(COMMAND(folder)).ended;
  if (code !== 2) throw new Error(`the undisturbed run ended with ${code}: ${stderr}`);
  const scene = { program, sites: [first, second], folder, watch, requests };
  return { ...scene, lastsMs: performance.now() - started, reference: await whatIsThere(folder) };
}

/** A kill comes at a random moment of the whole run, with a random request, or just after so many units were finished. */
async function killOnce(
  scene: Scene,
  random: Random,
): Promise<{ readonly when: string; readonly done: number; readonly wrong: readonly string[] }> {
  const { program, folder, reference } = scene;
  await clean(folder);
  const { child, ended } = program.start(COMMAND(folder));
  const { when, forget } = killerOf(scene, random, () => void child.kill('SIGKILL'));
  await ended;
  forget();
  const done = await finishedUnits(folder);
  const wrong: string[] = [];
  const { code, stderr } = await program.start([...COMMAND(folder), '--resume']).ended;
  if (code !== 2) wrong.push(`resume ended with ${code}: ${stderr.trim()}`);
  const made = await whatIsThere(folder);
  for (const name of new Set([...reference.keys(), ...made.keys()]))
    if (made.get(name) !== reference.get(name)) wrong.push(`${name} ${made.has(name) ? 'differs' : 'is missing'}`);
  return { when, done, wrong };
}

const POLL_MS = 20;

function killerOf(
  { watch, lastsMs, requests, folder }: Scene,
  random: Random,
  kill: () => void,
): { readonly when: string; readonly forget: () => void } {
  const how = random.below(3);
  if (how === 0) {
    const ms = random.below(Math.ceil(lastsMs));
    const timer = setTimeout(kill, ms);
    return { when: `after ${ms} ms`, forget: () => clearTimeout(timer) };
  }
  if (how === 1) {
    const nth = 1 + random.below(requests);
    let left = nth;
    watch.onRequest = () => {
      left -= 1;
      if (left === 0) kill();
    };
    return { when: `at request ${nth}`, forget: () => void (watch.onRequest = () => undefined) };
  }
  const units = 1 + random.below(UNITS.length - 1);
  const timer = setInterval(() => void finishedUnits(folder).then((done) => done >= units && kill()), POLL_MS);
  return { when: `with ${units} finished`, forget: () => clearInterval(timer) };
}

async function clean(folder: string): Promise<void> {
  for (const unit of ['.', ...UNITS])
    for (const made of ['out', '.gongkai']) await rm(path.join(folder, unit, made), { recursive: true, force: true });
}

async function finishedUnits(folder: string): Promise<number> {
  const markers = path.join(folder, 'out/2026-11-20/units');
  const names = await readdir(markers, { recursive: true }).catch(() => []);
  const stages = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readFile(path.join(markers, name), 'utf8')),
  );
  return stages.filter((one) => one.includes('"stage":"ended"')).length;
}

/** Where pages led, for the next night: a kill just after a bundle was sealed loses it, which costs time and changes nothing. */
const LINKS = /links\.cache(?:\.\d+\.part)?$/;

/** Digests of every file, and what the histories hold, whose bytes depend on the order of their pages. */
async function whatIsThere(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const there = new Map<string, string>();
  for (const file of files) {
    const name = path.relative(folder, file);
    if (LINKS.test(name)) continue;
    if (path.basename(file) === 'history.db') there.set(name, await historyIn(file));
    else if (!path.basename(file).startsWith('history.db'))
      there.set(
        name,
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      );
  }
  return there;
}

async function historyIn(file: string): Promise<string> {
  const database = await openDatabase(file);
  try {
    const runs = database.all('SELECT company, as_of, recorded, digest, verdicts, gaps FROM runs ORDER BY id', []);
    const entries = database.all('SELECT * FROM entries ORDER BY 1', []);
    return JSON.stringify([runs, entries]);
  } finally {
    database.close();
  }
}
