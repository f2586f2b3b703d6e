import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { group } from './group.ts';
import { problemText } from './problem-rows.ts';
import type { Report, TextReporter } from './report.ts';
import { withoutLogCommands } from './safe-text.ts';
import { basisText, elementTitle, itemTitle, outcomeText, ownersText, placeText } from './view.ts';
import { voiceOf, type Voice } from './voice.ts';
import { cellText } from './workbook/text.ts';

/**
 * JUnit XML as test pages of CI read it: a suite an item, a case a verdict. A gap fails; what cannot be told, is not due or
 * does not apply is skipped with its reason, so that a flaky portal turns no night red.
 */
export const junit: TextReporter = {
  extension: 'junit.xml',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    const items = [...group(report.verdicts, ({ item }) => item)];
    const suites = items.map(([item, own], at) => suite(voice, item, own, at));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
  },
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For attributes and content alike; characters that XML forbids are gone, and no line commands a CI runner. */
const xml = (words: string): string =>
  cellText(words)
    .split('\n')
    .map(withoutLogCommands)
    .join('\n')
    .replace(/[&<>"\n\t]/g, (sign) => ESCAPES[sign] ?? sign);

function suite(voice: Voice, item: string, own: readonly Verdict[], at: number): string {
  const { report } = voice;
  const failures = own.filter(isGap).length;
  const skipped = own.filter((one) => !isGap(one) && one.outcome !== 'passed').length;
  const attributes = [
    `id="${at}"`,
    `package="${xml(report.company.id)}"`,
    `name="${xml(itemTitle(voice, item))}"`,
    // The day of the audit: a clock would make two files of one report differ.
    `timestamp="${report.asOf}T00:00:00"`,
    'hostname="gongkai"',
    `tests="${own.length}" failures="${failures}" errors="0" skipped="${skipped}" time="0"`,
  ].join(' ');
  const cases = own.map((verdict) => testCase(voice, item, verdict)).join('');
  return `  <testsuite ${attributes}>\n${properties(report)}${cases}    <system-out/>\n    <system-err/>\n  </testsuite>\n`;
}

const properties = ({ asOf, catalogue, tool }: Report): string =>
  `    <properties>\n      <property name="asOf" value="${asOf}"/>\n      <property name="catalogue" value="${xml(catalogue.id)}"/>\n      <property name="version" value="${xml(tool.version)}"/>\n    </properties>\n`;

function testCase(voice: Voice, item: string, verdict: Verdict): string {
  const name = xml(`${elementTitle(voice, verdict)} · ${placeText(voice, verdict)} · ${verdict.id}`);
  const open = `    <testcase classname="${xml(itemTitle(voice, item))}" name="${name}" time="0"`;
  if (verdict.outcome === 'passed') return `${open}/>\n`;
  if (!isGap(verdict))
    return `${open}>
      ${skip(voice, verdict)}
    </testcase>
`;
  const { content } = ownersText(voice, verdict);
  const told = [
    problemText({ voice, verdict }),
    basisText(voice, [verdict]),
    `${voice.t('责任部门', 'answered for by')} ${content}`,
    voice.say(verdict.remedy),
    ...verdict.quotes.slice(0, 3).map(({ words, url }) => `“${words}” ${url}`),
  ];
  const message = xml(outcomeText(voice, verdict));
  return `${open}>\n      <failure type="${verdict.gap ?? ''}" message="${message}">${xml(told.join('\n'))}</failure>\n    </testcase>\n`;
}

const skip = (voice: Voice, verdict: Verdict): string => `<skipped>${xml(outcomeText(voice, verdict))}</skipped>`;
