import { constants, readFileSync } from 'node:fs';
import { copyFile, link, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Who writes to a bundle; enough to tell a living process from a number that was used again. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601 in UTC. */
  readonly since: string;
  /** '' where the system does not tell. */
  readonly boot: string;
  readonly processStart: string;
}

/** Another run holds the bundle: exit code 75, and the message names the holder. */
export interface BundleBusy {
  readonly kind: 'busy';
  readonly path: string;
  readonly holder: Holder;
}

export interface BundleLock {
  readonly kind: 'held';
  readonly release: () => Promise<void>;
}

/** How often this process has asked: a draft that became the lock is its file, and must not be written to by the next who asks. */
let asked = 0;

/**
 * Takes the lock file, or says who has it. A lock whose holder died with its process or before the last boot is taken
 * over; one from another machine never is, because nothing here can know.
 */
export async function lockBundle(path: string, now = new Date()): Promise<BundleLock | BundleBusy> {
  const file = `${path}.lock`;
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    since: now.toISOString(),
    boot: bootId(),
    processStart: processStat(process.pid).start,
  };
  const draft = `${file}.${process.pid}-${(asked += 1)}`;
  try {
    for (;;) {
      // Written anew each time: a run that swept while this draft was still empty took it for a killed one's.
      await writeFile(draft, JSON.stringify(own));
      // A link appears whole or not at all, so no reader ever meets a half-written lock.
      if (await linked(draft, file)) return { kind: 'held', release: () => release(file) };
      const found = await contentOf(file);
      if (found === undefined) continue;
      const holder = holderOf(found);
      if (holder !== undefined && isAlive(holder)) return { kind: 'busy', path, holder };
      await setAside(file, `${draft}.stale`, found);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether the link was made: not where one stands already, nor when another run has swept the draft away. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!NO_LINKS.has(code)) throw error;
  }
  return copyFile(from, to, constants.COPYFILE_EXCL).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** How memory sticks and some network drives say that they have no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP']);

/** `undefined` when nothing stands there; '' when it cannot be read. */
const contentOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : ''));

function holderOf(content: string): Holder | undefined {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return undefined;
  }
}

/** Moves the stale lock away; if another run was quicker and this moved that run's new lock, it is put back. */
async function setAside(file: string, away: string, stale: string): Promise<void> {
  try {
    await rename(file, away);
    if ((await contentOf(away)) !== stale) await linked(away, file);
    await rm(away, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Gives the lock back, and removes what processes that were killed while they asked for it have left beside it: at the end, as they
 * may have been dying still when the lock was taken. A kill between making a draft and writing it leaves an empty one.
 */
async function release(file: string): Promise<void> {
  const name = `${basename(file)}.`;
  for (const entry of await readdir(dirname(file)).catch(() => [])) {
    if (!entry.startsWith(name) || !/^\d+(?:-\d+)?(?:\.stale)?$/.test(entry.slice(name.length))) continue;
    const left = join(dirname(file), entry);
    const holder = holderOf((await contentOf(left)) ?? '');
    if (!holder || !isAlive(holder)) await rm(left, { force: true });
  }
  await rm(file, { force: true });
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.boot !== bootId()) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { state, start } = processStat(holder.pid);
  // A killed process whose parent has not yet asked for its end still has its number.
  return holder.processStart === start && !/^[ZX]/.test(state);
}

const bootId = (): string => readOr('/proc/sys/kernel/random/boot_id').trim();

/** Fields 3 and 22 of /proc/PID/stat, the latter in clock ticks since boot; the name in field 2 may hold spaces and brackets. */
function processStat(pid: number): { readonly state: string; readonly start: string } {
  const fields = readOr(`/proc/${pid}/stat`)
    .replace(/^[^]*\)/, '')
    .trim()
    .split(' ');
  return { state: fields[0] ?? '', start: fields[19] ?? '' };
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
