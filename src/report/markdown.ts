import { noGaps } from './gap-count.ts';
import { REASONS } from '../evidence/reason.ts';
import { worstSeverity } from '../verdicts/roll-up.ts';
import { CHANNEL_NAMES } from './channel-names.ts';
import { gapsByDepartment, type GapEntry } from './gap-entries.ts';
import { matrixOf } from './matrix-rows.ts';
import { addressText } from './place-words.ts';
import type { TextReporter } from './report.ts';
import { undecided } from './papers.ts';
import { safe } from './safe-text.ts';
import { unknownsByGroup } from './unknowns.ts';
import {
  elementTitle,
  companyName,
  detailText,
  itemTitle,
  MARKS,
  outcomeText,
  percent,
  placeText,
  reasonText,
  SEVERITY_NAMES,
} from './view.ts';
import { voiceOf, type Voice } from './voice.ts';
import { problemText } from './problem-rows.ts';

/** For the summary of a CI job and for merge requests: coverage, the matrix, gaps by department, unknowns by reason. */
export const markdown: TextReporter = {
  extension: 'md',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    const parts = [head(voice), matrix(voice), gaps(voice), unknowns(voice)];
    return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
  },
};

/** Words from outside as words: no markup, no HTML, no link that a renderer makes by itself, on one line. */
export const plainWords = (words: string): string =>
  safe(words)
    .replace(/[\\`*_{}[\]()#+!|~@$^=<>&-]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\b(https?|ftp)(:\/\/)/gi, '$1&#58;//')
    .replace(/\bwww\./gi, 'www&#46;');

function head(voice: Voice): string[] {
  const { t, say, report } = voice;
  const { coverage, counts, gaps: found, notices, alerts } = report;
  return [
    `# ${plainWords(t(`${companyName(voice)} 供电服务信息公开核查`, `Disclosure audit of ${companyName(voice)}`))}`,
    '',
    t(
      `核查日 ${report.asOf}，可判定 ${coverage.told}/${coverage.duties} 项公开义务（${percent(report)}%），读取 ${coverage.pages} 页，未读到 ${coverage.unread.length} 页。`,
      `As of ${report.asOf}: ${coverage.told}/${coverage.duties} duties could be told (${percent(report)} %), ${coverage.pages} pages read, ${coverage.unread.length} not.`,
    ),
    '',
    t(
      `**问题 ${found} 个**，合规 ${counts.passed}，时限内 ${counts.pending}，无法判定 ${undecided(report)}，不适用 ${counts.inapplicable}。`,
      `**${found} gaps**, ${counts.passed} in order, ${counts.pending} not due yet, ${undecided(report)} cannot be told, ${counts.inapplicable} not applicable.`,
    ),
    ...alerts.flatMap(({ url, why }) => [
      '',
      `> **${t('安全告警', 'Security alert')}** ${plainWords(`${addressText(voice, url)} ${detailText(voice, why)}`)}`,
    ]),
    ...notices.flatMap((notice) => ['', `> ${plainWords(say(notice))}`]),
  ];
}

function matrix(voice: Voice): string[] {
  const { t, say } = voice;
  const { channels, items, duties, across: hasAcross } = matrixOf(voice.report);
  const rows = [...items, ...duties].map(({ item, cells, across }) => [
    plainWords(itemTitle(voice, item)),
    ...cells.map((cell) => (cell ? `${MARKS[cell.outcome]}${cell.gaps > 0 ? ` ${cell.gaps}` : ''}` : '')),
    ...(hasAcross ? [across > 0 ? `${MARKS.failed} ${across}` : ''] : []),
  ]);
  const between = hasAcross ? [t('渠道之间', 'Across')] : [];
  return [
    `## ${t('公开清单', 'Items × channels')}`,
    '',
    ...table([t('信息公开事项', 'Item'), ...channels.map((id) => say(CHANNEL_NAMES[id])), ...between], rows),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : ':-:'))), ...rows.map(line)];
}

function gaps(voice: Voice): string[] {
  const { t, say, department, report } = voice;
  const title = `## ${t('问题（按责任部门）', 'Gaps by department')}`;
  const departments = gapsByDepartment(voice.report).filter(({ gaps: own }) => own > 0);
  if (departments.length === 0) return [title, '', say(noGaps(report))];
  return [
    title,
    ...departments.flatMap(({ department: name, items, gaps: own }) => [
      '',
      `### ${plainWords(department(name))} (${own})`,
      '',
      ...items.flatMap(({ entries }) => entries.flatMap((entry) => entryLines(voice, entry))),
    ]),
  ];
}

function entryLines(voice: Voice, { strands, item }: GapEntry): string[] {
  return strands.map(([first, ...rest]) => {
    const severity = worstSeverity([first, ...rest]);
    const elements = [first, ...rest].map((one) => elementTitle(voice, one));
    const words = [itemTitle(voice, item), voice.list(elements), placeText(voice, first)].join(' · ');
    const kind = `${outcomeText(voice, first)} · ${voice.say(SEVERITY_NAMES[severity])}`;
    return `- **${plainWords(kind)}** ${plainWords(words)}：${plainWords(problemText({ voice, verdict: first }))}`;
  });
}

function unknowns(voice: Voice): string[] {
  const { t, say } = voice;
  const reasons = unknownsByGroup(voice.report).flatMap((group) => group.reasons);
  const title = `## ${t('未能判定', 'What could not be told')}`;
  if (reasons.length === 0) return [title, '', t('全部可以判定。', 'Everything could be told.')];
  const rows = reasons.map(({ reason, verdicts }) => [
    plainWords(reasonText(voice, reason)),
    String(verdicts.length),
    plainWords(say(REASONS[reason].advice)),
  ]);
  return [title, '', ...table([t('原因', 'Reason'), t('项数', 'How many'), t('怎么办', 'What to do')], rows)];
}
