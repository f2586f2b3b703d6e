import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuleFile } from './rule-files.ts';

/** Where rules that were read and checked once are kept, so that they need not be read again. All of it may be deleted. */
export interface Shelf {
  /** Names the build of the program, because its schemas and defaults are part of what a file of rules means. */
  readonly build: string;
  /** Folders that are looked through, in this order. */
  readonly folders: readonly string[];
  /** Where what was not found is put; nothing is written without it. */
  readonly writable?: string;
}

/** What stands on a shelf: a plain value, and which folders of rules it was made from. */
export interface Kept {
  readonly layers: readonly string[];
  readonly value: unknown;
}

const FORMAT = 'gongkai-rules-1';

/** Changes with every byte, name and number of the files, and with the program that read them. */
function keyOf(build: string, files: readonly RuleFile[]): string {
  const hash = createHash('sha256').update(`${FORMAT} ${build}\n`);
  for (const { name, bytes } of files) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}

const digestOf = (body: string): string => createHash('sha256').update(body).digest('hex');

interface Head {
  readonly key: string;
  readonly layers: readonly string[];
  /** Of the body, so that a damaged file is never taken for rules. */
  readonly sha256: string;
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { key, layers, sha256 } = value as Partial<Record<keyof Head, unknown>>;
  const named = Array.isArray(layers) && layers.every((one) => typeof one === 'string');
  return named && typeof key === 'string' && typeof sha256 === 'string';
}

/** One line of head, then the value as JSON; undefined for anything else. */
function open(file: string): (Head & { readonly body: string }) | undefined {
  const end = file.indexOf('\n');
  if (end < 0) return undefined;
  try {
    const head: unknown = JSON.parse(file.slice(0, end));
    const body = file.slice(end + 1);
    return isHead(head) && head.sha256 === digestOf(body) ? { ...head, body } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The value of that name, if it was made by this build from exactly the files that stand there now. What is damaged, cut,
 * foreign or out of date is passed over. `filesOf` reads the files of the folders named; undefined where one is gone.
 */
export async function takeFromShelf(
  { build, folders }: Shelf,
  name: string,
  filesOf: (layers: readonly string[]) => Promise<readonly RuleFile[] | undefined>,
): Promise<(Kept & { readonly files: readonly RuleFile[] }) | undefined> {
  for (const folder of folders) {
    const file = await readFile(path.join(folder, `${name}.json`), 'utf8').catch(() => undefined);
    const kept = file === undefined ? undefined : open(file);
    const files = kept && (await filesOf(kept.layers));
    if (kept && files && keyOf(build, files) === kept.key)
      return { layers: kept.layers, value: JSON.parse(kept.body), files };
  }
  return undefined;
}

/** Puts a value there in one step, so that two runs at once leave one whole file; whether it could be written. */
export async function putOnShelf(shelf: Shelf, name: string, kept: Kept, files: readonly RuleFile[]): Promise<boolean> {
  if (shelf.writable === undefined) return false;
  const body = JSON.stringify(kept.value);
  const head: Head = { key: keyOf(shelf.build, files), layers: kept.layers, sha256: digestOf(body) };
  const target = path.join(shelf.writable, `${name}.json`);
  const draft = `${target}.${process.pid}.${digestOf(String(performance.now())).slice(0, 8)}.part`;
  try {
    await mkdir(shelf.writable, { recursive: true });
    await writeFile(draft, `${JSON.stringify(head)}\n${body}`);
    await rename(draft, target);
    return true;
  } catch {
    // A read-only folder costs the next run a second, and nothing else.
    await rm(draft, { force: true }).catch(() => undefined);
    return false;
  }
}
