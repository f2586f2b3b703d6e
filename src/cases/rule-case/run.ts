import type { Law } from '../../audit.ts';
import { plan } from '../../workspace/plan.ts';
import { assemble } from '../../checks/assemble.ts';
import { convene } from '../../audit.ts';
import type { ChannelId, Element, Item } from '../../catalogue/rule.ts';
import { readBundle } from '../../documents/read-bundle.ts';
import type { Document } from '../../documents/document.ts';
import { REASONS, type Reason } from '../../evidence/reason.ts';
import { hear } from '../../verdicts/hear.ts';
import { judge } from '../../verdicts/judge.ts';
import type { Verdict } from '../../verdicts/verdict.ts';
import { caseSchema, type CaseFile } from '../case-file.ts';
import { openCase } from '../open-case.ts';
import { pageOf } from './page.ts';
import type { RuleCase, RuleCases } from '../rule-case.ts';

/** A rule with the item that it belongs to. */
export interface Rule {
  readonly item: Item;
  readonly element: Element;
}

/** A case made ready: its word put in, its pages read once. What the law makes of them may be asked again and again. */
export interface ReadyCase {
  readonly one: RuleCase;
  readonly word: string | undefined;
  readonly file: CaseFile;
  readonly documents: readonly Document[];
}

/** The same case with each of its words. */
export const spread = (one: RuleCase): (string | undefined)[] => one.words ?? [undefined];

/** Reads the pages of a case, without disk or network. */
export async function readCase(
  one: RuleCase,
  word: string | undefined,
  rule: Rule,
  set: RuleCases,
  law: Law,
): Promise<ReadyCase> {
  const file = caseFileOf(one, word, rule, set);
  const { bundle, sitting } = openCase(file, law);
  const documents = await readBundle(bundle, sitting.workspace, law.catalogue.vocabulary, () => undefined);
  return { one, word, file, documents };
}

/** The verdicts of one rule on a case, by a law that may have been changed since the pages were read. */
export function judgeRule({ file, documents }: ReadyCase, rule: Rule, law: Law): readonly Verdict[] {
  const { bundle, sitting } = openCase(file, law);
  const { workspace, asOf } = sitting;
  const court = convene(sitting.law, workspace, asOf);
  const duties = plan(law.catalogue, workspace, asOf).filter(
    ({ obligation }) => obligation.element.id === rule.element.id,
  );
  const corpora = assemble(bundle, documents, workspace, law.catalogue);
  return judge(hear(duties, corpora, sitting.law.rules, court), court);
}

/** Where a rule's text is shown when the case does not say: the first channel of the rule. */
export const channelOf = ({ on }: RuleCase, { item, element }: Rule): ChannelId =>
  on ?? element.channels?.[0] ?? item.channels?.[0] ?? 'portal';

const START: Partial<Record<ChannelId, string>> = { portal: '/xxgk/', web95598: '/' };

function caseFileOf(one: RuleCase, word: string | undefined, rule: Rule, set: RuleCases): CaseFile {
  const fill = (words: string): string => (word === undefined ? words : words.replaceAll('【词】', word));
  const channel = channelOf(one, rule);
  const frame = {
    column: fill(one.column ?? set.column ?? rule.item.name.zh),
    published: one.published,
  };
  const shelf = (text: string | Record<string, string>, at: ChannelId) => {
    const pages = typeof text === 'string' ? { [START[at] ?? '/']: text } : text;
    const written = Object.entries(pages).map(([path, words]) => [path, pageFor(fill(words), frame, one)] as const);
    return {
      layout: at === 'portal' ? 'site' : at === 'app' ? 'app' : at === 'hall' ? 'board' : 'bare',
      ...(one.captured !== undefined && { captured: one.captured }),
      ...(at !== 'portal' && { base: `http://www.${at}.example/` }),
      pages: Object.fromEntries(written),
    };
  };
  const shelves = Object.entries(one.also ?? {}).map(([at, text]) => [at, shelf(text, at as ChannelId)] as const);
  const channels = {
    ...(one.shows !== undefined || one.fault !== undefined ? { [channel]: shelf(one.shows ?? '', channel) } : {}),
    ...Object.fromEntries(shelves),
    ...Object.fromEntries(one.lacks.map((at) => [at, 'none'])),
  };
  return caseSchema.parse({
    title: one.case,
    channels,
    ...(one.as_of !== undefined && { as_of: one.as_of }),
    ...(one.company !== undefined && { company: { kind: one.company } }),
    ...(one.records !== undefined && { records: named(one.records, rule.element.id) }),
    capabilities: one.capabilities,
    expect: [{ verdict: rule.element.id, outcome: 'untested' }],
  });
}

/** Cases that serve every rule of a check name it 【规则】 in their records. */
const named = (records: NonNullable<RuleCase['records']>, id: string): unknown =>
  JSON.parse(JSON.stringify(records).replaceAll('【规则】', id));

function pageFor(words: string, frame: Parameters<typeof pageOf>[1], { fault }: RuleCase) {
  return { ...pageOf(words, frame), ...(isReason(fault) && { fault }) };
}

const isReason = (word: string | undefined): word is Reason => word !== undefined && Object.hasOwn(REASONS, word);
