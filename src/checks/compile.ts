import type { Catalogue, Element, Item } from '../catalogue/rule.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { text } from '../language/text.ts';
import type { Context } from './check.ts';
import type { Corpus } from './search/corpus.ts';
import type { Finding } from './search/finding.ts';
import type { SearchOrder } from './search/page-search.ts';
import { onOwnPages } from './owner/own-pages.ts';
import { besideOthersPages } from './owner/others-page.ts';
import { besidePageAbove } from './owner/page-above.ts';
import { CHECKS } from './registry.ts';
import { blanksIn, parameterFaults, type RuleFault } from './rule-fault.ts';

/** An element's check bound to its parameters: ready to look at evidence. */
export interface Look {
  (corpus: Corpus, context: Context): readonly Finding[];
  /** It looks at registers and on-site checks only. */
  readonly onRecords?: boolean;
  /** What it looks for on each page by itself. */
  readonly searches?: readonly SearchOrder[];
}

export type CompiledRules = ReadonlyMap<Element, Look>;

/** Binds every element to its check; all faults come back at once. */
export function compileRules(catalogue: Catalogue): {
  readonly rules: CompiledRules;
  readonly faults: readonly RuleFault[];
} {
  const rules = new Map<Element, Look>();
  const faults: RuleFault[] = [];
  for (const [itemIndex, item] of catalogue.items.entries()) {
    for (const [index, element] of item.elements.entries()) {
      const compiled = compile(element, item, catalogue, ['items', itemIndex, 'elements', index, 'check']);
      if ('look' in compiled) rules.set(element, compiled.look);
      else faults.push(...compiled.faults);
    }
  }
  return { rules, faults };
}

function compile(
  element: Element,
  item: Item,
  catalogue: Catalogue,
  path: RuleFault['path'],
): { look: Look } | { faults: RuleFault[] } {
  const [[name, parameters] = ['', {}]] = Object.entries(element.check);
  const check = Object.values(CHECKS).find((one) => one.name === name);
  if (!check) return { faults: [unknownCheck(name, path)] };
  const at = [...path, name];
  const blanks = blanksIn(parameters, at);
  if (blanks.length > 0) return { faults: [...blanks] };
  const parsed = check.parameters.safeParse(parameters);
  if (parsed.success) {
    const run = (corpus: Corpus, context: Context): readonly Finding[] =>
      onOwnPages(corpus, context, (pages) => check.run(pages, parsed.data, context));
    const look = (corpus: Corpus, context: Context): readonly Finding[] =>
      besideOthersPages(besidePageAbove(run(corpus, context), corpus, context, run), corpus, context, check);
    const searches = check.searches?.(parsed.data, item, catalogue) ?? [];
    return { look: Object.assign(look, { onRecords: check.onRecords === true, searches }) };
  }
  return { faults: [...parameterFaults(check.parameters, parameters, parsed.error.issues, at)] };
}

function unknownCheck(name: string, path: RuleFault['path']): RuleFault {
  const hint =
    didYouMean(name, Object.keys(CHECKS)) ??
    text('用 gongkai rules checks 查看全部检查', 'gongkai rules checks lists them all');
  return { path, message: text(`没有名为「${name}」的检查`, `there is no check named "${name}"`), hint };
}
