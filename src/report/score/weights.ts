import { z } from 'zod';
import { companyKindSchema, SEVERITIES } from '../../catalogue/rule.ts';

/** Hundredths are the finest that a table of marks holds; they are reckoned as whole numbers, so nothing is lost to rounding. */
const marks = z
  .string()
  .regex(
    /^(?:\d{1,3}(?:\.\d{1,2})?|1000)$/,
    '应为 0 至 1000 的数，最多两位小数 (takes a number from 0 to 1000 with at most two decimals)',
  )
  .meta({ minimum: 0, maximum: 1000 })
  .transform(Number);

const percent = z
  .string()
  .regex(
    /^(?:\d{1,2}(?:\.\d{1,2})?|100)$/,
    '应为 0 至 100 的数，最多两位小数 (takes a number from 0 to 100 with at most two decimals)',
  )
  .meta({ minimum: 0, maximum: 100 })
  .transform(Number);

const [MINOR, MAJOR, CRITICAL] = SEVERITIES;

/** A number with its default, and what an editor tells of it. */
const set = (of: typeof marks, preset: number, description: string) =>
  of.default(preset).meta({ description: `${description}；缺省 ${preset} (default ${preset})` });

/**
 * `weights.yaml`: full marks of each item and what a gap costs. No source document gives a formula, so every number is the
 * scoring office's to set; what is left out keeps the default shown here.
 */
export const weightsSchema = z.strictObject({
  items: z
    .record(z.string(), marks)
    .default({})
    .meta({ description: '单独规定某项满分，0 为不计分 (full marks by item or duty id; 0 leaves one out)' }),
  item: set(marks, 10, '12 项中其余各项的满分 (full marks of an item that `items` does not name)'),
  duty: set(marks, 0, '其他义务（N01 等）的满分 (full marks of a further duty that `items` does not name)'),
  deductions: z
    .strictObject({
      [MINOR]: set(marks, 1, '一般'),
      [MAJOR]: set(marks, 2, '较重'),
      [CRITICAL]: set(marks, 5, '严重'),
    })
    .prefault({})
    .meta({ description: '每个根源扣多少分，扣完为止 (what one root cause costs; an item never falls below 0)' }),
  refund: set(
    percent,
    50,
    '本季度内销号的，退回扣分的百分之几 (percent given back for gaps closed within the quarter)',
  ),
  province_items: z
    .array(z.string())
    .default(['3.1', '3.2', '3.3', '7', '8', '10'])
    .meta({ description: '由省公司负责的事项和要素 (items and elements that the province answers for, A9)' }),
  not_charged: z
    .array(companyKindSchema)
    .default(['branch', 'county'])
    .meta({ description: '不因上一行扣分的单位类别 (kinds of unit that are not charged for them)' }),
  min_coverage: set(percent, 0, '覆盖率（%）低于此值的单位不排名 (units of which less could be told are not ranked)'),
});

export type Weights = z.infer<typeof weightsSchema>;

export const DEFAULT_WEIGHTS: Weights = weightsSchema.parse({});
