import type { CellStyle } from 'hucre/xlsx';
import type { Column, Tone } from '../workbook.ts';

/** The look of every workbook: one quiet font, thin lines, a wash of colour only where it says something. */

/** On every Chinese Windows; other systems put their own sans-serif in its place. */
export const FONT = { name: '微软雅黑', size: 10 } as const;

const INK = '1F2933';
const LINE = 'D5DBE3';
const HEAD = 'E9EEF5';
const LINK = '1D5FA8';

const TONE_FILLS = {
  good: 'EAF5EE',
  bad: 'FBEAEA',
  doubt: 'FDF4DF',
  wait: 'E9F1FB',
  soft: 'F3F4F6',
} as const satisfies Record<Tone, string>;

const side = { style: 'thin', color: { rgb: LINE } } as const;
const BORDER = { top: side, right: side, bottom: side, left: side };

const solid = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
});

export const TITLE_STYLE: CellStyle = {
  font: { ...FONT, size: 15, bold: true, color: { rgb: INK } },
  alignment: { vertical: 'center' },
};

export const LEAD_STYLE: CellStyle = {
  font: { ...FONT, color: { rgb: '5B6673' } },
  alignment: { vertical: 'center' },
};

export const HEADER_STYLE: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: INK } },
  fill: solid(HEAD),
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

export const HEADING_STYLE: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: INK } },
  fill: solid('F3F6FA'),
  border: BORDER,
  alignment: { vertical: 'center', wrapText: true },
};

/** What decides the look of one cell of the body. */
export interface BodyLook {
  readonly column: Column;
  readonly tone: Tone | undefined;
  readonly linked: boolean;
  /** The spreadsheet's format code. */
  readonly format: string;
  readonly locked: boolean;
}

export const bodyStyle = ({ column, tone, linked, format, locked }: BodyLook): CellStyle => ({
  font: { ...FONT, color: { rgb: linked ? LINK : INK }, ...(linked && { underline: true }) },
  ...(tone && { fill: solid(TONE_FILLS[tone]) }),
  border: BORDER,
  alignment: {
    vertical: 'top',
    wrapText: true,
    ...((column.centred ?? column.type === 'date') && { horizontal: 'center' }),
  },
  numFmt: format,
  protection: { locked },
});
