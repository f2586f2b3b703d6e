import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { nightlyFiles, SCHEDULERS, type Scheduler } from '../../../src/commands/nightly/files.ts';

/** A folder whose name every format has to escape in its own way. */
const FOLDER = `/srv/公开 100%/it's <here> & there`;
const file = (scheduler: Scheduler, name: string): string =>
  nightlyFiles(scheduler, FOLDER).find((one) => one.path.endsWith(name))?.content ?? '';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

describe('the files of a nightly job', () => {
  it.each(SCHEDULERS)('of %s run an audit that tells only the news', (scheduler) => {
    const whole = nightlyFiles(scheduler, FOLDER)
      .map(({ content }) => content)
      .join('\n');
    expect(whole).toContain('audit . --since-last');
  });

  it.each(SCHEDULERS)('of %s never fetch the program by its name from a public registry', (scheduler) => {
    for (const { content } of nightlyFiles(scheduler, FOLDER)) expect(content).not.toMatch(/\bnpx\b/);
  });

  it('of GitHub are a workflow at one in the morning in Beijing that keeps the history', () => {
    const workflow = parse(file('github', '.yml')) as {
      on: { schedule: { cron: string }[] };
      jobs: { audit: { steps: { uses?: string; if?: string; with?: { key?: string } }[] } };
    };
    expect(workflow.on.schedule).toEqual([{ cron: '0 17 * * *' }]);
    const save = workflow.jobs.audit.steps.find(({ uses }) => uses === 'actions/cache/save@v4');
    expect(save?.if, 'a red night is history too').toBe('always()');
    expect(save?.with?.key, 'and a job that is run again').toContain('github.run_attempt');
  });

  it('of GitLab are a job for schedules that keeps the history of red nights too', () => {
    const job = (parse(file('gitlab', '.yml')) as Record<string, { cache: unknown; script: string[] }>)[
      'gongkai-nightly'
    ];
    expect(job?.cache).toEqual({ key: 'gongkai-history', paths: ['.gongkai/'], when: 'always' });
  });

  it.skipIf(!has('bash'))('of cron are a script that a shell accepts, in whatever folder', () => {
    const checked = spawnSync('bash', ['-n'], { input: file('cron', '.sh'), encoding: 'utf8' });
    expect(checked.stderr).toBe('');
    const cd = /^cd (.*) \|\| exit 74$/m.exec(file('cron', '.sh'))?.[1] ?? '';
    expect(spawnSync('bash', ['-c', `printf %s ${cd}`], { encoding: 'utf8' }).stdout).toBe(FOLDER);
  });

  it('of systemd are a service and a timer in the time of Beijing', () => {
    expect(file('systemd', '.timer')).toContain('OnCalendar=*-*-* 01:00:00 Asia/Shanghai');
    expect(file('systemd', '.service')).toContain(`WorkingDirectory=${FOLDER.replace('%', '%%')}\n`);
    for (const name of ['.timer', '.service'])
      for (const line of file('systemd', name).split('\n'))
        expect(line, 'a section, a setting, a remark or nothing').toMatch(
          /^(?:\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=.*|#.*|)$/,
        );
  });

  it.skipIf(!has('systemd-analyze'))('of systemd are accepted by systemd-analyze', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-units-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const one of nightlyFiles('systemd', folder)) await writeFile(path.join(folder, one.path), one.content);
    const checked = spawnSync('systemd-analyze', ['verify', path.join(folder, 'gongkai-nightly.timer')], {
      encoding: 'utf8',
    });
    expect(checked.stderr).toBe('');
  });

  it('of Windows are a task in XML and a script with Windows line ends', () => {
    const $ = load(file('windows', '.xml'), { xml: true });
    expect($('Task > Actions > Exec > WorkingDirectory').text()).toBe(FOLDER);
    expect($('Task > Triggers > CalendarTrigger > StartBoundary').text()).toMatch(/T01:00:00\+08:00$/);
    expect(file('windows', '.cmd').replaceAll('\r\n', '')).not.toContain('\n');
    expect(file('windows', '.cmd')).toContain('chcp 65001');
  });
});
