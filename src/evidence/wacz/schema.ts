import { z } from 'zod';
import { CHANNELS } from '../../catalogue/closed-lists.ts';
import { REASONS, type Reason } from '../reason.ts';

/**
 * The shapes under `run/` as they are read back. A bundle may come from anybody, so its lines are checked like any other
 * input; fields that a later version adds are kept.
 */
const reasonSchema = z.custom<Reason>((value) => typeof value === 'string' && Object.hasOwn(REASONS, value));
const faultSchema = z.looseObject({ reason: reasonSchema, detail: z.string() });
const count = z.int().min(0);
const sha256 = z.string().regex(/^(?:[0-9a-f]{64})?$/);
const placeSchema = { channel: z.enum(CHANNELS), site: z.string() };

export const captureSchema = z.looseObject({
  ...placeSchema,
  id: z.string(),
  url: z.string(),
  aliases: z.array(z.string()).exactOptional(),
  from: z.string().exactOptional(),
  capturedAt: z.iso.datetime(),
  obtained: z.enum(['http', 'browser', 'snapshot']),
  status: count,
  headers: z.record(z.string(), z.array(z.string())),
  sha256,
  bytes: count,
  fault: faultSchema.exactOptional(),
  marks: z.array(z.string()),
  unmodified: z
    .looseObject({ since: z.iso.datetime(), headers: z.record(z.string(), z.array(z.string())) })
    .exactOptional(),
  depth: count,
});

export const scopeSchema = z.looseObject({
  ...placeSchema,
  cut: faultSchema.exactOptional(),
  closed: z.boolean(),
  saved: z.array(z.string()).exactOptional(),
  perView: z.array(z.string()).exactOptional(),
  logged: z.literal(true).exactOptional(),
  pages: count,
});

export const headSchema = z.looseObject({
  company: z.string(),
  software: z.string(),
  created: z.string(),
  notes: z.record(z.string(), z.string()),
});

export const recordSchema = z.looseObject({ id: z.string(), offset: count, length: count, digest: sha256 });

/** From so many lines on it takes less time to compile their shape first. */
const MANY = 200;

/** JSON lines of one shape; undefined when a line is not JSON or not of it. */
export function readLines<T>(schema: z.ZodType<T>, content: string): T[] | undefined {
  const lines = content.split('\n').filter((line) => line !== '');
  const quick = lines.length < MANY ? schema : z.compile(schema);
  const read = lines.map((line) => readJson(quick, line));
  return read.every((value) => value !== undefined) ? read : undefined;
}

/** One JSON text of a shape; undefined when it is not. */
export function readJson<T>(schema: z.ZodType<T>, content: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}
