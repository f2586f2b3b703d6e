import type { Text } from '../../language/text.ts';
import { text, verbatim } from '../../language/text.ts';
import { summaryOf } from '../../report/fleet/summary.ts';
import { auditCompany, openAudit, type Run } from '../audit.ts';
import { bundleOf } from '../capture.ts';
import { Stop, type Desk } from '../desk.ts';
import type { Means } from '../means.ts';
import type { FleetSetting, UnitResult } from './messages.ts';
import { inputsOf, isAllThere, isOwnWork, readMarker, whatStands, writeMarker } from './marker.ts';

/** What one company of a fleet is audited with. */
export interface UnitTask {
  /** Its `gongkai.yaml`. */
  readonly file: string;
  /** Where it is noted how far its audit has come. */
  readonly marker: string;
  readonly setting: FleetSetting;
  readonly desk: Desk;
  readonly means: Means;
  readonly pause: (ms: number) => Promise<unknown>;
}

/**
 * Audits one company as `gongkai audit` would, to the byte, or finds that this run has done so already. Never throws: whatever
 * is wrong with one company is its own result, and no other's.
 */
export async function auditUnit(task: UnitTask): Promise<UnitResult> {
  try {
    return await auditOrRecall(task);
  } catch (error) {
    if (error instanceof Stop) return { state: 'unfinished', exit: error.exit, why: [...error.says] };
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { state: 'unfinished', exit: 'internal', why: [INTERNAL, verbatim(said)] };
  }
}

const INTERNAL: Text = text(
  '程序内部错误，请单独运行 gongkai audit 查看详情',
  'internal error; run gongkai audit on it alone for the details',
);

const ANEW = text(
  '采集选项、gongkai.yaml 中的渠道或快照文件与上次不同，不能接着做，重新采集（要接着做，请中断后改回原样再用 --resume）',
  'what is captured (options, channels in gongkai.yaml, files of snapshots) is not as in the run before, so it is captured anew (to go on instead, interrupt, restore it and use --resume again)',
);

async function auditOrRecall(task: UnitTask): Promise<UnitResult> {
  const { setting, desk, means, marker } = task;
  const known = setting.resume ? await readMarker(marker) : undefined;
  const fresh = await openAudit(task.file, { ...setting.options, resume: false }, desk, means);
  const inputs = await inputsOf(fresh, setting.options, setting.build ?? setting.version);
  const isSame = known?.inputs.captured === inputs.captured;
  if (known && !isSame) desk.tell(ANEW[desk.language]);
  const isDone = isSame && known.stage === 'ended' && known.inputs.judged === inputs.judged;
  if (isDone && isAllThere(fresh, setting.options.format)) return known.result;
  const isOwn = isSame && (known.stage === 'ended' || (await isOwnWork(known.before, bundleOf(fresh))));
  if (!isOwn) await writeMarker(marker, { stage: 'begun', inputs, before: await whatStands(bundleOf(fresh)) });
  const result = await patiently(task, () => auditNow(task, fresh, isOwn));
  // One that was told to stop is done again, from its bundle.
  if (result.exit !== 'interrupted') await writeMarker(marker, { stage: 'ended', inputs, result });
  return result;
}

async function auditNow({ file, setting, desk, means }: UnitTask, fresh: Run, goOn: boolean): Promise<UnitResult> {
  const options = { ...setting.options, resume: goOn };
  const run = goOn ? await openAudit(file, options, desk, means) : fresh;
  const { report, exit } = await auditCompany(run, options, desk, means);
  return { state: 'finished', exit, summary: summaryOf(report) };
}

/** Tries, and half a second apart, before a company is given up whose bundle another process holds. */
const TRIES = 20;
const PAUSE_MS = 500;

/** A process of a run that was just killed may still be about to end. */
async function patiently({ setting, pause }: UnitTask, act: () => Promise<UnitResult>): Promise<UnitResult> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (!setting.resume || left === 0 || !(error instanceof Stop) || error.exit !== 'busy') throw error;
      await pause(PAUSE_MS);
    }
  }
}
