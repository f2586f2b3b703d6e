import { ruleDigest } from '../catalogue/rule-digest.ts';
import type { Catalogue, Item } from '../catalogue/rule.ts';
import { sha256 } from '../evidence/sha256.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** SHA-256 of the rules of one item with what all items share, so that a change of one item's rules speaks of no other. */
export const itemDigest = (item: Item, catalogue: Catalogue): string =>
  sha256(JSON.stringify(item.elements.map((element) => ruleDigest(item, element, catalogue))));

/** SHA-256 of what the unit itself declares: a night on which it changes may change verdicts without any page changing. */
export function declaredDigest(workspace: Workspace): string {
  // Where the folder lies and where history is kept say nothing about the company; when a snapshot was taken is evidence.
  const elsewhere = { folder: undefined, history: undefined, truth: undefined };
  const declared = JSON.stringify({ ...workspace, ...elsewhere }, (key, value: unknown) =>
    key === 'captured' ? undefined : value,
  );
  return sha256(JSON.stringify(declared));
}
