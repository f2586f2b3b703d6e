import { addDays } from '../../src/calendar/civil-date.ts';
import { text } from '../../src/language/text.ts';
import type { Described } from '../../src/ledger/entry.ts';
import { type RunRecord } from '../../src/ledger/judged.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';

export const SAMPLE_VERDICTS = 120;

const NOTHING = text('', '');
export const plainly = (verdict: Verdict): Described => ({
  ...{ item: text(verdict.item, verdict.item), element: text(verdict.element, verdict.element), place: NOTHING },
  ...{ how: NOTHING, checked: '2026-11-20', problem: NOTHING, basis: NOTHING, proof: NOTHING, due: '' },
  ...{ departments: NOTHING, publisher: NOTHING, remedy: NOTHING },
});

/** The `index`-th run of a made-up unit: every fourth element fails on one run in three, and everything has its words. */
export function sampleRun(company: string, index: number): RunRecord {
  const verdicts = Array.from({ length: SAMPLE_VERDICTS }, (_, at) => sampleVerdict(at, index));
  const asOf = addDays('2026-01-01', Math.floor(index / 3));
  return {
    ...{ company, unit: company, asOf, digest: sha256(`${company} ${index}`), engine: '1', catalogue: '1' },
    ...{ calendar: '1', declared: '1', rules: new Map(), verdicts, describe: plainly },
    captures: [{ id: 'portal:http://a.example/', channel: 'portal', site: '', sha256: sha256(String(index)) }],
  };
}

function sampleVerdict(at: number, index: number): Verdict {
  const failed = at % 4 === 0 && (at / 4 + index) % 3 === 0;
  return {
    id: `${at}/portal/content`,
    ...{ item: '1', element: String(at), channel: 'portal', aspect: 'content', severity: 'major' },
    ...(failed ? { outcome: 'failed', gap: 'missing' } : { outcome: 'passed' }),
    ...{ says: [], remarks: [], quotes: [], basis: [], readings: [], remedy: NOTHING },
    facts: failed ? [] : [{ key: 'value', value: `${at}`, shown: `${at}` }],
    owners: { content: ['营销部'], publisher: '营销部' },
  };
}
