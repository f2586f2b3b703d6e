import { expect, it } from 'vitest';
import { undecided } from '../../src/report/papers.ts';
import type { Report } from '../../src/report/report.ts';
import { unknownsByGroup } from '../../src/report/unknowns.ts';
import type { Verdict } from '../../src/verdicts/verdict.ts';
import { reportOn, SAMPLE, VERDICTS } from './sample.ts';

const [known] = SAMPLE.verdicts;
if (!known) throw new Error('the sample has verdicts');
const { gap: _gap, channel: _channel, site: _site, ...plain } = known;

const missing: Verdict = { ...known, id: '9.1/im/content', element: '9.1', channel: 'im', aspect: 'content' };
const itsDates: Verdict = {
  ...plain,
  id: '9.1/im/timeliness',
  element: '9.1',
  channel: 'im',
  aspect: 'timeliness',
  outcome: 'untested',
  causedBy: missing.id,
};
const listed = (report: Report): number => unknownsByGroup(report).reduce((sum, { count }) => sum + count, 0);

it('as many are said to be undecided as the list of what could not be told holds: a missing channel has no dates to tell', () => {
  const report = reportOn([...VERDICTS, missing, itsDates]);
  expect(undecided(report)).toBe(undecided(SAMPLE));
  expect(undecided(report)).toBe(listed(report));
});
