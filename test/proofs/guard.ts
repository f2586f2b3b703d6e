// Every spelling of an inside address through every way in, with listeners that count: npm run test:guard
import { scriptProof } from '../support/guard-browser-proof.ts';
import { CRAWL_PROOFS, pictureProof } from '../support/guard-proof.ts';
import { rebindingProof } from '../support/guard-rebinding-proof.ts';
import { snapshotProofs } from '../support/guard-snapshot-proof.ts';
import { startTestBrowser } from '../support/test-browser.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const started = await startTestBrowser();
const browser = 'browser' in started ? started.browser : undefined;
if (!browser) print(`no browser starts here, so nothing is rendered: ${'reason' in started ? started.reason : ''}`);
const rendered = browser ? [scriptProof(browser), pictureProof(browser)] : [];
let [passed, failed] = [0, 0];
for (const { what, tried, run } of [...CRAWL_PROOFS, rebindingProof, ...rendered, ...snapshotProofs(browser)]) {
  const wrong = await run();
  for (const one of wrong) print(`✘ ${what}: ${one}`);
  const bad = Math.min(tried, wrong.length);
  [passed, failed] = [passed + tried - bad, failed + bad];
  print(`${bad === 0 ? 'ok  ' : 'FAIL'} ${String(tried - bad).padStart(5)} of ${tried}  ${what}`);
}
await browser?.close();
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
