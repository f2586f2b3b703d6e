/** The table of deadlines that law and calendar give (start day not counted), with what Monday-to-Friday arithmetic says. */
export const DEADLINE_TABLE = [
  { start: '2026-09-24', days: 10, due: '2026-10-15', naive: '2026-10-08' },
  { start: '2026-09-29', days: 10, due: '2026-10-19', naive: '2026-10-13' },
  { start: '2026-02-13', days: 3, due: '2026-02-25', naive: '2026-02-18' },
  { start: '2026-04-29', days: 3, due: '2026-05-07', naive: '2026-05-04' },
  { start: '2026-09-16', days: 3, due: '2026-09-20', naive: '2026-09-21' },
  { start: '2026-09-17', days: 3, due: '2026-09-21', naive: '2026-09-22' },
  { start: '2025-01-22', days: 3, due: '2025-01-26', naive: '2025-01-27' },
  { start: '2022-04-22', days: 10, due: '2022-05-09', naive: '2022-05-06' },
  { start: '2026-02-09', days: 10, due: '2026-02-28', naive: '2026-02-23' },
  { start: '2026-12-24', days: 10, due: 'no-calendar 2027', naive: '2027-01-07' },
] as const;
