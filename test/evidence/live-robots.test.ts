import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRobots } from '../../src/evidence/robots.ts';

interface RobotsCase {
  readonly test: string;
  readonly robots_b64: string;
  readonly agent: string;
  readonly url: string;
  readonly allowed: boolean;
  readonly class: string;
}

const suite = path.resolve(import.meta.dirname, '../../../shared/suites/google-robotstxt/robots_cases.json');
const asks = (robots: string, address: string, agent = 'gongkai'): boolean => {
  const { pathname, search } = new URL(address);
  return parseRobots(robots, agent).allows(pathname + search);
};
/** The suite gives addresses as they were typed and means them so. */
const typed = (url: string): string =>
  url
    .replace(/^[a-z]+:\/\/[^/?]*/, '')
    .replace(/#.*$/, '')
    .replace(/^(?!\/)/, '/');

describe('robots.txt', () => {
  const site = 'https://www.shancheng.example';

  it('is read by our own group where there is one, else by the group for all', () => {
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: gongkai\nDisallow: /admin/\n';
    expect(asks(robots, `${site}/xxgk/`)).toBe(true);
    expect(asks(robots, `${site}/admin/x`)).toBe(false);
    expect(asks(robots, `${site}/xxgk/`, 'other')).toBe(false);
  });

  it('lets the longest rule win, and `allow` where two are as long', () => {
    const robots = 'User-agent: *\nDisallow: /xxgk\nAllow: /xxgk/zhinan\nDisallow: /a.html\nAllow: /a.html\n';
    expect(asks(robots, `${site}/xxgk/dianjia`)).toBe(false);
    expect(asks(robots, `${site}/xxgk/zhinan/1.html`)).toBe(true);
    expect(asks(robots, `${site}/a.html`)).toBe(true);
  });

  it('understands * and $, BOM, CR line ends, Chinese paths and escapes in either case', () => {
    const robots =
      '\ufeffUser-agent: *\rDisallow: /*.pdf$\rDisallow: /公开/\rDisallow: /%e7%94%b5/\rSitemap: https://x.example/s.xml\r';
    expect(asks(robots, `${site}/a/b.pdf`)).toBe(false);
    expect(asks(robots, `${site}/a/b.pdf?x=1`)).toBe(true);
    expect(asks(robots, `${site}/公开/1.html`)).toBe(false);
    expect(asks(robots, `${site}/电/`)).toBe(false);
    expect(parseRobots(robots, 'gongkai').sitemaps).toEqual(['https://x.example/s.xml']);
  });

  it('with nothing in it closes nothing', () => {
    expect(asks('', `${site}/`)).toBe(true);
    expect(asks('User-agent: *\nDisallow:\n', `${site}/`)).toBe(true);
  });

  it('does not explode on a pattern of many stars', () => {
    const robots = `User-agent: *\nDisallow: /${'*a'.repeat(2_000)}b$\n`;
    expect(asks(robots, `${site}/${'a'.repeat(20_000)}`)).toBe(true);
  });
});

const readSuite = ({ robots_b64, agent, url }: RobotsCase): boolean =>
  parseRobots(Buffer.from(robots_b64, 'base64').toString(), agent).allows(typed(url));

describe.skipIf(!existsSync(suite))('the RFC 9309 cases of another robots.txt reader', () => {
  it('all come out the same', () => {
    const { allowed_cases: all } = JSON.parse(readFileSync(suite, 'utf8')) as { allowed_cases: readonly RobotsCase[] };
    const cases = all.filter((one) => one.class === 'rfc9309');
    const failed = cases.filter((one) => readSuite(one) !== one.allowed);
    process.stdout.write(`robots.txt, RFC 9309: ${cases.length - failed.length} passed, ${failed.length} failed\n`);
    expect(failed).toEqual([]);
    expect(cases.length).toBe(72);
  });
});
