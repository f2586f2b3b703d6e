import { z } from 'zod';

/** The part of OSCAL assessment results 1.1.3 that a report uses, held against the published schema definition by definition; see README.md. */

/** `UUIDDatatype`. */
const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
/** `TokenDatatype`. */
const token = z.string().regex(/^(?:\p{L}|_)(?:\p{L}|\p{N}|[.\-_])*$/u);
/** `StringDatatype`: not empty, one line, no white space at its ends. */
const line = z.string().regex(/^\S(?:.*\S)?$/u);
/** Markup is plain text to a JSON schema. */
const markup = z.string();
/** `DateTimeWithTimezoneDatatype`: a day that there is, seconds, and an offset that some place on earth has. */
const instant = z
  .string()
  .regex(/^(?:19|2\d)\d\d-\d\d-\d\dT(?:2[0-3]|[01]\d):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/)
  .refine((time) => z.iso.date().safeParse(time.slice(0, 10)).success)
  .refine((time) =>
    /(?:Z|-(?:(?:0\d|1[0-2]):00|0[39]:30)|\+(?:(?:0\d|1[0-4]):00|(?:0[34569]|10):30|(?:0[58]|12):45))$/.test(time),
  );
/** `URIDatatype`. */
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/);

const pchar = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})`;
const noColon = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})`;
const host = String.raw`(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)`;
const authority = String.raw`//(?:${pchar}*@)?${host}(?::\d*)?(?:/${pchar}*)*`;
const absolute = `/(?:${pchar}+(?:/${pchar}*)*)?`;
/** `URIReferenceDatatype`: RFC 3986, section 4.1. */
const reference = z
  .string()
  .regex(
    new RegExp(
      String.raw`^(?:[A-Za-z][A-Za-z0-9+.\-]*:(?:${authority}|${absolute}|${pchar}+(?:/${pchar}*)*|)|${authority}|${absolute}|${noColon}+(?:/${pchar}*)*|)(?:\?(?:${pchar}|[/?])*)?(?:#(?:${pchar}|[/?])*)?$`,
    ),
  );
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
  title: markup.optional(),
  description: markup,
  props: some(prop).optional(),
  methods: some(line),
  'relevant-evidence': some(z.strictObject({ href: reference.optional(), description: markup })).optional(),
  collected: instant,
});

const finding = z.strictObject({
  uuid,
  title: markup,
  description: markup,
  props: some(prop).optional(),
  target: z.strictObject({
    type: z.enum(['statement-id', 'objective-id']),
    'target-id': token,
    status: z.strictObject({ state: z.enum(['satisfied', 'not-satisfied']), reason: token.optional() }),
  }),
  'related-observations': some(z.strictObject({ 'observation-uuid': uuid })).optional(),
});

const control = z.strictObject({ 'control-id': token, 'statement-ids': some(token).optional() });

const result = z.strictObject({
  uuid,
  title: markup,
  description: markup,
  start: instant,
  'reviewed-controls': z.strictObject({
    'control-selections': some(
      z.strictObject({ 'include-all': z.strictObject({}).optional(), 'include-controls': some(control).optional() }),
    ),
  }),
  observations: some(observation).optional(),
  findings: some(finding).optional(),
});

const rlink = z.strictObject({
  href: reference,
  hashes: some(z.strictObject({ algorithm: line, value: line })).optional(),
});

export const oscalShape = z.strictObject({
  'assessment-results': z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: markup,
      'last-modified': instant,
      version: line,
      'oscal-version': line,
      props: some(prop).optional(),
    }),
    'import-ap': z.strictObject({ href: reference, remarks: markup.optional() }),
    results: some(result),
    'back-matter': z
      .strictObject({
        resources: some(z.strictObject({ uuid, title: markup.optional(), rlinks: some(rlink).optional() })).optional(),
      })
      .optional(),
  }),
});
export const oscalReference = reference;
