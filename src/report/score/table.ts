import type { Language } from '../../language/text.ts';
import { twoDecimals } from '../fraction.ts';
import { safe } from '../safe-text.ts';
import type { Ranked } from '../score.ts';
import { changeText, coverageText, deductionText, dismissalText, unrankedText } from './words.ts';
import { padTo, widthOf, wrap } from '../terminal/columns.ts';
import { companyName } from '../view.ts';
import { voiceOf } from '../voice.ts';

/** The scores as a table for the terminal, and each unit's deductions with their basis, in lines of at most `width` columns. */
export function scoreTable(units: readonly Ranked[], language: Language, width: number): string {
  const zh = language === 'zh';
  const header = zh
    ? ['名次', '供电单位', '核查日', '总分', '覆盖率', '环比']
    : ['Rank', 'Unit', 'As of', 'Score', 'Coverage', 'Change'];
  const rows = units.map((one) => summary(one, language));
  const widths = header.map((words, at) => Math.max(...[words, ...rows.map((row) => row[at] ?? '')].map(widthOf)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => padTo(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const losses = units.flatMap((one) => lossLines(one, language, width));
  const title = zh ? '扣分项及依据' : 'Deductions and their basis';
  return [line(header), ...rows.map(line), ...(losses.length > 0 ? ['', title, ...losses] : [])].join('\n');
}

function summary(one: Ranked, language: Language): string[] {
  const voice = voiceOf(one.report, language);
  return [
    one.rank === undefined ? '—' : String(one.rank),
    companyName(voice),
    one.report.asOf,
    one.total ? twoDecimals(one.total) : '—',
    coverageText(one.coverage, language),
    one.rank === undefined ? unrankedText(one, voice) : changeText(one, language),
  ].map(safe);
}

function lossLines(one: Ranked, language: Language, width: number): string[] {
  const voice = voiceOf(one.report, language);
  const told = [
    ...one.deductions.map((loss) => deductionText(voice, loss)),
    ...one.dismissals.map((gap) => dismissalText(voice, gap)),
  ];
  if (told.length === 0) return [];
  const losses = told.flatMap((words) =>
    wrap(safe(words), width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`)),
  );
  return [safe(companyName(voice)), ...losses];
}
