import { load, type CheerioAPI } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/html.ts';
import { terminal } from '../../src/report/terminal.ts';
import { explainVerdict } from '../../src/report/explain.ts';
import { PAYLOADS } from './payloads.ts';
import { filledWith } from './filled.ts';
import { SAMPLE } from './sample.ts';

const options = { language: 'zh', colour: false, width: 100 } as const;

interface Tag {
  readonly tagName: string;
  readonly attribs: Readonly<Record<string, string>>;
}

const everyElement = ($: CheerioAPI): Tag[] => $('*').toArray() as unknown as Tag[];

/** Element names, sorted: an element too many would show. */
const elementsOf = (html: string): string[] =>
  everyElement(load(html))
    .map(({ tagName }) => tagName)
    .sort();

describe('the HTML report on hostile pages', () => {
  const harmless = elementsOf(htmlPage.render(filledWith('无害'), options).toString());
  const linked = elementsOf(htmlPage.render(filledWith('http://x.example/'), options).toString());

  it('has a hundred payloads and more to stand', () => {
    expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(100);
  });

  it.each(PAYLOADS)('%j is nothing but words', (payload) => {
    const html = htmlPage.render(filledWith(payload), options).toString();
    const $ = load(html);
    const isLink = /^https?:\/\//i.test(payload);
    expect(elementsOf(html)).toEqual(isLink ? linked : harmless);
    // The page's own: one script, two forms of filters, the bar of outcomes and the pictures of deadlines.
    expect($('script').length).toBe(1);
    expect($('iframe, object, embed, base, link, img, math, template').length).toBe(0);
    const attributes = everyElement($).flatMap(({ attribs }) => Object.entries(attribs));
    expect(attributes.filter(([name]) => /^on|^style$|^src/i.test(name))).toEqual([]);
    const targets = attributes.filter(([name]) => name === 'href').map(([, value]) => value);
    expect(targets.filter((target) => !/^(?:#|https?:\/\/)/i.test(target))).toEqual([]);
    // Nothing is lost: the words stand there to be read.
    const shown = payload.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/g, '\ufffd');
    expect($('blockquote').first().text()).toContain(shown);
  });
});

it('the page loads nothing, and its policy names its own style sheet and script', () => {
  const $ = load(htmlPage.render(SAMPLE, options));
  const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; img-src 'self' file:; base-uri 'none'; form-action 'none'$/,
  );
  expect($('[src], link, [style]').length).toBe(0);
  expect($('style').text()).not.toMatch(/url\(|@import|expression/);
  expect($('script').text()).not.toMatch(/innerHTML|fetch|XMLHttp|WebSocket|eval|import\(|localStorage|cookie/);
});

describe('the terminal report on hostile pages', () => {
  const ATTACKS = [
    '\u001b[2J\u001b]0;title\u0007gone',
    '\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\',
    '\u009b31mred',
    '\u202etxt.exe',
    'a\r\nb\u2028c',
    '::set-output name=x::y',
    '  ::stop-commands::z',
    'x\n::error::boo',
    '##[error]boo',
    'a ##[command]boo',
    '：：',
  ];
  it.each(ATTACKS)('%j moves no cursor and commands no runner', (attack) => {
    const report = filledWith(attack);
    const [verdict] = report.verdicts;
    const shown = [
      terminal.render(report, options).toString(),
      verdict ? explainVerdict(report, verdict, 'zh') : '',
    ].join('\n');
    for (const line of shown.split('\n')) {
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\u2066-\u2069]/);
      expect(line).not.toMatch(/^\s*::|##\[/);
    }
  });
});
