import { createHash } from 'node:crypto';
import type { Catalogue, Item } from '../catalogue/rule.ts';
import type { Workspace } from '../workspace/workspace.ts';

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** SHA-256 of the rules of one item with what all items share, so that a change of one item's rules speaks of no other. */
export function itemDigest(item: Item, catalogue: Catalogue): string {
  const { vocabulary, publishers, may_lack, if_declared, settings } = catalogue;
  const cited = [item, ...item.elements].flatMap(({ basis = [], readings = [] }) => [
    ...basis.map(({ instrument }) => catalogue.instruments.get(instrument)),
    ...readings.map((id) => catalogue.readings.get(id)),
  ]);
  return sha256([item, cited, vocabulary, publishers, may_lack, if_declared, settings]);
}

/** SHA-256 of what the unit itself declares: a night on which it changes may change verdicts without any page changing. */
export function declaredDigest(workspace: Workspace): string {
  // Where the folder lies and where history is kept say nothing about the company.
  const elsewhere = { folder: undefined, history: undefined, truth: undefined };
  return sha256({ ...workspace, ...elsewhere });
}
