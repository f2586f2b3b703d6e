import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const ITEMS = 10;
const SUBJECTS = ['停电', '电价', '业扩', '抄表', '计量', '抢修', '营业厅', '服务', '改造', '信息'] as const;

/** A workspace like the one in `folder`, with so many elements more in a supplement of its own: each seeks words on every page. */
export async function withMoreRules(folder: string, count: number): Promise<string> {
  const more = `${folder}-rules`;
  await rm(more, { recursive: true, force: true });
  await mkdir(path.join(more, 'rules/own/items'), { recursive: true });
  const written = await readFile(path.join(folder, 'gongkai.yaml'), 'utf8');
  await writeFile(path.join(more, 'gongkai.yaml'), `${written}catalogue: own\n`);
  await writeFile(
    path.join(more, 'rules/own/catalogue.yaml'),
    'id: own\nname: { zh: 补充规则, en: Supplement }\nextends: chongqing\n',
  );
  await writeFile(
    path.join(more, 'rules/own/instruments.yaml'),
    '- { id: own-plan, title: { zh: 补充规定, en: Supplement }, issuer: 本单位, in_force: { from: 2022-06-09 }, certainty: unconfirmed }\n',
  );
  for (let at = 0; at < ITEMS; at += 1)
    await writeFile(path.join(more, `rules/own/items/${at + 20}.yaml`), item(at, count / ITEMS));
  return more;
}

const item = (at: number, elements: number): string => `id: '${at + 20}'
name: { zh: 补充事项${at}, en: Further item ${at} }
topics: [${SUBJECTS[at]}专项公示]
summary: { zh: 补充事项, en: Further item }
kind: duty
channels: [portal]
departments: { content: [营销部] }
basis: [{ instrument: own-plan }]
applies_to: [province, branch, county]
severity: minor
update: [{ after: change, within: 10 working days }]
elements:
${Array.from({ length: elements }, (_, index) => element(at, index)).join('')}`;

const element = (at: number, index: number): string => `  - id: '${at + 20}.${index + 1}'
    name: { zh: ${SUBJECTS[at]}公示第${index}条, en: Clause ${index} }
    check: { statement: { terms: [${SUBJECTS[at]}公示第${index}条, ${SUBJECTS[index % SUBJECTS.length]}专线第${index}号], with: [热线, 公告], anywhere: 'true' } }
    remedy: { zh: 公布第${index}条。, en: Publish clause ${index}. }
`;
