import { convertMillimetersToTwip } from 'docx';

/** Measures of GB/T 9704-2012: A4, 37 mm above, 28 mm to the left, a type area of 156 mm × 225 mm. */

const mm = convertMillimetersToTwip;

export const PORTRAIT = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
} as const;

/** Attachments with wide tables lie on their side. */
export const LANDSCAPE = {
  size: { width: 11_906, height: 16_838, orientation: 'landscape' },
  margin: { top: mm(24), bottom: mm(22), left: mm(20), right: mm(20), footer: mm(14) },
} as const;

export const PORTRAIT_WIDTH = mm(156);
export const LANDSCAPE_WIDTH = mm(257);

const font = (eastAsia: string) =>
  ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia }) as const;

/** Fonts of official documents; what to take where one is not installed stands in `ALTERNATIVES`. */
export const FONTS = {
  title: font('方正小标宋简体'),
  body: font('仿宋'),
  chapter: font('黑体'),
  section: font('楷体'),
} as const;

export const ALTERNATIVES: Readonly<Record<string, string>> = {
  方正小标宋简体: '华文中宋',
  仿宋: '仿宋_GB2312',
  黑体: 'SimHei',
  楷体: '楷体_GB2312',
};

/** Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt. */
export const SIZES = { title: 44, body: 32, foot: 28, table: 21 } as const;

/** 28 points, so that 22 lines stand on a page. */
export const LINE = 560;
/** Two characters of 三号. */
export const INDENT = 640;
