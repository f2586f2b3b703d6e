import { AlignmentType, Document, Footer, PageNumber, Packer, Paragraph, TextRun } from 'docx';
import { companyName } from '../view.ts';
import type { Voice } from '../voice.ts';
import { cellText } from '../workbook/text.ts';
import { evidenceAttachment, matrixAttachment, problemAttachment } from './attachments.ts';
import type { Block } from './blocks.ts';
import { bodyOf } from './body.ts';
import { FONTS, LANDSCAPE, PORTRAIT, SIZES } from './paper.ts';
import { sameEveryTime } from './same-bytes.ts';

/** The 自查报告 as DOCX; the same report gives the same bytes. */
export async function writeSelfReport(voice: Voice): Promise<Uint8Array> {
  const { t, language } = voice;
  const footers = { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) };
  const section = (page: typeof PORTRAIT | typeof LANDSCAPE, children: Block[]) => ({
    properties: { page },
    footers,
    children,
  });
  const made = new Document({
    title: cellText(
      t(`${companyName(voice)} 供电服务信息公开自查报告`, `Disclosure self-audit of ${companyName(voice)}`),
    ),
    creator: 'gongkai',
    lastModifiedBy: 'gongkai',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: FONTS.body, size: SIZES.body, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        },
        heading1: { run: { color: '000000' } },
        heading2: { run: { color: '000000' } },
        title: { run: { color: '000000' } },
      },
    },
    sections: [
      section(PORTRAIT, bodyOf(voice)),
      section(LANDSCAPE, problemAttachment(voice)),
      section(LANDSCAPE, [...matrixAttachment(voice), ...evidenceAttachment(voice)]),
    ],
  });
  return sameEveryTime(await Packer.toBuffer(made), language);
}

/** — 1 —, outside on every page: odd to the right, even to the left. */
const pageNumber = (alignment: (typeof AlignmentType)['RIGHT' | 'LEFT']): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            size: SIZES.foot,
            font: { ...FONTS.body, eastAsia: '宋体' },
          }),
        ],
      }),
    ],
  });
