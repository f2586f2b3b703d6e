import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

const changed = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds `dist/` once for the whole run, and only when a source is newer than it. */
export default function setup(): void {
  const src = path.join(ROOT, 'src');
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const newest = Math.max(...sources.map((name) => changed(path.join(src, name))));
  if (changed(path.join(ROOT, 'dist/cli.js')) > newest) return;
  execFileSync(process.execPath, ['esbuild.config.js'], { cwd: ROOT, stdio: 'inherit' });
}
