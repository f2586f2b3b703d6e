// What each report format costs at scale: npm run bench:reports [-- 20000]. One process a format, so that memory is its own.
import { spawnSync } from 'node:child_process';
import { REPORTERS, FORMATS, isFormat } from '../../src/report/reporters.ts';
import { largeReport } from '../support/large-report.ts';

const [first = '20000', second = '20000'] = process.argv.slice(2);
const mb = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).padStart(9);

if (isFormat(first)) await one(first, Number(second));
else {
  process.stdout.write(
    `${first} gaps\n${'format'.padEnd(10)}${'seconds'.padStart(9)}${'file MB'.padStart(9)}${'peak MB'.padStart(9)}\n`,
  );
  for (const format of FORMATS)
    spawnSync(process.execPath, [process.argv[1] ?? '', format, first], { stdio: 'inherit' });
}

async function one(format: keyof typeof REPORTERS, gaps: number): Promise<void> {
  const report = largeReport(gaps);
  const start = performance.now();
  const made = await REPORTERS[format].render(report, { language: 'zh', colour: false, width: 120 });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const pieces = typeof made === 'string' || made instanceof Uint8Array ? [made] : made;
  const size = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(`${format.padEnd(10)}${seconds.padStart(9)}${mb(size)}${mb(peak)}\n`);
}
