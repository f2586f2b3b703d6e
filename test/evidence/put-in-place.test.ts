import { describe, expect, it } from 'vitest';
import { putInPlace } from '../../src/evidence/put-in-place.ts';

/** A system on which a virus scanner holds the file for the first tries. */
function scanner(code: string, tries: number, platform: NodeJS.Platform) {
  const told: string[] = [];
  let left = tries;
  return {
    told,
    moving: {
      platform,
      pause: (ms: number) => Promise.resolve(void told.push(`${ms} ms`)),
      rename: (from: string, to: string) => {
        told.push(`${from} -> ${to}`);
        left -= 1;
        return left < 0 ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
      },
    },
  };
}

describe('a finished file is put in its place', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('also while Windows says %s for a moment', async (code) => {
    const { told, moving } = scanner(code, 2, 'win32');
    await putInPlace('report.json.partial', 'report.json', moving);
    const tried = 'report.json.partial -> report.json';
    expect(told).toEqual([tried, '20 ms', tried, '80 ms', tried]);
  });

  it('but not for ever: who has it open in Excel is told so', async () => {
    const { told, moving } = scanner('EBUSY', 100, 'win32');
    await expect(putInPlace('a.partial', 'a.xlsx', moving)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(told.filter((one) => one.endsWith(' ms'))).toHaveLength(6);
  });

  it('and at once where waiting helps nobody: a full disk, another system', async () => {
    for (const { told, moving } of [scanner('ENOSPC', 1, 'win32'), scanner('EACCES', 1, 'linux')]) {
      await expect(putInPlace('a.partial', 'a.json', moving)).rejects.toThrow();
      expect(told).toEqual(['a.partial -> a.json']);
    }
  });
});
