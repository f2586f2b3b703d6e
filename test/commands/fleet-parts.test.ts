import { describe, expect, it } from 'vitest';
import { companyIn } from '../../src/commands/fleet/company-in.ts';
import { inputsOf } from '../../src/commands/fleet/marker.ts';
import type { Run } from '../../src/commands/audit.ts';
import type { AuditOptions } from '../../src/commands/options.ts';
import { keepPace, remotePace, type RemotePace } from '../../src/commands/fleet/pace.ts';
import { onlyThese, type PlannedUnit } from '../../src/commands/fleet/plan.ts';
import { tellFleet } from '../../src/commands/fleet/progress.ts';
import { worstExit } from '../../src/commands/fleet/roll-up.ts';
import { startable } from '../../src/commands/fleet/schedule.ts';
import { createPoliteness } from '../../src/evidence/politeness.ts';
import { encodeGb18030 } from '../support/gb18030.ts';
import { stillClock } from '../support/still-clock.ts';

const unit = (name: string, ...hosts: readonly string[]): PlannedUnit => ({
  ...{ number: 0, folder: name, file: `${name}/gongkai.yaml`, marker: `${name}.json`, hosts },
  company: { id: name, name, kind: 'county' },
});

/** Two processes of a fleet whose requests are paced by one clock. */
function twoProcesses(rate: number) {
  const clock = stillClock();
  const pace = createPoliteness(rate, clock);
  const never = new AbortController().signal;
  const open = (): RemotePace => {
    const remote: RemotePace = remotePace((answer) => {
      if (answer.kind === 'turn' || answer.kind === 'slow' || answer.kind === 'hold')
        keepPace(pace, answer, (order) => void (order.kind === 'turn' && remote.granted(order.request)), never);
    });
    return remote;
  };
  return { clock, first: open(), second: open() };
}

