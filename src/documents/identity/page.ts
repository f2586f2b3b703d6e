import type { Company } from '../../workspace/workspace.ts';
import type { Block, Field, Link } from '../document.ts';
import { companyValue } from '../facts.ts';
import type { PageHints } from './hints.ts';
import { norm, normalise } from '../normal-text.ts';

/** What a page shows, as far as its identity needs it. */
export interface IdentityParts {
  readonly url: string;
  readonly title: string;
  readonly breadcrumb: readonly string[];
  readonly blocks: readonly Block[];
  readonly fields: readonly Field[];
  readonly links: readonly Link[];
  /** From `pageHints(html, url)`; absent for what is not HTML. */
  readonly hints?: PageHints | undefined;
}

/** The page's words laid out for questions about whose it is. */
export interface Page {
  readonly title: string;
  /** All visible text, a line a block. */
  readonly text: string;
  readonly main: string;
  readonly names: readonly string[];
  /** One of our names stands somewhere on the page. */
  readonly ours: boolean;
}

export function layOut({ title, blocks }: IdentityParts, company: Company): Page {
  const names = namesOf(company);
  const head = normalise(title).norm;
  const text = blocks.map((block) => block.text.norm).join('\n');
  const main = blocks.filter(({ region }) => region === 'main').map((block) => block.text.norm);
  return {
    title: head,
    text,
    main: main.join('\n'),
    names,
    ours: names.some((name) => text.includes(name) || head.includes(name)),
  };
}

/** The company's name and aliases, with and without 国网. */
function namesOf({ name, aliases }: Company): string[] {
  const given = [name, ...aliases].map(norm).filter((one) => one.length >= 2);
  const bare = given.map((one) => one.replace(/^(?:国网|国家电网)/u, '')).filter((one) => one.length >= 4);
  return [...new Set([...given, ...bare])];
}

/** Whether a company that a text names is neither ours nor our parent: neither name holds the other. `value`: comparable. */
export function isStranger(value: string, company: Company): boolean {
  const known = [...namesOf(company), ...(company.parent === undefined ? [] : [norm(company.parent)])].map(
    companyValue,
  );
  return !known.some((name) => value.includes(name) || name.includes(value));
}
