import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { cellText } from '../workbook/text.ts';
import { FONTS, INDENT, LINE, SIZES } from './paper.ts';

/** A piece of the document; pieces are made here only, so that every word passes the same cleaning. */
export type Block = Paragraph | Table;

/** Words of one line: no control characters and no line breaks, which would end a paragraph. */
const clean = (words: string): string => cellText(words).replaceAll(/[\n\t]+/g, ' ');

type Font = (typeof FONTS)[keyof typeof FONTS];

const run = (
  words: string,
  font: Font = FONTS.body,
  more: { readonly bold?: boolean; readonly size?: number; readonly break?: number } = {},
) => new TextRun({ text: clean(words), font, size: SIZES.body, ...more });

const spacing = { line: LINE, lineRule: LineRuleType.EXACT } as const;

/** 标题: broken where a phrase ends, not where the line does. */
export const title = (...phrases: readonly string[]): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    spacing: { line: 640, lineRule: LineRuleType.EXACT, after: 320 },
    children: phrases.map((words, at) => run(words, FONTS.title, { size: SIZES.title, ...(at > 0 && { break: 1 }) })),
  });

/** 一、总体情况. */
export const chapter = (words: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    spacing: { ...spacing, before: 160 },
    indent: { firstLine: INDENT },
    children: [run(words, FONTS.chapter)],
  });

/** （一）应公开未公开. */
export const section = (words: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    spacing,
    indent: { firstLine: INDENT },
    children: [run(words, FONTS.section)],
  });

export const para = (words: string): Paragraph =>
  new Paragraph({
    spacing,
    alignment: AlignmentType.BOTH,
    indent: { firstLine: INDENT },
    children: [run(words)],
  });

/** What only the unit can say: set off, so that nobody sends it unfilled. */
export const toFill = (words: string): Paragraph =>
  new Paragraph({
    spacing,
    indent: { firstLine: INDENT },
    children: [new TextRun({ text: clean(words), font: FONTS.body, size: SIZES.body, highlight: 'yellow' })],
  });

export const centred = (words: string, bold = false): Paragraph =>
  new Paragraph({ spacing, alignment: AlignmentType.CENTER, children: [run(words, FONTS.body, { bold })] });

/** 落款: at the right, the date two characters from the edge. */
export const signature = (words: string): Paragraph =>
  new Paragraph({
    spacing,
    alignment: AlignmentType.RIGHT,
    indent: { right: INDENT },
    keepLines: true,
    children: [run(words)],
  });

export const caption = (words: string): Paragraph =>
  new Paragraph({
    spacing: { ...spacing, before: 160 },
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [run(words, FONTS.chapter, { size: 28 })],
  });

export const attachmentTitle = (label: string, words: string): Block[] => [
  new Paragraph({
    spacing,
    heading: HeadingLevel.HEADING_1,
    children: [run(label, FONTS.chapter)],
  }),
  new Paragraph({
    spacing: { ...spacing, after: 160 },
    alignment: AlignmentType.CENTER,
    children: [run(words, FONTS.title, { size: 36 })],
  }),
];

/** A column: its share of the width, and whether its cells stand in the middle. */
export interface DocColumn {
  readonly header: string;
  readonly share: number;
  readonly centred?: boolean;
}

const LINE_STYLE = { style: BorderStyle.SINGLE, size: 4, color: '7A8594' } as const;

/** A table with a header that is repeated on every page, and rows that do not break. */
export function table(
  columns: readonly DocColumn[],
  rows: readonly (readonly (string | number)[])[],
  width: number,
): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((share / whole) * width));
  const cell = (words: string, at: number, head: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(head && { shading: { type: ShadingType.CLEAR, fill: 'EDF1F6', color: 'auto' } }),
      children: cellText(words)
        .split('\n')
        .map((line) => cellLine(line, head || (columns[at]?.centred ?? false), head)),
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    alignment: AlignmentType.CENTER,
    borders: {
      top: LINE_STYLE,
      bottom: LINE_STYLE,
      left: LINE_STYLE,
      right: LINE_STYLE,
      insideHorizontal: LINE_STYLE,
      insideVertical: LINE_STYLE,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ header }, at) => cell(header, at, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(String(row[at] ?? ''), at, false)) }),
      ),
    ],
  });
}

const cellLine = (line: string, centre: boolean, head: boolean): Paragraph =>
  new Paragraph({
    alignment: centre ? AlignmentType.CENTER : AlignmentType.LEFT,
    children: [run(line, head ? FONTS.chapter : FONTS.body, { size: SIZES.table })],
  });
