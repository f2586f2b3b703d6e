import type { z } from 'zod';
import type { YamlPath } from './yaml/node.ts';

type Schema = z.core.$ZodTypes;

/** The object, array or record schemas that a schema wraps, whatever it is wrapped in. */
function unwrap(schema: z.core.$ZodType): readonly Schema[] {
  const known = schema as Schema;
  const def = known._zod.def;
  if (def.type === 'union') return def.options.flatMap(unwrap);
  if (def.type === 'pipe') return unwrap(def.in);
  if (def.type === 'lazy') return unwrap(def.getter());
  if ('innerType' in def) return unwrap(def.innerType);
  return [known];
}

function below(schema: Schema, key: PropertyKey): readonly z.core.$ZodType[] {
  const def = schema._zod.def;
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  const child = def.type === 'object' ? def.shape[String(key)] : undefined;
  return child ? [child] : [];
}

function keysOf(schema: Schema): readonly string[] {
  const def = schema._zod.def;
  if (def.type === 'object') return Object.keys(def.shape);
  if (def.type !== 'record') return [];
  return [...(def.keyType._zod.values ?? [])].map(String);
}

/** The keys that a schema knows at a path, for "did you mean". */
export function keysAt(schema: z.core.$ZodType, path: YamlPath): readonly string[] {
  let here = unwrap(schema);
  for (const key of path) here = here.flatMap((one) => below(one, key)).flatMap(unwrap);
  return [...new Set(here.flatMap(keysOf))];
}
