// Facts survive noise (domain 2): generated notices under width, spacing, traditional characters, pinyin, broken lines and
// watermarks, read as text files. npm run test:noise [notices] [seed]
import { readPage } from '../documents/page.ts';
import { noisyNotice } from '../support/noisy-notice.ts';
import { seeded } from '../support/random.ts';
import { faultsOf } from '../support/read-notice.ts';

const [wanted = '2000', seed = '20261120'] = process.argv.slice(2);
const notices = Number(wanted);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`${notices} notices, seed ${seed}`);
const random = seeded(Number(seed));
let failed = 0;
for (let at = 1; at <= notices; at += 1) {
  const notice = noisyNotice(random);
  const faults = faultsOf(notice, readPage(notice.text, { url: 'http://www.shancheng.example/notice.txt' }));
  if (faults.length === 0) continue;
  failed += 1;
  print([`notice ${at}: ${notice.noise.join(' + ')}`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
}
print(`${notices - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
