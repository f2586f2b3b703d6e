import { readFile } from 'node:fs/promises';
import { periodOf } from '../calendar/period.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, sortProblems } from '../catalogue/problem.ts';
import { parseYaml } from '../catalogue/validate.ts';
import type { YamlPath } from '../catalogue/yaml/node.ts';
import { text } from '../language/text.ts';
import { twoDecimals } from '../report/fraction.ts';
import type { Report } from '../report/report.ts';
import { safe } from '../report/safe-text.ts';
import { scoreUnits, type Ranked } from '../report/score.ts';
import { scoreWorkbook } from '../report/score/sheet.ts';
import { scoreTable } from '../report/score/table.ts';
import { DEFAULT_WEIGHTS, weightsSchema, type Weights } from '../report/score/weights.ts';
import { writeWorkbook } from '../report/workbook/write.ts';
import { Stop, stopWith, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { announce } from './report.ts';
import { readLedgers } from './score-ledger.ts';
import { readReports } from './score-reports.ts';
import { writeFileWhole } from './write-file.ts';

export interface ScoreOptions {
  readonly weights?: string;
  readonly previous?: readonly string[];
  readonly ledger?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

/** `gongkai score`: the quarterly scores of supply units, from their saved reports. */
export async function scoreCommand(paths: readonly string[], options: ScoreOptions, desk: Desk): Promise<ExitName> {
  const reports = await readReports(paths);
  const previous = await readReports(options.previous ?? []);
  mustBeBefore(previous, reports);
  tellSameQuarter(previous, reports, desk);
  const weights = await readWeights(options.weights, [...reports, ...previous]);
  const ledgers = await readLedgers(options.ledger ?? []);
  const units = scoreUnits(reports, previous, weights, ledgers.settling);
  if (options.ledger !== undefined) tellUnledgered(units, ledgers.units, desk);
  if (new Set([...reports, ...previous].map(({ catalogue }) => catalogue.digest)).size > 1)
    desk.tell(
      text(
        '提示：各报告所用规则库不同，得分之间不完全可比。',
        'Note: the reports were judged by different catalogues; their scores are not wholly comparable.',
      )[desk.language],
    );
  desk.print(
    options.json ? JSON.stringify(scoreJson(units, weights), null, 2) : scoreTable(units, desk.language, desk.width),
  );
  if (options.out !== undefined) {
    await writeFileWhole(options.out, await writeWorkbook(scoreWorkbook(units, weights, desk.language)));
    announce([options.out], desk);
  }
  return 'ok';
}

/** Reports given the wrong way round would print a rise as a fall. */
function mustBeBefore(previous: readonly Report[], reports: readonly Report[]): void {
  const days = new Map(reports.map(({ company, asOf }) => [company.id, asOf]));
  for (const { company, asOf } of previous) {
    const now = days.get(company.id);
    if (now === undefined || asOf < now) continue;
    throw new Stop(
      'usage',
      text(
        `--previous 应为上季度的报告：${safe(company.name)} 的核查日 ${asOf} 不早于本次的 ${now}。`,
        `--previous takes reports of the quarter before: that of ${safe(company.id)} is as of ${asOf}, not earlier than ${now}.`,
      ),
    );
  }
}

/**
 * Two audits of one quarter are seldom meant: the change printed is then not that from quarter to quarter. But a late audit
 * of the quarter before may well lie in this one.
 */
function tellSameQuarter(previous: readonly Report[], reports: readonly Report[], desk: Desk): void {
  const quarters = new Map(reports.map(({ company, asOf }) => [company.id, periodOf('quarter', asOf)]));
  const same = previous.filter(({ company, asOf }) => quarters.get(company.id) === periodOf('quarter', asOf));
  if (same.length === 0) return;
  const names = same.map(({ company, asOf }) => `${safe(company.name)}（${asOf}）`).join('、');
  desk.tell(
    text(
      `提示：--previous 的核查日与本次在同一季度，环比不一定是与上季度相比，请核对：${names}`,
      `Note: reports given as --previous are as of the same quarter as these; check that they are of the quarter before: ${names}`,
    )[desk.language],
  );
}

/** Units whose deductions no ledger could give back stand beside others whose could: the office has to know. */
function tellUnledgered(units: readonly Ranked[], known: ReadonlySet<string>, desk: Desk): void {
  const without = units.filter(({ report, deductions }) => deductions.length > 0 && !known.has(report.company.id));
  if (without.length === 0) return;
  const names = without.map(({ report }) => report.company.name).map(safe);
  desk.tell(
    text(
      `提示：没有以下单位的问题台账，其扣分未按销号和申诉核减：${names.join('、')}。`,
      `Note: no ledger of these units was given, so nothing of their deductions was settled: ${names.join(', ')}.`,
    )[desk.language],
  );
}

/** The weights of the file, or the defaults; an id that no report knows would silently weigh nothing, so it is refused. */
async function readWeights(file: string | undefined, reports: readonly Report[]): Promise<Weights> {
  if (file === undefined) return DEFAULT_WEIGHTS;
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes)
    throw new Stop(
      'usage',
      text(`读不到权重文件 ${safe(file)}，请确认路径。`, `cannot read the weights ${safe(file)}; check the path.`),
    );
  const parsed = parseYaml(weightsSchema, bytes, file.replaceAll('\\', '/'));
  if (!('value' in parsed)) throw stopWith('usage', parsed.problems);
  const items = [...new Set(reports.flatMap((report) => report.items.map(({ id }) => id)))];
  const elements = reports.flatMap((report) => report.verdicts.map(({ element }) => element));
  const known = [...new Set([...items, ...elements])];
  const check = (id: string, path: YamlPath, among: readonly string[]) =>
    among.includes(id) || parsed.locate(path) === undefined
      ? []
      : problem(
          parsed.placeOf(path),
          text(`各报告中没有编号为「${safe(id)}」的事项或要素`, `no report has an item or element "${safe(id)}"`),
          didYouMean(id, among),
        );
  const problems = [
    ...Object.keys(parsed.value.items).flatMap((id) => check(id, ['items', id], items)),
    ...parsed.value.province_items.flatMap((id, at) => check(id, ['province_items', at], known)),
  ];
  if (problems.length > 0) throw stopWith('usage', sortProblems(problems));
  return parsed.value;
}

/** The same for machines: `gongkai-score/1`. Scores are also given as exact fractions, since ranks hang on them. */
function scoreJson(units: readonly Ranked[], weights: Weights) {
  const decimal = (of: Ranked['total']) =>
    of && { shown: twoDecimals(of), exact: `${of.over.toString()}/${of.under.toString()}` };
  return {
    schema: 'gongkai-score/1',
    weights,
    units: units.map(({ report, rank, total, change, coverage, items, deductions, dismissals }) => ({
      ...{ company: report.company.id, name: report.company.name, asOf: report.asOf },
      rank: rank ?? null,
      score: decimal(total) ?? null,
      change: change ? { by: decimal(change.by), ranks: change.ranks ?? null, untold: change.untold } : null,
      coverage,
      items: items.map(({ item, standing, full, earned }) => ({
        ...{ item, standing, full: full / 100, earned: standing === 'scored' ? earned / 100 : null },
      })),
      deductions: deductions.map(({ item, severity, marks, refunded, numbers, doubted, verdicts }) => ({
        ...{ item, severity, marks: marks / 100, verdicts: verdicts.map(({ id }) => id) },
        ...(refunded !== undefined && { refunded: refunded / 100, ledger: numbers }),
        ...(doubted && { doubted }),
      })),
      dismissed: dismissals.map(({ item, numbers, verdicts }) => ({
        ...{ item, ledger: numbers, verdicts: verdicts.map(({ id }) => id) },
      })),
    })),
  };
}
