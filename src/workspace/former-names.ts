import { CHANNELS, type ChannelId } from '../catalogue/closed-lists.ts';
import { problem, type Place, type Problem } from '../catalogue/problem.ts';
import type { YamlPath } from '../catalogue/yaml/node.ts';
import { text, type Text } from '../language/text.ts';
import { nameKey } from './sites.ts';
import type { Waiver } from './waiver.ts';
import type { WorkspaceFile } from './workspace.ts';

/** What the workspace says of a place: it bore the name `before` and bears the name `after`. */
export interface FormerName {
  readonly channel: ChannelId;
  readonly before: string;
  readonly after: string;
}

type Channels = Pick<WorkspaceFile, 'channels'>;
type Site = Extract<NonNullable<WorkspaceFile['channels']['hall']>, { sites: unknown }>['sites'][number];

const sitesOf = ({ channels }: Channels, channel: ChannelId): readonly Site[] => {
  const entry = channels[channel];
  return entry !== undefined && entry !== 'none' && 'sites' in entry ? entry.sites : [];
};

/** Every `formerly` of the workspace, in its order. */
export const formerNames = (workspace: Channels): readonly FormerName[] =>
  CHANNELS.flatMap((channel) =>
    sitesOf(workspace, channel).flatMap(({ name, formerly = [] }) =>
      formerly.map((before) => ({ channel, before, after: name })),
    ),
  );

/**
 * Former names that leave open which place is meant: one that two places claim, a place's own name, and the name of a place of
 * today that does not itself say what it was called (`[]` where it is new). Two that exchanged names each name the other's.
 */
export function doubtfulFormerNames(file: Channels, placeOf: (path: YamlPath) => Place): Problem[] {
  return CHANNELS.flatMap((channel) => {
    const sites = sitesOf(file, channel);
    const claimed = new Map<string, Place>();
    return sites.flatMap(({ name, formerly = [] }, index) =>
      formerly.flatMap((before, at) => {
        const place = placeOf(['channels', channel, 'sites', index, 'formerly', at]);
        const first = claimed.get(nameKey(before));
        claimed.set(nameKey(before), first ?? place);
        const bearer = sites.find((site) => nameKey(site.name) === nameKey(before));
        if (nameKey(before) === nameKey(name)) return [problem(place, ownName(before))];
        if (first) return [problem(place, claimedTwice(before, first), ONE_ALONE)];
        return bearer && bearer.formerly === undefined ? [problem(place, stillBorne(before), BOTH_SAY)] : [];
      }),
    );
  });
}

const ownName = (name: string): Text =>
  text(`曾用名「${name}」就是它现在的名称`, `the former name "${name}" is the name that it bears`);

const claimedTwice = (name: string, { line }: Place): Text =>
  text(
    `曾用名「${name}」写了两次（第一次在第 ${line} 行），看不出原来的问题归哪一处`,
    `the former name "${name}" stands twice (first in line ${line}), so it is open where its gaps go on`,
  );
const ONE_ALONE = text('只留在真正改名的那一处', 'leave it at the place that was renamed');

const stillBorne = (name: string): Text =>
  text(
    `曾用名「${name}」现在是另一处的名称，看不出原来的问题归哪一处`,
    `the former name "${name}" is borne by another place now, so it is open where its gaps go on`,
  );
const BOTH_SAY = text(
  '两处互换名称的，另一处也写 formerly；另一处是新设的，给它写 formerly: []',
  'where two exchanged names, write formerly at the other too; where the other is new, write formerly: [] there',
);

/** Waivers that still name a place by a former name mean the place, unless another bears that name now. */
export function underPresentNames(waivers: readonly Waiver[], file: Channels): readonly Waiver[] {
  const former = formerNames(file);
  return waivers.map((waiver) => {
    const { site } = waiver;
    if (site === undefined) return waiver;
    const isBorne = CHANNELS.some((channel) => sitesOf(file, channel).some(({ name }) => name === site));
    const renamed = former.find(
      ({ channel, before }) => before === site && (waiver.channel === undefined || waiver.channel === channel),
    );
    return renamed && !isBorne ? { ...waiver, site: renamed.after } : waiver;
  });
}
