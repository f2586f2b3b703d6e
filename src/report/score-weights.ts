import { z } from 'zod';
import { companyKindSchema, SEVERITIES } from '../catalogue/rule.ts';

/** Hundredths are the finest that a table of marks holds; they are reckoned as whole numbers, so nothing is lost to rounding. */
const marks = z
  .string()
  .regex(
    /^(?:\d{1,3}(?:\.\d{1,2})?|1000)$/,
    '应为 0 至 1000 的数，最多两位小数 (takes a number from 0 to 1000 with at most two decimals)',
  )
  .transform(Number);

const percent = z
  .string()
  .regex(
    /^(?:\d{1,2}(?:\.\d{1,2})?|100)$/,
    '应为 0 至 100 的数，最多两位小数 (takes a number from 0 to 100 with at most two decimals)',
  )
  .transform(Number);

const [MINOR, MAJOR, CRITICAL] = SEVERITIES;

/**
 * `weights.yaml`: full marks of each item and what a gap costs. No source document gives a formula, so every number is the
 * scoring office's to set; what is left out keeps the default shown here.
 */
export const weightsSchema = z.strictObject({
  /** Full marks by item or duty id; 0 leaves one out of the score. */
  items: z.record(z.string(), marks).default({}),
  /** Full marks of an item (1–12) that `items` does not name. */
  item: marks.default(10),
  /** Full marks of a further duty (N01, own commitments) that `items` does not name. */
  duty: marks.default(0),
  /** What one root cause costs, by severity; an item never falls below 0. */
  deductions: z
    .strictObject({ [MINOR]: marks.default(1), [MAJOR]: marks.default(2), [CRITICAL]: marks.default(5) })
    .prefault({}),
  /** Items and elements that the province answers for (A9) … */
  province_items: z.array(z.string()).default(['3.1', '3.2', '3.3', '7', '8', '10']),
  /** … and the kinds of unit that are not charged for them. */
  not_charged: z.array(companyKindSchema).default(['branch', 'county']),
  /** Units of which less could be told (percent) are scored and not ranked. */
  min_coverage: percent.default(0),
});

export type Weights = z.infer<typeof weightsSchema>;

export const DEFAULT_WEIGHTS: Weights = weightsSchema.parse({});
