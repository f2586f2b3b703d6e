import { z } from 'zod';
import { channelSchema, type Catalogue } from '../catalogue/rule.ts';
import { didYouMean } from '../catalogue/nearest.ts';
import { problem, sortProblems, type Problem } from '../catalogue/problem.ts';
import { parseYaml } from '../catalogue/validate.ts';
import { text } from '../language/text.ts';

/** 问题类型 that a waiver may name; the same words as in verdicts, which stand to the right of this room. */
export const GAP_WORDS = [
  ...['missing', 'incomplete', 'overdue', 'channel', 'inconsistent', 'unsynchronised', 'wrong', 'expired', 'procedure'],
] as const;

const waiverSchema = z
  .strictObject({
    /** An item (`5`), an element (`5.3`) or a variant of one (`2.1-new`). */
    element: z.string().min(1),
    channel: channelSchema.optional(),
    site: z.string().optional(),
    gap: z.enum(GAP_WORDS).optional(),
    reason: z.string().min(1),
    approver: z.string().min(1),
    /** The first and the last day on which it holds. */
    from: z.iso.date(),
    until: z.iso.date(),
  })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    message: '截止日早于起始日 (is before "from")',
  });

/** `waivers.yaml`: gaps that somebody answers for, for a time. */
export const waiversSchema = z.strictObject({ waivers: z.array(waiverSchema).default([]) });

/** One entry, and where it is written: `waivers.yaml:3`. */
export interface Waiver extends z.infer<typeof waiverSchema> {
  readonly at: string;
}

/** Reads the waiver list; `file` is its path inside the workspace. All problems come at once. */
export function readWaivers(
  bytes: Uint8Array,
  file: string,
): { readonly records: readonly Waiver[] } | { readonly problems: readonly Problem[] } {
  const parsed = parseYaml(waiversSchema, bytes, file);
  if (!('value' in parsed)) return parsed;
  const records = parsed.value.waivers.map((waiver, index) => {
    const { line } = parsed.placeOf(['waivers', index]);
    return { ...waiver, at: `${file}:${line}` };
  });
  return { records };
}

/** A waiver of something that the catalogue does not hold would silently waive nothing. */
export function unknownWaivers(waivers: readonly Waiver[], { items, off = [] }: Catalogue): readonly Problem[] {
  const known = items.flatMap(({ id, elements }) => [
    id,
    ...elements.flatMap((element) => [element.id, ...(element.for_each ?? []).map((one) => `${element.id}-${one.id}`)]),
  ]);
  const problems = waivers
    .filter(({ element }) => !known.includes(element) && !off.some(({ id }) => id === element))
    .map(({ element, at }) =>
      problem(
        { file: at.slice(0, at.lastIndexOf(':')), line: Number(at.slice(at.lastIndexOf(':') + 1)), column: 1 },
        text(`没有编号为「${element}」的事项或要素`, `there is no item or element "${element}"`),
        didYouMean(element, known),
      ),
    );
  return sortProblems(problems);
}
