import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A crawler of the npm registry; installed for the benchmark alone, never a dependency. */
export interface Peer {
  readonly name: string;
  readonly args: (folder: string, origin: string) => string[];
}

/** The newest that run on the oldest Node that we do; linkinator 8 wants Node 22. */
const VERSIONS = { linkinator: '7.6.1', '@crawlee/cheerio': '3.18.1' } as const;

export const PEERS: readonly Peer[] = [
  {
    name: `linkinator ${VERSIONS.linkinator}`,
    args: (folder, origin) => [
      path.join(folder, 'node_modules/linkinator/build/src/cli.js'),
      `${origin}/`,
      '--recurse',
      '--verbosity',
      'none',
      '--timeout',
      '60000',
    ],
  },
  {
    name: `@crawlee/cheerio ${VERSIONS['@crawlee/cheerio']}`,
    args: (folder, origin) => [path.join(folder, 'crawlee.mjs'), `${origin}/`],
  },
];

const CRAWLEE = `import { CheerioCrawler, Configuration } from '@crawlee/cheerio';
const crawler = new CheerioCrawler(
  { async requestHandler({ enqueueLinks }) { await enqueueLinks({ strategy: 'same-hostname' }); }, maxRequestRetries: 1 },
  new Configuration({ persistStorage: false, logLevel: 'ERROR' }),
);
await crawler.run([process.argv[2]]);
`;

/** Installs the peers into a folder of the benchmark's own and returns it. */
export async function installPeers(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
  await writeFile(path.join(folder, 'crawlee.mjs'), CRAWLEE);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: 'inherit' });
  return folder;
}
