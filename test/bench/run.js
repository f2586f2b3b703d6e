// Runs a TypeScript script of this folder: bundled to a temporary module first, since Node 20 reads no TypeScript.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [script = '', ...rest] = process.argv.slice(2);
const here = import.meta.dirname;
const outfile = path.join(here, `../../dist/bench/${path.basename(script, '.ts')}.js`);
await build({
  entryPoints: [path.join(here, script)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
process.argv = [process.argv[0] ?? 'node', outfile, ...rest];
await import(pathToFileURL(outfile).href);
await rm(outfile, { force: true });
