import { normalise, type NormalText } from '../normal-text.ts';
import type { Gap } from '../normal-text/pinyin.ts';
import { watermarkIn, watermarkOf } from '../watermark.ts';

/** A line of a text file, or a cell of one that is parted by tabs. */
export interface Piece {
  /** Offsets into the file's text. */
  readonly from: number;
  readonly to: number;
  readonly text: NormalText;
  /** What of it is noise: offsets into the file's text. */
  readonly noise: readonly Gap[];
}

export interface TextLine extends Piece {
  /** Counted from 1, as editors do. */
  readonly number: number;
  /** `page`: nothing but a page number or a watermark. */
  readonly kind: 'blank' | 'page' | 'row' | 'text';
  /** 1–6 for a line marked with `#` signs, else 0. */
  readonly marked: number;
  /** Of a `row`. */
  readonly cells: readonly Piece[];
}

const LINE = /([^\r\n\f]*)(\r\n|\r|\n|\f|$)/gy;
/** — 7 —, - 5 -, 1 -, 第 3 页 共 10 页: dashes or words, because a number alone may be a figure. */
const PAGE_NUMBER =
  /^(?:[-—–·]+\s*\d{1,4}\s*[-—–·]*|\d{1,4}\s*[-—–·]+|第\s*\d{1,4}\s*页(?:[,/]?\s*共\s*\d{1,4}\s*页)?)$/u;
/** Signs of Markdown that programs write when they turn papers into text. */
const MARKDOWN = /^\s*(#{1,6})\s+|\*\*|^\s*[-*+]\s+(?=\S)|^\s*-{3,}\s*$/gu;

/** The lines of a text with what is noise in them; watermarks are looked for in the whole. */
export function linesOf(text: string): TextLine[] {
  const plain = Array.from(text.matchAll(LINE), ({ 1: words = '', index }) => ({ words, from: index }));
  const markdown = plain.some(({ words }) => /^#{1,6} \S/.test(words) || /^\*\*.+\*\*/.test(words));
  const lines = plain.map(({ words, from }, at) => lineOf(words, from, at + 1, markdown));
  return withoutWatermark(lines);
}

function lineOf(words: string, from: number, number: number, markdown: boolean): TextLine {
  const signs = markdown ? [...words.matchAll(MARKDOWN)] : [...words.matchAll(/^\s*-\s+(?=[\d(（])/gu)];
  const noise = signs.map(({ 0: sign, index }): Gap => [from + index, from + index + sign.length]);
  const piece = pieceOf(words, from, noise);
  const marked = signs.find(({ 1: hashes }) => hashes !== undefined)?.[1]?.length ?? 0;
  const cells = words.includes('\t') && !isContents(words) ? cellsOf(words, from) : [];
  const kind =
    piece.text.norm === '' ? 'blank' : isPageNumber(piece.text.norm) ? 'page' : cells.length > 1 ? 'row' : 'text';
  return { ...piece, number, kind, marked, cells };
}

function pieceOf(words: string, from: number, noise: readonly Gap[]): Piece {
  const relative = noise.map(([start, end]): Gap => [start - from, end - from]);
  return { from, to: from + words.length, text: normalise(words, relative), noise };
}

function cellsOf(words: string, from: number): Piece[] {
  let at = from;
  return words.split('\t').map((cell) => {
    const piece = pieceOf(cell, at, []);
    at += cell.length + 1;
    return piece;
  });
}

export const isPageNumber = (norm: string): boolean => PAGE_NUMBER.test(norm.replaceAll('*', ''));

/** 营业窗口服务行为规范 ..... 1: an entry of a table of contents leads to a chapter and is none. */
export const isContents = (words: string): boolean => /(?:\.{4,}|…{2,}|·{4,})\s*\d{1,4}\s*$/u.test(words);

function withoutWatermark(lines: readonly TextLine[]): TextLine[] {
  const pieces = lines.flatMap((line) => (line.kind === 'row' ? line.cells : line.kind === 'text' ? [line] : []));
  const mark = watermarkOf(pieces.map(({ text }) => text.norm));
  if (!mark) return [...lines];
  const found = watermarkIn(
    pieces.map(({ text }) => text),
    mark,
  );
  const gaps = new Map(pieces.map((piece, at) => [piece, found[at] ?? []]));
  const cleaned = <P extends Piece>(piece: P): P => cleanedOf(piece, gaps.get(piece) ?? []);
  return lines.map((line) => {
    if (line.kind === 'row') return settled({ ...line, cells: line.cells.map(cleaned) });
    return line.kind === 'text' ? settled(cleaned(line)) : line;
  });
}

function cleanedOf<P extends Piece>(piece: P, gaps: readonly Gap[]): P {
  if (gaps.length === 0) return piece;
  const noise = [...piece.noise, ...gaps.map(([from, to]): Gap => [piece.from + from, piece.from + to])];
  const relative = noise.map(([from, to]): Gap => [from - piece.from, to - piece.from]);
  return { ...piece, noise, text: normalise(piece.text.raw, relative) };
}

/** A line of which nothing is left belongs to the paper and not to what it says. */
function settled(line: TextLine): TextLine {
  const left = line.kind === 'row' ? line.cells.filter(({ text }) => text.norm !== '') : [line];
  const idle = left.every(
    ({ text: { norm } }) => norm === '' || isPageNumber(norm) || (line.kind === 'row' && /^\d?$/.test(norm)),
  );
  return idle ? { ...line, kind: 'page' } : line;
}
