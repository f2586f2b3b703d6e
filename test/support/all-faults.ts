import { PAGE_FAULTS } from './page-faults.ts';
import { walk, type RoadFault } from './road-fault.ts';
import { SITE_FAULTS } from './site-faults.ts';
import { SNAPSHOT_FAULTS } from './snapshot-faults.ts';

/** Every fault that is injected: network, content and snapshot rows of the fault table. */
export const ALL_FAULTS: readonly RoadFault[] = [...PAGE_FAULTS, ...SITE_FAULTS, ...SNAPSHOT_FAULTS];

/** What is wrong with one walk; an exception is as wrong as a false claim. */
export async function problemsOf(fault: RoadFault): Promise<string[]> {
  try {
    return await walk(fault);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}
