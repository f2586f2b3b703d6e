import type { Text } from '../language/text.ts';
import { text } from '../language/text.ts';

/** What one would type, by command; shown at the end of its help. */
const EXAMPLES: Readonly<Record<string, readonly Text[]>> = {
  '': [
    text('gongkai init 山城', 'gongkai init shancheng'),
    text('gongkai audit 山城 --as-of 2026-11-20', 'gongkai audit shancheng --as-of 2026-11-20'),
    text(
      'gongkai report 山城/out/2026-11-20/report.json -f xlsx,docx',
      'gongkai report shancheng/out/2026-11-20/report.json -f xlsx,docx',
    ),
    text('gongkai deadline 2026-09-24 10个工作日', 'gongkai deadline 2026-09-24 "10 working days"'),
  ],
  init: [
    text('gongkai init 山城', 'gongkai init shancheng'),
    text(
      'gongkai init 山城 --yes --name 国网山城供电公司 --kind branch --halls 中心营业厅、南岸营业厅',
      'gongkai init shancheng --yes --name "Shancheng Power Supply Company" --kind branch',
    ),
    text('gongkai init 山城 --nightly windows', 'gongkai init shancheng --nightly github'),
  ],
  audit: [
    text('gongkai audit 山城', 'gongkai audit shancheng'),
    text(
      'gongkai audit 山城 --as-of 2026-11-20 -f html,xlsx,docx',
      'gongkai audit shancheng --as-of 2026-11-20 -f html,xlsx,docx',
    ),
    text('gongkai audit 山城 --since-last --forecast 10', 'gongkai audit shancheng --since-last --forecast 10'),
  ],
  check: [
    text(
      'gongkai check 山城/out/2026-11-20/evidence.wacz 山城 --as-of 2026-11-20',
      'gongkai check shancheng/out/2026-11-20/evidence.wacz shancheng --as-of 2026-11-20',
    ),
  ],
  report: [
    text(
      'gongkai report 山城/out/2026-11-20/report.json -f xlsx,docx',
      'gongkai report shancheng/out/2026-11-20/report.json -f xlsx,docx',
    ),
  ],
  explain: [
    text(
      'gongkai explain 1.2/portal/content -r 山城/out/2026-11-20/report.json',
      'gongkai explain 1.2/portal/content -r shancheng/out/2026-11-20/report.json',
    ),
  ],
  diff: [
    text(
      'gongkai diff 山城/out/2026-10-20/report.json 山城/out/2026-11-20/report.json',
      'gongkai diff shancheng/out/2026-10-20/report.json shancheng/out/2026-11-20/report.json',
    ),
  ],
  score: [
    text('gongkai score 三季度/ --previous 二季度/ -o 评分.xlsx', 'gongkai score q3/ --previous q2/ -o score.xlsx'),
  ],
  'ledger advance': [
    text('gongkai ledger advance 12 start -w 山城 --by 王五', 'gongkai ledger advance 12 start -w shancheng --by Wang'),
  ],
  'ledger import': [
    text(
      'gongkai ledger import 山城/问题台账.xlsx -w 山城 --by 王五',
      'gongkai ledger import shancheng/ledger.xlsx -w shancheng --by Wang',
    ),
  ],
  'checklist export': [
    text('gongkai checklist export 山城 --hall 中心营业厅', 'gongkai checklist export shancheng --hall Centre'),
  ],
  'rules show': [text('gongkai rules show 4.2 --resolved', 'gongkai rules show 4.2 --resolved')],
  'rules checks': [
    text('gongkai rules checks', 'gongkai rules checks'),
    text('gongkai rules checks directory', 'gongkai rules checks directory'),
  ],
  deadline: [
    text('gongkai deadline 2026-09-24 10个工作日', 'gongkai deadline 2026-09-24 "10 working days"'),
    text('gongkai deadline 2026-11-21 7日', 'gongkai deadline 2026-11-21 "7 days"'),
  ],
};

/** The examples of a command such as `ledger import`, of the program where the path is empty. */
export const examplesOf = (path: string): readonly Text[] => EXAMPLES[path] ?? [];
