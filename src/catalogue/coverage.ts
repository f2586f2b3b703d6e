import type { Text } from '../language/text.ts';
import { ATTESTED_BY, BUILT_IN, idsOfRange, type Clause, type ClauseRegister } from './clause.ts';
import type { Catalogue, Element, Item } from './rule.ts';

export const CLAUSE_STATES = [
  'rules',
  'partly',
  'built-in',
  'record',
  'attested',
  'reference',
  'not-automatable',
  'unaccounted',
] as const;
/** What meets a clause; `partly`: rules judge what channels show of it, a person or a register the rest; `unaccounted`: nothing does. */
export type ClauseState = (typeof CLAUSE_STATES)[number];

/** One clause of one source document and what meets it. */
export interface ClauseLine {
  readonly id: string;
  /** '' where the register does not hold the clause at all. */
  readonly clause: string;
  readonly asks: Text | undefined;
  readonly state: ClauseState;
  /** Elements of the catalogue that judge it. */
  readonly rules: readonly string[];
  /** Elements that it names and that a layer has switched off. */
  readonly off: readonly string[];
  /** How a person finds out, what register shows it, or why nothing can. */
  readonly how: Text | undefined;
  readonly owners: readonly string[];
}

export interface DocumentCoverage {
  readonly instrument: string;
  readonly title: Text;
  readonly number: string | undefined;
  readonly clauses: readonly ClauseLine[];
  readonly totals: Readonly<Record<ClauseState, number>>;
}

/**
 * Every registered instrument clause by clause, in the order of its numbering, the documents that most rules rest on
 * first; a number that is lacking is unaccounted for.
 */
export const coverageOf = (catalogue: Catalogue): DocumentCoverage[] =>
  catalogue.registers
    .map((register) => documentCoverage(register, catalogue))
    .sort((one, other) => other.totals.rules - one.totals.rules);

export const unaccounted = (documents: readonly DocumentCoverage[]): readonly ClauseLine[] =>
  documents.flatMap(({ clauses }) => clauses.filter(({ state }) => state === 'unaccounted'));

function documentCoverage(register: ClauseRegister, catalogue: Catalogue): DocumentCoverage {
  const instrument = catalogue.instruments.get(register.id);
  const known = new Map(register.clauses.map((clause) => [clause.id, clause]));
  const due = register.extent.flatMap(idsOfRange);
  const beyond = register.clauses.map(({ id }) => id).filter((id) => !due.includes(id));
  const elements = judgedOf(catalogue);
  const clauses = [...due, ...beyond].map((id) => {
    const clause = known.get(id);
    return clause ? lineOf(clause, register, elements) : lacking(id, register);
  });
  const count = (state: ClauseState): number => clauses.filter((one) => one.state === state).length;
  return {
    instrument: register.id,
    title: instrument?.title ?? { zh: register.id, en: register.id },
    number: instrument?.number,
    clauses,
    totals: {
      rules: count('rules'),
      partly: count('partly'),
      'built-in': count('built-in'),
      record: count('record'),
      attested: count('attested'),
      reference: count('reference'),
      'not-automatable': count('not-automatable'),
      unaccounted: count('unaccounted'),
    },
  };
}

interface Judged {
  readonly owners: readonly string[];
  /** By what it is judged: what channels show, registers, or a person's word. */
  readonly by: 'rules' | 'record' | 'attested';
}

const judgedOf = ({ items }: Catalogue): ReadonlyMap<string, Judged> =>
  new Map(
    items.flatMap((item) =>
      item.elements.map((element) => {
        const owners = (element.departments ?? item.departments)?.content ?? [];
        return [element.id, { owners, by: evidenceOf(item, element) }] as const;
      }),
    ),
  );

/** A duty of the unit itself, and the sign-offs before publication, are told by registers unless a person has to attest them. */
function evidenceOf({ scope }: Item, { check }: Element): Judged['by'] {
  if ('attested' in check) return 'attested';
  return scope === 'unit' || 'procedure' in check ? 'record' : 'rules';
}

function lineOf(clause: Clause, register: ClauseRegister, elements: ReadonlyMap<string, Judged>): ClauseLine {
  const rules = (clause.rules ?? []).filter((id) => elements.has(id));
  const judged = rules.flatMap((id) => elements.get(id) ?? []);
  const ofRules = [...new Set(judged.flatMap(({ owners }) => owners))];
  const stated = clause.owner ?? (ofRules.length > 0 ? ofRules : register.owner);
  return {
    id: clause.id,
    clause: clause.clause,
    asks: clause.asks,
    state: stateOf(clause, judged),
    rules,
    off: (clause.rules ?? []).filter((id) => !elements.has(id)),
    how: howOf(clause),
    owners: clause.reference === undefined ? (stated ?? []) : [],
  };
}

/** The strongest way in which it is met. A rule that a layer switched off meets nothing; what else is named still does. */
function stateOf(clause: Clause, judged: readonly Judged[]): ClauseState {
  const by = (kind: Judged['by']): boolean => judged.some((one) => one.by === kind);
  const whole = judged.length === (clause.rules ?? []).length;
  if (clause.reference !== undefined) return 'reference';
  const rest = clause.record !== undefined || clause.attested !== undefined;
  if (whole && by('rules')) return rest ? 'partly' : 'rules';
  if (clause.built_in !== undefined) return 'built-in';
  if (clause.record !== undefined || (whole && by('record'))) return 'record';
  if (clause.attested !== undefined || (whole && by('attested'))) return 'attested';
  return clause.not_automatable === undefined ? 'unaccounted' : 'not-automatable';
}

function howOf({ built_in, attested, record, reference, not_automatable }: Clause): Text | undefined {
  if (built_in !== undefined) return BUILT_IN[built_in];
  if (attested !== undefined) return ATTESTED_BY[attested];
  return record ?? reference ?? not_automatable;
}

const lacking = (id: string, { owner }: ClauseRegister): ClauseLine => ({
  id,
  clause: '',
  asks: undefined,
  state: 'unaccounted',
  rules: [],
  off: [],
  how: undefined,
  owners: owner ?? [],
});
