import type { Block, Document, Table } from '../../documents/document.ts';
import { onceRead } from '../../documents/once.ts';
import { blockAt, headingsOf } from '../search/evidence.ts';

/** Labels of the line by which a guide says what business it is for: 适用范围：低压居民新装、增容. */
const LABEL =
  /^(?:适用(?:对象|范围|业务|客户|用户|情形|事项)(?:类型)?|业务(?:类型|名称|种类|事项)|(?:办理|服务|办事)?事项(?:名称)?)$/u;
/** 本指南适用于新装、增容业务. */
const SENTENCE = /^[^,;:。]{0,12}适用于([^。;]{2,60})/u;
/** 增容(不含新装); 已报装用户 are those who have that behind them. */
const EXCEPT =
  /\([^()]*(?:不含|不包括|除外|不适用)[^()]*\)|[,;、]?(?:不含|不包括|不适用于?)[^,;。]*|已(?:经)?(?:办理|申请|完成|通过|办结)?(?:过|了)?(?:报装|新装|增容)[^,;、。]*/gu;

interface Scope {
  readonly at: number;
  /** The heading that owns the line, and so all that the line speaks for. */
  readonly under: number;
  readonly words: string;
}

const scopesOf: (document: Document) => readonly Scope[] = onceRead((document) => {
  const labelled = document.fields.flatMap(({ label, value, block: index }): Scope[] => {
    const block = blockAt(document, index);
    if (block?.region !== 'main' || block.kind === 'cell' || !LABEL.test(label.norm)) return [];
    return [{ at: index, under: block.under, words: value.norm.replace(EXCEPT, '') }];
  });
  const told = document.blocks.flatMap(({ index, region, kind, under, text }): Scope[] => {
    const words = region === 'main' && kind !== 'cell' && kind !== 'heading' && SENTENCE.exec(text.norm)?.[1];
    return words ? [{ at: index, under, words: words.replace(EXCEPT, '') }] : [];
  });
  return [...labelled, ...told].sort((one, other) => one.at - other.at);
});

/** The headings above a block, outermost first, each with the line below it that says what business it is all for. */
export function levelsAbove(document: Document, block: Block): readonly string[] {
  const scopes = scopesOf(document).filter(({ at }) => at < block.index);
  const scopeUnder = (heading: number): string[] =>
    scopes
      .filter(({ under }) => under === heading)
      .flatMap(({ words }, at, all) => (at === all.length - 1 ? [words] : []));
  const headings = headingsOf(document, block);
  const top = headings[0]?.under ?? block.under;
  return [...scopeUnder(top), ...headings.flatMap(({ index, text }) => [text.norm, ...scopeUnder(index)])];
}

/** The same in a form: the row 事项名称 | 低压居民新装 above a row of it. */
export function scopeOfRow({ rows }: Pick<Table, 'rows'>, row: number): readonly string[] {
  const above = rows.slice(0, row).findLast(([label]) => LABEL.test(label?.norm.trim() ?? ''));
  const words = above?.[1]?.norm.replace(EXCEPT, '').trim();
  return words ? [words] : [];
}
