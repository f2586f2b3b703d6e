import { check } from '../../src/audit.ts';
import { readBundle } from '../../src/documents/read-bundle.ts';
import type { Bundle } from '../../src/evidence/bundle.ts';
import { faultWords } from '../../src/evidence/fault/words.ts';
import type { Reason } from '../../src/evidence/reason.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import type { Source, Workspace } from '../../src/workspace/workspace.ts';
import { loadLaw } from './law.ts';
import { plainChinese } from './plain-chinese.ts';

/** A fault that evidence meets on its way in, and what must be said of it in the end. */
export interface RoadFault {
  /** Row of the fault table: N9, C4, A2. */
  readonly row: string;
  readonly what: string;
  /** Why the page, or what of the channel could not be captured, counts as unread; none when it is read after all. */
  readonly reason?: Reason;
  readonly take: () => Promise<Taken>;
}

/** What was captured, and the source that it was captured from. */
export interface Taken {
  readonly bundle: Bundle;
  readonly source: Source;
  /** The address of the page under test; left out where the whole source is. */
  readonly url?: string;
}

const AS_OF = '2026-11-20';

/** A company whose portal is the one source. */
export const workspaceOf = (source: Source): Workspace => ({
  folder: '/',
  company: {
    id: 'shancheng',
    name: '国网山城供电公司',
    aliases: ['山城供电公司'],
    kind: 'branch',
    parent: '国网示范省电力公司',
  },
  catalogue: 'chongqing',
  channels: { portal: { sources: [source] } },
  capabilities: [],
  records: {},
  history: 'none',
  waivers: [],
  changes: [],
  approvals: [],
  reviews: [],
});

/**
 * Walks the whole road, from the captured bytes to the verdicts, and returns everything that is wrong about it: another
 * reason than expected, or a content verdict of the channel that claims something although the page was not read.
 */
export async function walk({ reason, take }: RoadFault): Promise<string[]> {
  const { bundle, source, url } = await take();
  const law = await loadLaw('chongqing');
  const workspace = workspaceOf(source);
  const found = await reasonsIn(bundle, workspace, law.catalogue.vocabulary, url);
  const foreign = await foreignWords(bundle, workspace, law.catalogue.vocabulary);
  if (reason === undefined) return found.length === 0 ? [] : [`read, and yet ${found.join(', ')}`];
  const { verdicts } = await check(bundle, { law, workspace, asOf: AS_OF, version: 'test' });
  return [
    ...(found.includes(reason) ? [] : [`${found.join(', ') || 'nothing'} instead of ${reason}`]),
    ...foreign.map((words) => `not in plain Chinese: ${words}`),
    ...verdicts.filter(claims).map(({ id, outcome, gap }) => `${id} ${[outcome, gap].filter(Boolean).join(' ')}`),
  ];
}

/** What is told of pages and scopes in words that are not Chinese. */
async function foreignWords(
  bundle: Bundle,
  workspace: Workspace,
  vocabulary: Parameters<typeof readBundle>[2],
): Promise<string[]> {
  const documents = await readBundle(bundle, workspace, vocabulary, () => undefined);
  const details = [...documents.map(({ unread }) => unread?.detail), ...bundle.scopes.map(({ cut }) => cut?.detail)];
  return details.map((detail = '') => faultWords(detail).zh).filter((words) => !plainChinese(words));
}

/** Why the page was not read; without a page, every reason that the source gives. */
async function reasonsIn(
  bundle: Bundle,
  workspace: Workspace,
  vocabulary: Parameters<typeof readBundle>[2],
  url: string | undefined,
): Promise<Reason[]> {
  const documents = await readBundle(bundle, workspace, vocabulary, () => undefined);
  const asked = documents.filter(({ capture }) => url === undefined || capture.url === url);
  if (url !== undefined && asked.length === 0) throw new Error(`no capture of ${url}`);
  const cuts = url === undefined ? bundle.scopes.flatMap(({ cut }) => cut?.reason ?? []) : [];
  return [...new Set([...asked.flatMap(({ unread }) => unread?.reason ?? []), ...cuts])];
}

const claims = ({ channel, aspect, outcome }: Verdict): boolean =>
  channel === 'portal' && aspect === 'content' && (outcome === 'passed' || outcome === 'failed');
