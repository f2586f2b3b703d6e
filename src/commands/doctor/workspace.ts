import path from 'node:path';
import { daysBetween, type CivilDate } from '../../calendar/civil-date.ts';
import { CHANNELS, type ChannelId } from '../../catalogue/closed-lists.ts';
import { text, type Text } from '../../language/text.ts';
import { CHANNEL_NAMES } from '../../report/channel-names.ts';
import type { Source, Workspace } from '../../workspace/workspace.ts';
import { bad, good, warn, type Diagnosis } from './diagnosis.ts';
import { filesIn, notReadIn } from './files.ts';

/** Days for which evidence that somebody handed in still counts, unless the workspace says otherwise. */
const MAX_AGE_DAYS = 35;

interface Place {
  readonly name: Text;
  readonly sources: readonly Source[];
}

/** Every channel of a workspace: declared, filled, fresh. Looks at the disk only, never at the network. */
export async function examineWorkspace(workspace: Workspace, asOf: CivilDate): Promise<Diagnosis[]> {
  const places = CHANNELS.flatMap((channel) => placesOf(channel, workspace));
  const looked = await Promise.all(places.map((place) => examinePlace(place, workspace, asOf)));
  return [...looked.flat(), ...undeclared(workspace)];
}

function placesOf(channel: ChannelId, { channels }: Workspace): Place[] {
  const entry = channels[channel];
  const name = CHANNEL_NAMES[channel];
  if (entry === undefined || entry === 'none') return [];
  if ('sources' in entry) return [{ name, sources: entry.sources }];
  return entry.sites.map((site) => ({
    name: text(`${name.zh}（${site.name}）`, `${name.en} (${site.name})`),
    sources: site.sources,
  }));
}

function undeclared({ channels }: Workspace): Diagnosis[] {
  const open = CHANNELS.filter((channel) => channels[channel] === undefined).map((channel) => CHANNEL_NAMES[channel]);
  if (open.length === 0) return [];
  return [
    warn(
      text(
        `没有声明的渠道：${open.map(({ zh }) => zh).join('、')}`,
        `channels not declared: ${open.map(({ en }) => en).join(', ')}`,
      ),
      text(
        '没有该渠道的请写 none，有的请提供佐证',
        'write none for those that do not exist, give evidence for the others',
      ),
    ),
  ];
}

async function examinePlace({ name, sources }: Place, workspace: Workspace, asOf: CivilDate): Promise<Diagnosis[]> {
  if (sources.length === 0)
    return [
      warn(
        text(`${name.zh}：没有写来源`, `${name.en}: no source`),
        text('写上 url 或 snapshot', 'add a url or a snapshot'),
      ),
    ];
  return (await Promise.all(sources.map((source) => examineSource(name, source, workspace, asOf)))).flat();
}

async function examineSource(name: Text, source: Source, workspace: Workspace, asOf: CivilDate): Promise<Diagnosis[]> {
  if ('url' in source)
    return [good(text(`${name.zh}：直接采集 ${source.url}`, `${name.en}: captured from ${source.url}`))];
  const filed = await filesIn(path.join(workspace.folder, source.snapshot));
  const at = text(`${name.zh}：${source.snapshot}`, `${name.en}: ${source.snapshot}`);
  const state =
    filed.count === 0
      ? bad(
          text(`${at.zh} 是空的`, `${at.en} is empty`),
          text('把截图、照片或另存的页面放进去', 'put screens, photographs or saved pages into it'),
        )
      : freshness(at, source, filed.count, workspace.settings?.max_age_days ?? MAX_AGE_DAYS, asOf);
  return [state, ...notReadIn(at, filed)];
}

function freshness(
  at: Text,
  { captured, complete, log }: Extract<Source, { snapshot: string }>,
  files: number,
  maxAge: number,
  asOf: CivilDate,
): Diagnosis {
  const filled = text(`${at.zh}（${files} 个文件）`, `${at.en} (${files} files)`);
  const age = captured === undefined ? undefined : daysBetween(captured, asOf);
  if (age !== undefined && age > maxAge)
    return warn(
      text(`${filled.zh}，采集于 ${captured}，已过 ${age} 天`, `${filled.en}, taken on ${captured}, ${age} days ago`),
      text(
        `超过 ${maxAge} 天的佐证只能得出“证据不足”，请重新采集`,
        `evidence older than ${maxAge} days proves nothing; take it anew`,
      ),
    );
  if (age !== undefined && age < 0)
    return warn(
      text(`${filled.zh}，采集日期 ${captured} 还没有到`, `${filled.en}, taken on ${captured}, a day to come`),
      text('核对 captured 的年月日', 'check the day after captured'),
    );
  if (captured === undefined)
    return warn(
      text(`${filled.zh}，没有写采集日期`, `${filled.en}, without its day`),
      text('加上 captured: 2026-11-19 这样的采集日期', 'add the day on which it was taken, like captured: 2026-11-19'),
    );
  if (!complete && log === undefined)
    return warn(
      text(`${filled.zh}，没有声明完整`, `${filled.en}, not declared complete`),
      text(
        '收齐了的请加 complete: true，否则找不到不能判为没有',
        'add complete: true once everything is in it; otherwise nothing can be said to be absent',
      ),
    );
  return good(filled);
}