describe('the pace of a fleet', () => {
  it('is that of one visitor on a host that two companies share, whichever process asks', async () => {
    const { clock, first, second } = twoProcesses(1);
    for (let turn = 0; turn < 3; turn += 1) {
      await first.turn('www.shared.example');
      await second.turn('www.shared.example');
    }
    // Six requests at one a second: five pauses, not two in each process.
    expect(clock.slept()).toBe(5_000);
  });

  it('does not let one host wait for another', async () => {
    const { clock, first, second } = twoProcesses(1);
    await Promise.all([first.turn('www.first.example'), second.turn('www.second.example')]);
    expect(clock.slept()).toBe(0);
  });

  it('is slowed down for all by what a host asks of one', async () => {
    const { clock, first, second } = twoProcesses(1);
    first.slowDown('www.shared.example', 10_000);
    await first.turn('www.shared.example');
    await second.turn('www.shared.example');
    expect(clock.slept()).toBe(10_000);
    first.hold('www.shared.example', 60_000);
    await second.turn('www.shared.example');
    expect(clock.slept()).toBe(70_000);
  });

  it('lets a request go that is waited for no longer', async () => {
    const stop = new AbortController();
    const remote = remotePace(() => undefined);
    const waiting = remote.turn('www.shared.example', stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(remote.turn('www.shared.example', stop.signal)).resolves.toBeUndefined();
  });
});

describe('which company is next', () => {
  const [a, b, c] = [unit('甲', 'www.one.example'), unit('乙', 'www.one.example'), unit('丙', 'www.two.example')];

  it('is the first whose website no other is at: together on one they would run into their time limits', () => {
    expect(startable([b, c], [a], true)).toBe(c);
    expect(startable([b], [a], true)).toBeUndefined();
    expect(startable([b], [], true)).toBe(b);
  });

  it('is simply the first on one’s own machine', () => {
    expect(startable([b, c], [a], false)).toBe(b);
  });
});

describe('the exit code of a fleet', () => {
  it.each([
    ['ok', ['ok', 'ok']],
    ['gaps', ['ok', 'gaps', 'evidence']],
    ['waiver', ['gaps', 'waiver']],
    ['usage', ['gaps', 'usage', 'waiver']],
    ['disk', ['usage', 'disk', 'gaps']],
    ['internal', ['disk', 'internal']],
  ] as const)('is %s for %j: what was not finished goes before what was found', (expected, exits) => {
    expect(worstExit(exits)).toBe(expected);
  });
});

describe('the progress of a fleet', () => {
  function told(language: 'zh' | 'en') {
    let now = 0;
    const lines: string[] = [];
    const said: string[] = [];
    const desk = {
      language,
      now: () => now,
      progress: (line: string) => lines.push(line),
      tell: (line: string) => said.push(line),
    };
    const tell = tellFleet(
      { ...desk, progress: (line) => void desk.progress(line), tell: (line) => void desk.tell(line) },
      4,
    );
    return { tell, lines, said, at: (ms: number) => void (now = ms) };
  }
  const why = [{ zh: 'gongkai.yaml:1:1 缺「company」', en: 'gongkai.yaml:1:1 "company" is missing' }];

  it('tells how many are done and what time is left, and names at once what could not be finished', () => {
    const { tell, lines, said, at } = told('zh');
    tell({ kind: 'started', unit: unit('甲') });
    tell({ kind: 'started', unit: unit('乙') });
    tell({ kind: 'progress', unit: unit('甲'), words: '采集 3/9' });
    at(120_000);
    tell({ kind: 'ended', unit: unit('甲'), result: { state: 'unfinished', exit: 'usage', why } });
    expect(lines.at(-2)).toBe('已核查 0/4 个单位，进行中 2，甲：采集 3/9');
    expect(lines.at(-1)).toBe('已核查 1/4 个单位，未完成 1，进行中 1，剩余约 6 分钟');
    expect(said).toEqual(['甲 未完成：gongkai.yaml:1:1 缺「company」']);
  });

  it('does so in English', () => {
    const { tell, lines, said, at } = told('en');
    tell({ kind: 'started', unit: unit('A') });
    at(30_000);
    tell({ kind: 'ended', unit: unit('A'), result: { state: 'unfinished', exit: 'usage', why } });
    expect(lines.at(-1)).toBe('1/4 units, 1 not finished, about 2 min left');
    expect(said).toEqual(['A not finished: gongkai.yaml:1:1 "company" is missing']);
  });
});

describe('a gongkai.yaml that cannot be read whole', () => {
  const HEAD = 'company: { id: bing, name: 国网丙县供电公司, kind: county, parent: 国网山城供电公司 }\n';
  const told = { id: 'bing', name: '国网丙县供电公司', parent: '国网山城供电公司' };
  const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

  it.each([
    ['a misspelt key below', `${HEAD}chanels: {}\n`],
    ['a bracket that is not closed', `${HEAD}channels: {\n`],
    ['a byte order mark and Windows line ends', `\uFEFF# 丙县\r\n${HEAD.replace('\n', '\r\n')}chanels: {}\r\n`],
    [
      'indented lines and comments between',
      'company:\n  id: bing\n\n  name: 国网丙县供电公司 # 全称\n  kind: county\n  parent: 国网山城供电公司\nchannels: [\n',
    ],
  ])('still tells whose it is: %s', (_, words) => {
    expect(companyIn(bytes(words))).toMatchObject(told);
  });

  it('saved in GBK tells it too', () => {
    expect(companyIn(encodeGb18030(`${HEAD}channels: none\n`))).toMatchObject(told);
  });

  it.each([
    ['the company itself is broken', HEAD.replace(' }', '')],
    ['there is no company', 'channels: {}\n'],
    ['it is no text at all', '\u0000\u0001'],
  ])('tells nothing where %s', (_, words) => {
    expect(companyIn(bytes(words))).toBeUndefined();
  });
});

describe('what a run that goes on must have in common with the one before', () => {
  const run = {
    ...{ asOf: '2026-11-20', workspace: { folder: '/nowhere', channels: {} } },
    law: { catalogue: { digest: 'a' }, calendar: { digest: 'b' } },
  } as unknown as Run;
  const options: AuditOptions = { format: ['json'], failOn: 'minor', rate: '1', robots: 'obey' };

  it('is not its pace: nothing is captured again because it was slowed down or hurried', async () => {
    expect(await inputsOf(run, { ...options, rate: '0.5' }, 'v')).toEqual(await inputsOf(run, options, 'v'));
  });

  it('is what it may see: other limits are another capture', async () => {
    const { captured } = await inputsOf(run, { ...options, maxPages: '5' }, 'v');
    expect(captured).not.toBe((await inputsOf(run, options, 'v')).captured);
  });
});

describe('--only', () => {
  const units = [unit('山城/城关'), unit('邻水')].map((one) => ({ ...one, file: `/fleet/${one.folder}/gongkai.yaml` }));

  it.each(['山城/城关', '山城\\城关\\', '.\\山城\\城关', './山城/城关/', '/fleet/山城/城关'])(
    'takes a folder as a shell completes it: %s',
    (typed) => {
      expect(onlyThese(units, [typed]).map(({ folder }) => folder)).toEqual(['山城/城关']);
    },
  );
});
