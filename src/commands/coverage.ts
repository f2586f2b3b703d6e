import {
  CLAUSE_STATES,
  coverageOf,
  unaccounted,
  type ClauseLine,
  type ClauseState,
  type DocumentCoverage,
} from '../catalogue/coverage.ts';
import type { Catalogue } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';
import { cutTo, padTo, widthOf, wrap } from '../report/terminal/columns.ts';
import type { Desk } from './desk.ts';
import type { ExitName } from './exit-code.ts';
import { openLaw } from './law.ts';

const STATE_NAMES = {
  rules: text('规则核查', 'judged by rules'),
  partly: text('部分由规则核查', 'judged by rules in part'),
  'built-in': text('程序内置', 'built in'),
  record: text('凭台账记录', 'by registers'),
  attested: text('人工核查', 'by a person'),
  reference: text('事实参照', 'for reference'),
  'not-automatable': text('不能自动核查', 'not automatable'),
  unaccounted: text('未落实', 'unaccounted for'),
} as const satisfies Record<ClauseState, Text>;

/** `rules coverage`: every clause of every source document with what meets it; code 3 when one has nothing. */
export async function coverageCommand(id: string, { json = false }: { json?: boolean }, desk: Desk): Promise<ExitName> {
  const { catalogue } = await openLaw(id, { ...desk, workspace: '.' });
  const documents = coverageOf(catalogue);
  const open = unaccounted(documents);
  if (json) {
    const { name, digest } = catalogue;
    const result = { schema: 'gongkai-coverage/1', catalogue: { id, name, digest }, documents, unaccounted: open };
    desk.print(JSON.stringify(result, null, 2));
  } else for (const line of table(documents, speakerOf(catalogue, desk))) desk.print(line);
  return open.length > 0 ? 'catalogue' : 'ok';
}

/** One table being told in one language. */
interface Speaker extends Pick<Desk, 'language' | 'width'> {
  readonly department: (name: string) => string;
}

const speakerOf = ({ departments }: Catalogue, { language, width }: Desk): Speaker => ({
  language,
  width,
  department: (name) => (language === 'zh' ? name : (departments.find((one) => one.name === name)?.en ?? name)),
});

const say = ({ zh, en }: Text, { language }: Speaker): string => (language === 'zh' ? zh : en);

function table(documents: readonly DocumentCoverage[], voice: Speaker): string[] {
  const all = documents.flatMap(({ clauses }) => clauses);
  const open = unaccounted(documents);
  return [
    ...documents.flatMap((document) => [...section(document, voice), '']),
    say(
      text(
        `合计 ${documents.length} 份文件 ${all.length} 条：${tally(all, voice)}`,
        `${documents.length} documents, ${all.length} clauses: ${tally(all, voice)}`,
      ),
      voice,
    ),
    ...open.map((line) => `✘ ${say(complaint(line), voice)}`),
  ];
}

function complaint({ id, off }: ClauseLine): Text {
  if (off.length > 0)
    return text(
      `${id} 的规则 ${off.join('、')} 已停用，没有别的落实方式：在本规则库的 clauses/ 中写明由什么落实，或不能核查的原因`,
      `${id}: its rules ${off.join(', ')} are switched off and nothing else meets it; say in clauses/ what does, or why nothing can`,
    );
  return text(
    `${id} 没有登记：在 clauses/ 的逐条登记中补上这一条`,
    `${id} is not in the register: add the clause to its file in clauses/`,
  );
}

/** How many clauses are in each state; states without any are left out, except the one that must be nought. */
const tally = (clauses: readonly ClauseLine[], voice: Speaker): string =>
  CLAUSE_STATES.map((state) => ({ state, count: clauses.filter((one) => one.state === state).length }))
    .filter(({ state, count }) => count > 0 || state === 'unaccounted')
    .map(({ state, count }) => `${say(STATE_NAMES[state], voice)} ${count}`)
    .join(voice.language === 'zh' ? '，' : ', ');

function section({ title, number, clauses }: DocumentCoverage, voice: Speaker): string[] {
  const name = [number, say(title, voice)].filter(Boolean).join(voice.language === 'zh' ? '　' : ' ');
  const columns = columnsOf(clauses, voice);
  return [
    `【${name}】`,
    say(
      text(`  ${clauses.length} 条：${tally(clauses, voice)}`, `  ${clauses.length} clauses: ${tally(clauses, voice)}`),
      voice,
    ),
    ...clauses.flatMap((one) => row(cellsOf(one, voice), columns)),
  ];
}

/** Id, place, what it asks, how it is met, who answers for it. */
const cellsOf = (one: ClauseLine, voice: Speaker): readonly string[] => [
  `${one.state === 'unaccounted' ? '✘' : ' '} ${one.id}`,
  one.clause,
  one.asks ? say(one.asks, voice) : '',
  metBy(one, voice),
  one.owners.map(voice.department).join(voice.language === 'zh' ? '、' : ', '),
];

function metBy({ state, rules, how }: ClauseLine, voice: Speaker): string {
  const [colon, semicolon] = voice.language === 'zh' ? ['：', '；'] : [': ', '; '];
  const judged = rules.length > 0 ? `${say(text('规则', 'rules'), voice)} ${rules.join(' ')}` : '';
  const rest = how ? say(how, voice) : '';
  const named = state === 'not-automatable' || state === 'reference' || state === 'unaccounted';
  // An element that a person or a register answers for is no rule that the program judges alone.
  const by =
    state !== 'rules' && rest === ''
      ? say(text(`（${STATE_NAMES[state].zh}）`, ` (${STATE_NAMES[state].en})`), voice)
      : '';
  if (!named) return [judged + by, rest].filter(Boolean).join(semicolon);
  return [[say(STATE_NAMES[state], voice), rest].filter(Boolean).join(colon), judged].filter(Boolean).join(semicolon);
}

const GAP = 2;
/** Narrower than this a column of words is not read but spelled. */
const LEAST = 18;

/** Ids and places take what they need; what is asked, how it is met and who owns it share the rest. */
function columnsOf(clauses: readonly ClauseLine[], voice: Speaker): readonly number[] {
  const widest = (of: (one: ClauseLine) => string, most: number): number =>
    Math.min(most, Math.max(4, ...clauses.map((one) => widthOf(of(one)))));
  const id = widest((one) => `  ${one.id}`, 10);
  const place = widest(({ clause }) => clause, 20);
  const rest = Math.max(3 * LEAST, Math.min(voice.width, 160) - id - place - 4 * GAP);
  const owner = Math.max(LEAST, Math.floor(rest / 5));
  const asks = Math.floor((rest - owner) / 2);
  return [id, place, asks, rest - owner - asks, owner];
}

function row(cells: readonly string[], columns: readonly number[]): string[] {
  const wrapped = cells.map((cell, at) =>
    at === 0 ? [cutTo(cell, columns[0] ?? 10)] : wrap(cell, columns[at] ?? LEAST),
  );
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, at) => padTo(lines[line] ?? '', (columns[at] ?? 0) + GAP))
      .join('')
      .trimEnd(),
  );
}
