/** One file of a nightly set-up: where it goes inside the workspace, and what it holds. */
export interface NightlyFile {
  readonly path: string;
  readonly content: string;
}

export const SCHEDULERS = ['github', 'gitlab', 'cron', 'systemd', 'windows'] as const;
export type Scheduler = (typeof SCHEDULERS)[number];

/** What every scheduler runs: one in the morning in Beijing, only the news, red only for what is new or worse. */
const AUDIT = 'audit . --since-last --format json,html';

/**
 * GitHub counts in UTC: 17:00 there is one in the morning in Beijing. The history travels in a cache from night to night;
 * a cache is never written over, so that a job run again needs a name of its own.
 */
const github = (): NightlyFile[] => [
  {
    path: '.github/workflows/gongkai-nightly.yml',
    content: `name: gongkai nightly
on:
  schedule:
    - cron: '0 17 * * *'
  workflow_dispatch:
concurrency: gongkai-nightly
permissions:
  contents: read
jobs:
  audit:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - uses: actions/cache/restore@v4
        with:
          path: .gongkai
          key: gongkai-history-\${{ github.run_id }}-\${{ github.run_attempt }}
          restore-keys: gongkai-history-
      # The file that npm pack wrote, kept beside gongkai.yaml.
      - run: npm install --global ./gongkai-*.tgz
      - run: gongkai ${AUDIT}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: .gongkai
          key: gongkai-history-\${{ github.run_id }}-\${{ github.run_attempt }}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: gongkai-report
          path: out/
          retention-days: 35
`,
  },
];

/** To be included from .gitlab-ci.yml; the schedule itself is set under Build → Pipeline schedules. */
const gitlab = (): NightlyFile[] => [
  {
    path: 'gongkai-nightly.gitlab-ci.yml',
    content: `# .gitlab-ci.yml: include: gongkai-nightly.gitlab-ci.yml
# Build > Pipeline schedules: 0 1 * * *, Asia/Shanghai
gongkai-nightly:
  image: node:20
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  resource_group: gongkai-nightly
  timeout: 2 hours
  script:
    # The file that npm pack wrote, kept beside gongkai.yaml.
    - npm install --global ./gongkai-*.tgz
    - gongkai ${AUDIT}
  cache:
    key: gongkai-history
    paths:
      - .gongkai/
    when: always
  artifacts:
    when: always
    expire_in: 35 days
    paths:
      - out/
`,
  },
];

const cron = (folder: string): NightlyFile[] => [
  {
    path: 'gongkai-nightly.sh',
    content: `#!/bin/sh
# crontab -e:  CRON_TZ=Asia/Shanghai
#              0 1 * * * /bin/sh ${shellQuoted(`${folder}/gongkai-nightly.sh`)}
set -u
cd ${shellQuoted(folder)} || exit 74
gongkai ${AUDIT} >>gongkai-nightly.log 2>&1
code=$?
[ "$code" -eq 0 ] || tail -n 60 gongkai-nightly.log
exit "$code"
`,
  },
];

const systemd = (folder: string): NightlyFile[] => [
  {
    path: 'gongkai-nightly.service',
    content: `# systemctl --user link ./gongkai-nightly.service ./gongkai-nightly.timer
# systemctl --user enable --now gongkai-nightly.timer
[Unit]
Description=gongkai nightly audit
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${folder.replaceAll('%', '%%')}
ExecStart=/usr/bin/env gongkai ${AUDIT}
`,
  },
  {
    path: 'gongkai-nightly.timer',
    content: `[Unit]
Description=gongkai nightly audit at one in the morning in Beijing

[Timer]
OnCalendar=*-*-* 01:00:00 Asia/Shanghai
Persistent=true

[Install]
WantedBy=timers.target
`,
  },
];

/** Imported by: schtasks /Create /TN gongkai-nightly /XML gongkai-nightly.xml */
const windows = (folder: string): NightlyFile[] => [
  {
    path: 'gongkai-nightly.cmd',
    content: [
      '@echo off',
      'chcp 65001 >nul',
      'cd /d "%~dp0"',
      `call gongkai ${AUDIT} >>gongkai-nightly.log 2>&1`,
      'exit /b %ERRORLEVEL%',
      '',
    ].join('\r\n'),
  },
  {
    path: 'gongkai-nightly.xml',
    content: `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>gongkai nightly audit. schtasks /Create /TN gongkai-nightly /XML gongkai-nightly.xml</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T01:00:00+08:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>/c gongkai-nightly.cmd</Arguments>
      <WorkingDirectory>${xmlText(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`,
  },
];

const FILES = { github, gitlab, cron, systemd, windows } as const satisfies Record<
  Scheduler,
  (folder: string) => NightlyFile[]
>;

/** The files with which a scheduler runs a nightly audit of the workspace in `folder`, an absolute path. */
export const nightlyFiles = (scheduler: Scheduler, folder: string): readonly NightlyFile[] => FILES[scheduler](folder);

const shellQuoted = (words: string): string => `'${words.replaceAll("'", String.raw`'\''`)}'`;

const xmlText = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
