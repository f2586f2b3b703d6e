import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownBuild, type OwnBuild } from './own-build.ts';
import { proofSite, proofWorkspace, type ProofSite } from './proof-site.ts';

export interface KillProof {
  readonly passed: number;
  readonly failures: readonly string[];
  /** How many pages had been committed when the processes were killed, for the reader to see that the instants differ. */
  readonly committed: readonly number[];
  /** Requests of the unbroken run. */
  readonly requests: number;
}

/** What a whole run leaves in its folder, and nothing else. */
const WHOLE = ['evidence.wacz', 'report.html', 'report.json'];

interface Scene {
  readonly program: OwnBuild;
  readonly server: ProofSite;
  readonly folder: string;
  readonly reference: ReadonlyMap<string, string>;
  readonly requests: number;
  readonly lastsMs: number;
}

/**
 * Kills an audit of a live site with SIGKILL, at so many random instants, and goes on with it each time: the reports and
 * the bundle must have the bytes of an unbroken run, and nothing committed may have been asked for again.
 */
export async function killProof(kills: number, seed: number, notify: (line: string) => void): Promise<KillProof> {
  const scene = await openScene();
  const random = randomOf(seed);
  const failures: string[] = [];
  const committed: number[] = [];
  try {
    for (let kill = 0; kill < kills;) {
      const round = await killOnce(scene, random);
      if (round.killed) kill += 1;
      if (round.killed) committed.push(round.committed);
      failures.push(...round.wrong.map((what) => `kill ${kill} (${round.when}): ${what}`));
      notify(
        `${kill}/${kills} ${round.when}: ${round.committed} committed${round.wrong.length > 0 ? ` ✘ ${round.wrong.join('; ')}` : ''}`,
      );
    }
  } finally {
    await scene.server.close();
    await scene.program.close();
    await rm(scene.folder, { recursive: true, force: true });
  }
  const broken = new Set(failures.map((one) => one.split(' ', 2)[1])).size;
  return { passed: kills - broken, failures, committed, requests: scene.requests };
}

async function openScene(): Promise<Scene> {
  const [program, server] = await Promise.all([ownBuild(), proofSite()]);
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-kill-'));
  await proofWorkspace(folder, server.origin);
  const out = path.join(folder, 'unbroken');
  const started = performance.now();
  const { code, stderr } = await program.start(auditArgs(folder, out)).ended;
  if (code !== 0) throw new Error(`the unbroken run ended with ${code}: ${stderr}`);
  const lastsMs = performance.now() - started;
  return { program, server, folder, reference: await digests(out), requests: server.asked().length, lastsMs };
}

const auditArgs = (folder: string, out: string, ...more: readonly string[]): string[] => [
  ...['audit', folder, '-o', out, '--as-of', '2026-11-20', '--format', 'json,html', '--fail-on', 'never'],
  ...['--rate', '0', '--allow-private', '127.0.0.1/32', '--confirm-after', '0', ...more],
];

interface Round {
  readonly killed: boolean;
  readonly when: string;
  readonly committed: number;
  readonly wrong: readonly string[];
}

async function killOnce(scene: Scene, random: () => number): Promise<Round> {
  const { program, server, folder, reference } = scene;
  const out = await mkdtemp(path.join(folder, 'run-'));
  const first = await runAndKill(scene, out, random);
  const known = await committedPaths(out);
  const wrong: string[] = [];
  let asked = server.asked().length;
  // One in four is killed a second time while it goes on.
  if (first.killed && random() < 0.25) {
    await runAndKill(scene, out, random, '--resume');
    wrong.push(...askedAgain(server.asked().slice(asked), known));
    for (const one of await committedPaths(out)) known.add(one);
    asked = server.asked().length;
  }
  const { code, stderr } = await program.start(auditArgs(folder, out, '--resume')).ended;
  if (code !== 0) wrong.push(`resume ended with ${code}: ${stderr.trim()}`);
  wrong.push(...askedAgain(server.asked().slice(asked), known));
  const left = (await readdir(out)).sort();
  if (left.join() !== WHOLE.join()) wrong.push(`left ${left.join(', ')}`);
  const made = await digests(out);
  for (const name of WHOLE) if (made.get(name) !== reference.get(name)) wrong.push(`${name} differs`);
  if (wrong.length === 0) await rm(out, { recursive: true, force: true });
  return { killed: first.killed, when: first.when, committed: known.size, wrong };
}

const askedAgain = (asked: readonly string[], known: ReadonlySet<string>): string[] =>
  [...new Set(asked)].filter((one) => known.has(one)).map((one) => `asked again for ${one}`);

/** Half of the kills come at a random moment of the whole run, half with a random request, where most is under way. */
async function runAndKill(
  { program, server, folder, lastsMs, requests }: Scene,
  out: string,
  random: () => number,
  ...more: readonly string[]
): Promise<{ readonly killed: boolean; readonly when: string }> {
  const { child, ended } = program.start(auditArgs(folder, out, ...more));
  const kill = (): void => void child.kill('SIGKILL');
  if (random() < 0.5) {
    const ms = Math.floor(random() * lastsMs);
    const timer = setTimeout(kill, ms);
    const { signal } = await ended;
    clearTimeout(timer);
    return { killed: signal === 'SIGKILL', when: `after ${ms} ms` };
  }
  const nth = 1 + Math.floor(random() * requests);
  const stop = server.onRequest(nth, kill);
  const { signal } = await ended;
  stop();
  return { killed: signal === 'SIGKILL', when: `at request ${nth}` };
}

/** Paths of the pages whose lines stand whole in the journal. */
async function committedPaths(out: string): Promise<Set<string>> {
  const journal = await readFile(path.join(out, 'evidence.wacz.partial/journal.jsonl'), 'utf8').catch(() => '');
  const lines = journal.split('\n').slice(0, -1);
  const seen = lines.flatMap((line) => (JSON.parse(line) as { seen?: { asked: string } }).seen ?? []);
  return new Set(seen.map(({ asked }) => new URL(asked).pathname));
}

async function digests(out: string): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const name of WHOLE) {
    const bytes = await readFile(path.join(out, name)).catch(() => undefined);
    made.set(name, bytes ? createHash('sha256').update(bytes).digest('hex') : 'missing');
  }
  return made;
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
