import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesOf, readAsFile } from './documents/read-as-file.ts';

const folder = '../shared/realdata/images';
const names = existsSync(folder) ? readdirSync(folder).sort() : [];

describe.skipIf(names.length === 0)('real pictures', () => {
  const read = (name: string) => readAsFile(readFileSync(`${folder}/${name}`), name);

  it(`each of ${names.length} is read or ends in a named reason`, { timeout: 1_200_000 }, async () => {
    const told = new Map<string, number>();
    for (const name of names) {
      const { unread, blocks } = await read(name);
      expect(unread !== undefined || blocks.length > 0, name).toBe(true);
      expect(unread?.reason, name).not.toBe('internal-error');
      const reason = unread?.reason ?? 'read';
      told.set(reason, (told.get(reason) ?? 0) + 1);
    }
    // The one that is all black shows nothing.
    expect(told.get('no-text-layer')).toBe(1);
    process.stdout.write(`${[...told].map(([reason, count]) => `${reason} ${count}`).join(', ')}\n`);
  });

  it('the phones of a sign', async () => {
    const words = linesOf(await read('sign_phone_027.jpg')).join('\n');
    expect(words).toContain('027-88852022');
    expect(words).toContain('027-88859022');
  });

  it('the total of a table that is one picture', async () => {
    expect(linesOf(await read('cptz_2019_sales_disclosure.png')).join('\n')).toContain('19,123,816.68');
  });

  it('a photograph that was turned by its camera', async () => {
    expect(linesOf(await read('exif_rotated.jpg')).join('')).toContain('我是中国人');
  });
});
