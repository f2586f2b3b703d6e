import { describe, expect, it } from 'vitest';
import { checklistNotices } from '../../src/report/checklist-notices.ts';
import { checklistUses } from '../../src/verdicts/checklist-use.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import type { Attestation, Workspace } from '../../src/workspace/workspace.ts';
import { VERDICTS } from '../report/sample.ts';

const DAY = '2026-11-20';
const HALL = '城关营业厅';

const answer = (more: Partial<Attestation> = {}): Attestation => ({
  ...{ subject: '8.1', site: HALL, answer: 'yes', photos: ['1.jpg'], lostPhotos: [], note: '' },
  ...{ checker: '甲', reviewer: '乙', on: '2026-11-10', until: '', at: 'hall.csv:2' },
  place: { file: 'hall.csv', line: 2, column: 1 },
  ...more,
});

const verdict = (more: Partial<Verdict>): Verdict => {
  const [sample] = VERDICTS;
  if (!sample) throw new Error('no sample');
  const { says, remarks, facts, severity, basis, readings, owners, remedy } = sample;
  return {
    ...{ says, remarks, facts, severity, basis, readings, owners, remedy },
    ...{ id: `8.1/hall@${HALL}/content`, item: '8', element: '8.1', channel: 'hall', site: HALL },
    ...{ aspect: 'content', outcome: 'cantTell', reason: 'insufficient-evidence', quotes: [] },
    ...more,
  };
};

const uses = (attestations: readonly Attestation[], verdicts: readonly Verdict[]) =>
  checklistUses(verdicts, { workspace: { attestations } as unknown as Workspace, asOf: DAY, maxAgeDays: 35 });

describe('an on-site checklist', () => {
  it('has expired on the day after its last, where nothing else tells', () => {
    expect(uses([answer({ until: '2026-11-19' })], [verdict({})])).toEqual([
      {
        at: 'hall.csv',
        site: HALL,
        until: '2026-11-19',
        status: 'expired',
        verdicts: [`8.1/hall@${HALL}/content`],
      },
    ]);
  });

  it('counts on its last day', () => {
    const passed = verdict({ outcome: 'passed' });
    expect(uses([answer({ until: DAY })], [passed])).toMatchObject([{ status: 'in-force', until: DAY }]);
  });

  it('without a last day is valid for the usual 35 days after the check', () => {
    // 16 October + 35 days = 20 November.
    expect(uses([answer({ on: '2026-10-16' })], [verdict({ outcome: 'passed' })])).toMatchObject([{ until: DAY }]);
    expect(uses([answer({ on: '2026-10-15' })], [verdict({})])).toMatchObject([
      { status: 'expired', until: '2026-11-19' },
    ]);
  });

  it.each([
    ['was replaced by a newer one', [answer({ on: '2026-11-12' })], {}],
    ['is not missed, since the pages tell', [], { outcome: 'passed', quotes: VERDICTS[0]?.quotes ?? [] } as const],
    ['is about another element', [], { element: '8.2' }],
    ['is of another hall', [], { site: '江北营业厅' }],
    ['is about content, and this is timeliness', [], { aspect: 'timeliness' } as const],
  ])('that ran out says nothing where it %s', (_, more, of) => {
    expect(uses([answer({ until: '2026-11-19', on: '2026-11-01' }), ...more], [verdict(of)])).toEqual([]);
  });

  it('of the unit itself expires for the duties that leave no trace on a channel', () => {
    const { channel, site, ...own } = verdict({ id: 'N28/content', item: 'N', element: 'N28' });
    expect([channel, site]).toEqual(['hall', HALL]);
    const sheet = answer({ subject: 'N28', site: '', until: '2026-11-19' });
    expect(uses([sheet], [own])).toMatchObject([{ site: '', status: 'expired', verdicts: ['N28/content'] }]);
    expect(checklistNotices(uses([sheet], [own]))[0]?.zh).toContain('本单位 1 项');
  });

  it('that was never signed was never valid, so it has not expired', () => {
    expect(uses([answer({ until: '2026-11-19', reviewer: '' })], [verdict({})])).toEqual([]);
  });

  it('is told in every report once it has run out', () => {
    const [notice, ...more] = checklistNotices(uses([answer({ until: '2026-11-19' })], [verdict({})]));
    expect(more).toEqual([]);
    expect(notice?.zh).toBe(
      '现场核查表已于 2026-11-19 到期：城关营业厅 1 项不再作为依据（hall.csv）；请重新核查后填写。',
    );
  });
});
