import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from '../../catalogue/nearest.ts';
import { parseYaml } from '../../catalogue/validate.ts';
import type { ChannelId } from '../../catalogue/rule.ts';
import { text, type Text } from '../../language/text.ts';
import type { FleetLine } from '../../report/fleet/fleet-report.ts';
import type { Fleet, FleetUnit } from '../../workspace/fleet.ts';
import { hostsOf, placesOf } from '../../workspace/places.ts';
import { workspaceSchema, type Company, type WorkspaceFile } from '../../workspace/workspace.ts';
import { Stop } from '../desk.ts';
import { companyIn } from './company-in.ts';

/** One company as the run sees it before it is audited. */
export interface PlannedUnit extends FleetUnit {
  readonly number: number;
  /** Its `gongkai.yaml`. */
  readonly file: string;
  /** Where it is noted how far its audit has come. */
  readonly marker: string;
  /** Undefined where the file does not tell; its audit says why. */
  readonly company?: NonNullable<FleetLine['company']>;
  /** Of the websites that are captured live. */
  readonly hosts: readonly string[];
  /** Why it cannot be told from another unit, if so. */
  readonly refused?: Text;
}

/** Looks into every workspace for its name and its websites; of two with one id the later is refused. */
export async function planFleet(fleet: Fleet, out: string): Promise<PlannedUnit[]> {
  const known = new Map<string, string>();
  const planned: PlannedUnit[] = [];
  for (const [number, unit] of fleet.units.entries()) {
    const file = path.join(fleet.folder, unit.folder, 'gongkai.yaml');
    const { written, company } = await workspaceAt(file);
    const first = written && known.get(written.company.id);
    if (written && first === undefined) known.set(written.company.id, unit.folder);
    planned.push({
      ...unit,
      ...{ number, file, marker: markerOf(out, unit) },
      ...(company && { company: headOf(company) }),
      hosts: written ? liveHosts(written) : [],
      ...(written && first !== undefined && { refused: twice(written.company.id, first) }),
    });
  }
  return planned;
}

export const markerOf = (out: string, { folder }: FleetUnit): string =>
  path.join(out, 'units', `${folder === '.' ? '_' : folder}.json`);

/** A file that its audit will refuse may still tell whose it is, so that the company stands in its place in the roll-up. */
async function workspaceAt(file: string): Promise<{ readonly written?: WorkspaceFile; readonly company?: Company }> {
  const bytes = await readFile(file).catch(() => undefined);
  const parsed = bytes && parseYaml(workspaceSchema, bytes, file);
  if (parsed && 'value' in parsed) return { written: parsed.value, company: parsed.value.company };
  const company = bytes && companyIn(bytes);
  return company ? { company } : {};
}

function headOf({ id, name, en, kind, parent, aliases }: Company): NonNullable<FleetLine['company']> {
  return { id, name, kind, aliases, ...(en !== undefined && { en }), ...(parent !== undefined && { parent }) };
}

function liveHosts({ channels }: WorkspaceFile): string[] {
  const sources = (Object.keys(channels) as ChannelId[]).flatMap((channel) =>
    placesOf({ channels }, channel).flatMap((place) => place.sources),
  );
  return [...new Set(sources.flatMap((source) => ('url' in source ? hostsOf(source) : [])))];
}

const twice = (id: string, first: string): Text =>
  text(
    `单位编号「${id}」与 ${first} 重复，请改 gongkai.yaml 中的 company.id`,
    `the company id "${id}" is that of ${first} too; change company.id in gongkai.yaml`,
  );

/** The units of these folders, ids, names or aliases; stops at a name that no unit answers to. */
export function onlyThese(units: readonly PlannedUnit[], names: readonly string[] | undefined): readonly PlannedUnit[] {
  if (names === undefined) return units;
  const namesOf = ({ folder, company }: PlannedUnit): string[] => [
    folder,
    ...(company ? [company.id, company.name, ...(company.aliases ?? [])] : []),
  ];
  const wanted = names.flatMap((name) => {
    const asked = asFolder(name);
    const found = units.filter(
      (unit) => namesOf(unit).includes(asked) || path.dirname(unit.file) === path.resolve(asked),
    );
    if (found.length > 0) return found;
    const hint = didYouMean(name, units.flatMap(namesOf));
    throw new Stop(
      'usage',
      text(
        `--only：没有名为「${name}」的单位${hint ? `，${hint.zh}` : ''}。`,
        `--only: there is no unit "${name}"${hint ? `; ${hint.en}` : ''}.`,
      ),
    );
  });
  return units.filter((unit) => wanted.includes(unit));
}

/** A folder as shells complete it, `.\县\城关\`, in the notation of `fleet.yaml`. */
const asFolder = (typed: string): string =>
  typed
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+(?=.)/, '')
    .replace(/(?<=.)\/+$/, '');
