import { canonicalUrl } from './address.ts';
import { byCode, type CaptureSink } from './bundle.ts';
import type { Fault, Scope } from './capture.ts';
import { Frontier, type Target } from './frontier.ts';
import { openHostRules, type RulesOf } from './host-rules.ts';
import { inOrder, type Width } from './in-order.ts';
import { Landings } from './landings.ts';
import { lookAt, type Sighting } from './look.ts';
import { namedAnew } from './named-anew.ts';
import { proxyFault } from './proxy.ts';
import { RENDERED } from './rendering.ts';
import { recalled } from './resume.ts';
import { openSession, type CrawlOptions, type LiveSource, type Notify, type Session } from './session.ts';
import { atPage, confirmed, isRead, leavesMoreUnread, startFault, type Cut } from './sighting-signs.ts';
import { sitemapPages } from './sitemap-pages.ts';

/**
 * Captures a live site, breadth first from its start page. Every address ends in the sink as a capture, read or with the
 * reason why not; the scope says whether anything was left out. The captures depend on the site alone, not on timing.
 */
export async function crawl(
  source: LiveSource,
  options: CrawlOptions,
  sink: CaptureSink,
  notify: Notify = () => undefined,
): Promise<Scope> {
  const astray = proxyFault(options.environment ?? {}, options.trustProxy === true);
  const { channel, site } = options;
  if (astray) return { channel, site, cut: astray, closed: false, pages: 0 };
  const session = openSession(source, options, notify);
  try {
    return await new Crawl(session, sink).run();
  } finally {
    await session.close();
  }
}

/** Bodies that may wait for their turn, besides those under way. */
const HELD_BYTES = 32 * 1024 * 1024;

/** A page whose second look was made by an earlier run need not be waited for. */
const LONG_AGO = -Infinity;

/** An address that no link led to is taken for one click away. */
const LISTED = { depth: 1, role: 'page' } as const;

/** Faults that say that a host does not answer at all. */
const SILENT: ReadonlySet<string> = new Set(['dns', 'connect', 'timeout']);

class Crawl {
  readonly #session: Session;
  readonly #sink: CaptureSink;
  readonly #frontier: Frontier;
  readonly #rulesOf: RulesOf;
  readonly #cuts: Cut[] = [];
  /** Not there at the first look, with the time of it. */
  readonly #gone: { readonly target: Target; readonly seen: number }[] = [];
  readonly #silent = new Map<string, number>();
  readonly #started: number;
  #stopped: Fault | undefined;
  #startFault: Fault | undefined;
  readonly #read = new Set<string>();
  readonly #landings = new Landings();
  /** Redirects of this depth to pages that are looked at anyway. */
  readonly #led: Sighting[] = [];

