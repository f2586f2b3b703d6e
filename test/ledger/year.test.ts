import { expect, it } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.ts';
import { DATED_CHANGES, expectations, FIRST_NIGHT, LAST_NIGHT } from '../support/year-portal.ts';
import { proveYear } from '../support/year-proof.ts';

// Three weeks of it here, with the calendar that comes late and the first passage that goes and returns; `npm run test:year` runs the year.
it('tells every change on its night, with its cause, and nothing on quiet nights', async () => {
  const { failures, passed } = await proveYear(FIRST_NIGHT, addDays(FIRST_NIGHT, 18));
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(50);
});

it('the year holds sixty dated changes, all of them within it', () => {
  expect(DATED_CHANGES).toBe(60);
  expect(expectations().filter(({ on }) => on <= FIRST_NIGHT || on > LAST_NIGHT)).toEqual([]);
});
