import path from 'node:path';
import { headOf, refusal } from '../documents/picture.ts';
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
/** Larger pictures stay in the bundle only. */
const LARGEST = 20 * 2 ** 20;

/**
 * Pictures what a verdict quotes, beside the report, and names each picture in its line of the evidence. Evidence that is a
 * picture (an App screen, a photograph of a hall) is laid there as it is. Pages are pictured in a browser where there is one:
 * live ones, and snapshots or a bundle checked again only on the user's word and offline.
 */
export async function withScreenshots(
  report: Report,
  bundle: Bundle,
  folder: string,
  options: AuditOptions,
  live: CollectOptions | undefined,
  desk: Desk,
): Promise<Report> {
  if (options.screenshots === false) return report;
  const given = await picturesGiven(report, bundle, folder);
  const taken =
    live || options.screenshots === true
      ? await picturesTaken(report, bundle, folder, options, live, desk)
      : new Map<string, string>();
  if (given.size + taken.size === 0) return report;
  const evidence = report.evidence.map((line) => {
    const screenshot = taken.get(line.id) ?? given.get(line.id);
    return screenshot === undefined ? line : { ...line, screenshot };
  });
  return { ...report, evidence };
}

/** Evidence → its picture beside the report, for what was handed in as a picture and is quoted or could not be read. */
async function picturesGiven(report: Report, bundle: Bundle, folder: string): Promise<Map<string, string>> {
  const quoted = quotedCaptures(report);
  const wanted = new Set(
    report.evidence.filter(({ id, fault }) => fault !== undefined || quoted.has(id)).map(({ id }) => id),
  );
  const files = new Map<string, string>();
  for (const capture of bundle.captures) {
    const id = withoutSecrets(capture.id);
    if (files.size >= MOST || capture.sha256 === '' || !wanted.has(id)) continue;
    const body = await bundle.body(capture);
    const head = headOf(body);
    if (refusal(head) || !head || body.byteLength > LARGEST) continue;
    const file = `screenshots/${capture.sha256}.${head.format}`;
    await writeFileWhole(path.join(folder, file), body);
    files.set(id, file);
  }
  return files;
}

async function picturesTaken(
  report: Report,
  bundle: Bundle,
  folder: string,
  options: AuditOptions,
  live: CollectOptions | undefined,
  desk: Desk,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const quoted = pagesToShow(report, options.screenshots === true);
  const browser = quoted.size === 0 ? undefined : openBrowser(options);
  if (!browser) return files;
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
  return files;
}

const quotedCaptures = ({ verdicts }: Report): ReadonlySet<string> =>
  new Set(verdicts.flatMap(({ quotes }) => quotes.map(({ capture }) => capture)));

function pagesToShow(report: Report, snapshots: boolean): ReadonlySet<string> {
  const quoted = quotedCaptures(report);
  return new Set(
    report.evidence
      .filter(({ id, obtained }) => quoted.has(id) && (snapshots || obtained !== 'snapshot'))
      .slice(0, MOST)
      .map(({ id }) => id),
  );
}
