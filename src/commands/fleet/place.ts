import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseCivilDate, type CivilDate } from '../../calendar/civil-date.ts';
import type { Fleet } from '../../workspace/fleet.ts';
import { writeFileWhole } from '../write-file.ts';
import type { PlannedUnit } from './plan.ts';

/** Where a fleet's roll-up is written, and for which day. */
export interface FleetPlace {
  readonly asOf: CivilDate;
  readonly out: string;
}

/** Stands there while a run is not finished, and holds its day. */
const noteIn = (out: string): string => path.join(out, 'fleet.partial');

/** The day and the folder of the roll-up; one that is resumed without naming them is the newest that was interrupted. */
export async function placeFleet(
  { folder }: Fleet,
  given: { readonly asOf?: CivilDate; readonly out?: string; readonly resume: boolean; readonly today: CivilDate },
): Promise<FleetPlace> {
  const days = path.join(folder, 'out');
  const day = given.asOf ?? (given.resume ? await interruptedDay(days, given.out) : undefined) ?? given.today;
  return { asOf: day, out: given.out ?? path.join(days, day) };
}

async function interruptedDay(days: string, out: string | undefined): Promise<CivilDate | undefined> {
  const folders =
    out === undefined
      ? (await readdir(days).catch(() => []))
          .filter((name) => parseCivilDate(name) !== null)
          .sort()
          .reverse()
          .map((name) => path.join(days, name))
      : [out];
  for (const folder of folders) {
    const note = await readFile(noteIn(folder), 'utf8').catch(() => '');
    const day = parseCivilDate(note.trim());
    if (day !== null) return day;
  }
  return undefined;
}

/** Notes that a run begins; unless it goes on with one, what an earlier one of the day noted of these units is dropped. */
export async function beginRun(
  { asOf, out }: FleetPlace,
  units: readonly PlannedUnit[],
  resume: boolean,
): Promise<void> {
  if (!resume) for (const { marker } of units) await rm(marker, { force: true });
  await writeFileWhole(noteIn(out), `${asOf}\n`);
}

export const endRun = ({ out }: FleetPlace): Promise<void> => rm(noteIn(out), { force: true });
