import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

const changed = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));

/** Builds `dist/` once for the whole run, and only when a source or a rule, which are built in, is newer than it. */
export default function setup(): void {
  const sources = ['src', 'rules'].flatMap((folder) => filesBelow(path.join(ROOT, folder)));
  const newest = Math.max(...sources.filter((file) => /\.(?:ts|yaml)$/.test(file)).map(changed));
  if (changed(path.join(ROOT, 'dist/cli.js')) > newest) return;
  execFileSync(process.execPath, ['esbuild.config.js'], { cwd: ROOT, stdio: 'inherit' });
}
