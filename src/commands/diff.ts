import { text } from '../language/text.ts';
import { compareRuns, type Change } from '../ledger/change.ts';
import { judgedOf, type Judged } from '../ledger/judged.ts';
import { renamedId, renamings, type Renaming } from '../ledger/renamed.ts';
import type { Report } from '../report/report.ts';
import { safe } from '../report/safe-text.ts';
import { voiceOf } from '../report/voice.ts';
import { isGap } from '../verdicts/roll-up.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { recordOf } from './history.ts';
import { changeCounts, changeJson, changesText, droppedText, renamedText } from './nightly/news.ts';
import { readReport } from './report.ts';

/** What differs between two reports of one unit. */
interface Difference {
  readonly before: Report;
  readonly after: Report;
  readonly changes: readonly Change[];
  /** Gaps of the earlier report that the later one does not judge at all: neither mended nor still there. */
  readonly dropped: readonly Judged[];
  /** Places that bear another name in the later report. */
  readonly renamed: readonly Renaming[];
}

/** `gongkai diff`: what is new, worse, better and recovered between two saved reports; `gaps` where anything is new or worse. */
export async function diffCommand(
  older: string,
  newer: string,
  { json }: { readonly json?: boolean },
  desk: Desk,
): Promise<ExitName> {
  const [before, after] = [await readReport(older), await readReport(newer)];
  checkPair(before, after);
  const difference = differenceOf(before, after);
  desk.print(json ? diffJson(difference) : diffText(difference, desk));
  return difference.changes.some(({ kind }) => kind === 'new' || kind === 'worse') ? 'gaps' : 'ok';
}

function checkPair(before: Report, after: Report): void {
  if (before.company.id !== after.company.id)
    throw new Stop(
      'usage',
      text(
        `两份报告不是同一单位：${safe(before.company.name)}、${safe(after.company.name)}，请选择同一单位的两份 report.json。`,
        `the reports are of two units, ${safe(before.company.id)} and ${safe(after.company.id)}; choose two of one unit.`,
      ),
    );
  if (before.asOf > after.asOf)
    throw new Stop(
      'usage',
      text(
        `前一份报告的核查日 ${before.asOf} 晚于后一份的 ${after.asOf}，请把较早的报告写在前面。`,
        `the first report is as of ${before.asOf}, later than the second, ${after.asOf}; put the earlier one first.`,
      ),
    );
}

function differenceOf(before: Report, after: Report): Difference {
  const [was, is] = [recordOf(before), recordOf(after)];
  const [judgedThen, judgedNow] = [judgedOf(was), judgedOf(is)];
  const renamed = renamings(
    { places: judgedThen, captures: was.captures, formerly: was.formerly },
    { places: judgedNow, captures: is.captures, formerly: is.formerly },
  );
  const { changes, dropped } = compareRuns(judgedThen, judgedNow, renamed);
  const gaps = new Set(before.verdicts.filter(isGap).map(({ id }) => renamedId(id, renamed)));
  return { before, after, changes, dropped: dropped.filter(({ id }) => gaps.has(id)), renamed };
}

function diffText({ before, after, changes, dropped, renamed }: Difference, { language }: Desk): string {
  const voice = voiceOf(after, language);
  const { t } = voice;
  const head = `${t(after.company.name, after.company.en ?? after.company.name)} ${after.asOf}`;
  const since = t(`与 ${before.asOf} 相比`, `compared with ${before.asOf}`);
  return [
    `${head} ${since}${t('：', ': ')}${changeCounts(changes, voice)}`,
    ...renamedText(renamed, voice),
    ...changesText(changes, after, voice),
    ...droppedText(dropped, voiceOf(before, language)),
  ]
    .map(safe)
    .join('\n');
}

/** The same for machines: `gongkai-diff/1`. */
function diffJson({ before, after, changes, dropped, renamed }: Difference): string {
  const basis = ({ asOf, tool, catalogue, calendar, declared }: Report) => ({
    ...{ asOf, engine: tool.version, catalogue: catalogue.digest },
    ...{ calendar: calendar.digest, declared: declared.digest },
  });
  const told = {
    schema: 'gongkai-diff/1',
    company: after.company.id,
    ...{ before: basis(before), after: basis(after) },
    changes: changes.map((one) => changeJson(one, after)),
    dropped: dropped.map(({ id }) => id),
    renamed,
  };
  return `${JSON.stringify(told, null, 2)}`;
}