  constructor(session: Session, sink: CaptureSink) {
    this.#session = session;
    this.#sink = sink;
    this.#frontier = new Frontier(session.limits, session.inScope, session.options.secondLooks, (url) =>
      session.perView.strip(url),
    );
    this.#rulesOf = openHostRules(session);
    this.#started = session.clock.elapsed();
  }

  async run(): Promise<Scope> {
    const { source, options } = this.#session;
    await this.#levels(this.#frontier.accept([this.#startUrl()], { depth: 0, role: 'start' }));
    if (source.column)
      await this.#levels(
        this.#frontier.accept([canonicalUrl(source.column) ?? source.column], { ...LISTED, found: 'declared' }),
      );
    if (!this.#startFault && !this.#stopped)
      await this.#levels(
        this.#frontier.accept(await sitemapPages(this.#session, this.#rulesOf, () => this.#isOver()), {
          ...LISTED,
          found: 'sitemap',
        }),
      );
    await this.#lookAgain();
    const cut = this.#firstCut();
    if (cut) this.#session.notify({ kind: 'cut', fault: cut });
    const { names } = this.#session.perView;
    return {
      ...{ channel: options.channel, site: options.site },
      ...(cut && { cut }),
      closed: !this.#frontier.leftOut && !this.#stopped,
      ...(names.length > 0 && { perView: names }),
      pages: this.#read.size,
    };
  }

  #startUrl(): string {
    return canonicalUrl(this.#session.source.url) ?? this.#session.source.url;
  }

  /** One depth after the other, so that a page's depth is its shortest way from the start. */
  async #levels(first: readonly Target[]): Promise<void> {
    let level = first;
    while (level.length > 0 && !this.#isOver()) {
      const next: Target[] = [];
      this.#frontier.nextRound();
      this.#session.perView.settle();
      for await (const seen of inOrder(level, this.#width(), (target) => this.#look(target))) {
        if (this.#isOver()) break;
        next.push(...(await this.#take(seen)));
      }
      next.push(...(await this.#followed()));
      level = this.#frontier.open(next);
    }
  }

  #width(): Width<Sighting> {
    return { items: this.#session.width, weigh: ({ body }) => body?.length ?? 0, weight: HELD_BYTES };
  }

  async #look(target: Target, again = false): Promise<Sighting> {
    const isComing = (url: string): boolean => !again && url !== this.#startUrl() && this.#frontier.wasFound(url);
    const before = await recalled(this.#session.options, target, again);
    return before ?? lookAt(this.#session, this.#rulesOf, target, isComing);
  }

  /** Notes what led to a page that was read; where that page was not, the redirect is followed after all. */
  async #followed(): Promise<Target[]> {
    let open = this.#led.splice(0);
    for (let left = Infinity; open.length < left;) {
      left = open.length;
      const unread: Sighting[] = [];
      for (const seen of open) if (!(await this.#lead(seen))) unread.push(seen);
      open = unread;
    }
    const next: Target[] = [];
    const look = ({ target }: Sighting): Promise<Sighting> => lookAt(this.#session, this.#rulesOf, target);
    for await (const seen of inOrder(open, this.#width(), look)) {
      if (this.#isOver()) break;
      next.push(...(await this.#take(seen)));
    }
    return next;
  }

  async #lead({ target, capture }: Sighting): Promise<boolean> {
    const home = this.#landings.homeOf(capture.from ?? '');
    if (home === undefined) return false;
    this.#landings.read(target.url, home);
    await this.#sink.add({ ...capture, from: home }, undefined, { asked: target.url, capture, late: false });
    this.#session.notify({ kind: 'captured', capture, known: this.#frontier.accepted });
    return true;
  }

  /** Keeps one sighting and returns where it leads. Called in a fixed order. */
  async #take(asSeen: Sighting, late = false): Promise<Target[]> {
    const seen = namedAnew(asSeen, this.#session.perView);
    if (this.#isDown(seen)) return [];
    if (seen.led) {
      this.#led.push(seen);
      return [];
    }
    if (seen.gone) {
      const at = seen.recalled ? LONG_AGO : this.#session.clock.elapsed();
      this.#gone.push({ target: seen.target, seen: at });
      return [];
    }
    await this.#keep(seen, late);
    const { depth } = seen.target;
    return [
      ...this.#frontier.accept(seen.leads.pictures, { depth, role: 'picture' }),
      ...this.#frontier.accept(seen.leads.links, { depth: depth + 1, role: 'page' }),
    ];
  }

  async #keep(seen: Sighting, late = false): Promise<void> {
    if (seen.capture.fault?.reason === 'interrupted') return;
    if (seen.cut && leavesMoreUnread(seen)) this.#cuts.push({ url: seen.capture.url, fault: seen.cut });
    if (seen.target.role === 'start') this.#startFault = startFault(seen);
    const capture = this.#landings.settle(seen.capture);
    if (isRead(capture)) this.#frontier.claim(capture.from ?? capture.url);
    if (isRead(capture)) this.#read.add(capture.url);
    if (isRead(capture)) this.#landings.read(seen.target.url, capture.url);
    const made = seen.developed?.(capture) ?? [];
    for (const one of made) await this.#sink.add(one.capture, one.body);
    const shown = made.find((one) => one.capture.marks.includes(RENDERED))?.capture.id;
    const how = { late, ...(seen.cut && { cut: seen.cut }), ...(shown !== undefined && { shown }) };
    await this.#sink.add(capture, seen.body, { asked: seen.target.url, capture: seen.capture, ...how });
    this.#session.notify({ kind: 'captured', capture, known: this.#frontier.accepted });
  }

  /** A host that fell silent is asked no further; what was still to come from it is left out and said to be. */
  #isDown(seen: Sighting): boolean {
    const { host } = new URL(seen.target.url);
    const silent = this.#silent.get(host) ?? 0;
    const isSilent = SILENT.has(seen.capture.fault?.reason ?? '');
    if (silent < this.#session.limits.silentPages) {
      this.#silent.set(host, isSilent ? silent + 1 : 0);
      return false;
    }
    this.#frontier.leftOut = true;
    return true;
  }

  #isOver(): boolean {
    const { signal, clock, limits } = this.#session;
    if (signal.aborted) this.#stopped ??= { reason: 'interrupted', detail: 'interrupted' };
    if (clock.elapsed() - this.#started > limits.sourceMs)
      this.#stopped ??= { reason: 'scope-cut', detail: `time ${limits.sourceMs} ms` };
    return this.#stopped !== undefined;
  }

  /** A page that is not there is believed at the second look only, and that not too soon after the first. */
  async #lookAgain(): Promise<void> {
    const { clock, signal, notify } = this.#session;
    while (this.#gone.length > 0 && !this.#isOver()) {
      const batch = this.#gone.splice(0);
      const wait = Math.max(0, ...batch.map(({ target, seen }) => seen + this.#gap(target) - clock.elapsed()));
      if (wait > 0) {
        notify({ kind: 'waiting', url: batch[0]?.target.url ?? '', waitMs: wait });
        await clock.sleep(wait, signal);
      }
      const back: Target[] = [];
      for await (const seen of inOrder(batch, this.#width(), ({ target }) => this.#look(target, true))) {
        if (this.#isOver()) break;
        if (seen.gone) await this.#keep(confirmed(namedAnew(seen, this.#session.perView)), true);
        else back.push(...(await this.#take(seen, true)));
      }
      await this.#levels(back);
    }
  }

  /** Milliseconds between the two looks: a page that is just being published anew is back soon, a site's own page later. */
  #gap({ role, found }: Target): number {
    const { confirmMs, confirmLinkedMs } = this.#session.limits;
    return role === 'start' || found === 'declared' ? confirmMs : Math.min(confirmMs, confirmLinkedMs);
  }

  #firstCut(): Fault | undefined {
    const [first] = [...this.#cuts].sort((left, right) => byCode(left.url, right.url));
    const limit = [...this.#frontier.cuts].sort(([left], [right]) => byCode(left, right))[0]?.[1];
    return this.#stopped ?? this.#startFault ?? (first && atPage(first)) ?? limit;
  }
}
