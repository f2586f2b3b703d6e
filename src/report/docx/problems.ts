import { GAPS, type Gap } from '../../checks/search/finding.ts';
import { join, text, type Text } from '../../language/text.ts';
import { severityRank } from '../../verdicts/roll-up.ts';
import { GAP_NAMES } from '../../verdicts/verdict.ts';
import { deadlineText } from '../deadline-text.ts';
import { evidenceName } from '../evidence-numbers.ts';
import { problemsOf, problemText, type Problem } from '../problem-rows.ts';
import { basisText, elementTitle, lateText, ownersText, placeText } from '../view.ts';
import { noGaps } from '../gap-count.ts';
import type { Voice } from '../voice.ts';
import { chapter, para, section, type Block } from './blocks.ts';
import { chapterNumber, sectionNumber } from './numerals.ts';

const CASES_SHOWN = 2;
const QUOTE_SHOWN = 120;

/** 三、存在的主要问题: by kind, each with its commonest items and typical cases. */
export function mainProblems(voice: Voice): Block[] {
  const { t, say, report } = voice;
  const problems = problemsOf(voice);
  const kinds = GAPS.filter((kind) => problems.some(({ verdict }) => verdict.gap === kind));
  const head = chapter(chapterNumber(voice, 3) + t('存在的主要问题', 'Main gaps'));
  if (kinds.length === 0) return [head, para(say(noGaps(report)))];
  return [head, ...kinds.flatMap((kind, at) => kindSection(voice, kind, problems, at + 1))];
}

function kindSection(voice: Voice, kind: Gap, problems: readonly Problem[], number: number): Block[] {
  const { t, say, list } = voice;
  const own = problems.filter(({ verdict }) => verdict.gap === kind);
  const elements = [...new Set(own.map(({ verdict }) => elementTitle(voice, verdict)))];
  const named = list(elements.slice(0, 6)) + (elements.length > 6 ? t('等', ' and others') : '');
  const cases = own
    .toSorted((a, b) => severityRank(b.verdict.severity) - severityRank(a.verdict.severity))
    .slice(0, CASES_SHOWN);
  return [
    section(
      sectionNumber(voice, number) +
        t(`${say(GAP_NAMES[kind])}（${own.length}个）`, `${say(GAP_NAMES[kind])} (${own.length})`),
    ),
    para(t(`涉及${named}。`, `Concerns ${named}.`)),
    ...cases.map((one, at) => para(caseText(one, cases.length > 1 ? String(at + 1) : ''))),
  ];
}

/** 典型案例: fact, quote, arithmetic of the date, clause, owner. */
function caseText(problem: Problem, number: string): string {
  const { voice, verdict } = problem;
  const { t } = voice;
  const { content } = ownersText(voice, verdict);
  return [
    t(
      `典型案例${number}：${placeText(voice, verdict)}“${elementTitle(voice, verdict)}”${lateText(voice, verdict)}。${problemText(problem)}`,
      `Case ${number}: ${elementTitle(voice, verdict)}, ${placeText(voice, verdict)}${lateText(voice, verdict)}. ${problemText(problem)}`,
    ),
    ...quotedText(problem),
    ...(verdict.deadline ? [deadlineText(verdict.deadline, voice)] : []),
    t(
      `依据${basisText(voice, [verdict])}，责任部门为${content}。`,
      `basis: ${basisText(voice, [verdict])}; answered for by ${content}.`,
    ),
  ].join(t('；', '; '));
}

/** The page's own words; where channels contradict each other, those of both. */
function quotedText({ voice, verdict, evidence }: Problem): string[] {
  const { t } = voice;
  const shown = (words: string): string => (words.length > QUOTE_SHOWN ? `${words.slice(0, QUOTE_SHOWN)}…` : words);
  const told = verdict.quotes.slice(0, verdict.channel === undefined ? 2 : 1);
  const distinct = told.filter(({ words }, at) => words !== told[at - 1]?.words);
  const quoted = distinct.map(({ words, capture }): Text => {
    const source = evidenceName(voice, evidence.get(capture));
    return text(`“${shown(words)}”（${source}）`, `“${shown(words)}” (${source})`);
  });
  const { zh, en } = join(quoted, '、', ' and ');
  if (quoted.length > 1) return [t(`页面原文分别为${zh}`, `the pages say ${en}`)];
  return quoted.length === 1 ? [t(`页面原文为${zh}`, `the page says ${en}`)] : [];
}
