/** The same for `rules schema`. */
export const SCHEMA_NAMES = [
  'report',
  'workspace',
  'item',
  'instruments',
  'readings',
  'vocabulary',
  'catalogue',
] as const;
