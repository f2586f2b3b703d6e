import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether LibreOffice is on this machine; tests that open files with it say so and are skipped where it is not. */
export const hasOffice = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);

/** Opens a file in LibreOffice and saves it in another format; the files that came of it, by name. */
export async function convert(file: string, bytes: Uint8Array, format: string): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-office-'));
  try {
    await writeFile(path.join(folder, file), bytes);
    const out = path.join(folder, 'out');
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', out, path.join(folder, file)]);
    const names = await readdir(out);
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(path.join(out, name))] as const)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
