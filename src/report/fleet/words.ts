import type { Language, Text } from '../../language/text.ts';
import type { FleetLine, FleetReport, Totals } from './fleet-report.ts';

/** One roll-up being told in one language. */
export interface FleetVoice {
  readonly fleet: FleetReport;
  readonly t: (zh: string, en: string) => string;
  readonly say: (wording: Text) => string;
  readonly department: (name: string) => string;
}

export function fleetVoice(fleet: FleetReport, language: Language): FleetVoice {
  const zh = language === 'zh';
  return {
    fleet,
    t: (chinese, english) => (zh ? chinese : english),
    say: (wording) => wording[language],
    department: (name) => (zh ? name : (fleet.departments[name] ?? name)),
  };
}

/** `333/383（86%）`; the percentage never stands without its base, and nothing finished is no number at all. */
export function coverageText({ t }: FleetVoice, { finished, tally: { told, duties } }: Totals): string {
  if (finished === 0) return '—';
  if (duties === 0) return t('无应查内容', 'nothing due');
  const percent = Math.floor((told * 100) / duties);
  return t(`${told}/${duties}（${percent}%）`, `${told}/${duties} (${percent}%)`);
}

/** `3/4`: units finished of all; a unit alone says it in a word. */
export function finishedText({ t }: FleetVoice, { units, finished }: Totals): string {
  if (units > 1) return `${finished}/${units}`;
  return finished === 1 ? t('已完成', 'finished') : t('未完成', 'not finished');
}

/** A count of what was finished; a dash where nothing was, for nothing is known there. */
export const countText = ({ finished }: Totals, number: number): string => (finished === 0 ? '—' : String(number));

export const nodeName = ({ t }: FleetVoice, { name, en }: Named): string => t(name, en ?? name);

interface Named {
  readonly name: string;
  readonly en?: string | undefined;
}

export const lineName = (voice: FleetVoice, { company, folder }: FleetLine): string =>
  company ? nodeName(voice, company) : folder;

/** Why a unit was not finished, in one line. */
export const whyText = ({ t, say }: FleetVoice, { why }: FleetLine): string =>
  why.length === 0 ? t('本次没有核查', 'not audited this time') : why.map(say).join(t('；', '; '));

export const titleOf = ({ t, fleet }: FleetVoice): string =>
  t(`${fleet.name} 供电服务信息公开核查汇总`, `${fleet.name}: roll-up of the disclosure audits`);

/** The sentence that comes first: how much of the fleet is known at all. */
export function leadOf(voice: FleetVoice): string {
  const { t, fleet } = voice;
  const { units, finished } = fleet.totals;
  const open = units - finished;
  return t(
    `核查日 ${fleet.asOf}，${units} 个单位：已完成 ${finished} 个，未完成 ${open} 个${open > 0 ? '（未完成的单位不计入以下数字，不等于没有问题）' : ''}`,
    `As of ${fleet.asOf}, ${units} units: ${finished} finished, ${open} not${open > 0 ? ' (those are in none of the numbers below, which is not the same as having no gaps)' : ''}`,
  );
}
