import { describe, expect, it } from 'vitest';
import { check } from '../../src/audit.ts';
import { memorySink } from '../../src/evidence/bundle/memory.ts';
import { sha256 } from '../../src/evidence/sha256.ts';
import { maskSecrets, withoutSecrets } from '../../src/report/mask-secrets.ts';
import { loadLaw } from '../support/law.ts';
import { workspaceOf } from '../support/road-fault.ts';

describe('an address that is shown', () => {
  it.each([
    ['https://a.example/x?token=eyJhbGciOi', 'https://a.example/x?token=***'],
    ['https://a.example/x?id=3&access_token=abc&page=2', 'https://a.example/x?id=3&access_token=***&page=2'],
    ['https://a.example/x?sign=ABC%2B1&ts=1', 'https://a.example/x?sign=***&ts=1'],
    ['https://a.example/x?sessionid=1#top', 'https://a.example/x?sessionid=***#top'],
    ['https://a.example/x;jsessionid=0A1B?id=3', 'https://a.example/x;jsessionid=***?id=3'],
    [
      'https://a.example/x?appSecret=1&PASSWORD=2&ticket=ST-3',
      'https://a.example/x?appSecret=***&PASSWORD=***&ticket=***',
    ],
    ['https://auditor:p%40ss@a.example/x?id=3', 'https://***@a.example/x?id=3'],
    ['页面（https://a.example/x?token=abc）无法访问', '页面（https://a.example/x?token=***）无法访问'],
    ['portal:https://a.example/#/login?token=abc#rendered', 'portal:https://a.example/#/login?token=***#rendered'],
  ])('%s is shown as %s', (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown);
  });

  it.each([
    'https://a.example/x?id=3&code=11&sid=4&key=%E5%81%9C%E7%94%B5',
    'https://a.example/design=1?sort=date',
    'token=abc is a word of a text',
    '电压合格率=99.9%',
    '网址 http://a.example:8080/@95598，邮箱 kf@a.example',
  ])('%s stays as it is', (words) => {
    expect(withoutSecrets(words)).toBe(words);
  });

  it('is masked wherever it stands in data, which keeps its shape', () => {
    const data = { a: [{ url: 'http://a.example/?token=1', n: 3, ok: true, none: null }], b: undefined };
    expect(maskSecrets(data)).toEqual({
      a: [{ url: 'http://a.example/?token=***', n: 3, ok: true, none: null }],
      b: undefined,
    });
  });
});

describe('a report of a page whose address holds a token', () => {
  it('shows the page without it; the bundle keeps it', async () => {
    const url = 'http://www.shancheng.example/?token=s3cr3t';
    const body = Buffer.from(
      '<!doctype html><title>国网山城供电公司</title><p>国网山城供电公司供电服务热线：95598</p>',
    );
    const sink = memorySink();
    await sink.add(
      {
        ...{
          id: `portal:${url}`,
          channel: 'portal',
          site: '',
          url,
          capturedAt: '2026-11-20T02:00:00Z',
          obtained: 'http',
        },
        ...{ status: 200, headers: { 'content-type': ['text/html; charset=utf-8'] }, marks: [], depth: 0 },
        ...{ sha256: sha256(body), bytes: body.length },
      },
      body,
    );
    const bundle = sink.bundle([{ channel: 'portal', site: '', closed: true, pages: 1 }]);
    const workspace = workspaceOf({ url, hosts: [], landmarks: [] });
    const report = await check(bundle, {
      law: await loadLaw('chongqing'),
      workspace,
      asOf: '2026-11-20',
      version: 'test',
    });
    expect(JSON.stringify(report)).not.toContain('s3cr3t');
    expect(report.evidence.map(({ id }) => id)).toEqual(['portal:http://www.shancheng.example/?token=***']);
    expect(bundle.captures[0]?.url).toBe(url);
  });
});
