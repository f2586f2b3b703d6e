import type { Severity } from '../catalogue/rule.ts';
import type { Quote } from '../checks/search/finding.ts';
import { isGap } from '../verdicts/roll-up.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { evidenceNumbers } from './evidence-numbers.ts';
import { problemText } from './problem-rows.ts';
import type { Report, TextReporter } from './report.ts';
import { basisText, elementTitle, itemTitle, outcomeText, placeText } from './view.ts';
import { voiceOf, type Voice } from './voice.ts';
import { cellText } from './workbook/text.ts';

/** SARIF 2.1.0 (OASIS): gaps as failures and unknowns as open questions, for code-scanning pages and editors. */
export const sarif: TextReporter = {
  extension: 'sarif',
  render: (report, { language }) => {
    const voice = voiceOf(report, language);
    const told = report.verdicts.filter((one) => isGap(one) || one.outcome === 'cantTell');
    const numbers = evidenceNumbers(report);
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: driver(voice, told) },
          language: language === 'zh' ? 'zh-CN' : 'en',
          automationDetails: { id: `gongkai/${report.company.id}/${report.asOf}` },
          columnKind: 'utf16CodeUnits',
          artifacts: report.evidence.map(artifact),
          results: told.map((verdict) => result(voice, verdict, numbers)),
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

const LEVELS = { minor: 'note', major: 'warning', critical: 'error' } as const satisfies Record<Severity, string>;

/** What identifies a rule: the element with its variant, as the catalogue numbers it. */
const ruleId = ({ element, variant }: Verdict): string => (variant === undefined ? element : `${element}-${variant}`);

function driver(voice: Voice, told: readonly Verdict[]) {
  const { report } = voice;
  const rules = new Map(told.map((verdict) => [ruleId(verdict), verdict]));
  return {
    name: 'gongkai',
    version: report.tool.version,
    rules: [...rules].map(([id, verdict]) => ({
      id,
      shortDescription: { text: cellText(elementTitle(voice, verdict)) },
      fullDescription: { text: cellText(itemTitle(voice, verdict.item)) },
      help: { text: cellText(`${basisText(voice, [verdict])}\n${voice.say(verdict.remedy)}`) },
      defaultConfiguration: { level: LEVELS[verdict.severity] },
    })),
  };
}

/** An address as the format wants it: percent-encoded; what is no address is encoded as a path. */
const uriOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).href : encodeURI(address.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

const artifact = ({ url, sha256, bytes }: Report['evidence'][number]) => ({
  location: { uri: uriOf(url) },
  length: bytes,
  ...(sha256 !== '' && { hashes: { 'sha-256': sha256 } }),
});

function result(voice: Voice, verdict: Verdict, numbers: ReadonlyMap<string, number>) {
  const failed = verdict.outcome === 'failed';
  const said = [outcomeText(voice, verdict), placeText(voice, verdict), problemText({ voice, verdict })];
  return {
    ruleId: ruleId(verdict),
    kind: failed ? 'fail' : 'review',
    level: failed ? LEVELS[verdict.severity] : 'none',
    message: { text: cellText(said.join(' · ')) },
    locations: verdict.quotes.slice(0, 5).map((quote) => location(quote, numbers)),
    partialFingerprints: { 'gongkai/v1': verdict.id },
    properties: {
      outcome: verdict.outcome,
      ...(verdict.gap && { gap: verdict.gap }),
      ...(verdict.reason && { reason: verdict.reason }),
      ...(verdict.deadline && { due: verdict.deadline.due }),
      owners: verdict.owners.content,
    },
  };
}

function location({ url, words, place, capture }: Quote, numbers: ReadonlyMap<string, number>) {
  const number = numbers.get(capture);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(url), ...(number !== undefined && { index: number - 1 }) },
      region: { startLine: 1, snippet: { text: cellText(words) } },
    },
    ...(place !== '' && { logicalLocations: [{ name: cellText(place) }] }),
  };
}
