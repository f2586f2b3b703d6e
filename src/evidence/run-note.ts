import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { putInPlace } from './put-in-place.ts';
import { readJson } from './wacz/schema.ts';

/** What must be known of a run that was interrupted, to end it as if it had not been. */
export interface RunNote {
  /** When it began, ISO 8601 in UTC. */
  readonly created: string;
  /** The day of audit, `YYYY-MM-DD`: a run that goes on after midnight keeps it. */
  readonly asOf: string;
  /** What decides which pages are captured, by the name of its option; to go on, all of it must be the same. */
  readonly shape: Readonly<Record<string, string>>;
}

/** What a run that is not finished keeps beside the bundle's path. */
export const PARTIAL = '.partial';
const NOTE = 'run.json';

const noteSchema = z.strictObject({
  created: z.iso.datetime(),
  asOf: z.iso.date(),
  shape: z.record(z.string(), z.string()),
});

/** The note of an interrupted run for the bundle at `path`; undefined when there is none, or none that can be read. */
export async function readRunNote(path: string): Promise<RunNote | undefined> {
  const content = await readFile(join(path + PARTIAL, NOTE), 'utf8').catch(() => undefined);
  return content === undefined ? undefined : readJson(noteSchema, content);
}

/** Written whole or not at all, before the first capture. */
export async function writeRunNote(path: string, note: RunNote): Promise<void> {
  const file = join(path + PARTIAL, NOTE);
  const handle = await open(`${file}.tmp`, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(note)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await putInPlace(`${file}.tmp`, file);
}
