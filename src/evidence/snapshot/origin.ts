import { mailTime } from './mail-time.ts';

/** Where and when a saving tool says that it took a page: a comment near the top of the file. A claim, not a proof. */
export interface Origin {
  readonly tool: 'browser' | 'mirror';
  readonly url: string;
  /** ISO 8601 in UTC, where the tool notes it. */
  readonly time?: string;
}

const SAVED_FROM = /<!--\s*saved from url=\(\d+\)(?<url>https?:\/\/[^\s>]+)\s*-->/i;
const MIRRORED =
  /<!--\s*Mirrored from (?<url>[^\s>]+) by HTTrack[^>]*?(?:,\s*(?<time>(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d GMT))?\s*-->/i;

/** The note of the tool that saved a page, from the first characters of the file. */
export function statedOrigin(head: string): Origin | undefined {
  const saved = SAVED_FROM.exec(head)?.groups?.url;
  if (saved !== undefined && URL.canParse(saved)) return { tool: 'browser', url: new URL(saved).href };
  const mirrored = MIRRORED.exec(head)?.groups;
  const url = mirrored?.url?.replace(/^(?!https?:)/, 'http://') ?? '';
  if (!mirrored || !URL.canParse(url)) return undefined;
  const time = mailTime(mirrored.time ?? '');
  return { tool: 'mirror', url: new URL(url).href, ...(time === undefined ? {} : { time }) };
}
