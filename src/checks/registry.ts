import type { Check } from './check.ts';
import { attested } from './attested.ts';
import { charge } from './charge.ts';
import { citation } from './citation.ts';
import { clauses } from './clauses.ts';
import { coLocation } from './co-location.ts';
import { column } from './column.ts';
import { consultations } from './consultations.ts';
import { contactPhone } from './contact-phone.ts';
import { contacts } from './contacts.ts';
import { directory } from './directory.ts';
import { evaluations } from './evaluations.ts';
import { field } from './field.ts';
import { form } from './form.ts';
import { homeSign } from './home-sign.ts';
import { hotline } from './hotline.ts';
import { indicator } from './indicator.ts';
import { law } from './law.ts';
import { linkTo } from './link-to.ts';
import { matrix } from './matrix.ts';
import { mention } from './mention.ts';
import { mustNotAppear } from './must-not-appear.ts';
import { notices } from './notices.ts';
import { procedure } from './procedure.ts';
import { publication, supersededTariff } from './publication.ts';
import { statement } from './statement.ts';
import { supersededLaw } from './superseded-law.ts';
import { tableWith } from './table-with.ts';
import { titledDocument } from './titled-document.ts';
import { yearlyPlan } from './yearly-plan.ts';

/** Every check that a rule may name, by its name. A check is one file, one line here and one test. */
export const CHECKS = {
  attested,
  charge,
  citation,
  clauses,
  'co-location': coLocation,
  column,
  consultations,
  'contact-phone': contactPhone,
  contacts,
  directory,
  evaluations,
  field,
  form,
  'home-sign': homeSign,
  hotline,
  indicator,
  law,
  'link-to': linkTo,
  matrix,
  mention,
  'must-not-appear': mustNotAppear,
  notices,
  procedure,
  publication,
  statement,
  'superseded-law': supersededLaw,
  'superseded-tariff': supersededTariff,
  'table-with': tableWith,
  'titled-document': titledDocument,
  'yearly-plan': yearlyPlan,
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;
