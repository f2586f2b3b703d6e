import { createHash } from 'node:crypto';
import type { CompanyKind } from '../../catalogue/rule.ts';
import type { Language } from '../../language/text.ts';
import { folderName } from '../folder-name.ts';
import type { Answers } from './answers.ts';
import { GUIDE } from './guide.ts';

/** A new workspace: folders to put evidence into, and files; all paths relative, with `/`. */
export interface Starter {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/** Registers that Excel opens rightly: byte order mark, CRLF, headings only. */
const REGISTERS: Readonly<Record<string, string>> = {
  'records/变更登记.csv': '事项,要素,变更日期,变更前,变更后,备注',
  'records/批复.csv': '事项,批复日期,批复文号,批复部门',
  'records/三审.csv': '事项,渠道,发布日期,内容审核,合规审核,保密审核',
};

/** The files of a workspace that can be audited at once; pure, so that the same answers give the same bytes. */
export function starterOf(answers: Answers, language: Language, folder = ''): Starter {
  const halls = answers.halls.map((name) => `evidence/hall/${folderName(name)}`);
  const own = answers.portal === undefined ? ['evidence/portal'] : [];
  const shared = isOfStateGrid(answers.kind) ? ['evidence/app', 'evidence/web95598'] : [];
  const registers = Object.entries(REGISTERS).map(([file, headings]) => [file, `\uFEFF${headings}\r\n`] as const);
  return {
    folders: [...own, ...shared, ...halls],
    files: new Map([
      ['gongkai.yaml', workspaceFile(answers, language, folder)],
      [language === 'zh' ? '使用说明.txt' : 'README.txt', `\uFEFF${GUIDE[language].replaceAll('\n', '\r\n')}`],
      ...registers,
    ]),
  };
}

/** The app, 95598.cn and the plans of provincial companies are State Grid's; others owe what national law asks (A16). */
const isOfStateGrid = (kind: CompanyKind): boolean => kind !== 'incremental' && kind !== 'other';

/** A double-quoted YAML scalar; JSON's notation is a subset of it. */
const quoted = (word: string): string => JSON.stringify(word);

function workspaceFile(answers: Answers, language: Language, folder: string): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { name, kind, parent } = answers;
  const short = name.replace(/^国网/, '');
  return [
    say(
      '# 公开（gongkai）的工作区。改完后运行：gongkai audit',
      '# A workspace of gongkai. When it is filled in: gongkai audit',
    ),
    'company:',
    `  id: ${idOf(answers, folder)}${say(' # 代号，写进台账编号；各单位不要相同', ' # a handle, part of the numbers of the ledger; one for each unit')}`,
    `  name: ${quoted(name)}`,
    `  aliases: [${short === name ? '' : quoted(short)}] ${say('# 页面上用的其他名称', '# other names that pages use')}`,
    `  kind: ${kind} ${say('# province 省公司，branch 市公司，county 县公司，incremental 增量配电企业，other 其他（南方电网、地方电力等）', '# province, branch, county, incremental or other')}`,
    ...(parent === undefined ? [] : [`  parent: ${quoted(parent)}`]),
    '',
    say(
      '# 规则：chongqing 按重庆方案（国网重庆市电力公司所属单位）；base 只按国家规定',
      '# Rules: chongqing for the plan of Chongqing (units of State Grid there); base for national law alone',
    ),
    `catalogue: ${isOfStateGrid(kind) ? 'chongqing' : 'base'}`,
    '',
    say('# 渠道：没有的写 none', '# Channels: write none for those that do not exist'),
    'channels:',
    ...portalLines(answers, say),
    ...sharedLines(kind, say),
    ...hallLines(answers),
    ...['sms', 'media', 'im', 'mobile', 'documents', 'wechat'].map((id) => `  # ${id}: none`),
    '',
    'records:',
    '  changes: records/变更登记.csv',
    '  approvals: records/批复.csv',
    '  reviews: records/三审.csv',
    '',
  ].join('\n');
}

type Say = (zh: string, en: string) => string;

function portalLines({ portal }: Answers, say: Say): string[] {
  if (portal !== undefined) return ['  portal:', '    sources:', `      - url: ${quoted(portal)}`];
  return [
    '  portal:',
    '    sources:',
    `      - snapshot: evidence/portal ${say('# 把网站另存的文件放进来', '# put the saved website here')}`,
  ];
}

const sharedLines = (kind: CompanyKind, say: Say): string[] =>
  !isOfStateGrid(kind)
    ? ['  app: none', '  web95598: none']
    : [
        '  app:',
        '    sources:',
        `      - snapshot: evidence/app ${say('# App 截图或导出的页面', '# App screens or exported pages')}`,
        '  web95598:',
        '    sources:',
        `      - snapshot: evidence/web95598 ${say('# 95598 网站另存的页面', '# pages saved from 95598.cn')}`,
      ];

const hallLines = ({ halls }: Answers): string[] =>
  halls.length === 0
    ? []
    : [
        '  hall:',
        '    sites:',
        ...halls.map(
          (name) =>
            `      - { name: ${quoted(name)}, sources: [{ snapshot: ${quoted(`evidence/hall/${folderName(name)}`)} }] }`,
        ),
      ];

/** Hexadecimal digits that tell the companies of a province apart: among a hundred, two agree once in 3,000 times. */
const DIGITS = 6;

/**
 * From the website's own name, which is already in letters, or the folder's, else from the digest of the company's name: of many
 * companies of a province no two may have one handle. It may be changed.
 */
function idOf({ portal, name }: Answers, folder: string): string {
  const host = portal === undefined ? '' : new URL(portal).hostname;
  const labels = host.split('.').filter((label) => label !== 'www');
  const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9-]/g, '');
  const id = /^[\d.]+$/.test(host) ? '' : letters(labels[0] ?? '');
  const named = /^[a-z0-9-]+$/i.test(folder) ? letters(folder) : '';
  return [id, named].find(Boolean) ?? `company-${createHash('sha256').update(name).digest('hex').slice(0, DIGITS)}`;
}
