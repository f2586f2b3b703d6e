import type { Check } from './check.ts';
import { attested } from './attested.ts';
import { coLocation } from './co-location.ts';
import { column } from './column.ts';
import { form } from './form.ts';
import { homeSign } from './home-sign.ts';
import { hotline } from './hotline.ts';
import { indicator } from './indicator.ts';
import { linkTo } from './link-to.ts';
import { mustNotAppear } from './must-not-appear.ts';
import { procedure } from './procedure.ts';
import { tableWith } from './table-with.ts';
import { titledDocument } from './titled-document.ts';
import { yearlyPlan } from './yearly-plan.ts';

/** Every check that a rule may name, by its name. A check is one file, one line here and one test. */
export const CHECKS = {
  attested,
  'co-location': coLocation,
  column,
  form,
  'home-sign': homeSign,
  hotline,
  indicator,
  'link-to': linkTo,
  'must-not-appear': mustNotAppear,
  procedure,
  'table-with': tableWith,
  'titled-document': titledDocument,
  'yearly-plan': yearlyPlan,
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;
