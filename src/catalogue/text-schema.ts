import { z } from 'zod';

/** A wording in both languages, as rules write it. */
export const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
