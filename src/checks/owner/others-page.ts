import { companiesIn } from '../../documents/facts.ts';
import { isStranger } from '../../documents/identity/page.ts';
import type { Document } from '../../documents/document.ts';
import { norm } from '../../documents/normal-text.ts';
import { text, type Text } from '../../language/text.ts';
import type { Company } from '../../workspace/workspace.ts';
import type { Check, Context } from '../check.ts';
import type { Corpus } from '../search/corpus.ts';
import { headingLines, mainText, titleOf, unsure } from '../search/evidence.ts';
import type { Finding } from '../search/finding.ts';
import { placeOf } from './others.ts';

/** Companies that supply one city or county; a province's or the whole grid's stand above ours. */
const LOCAL = /(?:供电(?:分公司|公司|有限公司|有限责任公司|局)|电业局)$/u;

/**
 * The other supply company that a page of ours names in its title or a heading, where its text names us nowhere: a notice
 * taken over from a neighbour, or from a unit below. Undefined for the provincial company, whose units they all are.
 */
export function companyHeading(document: Document, company: Company): string | undefined {
  if (company.kind === 'province') return undefined;
  const heads = [titleOf(document), ...headingLines(document)].join('\n');
  const places = [company.name, ...company.aliases, company.parent ?? ''].map(placeOf);
  const other = companiesIn(heads).find(
    ({ shown, value }) =>
      LOCAL.test(shown) &&
      isStranger(value, company) &&
      !places.some((place) => place.length >= 2 && value.includes(place)),
  );
  if (!other) return undefined;
  const names = [company.name, ...company.aliases].map(norm);
  return names.some((name) => mainText(document).includes(name)) ? undefined : other.shown;
}

/** What is asked of a person. */
export const whoseIsIt = (other: string): Text =>
  text(
    `标题写的是“${other}”，正文未提到本企业，是否本企业的内容须人工核实；属于本企业的，请在 gongkai.yaml 的 aliases 中写明该名称`,
    `the title names “${other}” and the text does not name this company: a person has to check whose it is; if it is this company's, add that name to the aliases in gongkai.yaml`,
  );

/**
 * What must be the unit's own (A9: `level: own`), or the parent's (`level: parent`) where it is a company's own word, is not held
 * on pages that are headed with another company's name alone; nor is it denied, since that company may be a part of ours.
 */
export function besideOthersPages(
  findings: readonly Finding[],
  { documents }: Corpus,
  context: Context,
  { ofCompany }: Pick<Check, 'ofCompany'>,
): readonly Finding[] {
  const { item, element, company } = context;
  const level = element.level ?? item.level;
  if (level !== 'own' && !(level === 'parent' && ofCompany)) return findings;
  return findings.map((finding) => {
    if (finding.holds !== 'yes' || finding.event || finding.quotes.length === 0) return finding;
    const quoted = new Set(finding.quotes.map(({ capture }) => capture));
    const others = documents
      .filter(({ capture }) => quoted.has(capture.id))
      .map((document) => companyHeading(document, company));
    const [other] = others;
    if (other === undefined || others.includes(undefined)) return finding;
    return { ...unsure('needs-person', [whoseIsIt(other)], finding), ...periodOf(finding) };
  });
}

const periodOf = ({ period }: Finding): Pick<Finding, 'period'> => (period === undefined ? {} : { period });
