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
});
