import { canonicalUrl } from './address.ts';
import { captureId } from './bundle.ts';
import type { Admit, Reply } from './fetch.ts';
import type { Target } from './frontier.ts';
import type { HostRules, RulesOf } from './host-rules.ts';
import { knownPage, type KnownPage } from './known-page.ts';
import { isLoginPath } from './page/signs.ts';
import { asItWas, conditionsOf, isConfirmed } from './previous.ts';
import type { Session } from './session.ts';

/** Whether an address is looked at for its own sake, whatever leads to it. */
export type IsComing = (url: string) => boolean;

/** Says why a hop is not followed: it leads out of the scope, or robots are not wanted there. */
export const admitting =
  (session: Session, rulesOf: RulesOf): Admit =>
  async (hop) =>
    session.admit(hop) ?? (await rulesOf(hop)).refusal(hop);

/** The answer to an address: whole, or as it was where the server says that nothing has changed since. */
export async function ask(
  session: Session,
  rulesOf: RulesOf,
  target: Target,
  rules: HostRules,
  isComing: IsComing,
): Promise<{ readonly held: Reply; readonly known?: KnownPage }> {
  const { channel, site } = session.options;
  const previous = session.options.previous?.(captureId({ channel, site, url: target.url }));
  const how = {
    admit: admitting(session, rulesOf),
    isComing: (hop: URL): Promise<boolean> => isEnough(session, target, hop, rules, isComing),
  };
  const reply = await session.fetch(target.url, { ...how, headers: conditionsOf(previous) });
  if (!previous || reply.status !== 304) return { held: reply };
  const isSame = isConfirmed(reply, previous);
  const known = isSame ? await knownPage(session, rules, target, previous) : undefined;
  if (known) return { held: asItWas(reply, previous, new Uint8Array()), known };
  const body = isSame ? await previous.body() : undefined;
  return { held: body ? asItWas(reply, previous, body) : await session.fetch(target.url, how) };
}

/**
 * Whether a redirect need not be followed: its page is looked at anyway, and that somebody was led there tells no more. It does
 * where pages are looked at twice, where it may be a login, and where the host leads everybody who is lost.
 */
async function isEnough(
  { perView }: Session,
  target: Target,
  hop: URL,
  rules: HostRules,
  isComing: IsComing,
): Promise<boolean> {
  const to = perView.stripSettled(canonicalUrl(hop.href) ?? hop.href);
  const isPlain = target.role === 'page' && !target.found && !target.twice && to !== target.url;
  if (!isPlain || hop.origin !== new URL(target.url).origin || isLoginPath(hop) || !isComing(to)) return false;
  return (await rules.missing()).every(({ finalUrl }) => canonicalUrl(finalUrl) !== to);
}
