import { describe, expect, it } from 'vitest';
import { tellProgress } from '../../src/commands/capture-progress.ts';
import type { Capture, Fault } from '../../src/evidence/capture.ts';

const seen = (url: string, known: number, fault?: Fault) => ({
  kind: 'captured' as const,
  known,
  capture: { url, ...(fault && { fault }) } as Capture,
});

describe('the progress of a capture', () => {
  const lines: string[] = [];
  const told: string[] = [];
  const notify = tellProgress({
    language: 'zh',
    progress: (line) => void lines.push(line),
    tell: (line) => void told.push(line),
    now: () => 0,
  });

  it('counts the pages done of those known, and those that could not be read, without a secret', () => {
    notify(seen('http://a.example/', 1));
    notify(seen('http://a.example/b?token=abc', 5, { reason: 'timeout', detail: '' }));
    notify(seen('http://a.example/c', 5));
    expect(lines).toEqual([
      '采集 1/1 http://a.example/',
      '采集 2/5（未读到 1） http://a.example/b?token=***',
      '采集 3/5（未读到 1） http://a.example/c',
    ]);
  });

  it('says why nothing happens when it waits for long, and nothing of short pauses', () => {
    notify({ kind: 'waiting', url: 'http://a.example/gone', waitMs: 600_000 });
    notify({ kind: 'retry', url: 'http://a.example/', fault: { reason: 'connect', detail: '' }, waitMs: 1_000 });
    expect(told).toEqual(['600 秒后再次确认 http://a.example/gone 等页面是否确实不存在（--confirm-after 可调整）']);
  });

  it('adds up the pages of one site after the other', () => {
    const all: string[] = [];
    const next = tellProgress({
      language: 'zh',
      progress: (line) => void all.push(line),
      tell: () => undefined,
      now: () => 0,
    });
    for (const page of ['', 'a', 'b']) next(seen(`http://portal.example/${page}`, 3));
    next(seen('http://www.95598.example/', 1));
    next(seen('http://www.95598.example/a', 40));
    expect(all.slice(-2)).toEqual(['采集 4/4 http://www.95598.example/', '采集 5/43 http://www.95598.example/a']);
  });

  it('says how long the pages that are known take yet, once the pace is known, and no longer than a site is given', () => {
    const all: string[] = [];
    let clock = 0;
    const next = tellProgress({
      language: 'zh',
      progress: (line) => void all.push(line),
      tell: () => undefined,
      now: () => clock,
    });
    const capture = (pages: number, known: number): string => {
      for (let page = 0; page < pages; page += 1) {
        next(seen('http://a.example/', known));
        clock += 1_000;
      }
      return all.at(-1) ?? '';
    };
    expect(capture(30, 400)).toBe('采集 30/400 http://a.example/');
    expect(capture(10, 400)).toBe('采集 40/400，约还要 6 分钟 http://a.example/');
    expect(capture(560, 2_000)).toBe('采集 600/2000，约还要 10 分钟 http://a.example/');
  });
});
