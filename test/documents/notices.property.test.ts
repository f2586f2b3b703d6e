import { describe, expect, it } from 'vitest';
import { noisyNotice } from '../support/noisy-notice.ts';
import { seeded } from '../support/random.ts';
import { faultsOf } from '../support/read-notice.ts';
import { readPage } from './page.ts';

const NOTICES = 300;
const SEED = Number(process.env.NOISE_SEED ?? 20_261_120);

describe(`notices under noise, seed ${SEED}`, () => {
  it(`${NOTICES} of them keep their facts, invent no day and quote the paper word for word`, () => {
    const random = seeded(SEED);
    const wrong = Array.from({ length: NOTICES }, () => noisyNotice(random)).flatMap((notice) => {
      const faults = faultsOf(notice, readPage(notice.text, { url: 'http://www.shancheng.example/notice.txt' }));
      return faults.length === 0 ? [] : [[notice.noise.join('+'), ...faults, notice.text].join('\n')];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
