import path from 'node:path';
import type { Bundle } from '../evidence/bundle.ts';
import type { CollectOptions } from '../evidence/collect.ts';
import { takeScreenshots } from '../evidence/screenshot.ts';
import { text } from '../language/text.ts';
import { withoutSecrets } from '../report/mask-secrets.ts';
import type { Report } from '../report/report.ts';
import type { Desk } from './desk.ts';
import type { AuditOptions } from './options.ts';
import { openBrowser } from './rendering.ts';
import { writeFileWhole } from './write-file.ts';

/** Pages that a report quotes beyond this number are not pictured. */
const MOST = 300;

/**
 * Pictures the pages that a verdict quotes, beside the report, and names each picture in its line of the evidence. Taken
 * of live pages when there is a browser; of snapshots, and when checking again, only on the user's word and offline.
 */
export async function withScreenshots(
  report: Report,
  bundle: Bundle,
  folder: string,
  options: AuditOptions,
  live: CollectOptions | undefined,
  desk: Desk,
): Promise<Report> {
  if (options.screenshots === false || (!live && options.screenshots !== true)) return report;
  const quoted = quotedPages(report, options.screenshots === true);
  const browser = quoted.size === 0 ? undefined : openBrowser(options);
  if (!browser) return report;
  const files = new Map<string, string>();
  try {
    // The report names pages without their secrets.
    const ids = new Set(bundle.captures.map(({ id }) => id).filter((id) => quoted.has(withoutSecrets(id))));
    const asked = { browser, signal: desk.interrupted, ...(live && { live }) };
    for await (const { capture, picture } of takeScreenshots(bundle, ids, asked)) {
      if (!(picture instanceof Uint8Array)) continue;
      // Named by the page that it shows: the same evidence gives the same report, whatever fonts a machine has.
      const file = `screenshots/${capture.sha256}.png`;
      await writeFileWhole(path.join(folder, file), picture);
      files.set(withoutSecrets(capture.id), file);
      desk.progress(text(`截图 ${files.size}/${quoted.size}`, `picture ${files.size}/${quoted.size}`)[desk.language]);
    }
  } finally {
    await browser.close();
  }
  const evidence = report.evidence.map((line) => {
    const screenshot = files.get(line.id);
    return screenshot === undefined ? line : { ...line, screenshot };
  });
  return { ...report, evidence };
}

function quotedPages({ verdicts, evidence }: Report, snapshots: boolean): ReadonlySet<string> {
  const quoted = new Set(verdicts.flatMap(({ quotes }) => quotes.map(({ capture }) => capture)));
  return new Set(
    evidence
      .filter(({ id, obtained }) => quoted.has(id) && (snapshots || obtained !== 'snapshot'))
      .slice(0, MOST)
      .map(({ id }) => id),
  );
}
