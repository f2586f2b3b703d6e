import { Option } from 'commander';
import { SEVERITIES } from '../../catalogue/closed-lists.ts';
import type { Table } from './table.ts';

/** Kept as words, so that help needs no reporter to be loaded; a test holds them to the registry. */
export const FORMAT_NAMES = [
  'terminal',
  'json',
  'html',
  'xlsx',
  'docx',
  'csv',
  'markdown',
  'sarif',
  'junit',
  'oscal',
] as const;
/** What a run writes unless told otherwise. */
export const USUAL_FORMATS = ['terminal', 'json', 'html'] as const satisfies readonly (typeof FORMAT_NAMES)[number][];

/** Options of everything that judges. */
export function auditOptions(t: Table['t']): Record<'asOf' | 'out' | 'format' | 'failOn', Option> {
  return {
    asOf: new Option(
      '--as-of <YYYY-MM-DD>',
      t('核查日（缺省为北京时间今天）', 'day of audit (default: today in Beijing)'),
    ),
    out: new Option(
      '-o, --out <folder>',
      t('报告保存位置（缺省为工作区下的 out/核查日）', 'where reports go (default: out/<day> in the workspace)'),
    ),
    format: new Option(
      '-f, --format <list>',
      t(
        `报告格式，逗号分隔：${FORMAT_NAMES.join('、').replace('markdown', 'markdown（或 md）')}`,
        `report formats, comma-separated: ${FORMAT_NAMES.join(', ').replace('markdown', 'markdown (or md)')}`,
      ),
    )
      .argParser((list: string) =>
        list
          .split(/[,，]/)
          .map((name) => name.trim())
          .filter(Boolean),
      )
      .default([...USUAL_FORMATS], USUAL_FORMATS.join(',')),
    failOn: new Option(
      '--fail-on <severity>',
      t(
        '达到何种严重程度时以 1 退出：minor 一般、major 较重、critical 严重、never 从不',
        'from which severity to exit with 1',
      ),
    )
      .choices([...SEVERITIES, 'never'])
      .default('minor'),
  };
}

/** Options of everything that shows pages in a browser. */
export function browserOptions(t: Table['t']): Record<'browser' | 'take' | 'leave', Option> {
  return {
    browser: new Option('--browser <path>', t('Edge、Chrome 或 Chromium 的路径', 'path of Edge, Chrome or Chromium')),
    take: new Option(
      '--screenshots',
      t('为结论引用的页面截图，快照里的网页也截', 'picture the pages quoted, those of snapshots too'),
    ),
    leave: new Option(
      '--no-screenshots',
      t('不截图，也不附图片证据', 'take no pictures and lay none beside the report'),
    ),
  };
}

/** Options of an audit that is one of many: what changed, and what falls due. */
export function nightOptions(t: Table['t']): Option[] {
  return [
    new Option(
      '--since-last',
      t(
        '只显示与上次核查（当天以前的最近一次）相比的变化',
        'print only what changed since the last audit of an earlier day',
      ),
    ),
    new Option(
      '--patience <nights>',
      t('偶发的采集失败连续几夜才提示', 'nights of passing trouble before it is told'),
    ).default('3'),
    new Option(
      '--forecast <days>',
      t(
        '列出今后几个工作日内到期的事项：公开时限、整改时限、豁免、现场核查表',
        'list what falls due within so many working days: duties, mending, waivers, on-site checklists',
      ),
    ),
    new Option('--no-history', t('不参照也不记入历史和台账', 'neither use nor record the history and the ledger')),
  ];
}
