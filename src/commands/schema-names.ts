/** What `rules schema` prints, as words, so that help needs no schema to be loaded. */
export const SCHEMA_NAMES = [
  'report',
  'workspace',
  'fleet',
  'item',
  'clauses',
  'instruments',
  'readings',
  'vocabulary',
  'catalogue',
  'weights',
] as const;
