import { companyName } from '../view.ts';
import type { Voice } from '../voice.ts';
import { centred, para, signature, title, type Block } from './blocks.ts';
import { writtenDay } from './written-day.ts';
import { causes, nextSteps, remedies } from './outlook.ts';
import { overview, results } from './overview.ts';
import { mainProblems } from './problems.ts';

/** 自查报告: six chapters, the attachments named, signed and dated (4.1). */
export function bodyOf(voice: Voice): Block[] {
  const { t, report } = voice;
  const company = companyName(voice);
  return [
    title(
      t(company, `Report of ${company}`),
      t('关于供电服务信息公开自查情况的报告', 'on its self-audit of disclosure'),
    ),
    centred(t(`〔${report.asOf.slice(0, 4)}〕　　号`, `No.        /${report.asOf.slice(0, 4)}`)),
    ...overview(voice),
    ...results(voice),
    ...mainProblems(voice),
    ...causes(voice),
    ...remedies(voice),
    ...nextSteps(voice),
    para(''),
    para(t('附件：1. 供电服务信息公开问题台账', 'Attachments: 1. Disclosure gaps')),
    para(t('　　　2. 供电服务信息公开清单', '2. What is disclosed where')),
    para(t('　　　3. 佐证材料', '3. Proof')),
    para(''),
    signature(company),
    signature(writtenDay(report.asOf, voice)),
  ];
}
