import { nearest } from '../catalogue/nearest.ts';
import { text, type Text } from '../language/text.ts';
import { explainVerdict } from '../report/explain.ts';
import { Stop, type Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { readReport } from './report.ts';

/** `gongkai explain`: how one verdict of a saved report came about. */
export async function explainCommand(id: string, file: string, desk: Desk): Promise<ExitName> {
  const report = await readReport(file);
  const sought = asTyped(id);
  const verdict = report.verdicts.find((one) => asTyped(one.id) === sought);
  if (!verdict) throw notFound(id, sought, [...new Set(report.verdicts.map((one) => one.id))]);
  desk.print(explainVerdict(report, verdict, desk.language));
  return 'ok';
}

/** As an input method or a copied sentence gives it: “１．２／portal／content”, 1.2\portal\content. */
const asTyped = (id: string): string =>
  id
    .normalize('NFKC')
    .replaceAll(/[\s"'“”‘’「」《》]/gu, '')
    .replaceAll('\\', '/')
    .replaceAll('。', '.')
    .toLowerCase();

/** More than these are not listed. */
const LISTED = 12;

function notFound(id: string, sought: string, known: readonly string[]): Stop {
  const within = known.filter((one) => ['/', '@', '.'].some((sign) => asTyped(one).startsWith(`${sought}${sign}`)));
  const meant = within.length === 0 ? nearest(sought, known) : undefined;
  const hint = within.length > 0 ? choice(within) : meant === undefined ? NOWHERE : near(meant);
  return new Stop('usage', text(`报告中没有结论「${id}」${hint.zh}`, `the report has no verdict "${id}"${hint.en}`));
}

/** An item, element or channel holds several verdicts; an id names one. */
function choice(within: readonly string[]): Text {
  const shown = within.slice(0, LISTED);
  const more = within.length > LISTED ? text('等', ' …') : text('', '');
  return text(
    `；以它开头的有 ${within.length} 条，请写全其中一条：${shown.join('、')}${more.zh}`,
    `; ${within.length} begin with it, write one in full: ${shown.join(', ')}${more.en}`,
  );
}

const near = (meant: string): Text => text(`，是否想写「${meant}」？`, `; did you mean "${meant}"?`);
const NOWHERE = text(
  '；结论编号写在报告中每条问题的“编号”处，如 1.2/portal/content',
  '; the report gives the id with each gap, such as 1.2/portal/content',
);
