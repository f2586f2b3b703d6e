import { didYouMean } from '../catalogue/nearest.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Declared capabilities that no rule asks about. Mostly they are misspelt, and the duty that was meant is then 不适用 without a
 * word; with another catalogue they may be right, so that the run goes on.
 */
export function capabilityNotices({ capabilities }: Pick<Workspace, 'capabilities'>, { items }: Catalogue): Text[] {
  const elements = items.flatMap((item) => item.elements);
  const known = elements.flatMap(({ id, capability, optional_for: optional }) => [
    ...(capability === undefined ? [] : [capability]),
    ...(optional === undefined ? [] : [id]),
  ]);
  return capabilities.filter((one) => !known.includes(one)).map((one) => unheard(one, [...new Set(known)]));
}

function unheard(capability: string, known: readonly string[]): Text {
  const meant = didYouMean(capability, known);
  return text(
    `gongkai.yaml 的 capabilities 写有「${capability}」，规则库中没有义务以此为条件，未起作用${meant ? `；${meant.zh}` : '。'}`,
    `capabilities in gongkai.yaml names "${capability}", on which no duty of the catalogue depends; it has no effect${meant ? `; ${meant.en}` : '.'}`,
  );
}
