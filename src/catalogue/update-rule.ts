import { z } from 'zod';

/** A number as the YAML's strings write it. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,4}$/, '应为整数 (a whole number)')
  .transform(Number);

/** `10 working days`, `7 days`, `24 hours`, `1 quarter`. Working days skip public holidays and count make-up days. */
export const durationSchema = z
  .string()
  .regex(
    /^\d{1,3} (working days?|days?|hours?|months?|quarters?|years?)$/,
    '应写作 "10 working days"、"7 days"、"24 hours"、"1 quarter" (write it like "10 working days" or "1 quarter")',
  )
  .transform((phrase) => {
    const [amount, ...unit] = phrase.split(' ');
    return { amount: Number(amount), unit: unit.join(' ').replace(/s$/, '') as DurationUnit };
  })
  .refine(({ amount }) => amount > 0, '应大于 0 (must be more than 0)');
export type DurationUnit = 'working day' | 'day' | 'hour' | 'month' | 'quarter' | 'year';
export type Duration = z.infer<typeof durationSchema>;

/** Ids of the ambiguities settled in `rules/<catalogue>/readings.yaml`: A1 … A22. */
export const readingId = z.string().regex(/^A\d{1,2}$/, '应为口径编号，如 A2 (the number of a reading, such as A2)');
const reading = { reading: readingId.optional() };

/** When a duty is due: what an item or element says under `update`. */
export const updateSchema = z.union([
  /** The clock starts when a registered fact changes. */
  z.strictObject({ after: z.literal('change'), within: durationSchema, ...reading }),
  /** The clock starts with a recorded government approval. */
  z.strictObject({ after: z.literal('approval'), within: durationSchema, ...reading }),
  /** 月末3日前公开下月: due `month_end_minus` days before the month ends; up to `lenient` days before is borderline (A2). */
  z.strictObject({
    every: z.literal('month'),
    covers: z.literal('next'),
    month_end_minus: wholeNumber,
    lenient: wholeNumber.optional(),
    ...reading,
  }),
  /** The content for a period is due `within` after that period ends (A4). */
  z.strictObject({
    every: z.enum(['month', 'quarter', 'year']),
    within: durationSchema,
    /** The figure depends on somebody else's publication, so its absence is for a person to judge (A8). */
    if_absent: z.literal('review').optional(),
    ...reading,
  }),
  /** Announced at least this long before the event: 7 days by date difference, 24 hours by the clock (A5). */
  z.strictObject({ before: z.literal('event'), at_least: durationSchema, ...reading }),
  /** 及时: no number in the law, so lateness is for a person to judge (A5). */
  z.strictObject({ after: z.literal('event'), promptly: z.literal('true'), ...reading }),
]);
export type UpdateRule = z.infer<typeof updateSchema>;
