import { createHash } from 'node:crypto';
import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { instrumentTitle } from './law-text.ts';
import { problemText } from './problem-rows.ts';
import type { Report, TextReporter } from './report.ts';
import { uriReference } from './uri-reference.ts';
import { companyName, elementTitle, itemTitle, outcomeText, percent, placeText } from './view.ts';
import { voiceOf, type Voice } from './voice.ts';
import { cellText } from './workbook/text.ts';

/**
 * OSCAL assessment results (NIST, model 1.1.3): an observation a verdict that applies, a finding for each gap and for each
 * thing in order; what cannot be told is an observation without a finding, since OSCAL knows only satisfied and not-satisfied.
 */
export const oscal: TextReporter = {
  extension: 'oscal.json',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    return `${JSON.stringify({ 'assessment-results': results(voice) }, null, 2)}\n`;
  },
};

const NAMESPACE = 'urn:gongkai:oscal';

/** A UUID of version 5's shape made from the report and a name: the same for the same report. */
function uuid({ company, asOf, catalogue }: Report, name: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([company.id, asOf, catalogue.digest, name]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** One line, as OSCAL's strings want it; a property's value may not be empty. */
const line = (words: string): string => cellText(words).replaceAll(/\s+/g, ' ').trim() || '-';

const prop = (name: string, value: string) => ({ name, ns: NAMESPACE, value: line(value) });

/** Identifiers of controls are tokens: they begin with a letter and hold no other signs. */
const controlId = (item: string): string => `item-${item.replaceAll(/[^\p{L}\p{N}._-]/gu, '-')}`;
const statementId = ({ element, variant }: Verdict): string =>
  `element-${(variant === undefined ? element : `${element}-${variant}`).replaceAll(/[^\p{L}\p{N}._-]/gu, '-')}`;

const dawn = (day: string): string => `${day}T00:00:00+08:00`;

function results(voice: Voice) {
  const { t, report } = voice;
  const title = t(`${companyName(voice)} 供电服务信息公开核查`, `Disclosure audit of ${companyName(voice)}`);
  const resources = report.evidence.map((one) => ({
    uuid: uuid(report, `evidence ${one.id}`),
    title: line(one.url),
    rlinks: [
      {
        href: uriReference(line(one.url)),
        ...(one.sha256 !== '' && { hashes: [{ algorithm: 'SHA-256', value: one.sha256 }] }),
      },
    ],
  }));
  return {
    uuid: uuid(report, 'assessment-results'),
    metadata: {
      title: line(title),
      'last-modified': dawn(report.asOf),
      version: report.asOf,
      'oscal-version': '1.1.3',
      props: [
        prop('tool', `gongkai ${report.tool.version}`),
        prop('catalogue', `${report.catalogue.id} ${report.catalogue.digest}`),
      ],
    },
    'import-ap': {
      href: '#',
      remarks: line(report.instruments.map((one) => instrumentTitle(voice, one)).join(t('、', '; '))),
    },
    results: [result(voice, line(title))],
    ...(resources.length > 0 && { 'back-matter': { resources } }),
  };
}

function result(voice: Voice, title: string) {
  const { t, report } = voice;
  const { coverage } = report;
  const told = report.verdicts.filter(({ outcome }) => outcome !== 'inapplicable');
  const judged = told.filter((one) => one.outcome === 'passed' || isGap(one));
  const captures = new Set(report.evidence.map(({ id }) => id));
  const items = [...new Set(told.map(({ item }) => item))];
  const controls = items.map((item) => ({ 'control-id': controlId(item) }));
  return {
    uuid: uuid(report, 'result'),
    title,
    description: t(
      `可判定 ${coverage.told}/${coverage.duties} 项公开义务（${percent(report)}%）；未读到 ${coverage.unread.length} 页。`,
      `${coverage.told}/${coverage.duties} duties could be told (${percent(report)} %); ${coverage.unread.length} pages not read.`,
    ),
    start: dawn(report.asOf),
    'reviewed-controls': {
      'control-selections': [controls.length > 0 ? { 'include-controls': controls } : { 'include-all': {} }],
    },
    ...(told.length > 0 && { observations: told.map((verdict) => observation(voice, verdict, captures)) }),
    ...(judged.length > 0 && { findings: judged.map((verdict) => finding(voice, verdict)) }),
  };
}

const titleOf = (voice: Voice, verdict: Verdict): string =>
  line(`${elementTitle(voice, verdict)} · ${placeText(voice, verdict)}`);

function observation(voice: Voice, verdict: Verdict, captures: ReadonlySet<string>) {
  const { report } = voice;
  const evidence = verdict.quotes
    .filter(({ capture }) => captures.has(capture))
    .map(({ capture, words }) => ({ href: `#${uuid(report, `evidence ${capture}`)}`, description: line(words) }));
  return {
    uuid: uuid(report, `observation ${verdict.id}`),
    title: titleOf(voice, verdict),
    description: line(`${outcomeText(voice, verdict)} · ${problemText({ voice, verdict })}`),
    props: [
      prop('verdict', verdict.id),
      prop('outcome', verdict.outcome),
      prop('item', itemTitle(voice, verdict.item)),
      ...(verdict.reason ? [prop('reason', verdict.reason)] : []),
    ],
    methods: ['EXAMINE'],
    ...(evidence.length > 0 && { 'relevant-evidence': evidence }),
    collected: verdict.quotes[0]?.capturedAt ?? dawn(report.asOf),
  };
}

function finding(voice: Voice, verdict: Verdict) {
  const { report } = voice;
  const { deadline, gap, severity, owners } = verdict;
  return {
    uuid: uuid(report, `finding ${verdict.id}`),
    title: titleOf(voice, verdict),
    description: line(`${outcomeText(voice, verdict)} · ${problemText({ voice, verdict })}`),
    props: [
      prop('severity', severity),
      ...(gap ? [prop('gap', gap)] : []),
      ...(deadline ? [prop('due', deadline.due)] : []),
      ...owners.content.map((name) => prop('owner', voice.department(name))),
    ],
    target: {
      type: 'statement-id',
      'target-id': statementId(verdict),
      status: { state: verdict.outcome === 'passed' ? 'satisfied' : 'not-satisfied' },
    },
    'related-observations': [{ 'observation-uuid': uuid(report, `observation ${verdict.id}`) }],
  };
}
