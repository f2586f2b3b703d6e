import { isAssetName } from './kind.ts';
import { headOf, isAttempt } from '../warc/answer.ts';
import type { WarcRecord } from '../warc/record.ts';

/** The parts of a page that disclose nothing by themselves, by media type. */
const ASSET_TYPE =
  /^(?:text\/(?:css|javascript|xml)|application\/(?:(?:x-)?javascript|json|(?:rss\+)?xml|font)|font\/|audio\/|video\/|image\/(?:svg|x-icon|vnd\.microsoft\.icon))/i;
/** Chains longer than this are loops or traps. */
const LONGEST_CHAIN = 5;

interface Answer {
  readonly file: number;
  readonly offset: number;
  readonly time: string;
  readonly location: string | undefined;
}

/** What one pass over the records of a snapshot's WARC files shows: the newest answer of each address, and who refers to whom. */
export class WarcPlan {
  readonly #newest = new Map<string, Answer>();
  readonly #needed = new Set<string>();
  readonly #redirects = new Map<string, string[]>();
  #chained = false;

  /** Takes note of a record; records must come in file order. */
  note(file: number, record: WarcRecord): void {
    const target = this.targetOf(record);
    if (target === undefined || !isAnswer(record)) return;
    if (record.type === 'revisit') for (const key of this.originalsOf(record)) this.#needed.add(key);
    const time = record.fields.get('warc-date')?.[0] ?? '';
    const before = this.#newest.get(target);
    if (before && before.time > time) return;
    this.#newest.set(target, { file, offset: record.offset, time, location: locationOf(record, target) });
  }

  /** Whether the record is the one answer to show for its address; a redirect only lends its address, if it can. */
  isWanted(file: number, record: WarcRecord): boolean {
    const target = this.targetOf(record) ?? '';
    const newest = this.#newest.get(target);
    if (newest?.file !== file || newest.offset !== record.offset || isAsset(record, target)) return false;
    return newest.location === undefined || this.lostEnd(record) !== undefined;
  }

  /** Where a redirect leads when that is not in the snapshot; without it a link to it would look dead. */
  lostEnd(record: WarcRecord): string | undefined {
    const target = this.targetOf(record) ?? '';
    const end = this.#endOf(target);
    const isAnswered = this.#newest.has(end) && this.#newest.get(end)?.location === undefined;
    return end === target || isAnswered ? undefined : end;
  }

  /** The key under which revisit records ask for this record's payload, if any does. */
  neededFor(record: WarcRecord): string | undefined {
    if (record.type === 'revisit' || !isAnswer(record)) return undefined;
    const target = this.targetOf(record) ?? '';
    return [record.fields.get('warc-payload-digest')?.[0] ?? '', target].find((key) => this.#needed.has(key));
  }

  /** The keys by which a revisit record names what it repeats, best first. */
  originalsOf(record: WarcRecord): string[] {
    const named = [record.fields.get('warc-payload-digest')?.[0], record.fields.get('warc-refers-to-target-uri')?.[0]];
    return named.filter((key) => key !== undefined);
  }

  /** Addresses from which a chain of redirects leads to this one. */
  redirectsTo(target: string): readonly string[] {
    if (!this.#chained) this.#chain();
    return this.#redirects.get(target) ?? [];
  }

  /** The address of a record, canonical where it is a web address; careless writers put it in angle brackets. */
  targetOf({ fields }: WarcRecord): string | undefined {
    const stated = fields.get('warc-target-uri')?.[0]?.replace(/^<(.*)>$/, '$1');
    // Tools file their logs under `metadata:` and `urn:` addresses.
    if (stated === undefined || !/^(?:https?|ftp|file|snapshot):/i.test(stated)) return undefined;
    return /^https?:/i.test(stated) && URL.canParse(stated) ? withoutFragment(stated) : stated;
  }

  #chain(): void {
    this.#chained = true;
    for (const start of this.#newest.keys()) {
      const end = this.#endOf(start);
      if (end !== start) this.#redirects.set(end, [...(this.#redirects.get(end) ?? []), start]);
    }
  }

  #endOf(start: string): string {
    let end = start;
    for (let step = 0; step < LONGEST_CHAIN; step++) end = this.#newest.get(end)?.location ?? end;
    return end;
  }
}

const ANSWERS: ReadonlySet<string> = new Set(['response', 'resource', 'revisit']);

const isAnswer = (record: WarcRecord): boolean => ANSWERS.has(record.type) || isAttempt(record);

function isAsset(record: WarcRecord, target: string): boolean {
  const type = headOf(record)?.fields.get('content-type')?.[0] ?? record.fields.get('content-type')?.[0] ?? '';
  return ASSET_TYPE.test(type) || (URL.canParse(target) && isAssetName(new URL(target).pathname));
}

function locationOf(record: WarcRecord, target: string): string | undefined {
  const head = headOf(record);
  const location = /^HTTP\/\S+ 3\d\d/.test(head?.firstLine ?? '') ? head?.fields.get('location')?.[0] : undefined;
  return location !== undefined && URL.canParse(location, target)
    ? withoutFragment(new URL(location, target).href)
    : undefined;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}
