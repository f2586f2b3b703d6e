import { describe, expect, it } from 'vitest';
import { look } from '../support/corpus.ts';

const page = (value: string): string =>
  `<h1>供电企业基本情况</h1><dl><dt>企业性质</dt><dd>国有企业</dd><dt>联系电话</dt><dd>${value}</dd></dl>`;

describe('contact-phone (1.4)', () => {
  it('holds a landline in full-width digits (C16)', async () => {
    const [finding] = await look('1.4', { 'a.html': page('０６００－６２００００１') });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ value: '06006200001' }] });
  });

  it('leaves the service line alone to a person', async () => {
    const [finding] = await look('1.4', { 'a.html': page('95598') });
    expect(finding).toMatchObject({ holds: 'unknown', reason: 'needs-person' });
  });

  it('takes the company’s own number beside the service line', async () => {
    const [finding] = await look('1.4', { 'a.html': page('95598，0600-6200001') });
    expect(finding).toMatchObject({ holds: 'yes', facts: [{ value: '06006200001' }] });
  });

  it('is missing where a placeholder stands', async () => {
    const [finding] = await look('1.4', { 'a.html': page('0600-XXXXXXX') });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing', proof: 'absence' });
  });

  it('is missing where the number is another company’s', async () => {
    const others = '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p><p>国网邻水供电公司联系电话：0600-6200001</p>';
    const [finding] = await look('1.4', { 'a.html': others });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });

  it('is a number of one of our own halls or of whoever a sentence speaks of in passing', async () => {
    for (const words of ['石桥供电所联系电话：0600-6200001', '办理业务请到就近供电公司，联系电话：0600-6200001']) {
      const [finding] = await look('1.4', { 'a.html': `<h1>供电企业基本情况</h1><p>${words}</p>` });
      expect(finding).toMatchObject({ holds: 'yes' });
    }
  });

  it('is no number of which somebody complains, and is one where the company says what to do if nobody answers', async () => {
    const about = (words: string) => look('1.4', { 'a.html': `<h1>供电企业基本情况</h1><p>${words}</p>` });
    expect((await about('拨打县医保所电话6200001十余次，一直无人接听，请不要公布这样的联系电话。'))[0]?.holds).not.toBe(
      'yes',
    );
    expect((await about('联系电话：0600-6200001，如无人接听请拨打95598。'))[0]).toMatchObject({ holds: 'yes' });
  });

  it('is missing where no label and no number stand', async () => {
    const [finding] = await look('1.4', { 'a.html': '<h1>供电企业基本情况</h1><p>企业性质：国有企业</p>' });
    expect(finding).toMatchObject({ holds: 'no', gap: 'missing' });
  });
});
