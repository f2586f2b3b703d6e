import type { Capture } from './capture.ts';
import type { Target } from './frontier.ts';
import type { HostRules } from './host-rules.ts';
import { isFileType } from './is-html.ts';
import { NO_LEADS, type Leads, type PageLinks } from './links.ts';
import type { PageMemory } from './page/memory.ts';
import type { PackedContent } from './packed-content.ts';
import { canBeAsked, type Previous } from './previous.ts';
import type { Session } from './session.ts';
import { soft404Signs, tellingPart, type MissingPage } from './soft-404.ts';

/** A page that has not changed, and of which all is known: its record is copied and its body not looked into. */
export interface KnownPage {
  readonly leads: Leads;
  readonly content: PackedContent;
}

/**
 * What is known of a page of which the server says that it is as it was. Undefined where its bytes have to be looked at: it
 * is looked at twice or in a browser, may be empty without one, or has become what the host shows for missing pages.
 */
export async function knownPage(
  session: Session,
  rules: HostRules,
  target: Target,
  { capture, packed }: Previous,
): Promise<KnownPage | undefined> {
  const { rendering } = session.options;
  const type = capture.headers['content-type']?.[0] ?? '';
  if (type === '' || target.twice || (target.role === 'start' && rendering?.browser)) return undefined;
  const leads = isFileType(type) ? NO_LEADS : await knownLeads(session, rules, capture);
  const content = leads && (await packed?.());
  return content && { leads, content };
}

async function knownLeads(session: Session, rules: HostRules, capture: Capture): Promise<Leads | undefined> {
  const { memory, rendering } = session.options;
  const missing = await rules.missing();
  const kept = memory?.get(keyOf(capture, missing));
  const page = kept === undefined ? undefined : (JSON.parse(kept) as PageLinks);
  if (!page || (rendering && !page.shows)) return undefined;
  const signs = soft404Signs(page, capture.url, capture.url, missing);
  return signs >= 2 ? undefined : page;
}

/** Keeps what was found on a page that the next run may ask for by its version. */
export async function rememberPage(
  memory: PageMemory | undefined,
  rules: HostRules,
  capture: Capture,
  page: PageLinks,
): Promise<void> {
  const type = capture.headers['content-type']?.[0] ?? '';
  if (!memory || !page.shows || isFileType(type) || !canBeAsked(capture)) return;
  const missing = await rules.missing();
  memory.keep(keyOf(capture, missing), JSON.stringify(tellingPart(page, missing)));
}

/** Nothing but words, or data: a text file has no links, and nobody need look for them again. */
export const NO_PAGE: PageLinks = {
  ...NO_LEADS,
  shows: true,
  title: '',
  hasPasswordField: false,
  textLength: 0,
  text: '',
};

/** What its bytes are read by; a page that was sound on these is sound today. Its words are kept only where a host needs them. */
const keyOf = ({ url, headers, sha256, bytes }: Capture, missing: readonly MissingPage[]): string =>
  JSON.stringify([missing.length > 0 ? 'links and words' : 'links', url, headers['content-type'], sha256, bytes]);
