import type { z } from 'zod';
import { branch, complaint, named, type Issue } from '../catalogue/complaint.ts';
import { didYouMean, nearest } from '../catalogue/nearest.ts';
import { keysAt } from '../catalogue/schema-keys.ts';
import { hintForValue } from '../catalogue/value-hint.ts';
import { text, type Text } from '../language/text.ts';

type Path = readonly (string | number)[];

/** A rule that names no known check, or gives it parameters that its schema refuses; `path` leads into the catalogue. */
export interface RuleFault {
  readonly path: Path;
  readonly message: Text;
  readonly hint?: Text;
}

interface Draft extends RuleFault {
  readonly missing?: string;
  readonly meant?: string | undefined;
}

const valueAt = (parameters: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    parameters,
  );

const fault = (path: Path, message: Text, hint: Text | undefined): RuleFault => ({
  path,
  message,
  ...(hint && { hint }),
});

/** What a check's schema has against the parameters of a rule, in the words of the other complaints about rules. */
export function parameterFaults(
  schema: z.ZodType,
  parameters: unknown,
  issues: readonly Issue[],
  at: Path,
): readonly RuleFault[] {
  const drafts = issues.flatMap((issue) => draftsOf(issue, schema, parameters, at));
  const meant = new Set(drafts.map((draft) => draft.meant));
  // A mistyped key that had to be there is one slip.
  return drafts
    .filter(({ missing }) => missing === undefined || !meant.has(missing))
    .map(({ path, message, hint }) => fault(path, message, hint));
}

function draftsOf(issue: Issue, schema: z.ZodType, parameters: unknown, at: Path): Draft[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return branch(issue).flatMap((inner) => draftsOf(inner, schema, parameters, at));
  const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, steps);
    return issue.keys.map((key) => ({
      ...fault([...at, ...steps, key], text(`不认识的键「${key}」`, `unknown key "${key}"`), didYouMean(key, known)),
      meant: nearest(key, known),
    }));
  }
  const value = valueAt(parameters, steps);
  const key = String(steps.at(-1) ?? '');
  if (value === undefined && steps.length > 0)
    return [{ path: [...at, ...steps], message: text(`缺少「${key}」`, `"${key}" is missing`), missing: key }];
  const written = typeof value === 'string' ? { kind: 'scalar' as const, value, at: NOWHERE } : undefined;
  return [fault([...at, ...steps], named(steps, complaint(issue)), written && hintForValue(written, issue))];
}

const NOWHERE = { file: '', line: 1, column: 1 };

/** Words left blank are found nowhere, so that a rule that looks for them would never hold. */
export function blanksIn(parameters: unknown, at: Path): readonly RuleFault[] {
  if (typeof parameters === 'string')
    return parameters.trim() === '' ? [fault(at, named(at, text('不能为空', 'must not be empty')), undefined)] : [];
  if (typeof parameters !== 'object' || parameters === null) return [];
  return Object.entries(parameters).flatMap(([key, value]) =>
    blanksIn(value, [...at, Array.isArray(parameters) ? Number(key) : key]),
  );
}
