// Bundles src/cli.ts into dist/, one lazily loaded chunk a command, so that `--version` and `deadline` start at once;
// beside it the entry of the process in which pages are read.
import { build } from 'esbuild';

await build({
  entryPoints: { cli: 'src/cli.ts', 'reader-child': 'src/documents/reader-child.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
