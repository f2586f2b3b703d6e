import { z } from 'zod';

/** The part of OSCAL assessment results 1.1.2 that a report uses, written by hand after the published model; see README.md. */

const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
const token = z.string().regex(/^(?:\p{L}|_)(?:\p{L}|\p{N}|[.\-_])*$/u);
const line = z.string().regex(/^\S(?:.*\S)?$/u);
/** A date-time has a time zone. */
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/);
const reference = z.string().regex(/^\S+$/);
const some = <T extends z.ZodType>(one: T) => z.array(one).min(1);

const prop = z.strictObject({
  name: token,
  uuid: uuid.optional(),
  ns: uri.optional(),
  value: line,
  class: token.optional(),
});

const observation = z.strictObject({
  uuid,
  title: line.optional(),
  description: z.string(),
  props: some(prop).optional(),
  methods: some(z.enum(['EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN'])),
  'relevant-evidence': some(z.strictObject({ href: reference.optional(), description: z.string() })).optional(),
  collected: instant,
});

const finding = z.strictObject({
  uuid,
  title: line,
  description: z.string(),
  props: some(prop).optional(),
  target: z.strictObject({
    type: z.enum(['statement-id', 'objective-id']),
    'target-id': token,
    status: z.strictObject({ state: z.enum(['satisfied', 'not-satisfied']), reason: token.optional() }),
  }),
  'related-observations': some(z.strictObject({ 'observation-uuid': uuid })).optional(),
});

const result = z.strictObject({
  uuid,
  title: line,
  description: z.string(),
  start: instant,
  'reviewed-controls': z.strictObject({
    'control-selections': some(
      z.strictObject({
        'include-all': z.strictObject({}).optional(),
        'include-controls': some(z.strictObject({ 'control-id': token })).optional(),
      }),
    ),
  }),
  observations: some(observation).optional(),
  findings: some(finding).optional(),
});

export const oscalShape = z.strictObject({
  'assessment-results': z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: line,
      'last-modified': instant,
      version: line,
      'oscal-version': line,
      props: some(prop).optional(),
    }),
    'import-ap': z.strictObject({ href: reference, remarks: z.string().optional() }),
    results: some(result),
    'back-matter': z
      .strictObject({
        resources: some(
          z.strictObject({
            uuid,
            title: line.optional(),
            rlinks: some(
              z.strictObject({
                href: reference,
                hashes: some(
                  z.strictObject({
                    algorithm: z.enum(['SHA-256', 'SHA-512']),
                    value: z.string().regex(/^[0-9a-fA-F]{64}$/),
                  }),
                ).optional(),
              }),
            ).optional(),
          }),
        ).optional(),
      })
      .optional(),
  }),
});
