import { z } from 'zod';
import { clauseRegisterSchema } from './clause.ts';
import { catalogueHeadSchema, instrumentSchema, itemSchema, readingSchema, vocabularySchema } from './rule.ts';

/** All files of a catalogue, after `extends`, as one value. */
export const wholeCatalogueSchema = catalogueHeadSchema.extend({
  instruments: z.array(instrumentSchema).default([]),
  readings: z.array(readingSchema).default([]),
  vocabulary: vocabularySchema.prefault({}),
  items: z.array(itemSchema).default([]),
  registers: z.array(clauseRegisterSchema).default([]),
});
export type WholeCatalogue = z.infer<typeof wholeCatalogueSchema>;
