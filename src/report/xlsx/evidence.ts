import { capturedWords } from '../captured-words.ts';
import { CLOCK_NAMES } from '../clock-names.ts';
import { provedAddress } from '../place-words.ts';
import { companyName, placeText, reasonText } from '../view.ts';
import type { Voice } from '../voice.ts';
import type { Sheet } from '../workbook.ts';

/** 证据清单: every capture with its digest, by which anybody can check that the bytes are the same. */
export function evidenceSheet(voice: Voice): Sheet {
  const { t, say, report } = voice;
  return {
    name: t('证据清单', 'Evidence'),
    lead: [
      t(`${companyName(voice)} 核查证据清单`, `Evidence on ${companyName(voice)}`),
      t(
        '时间为北京时间；SHA-256 与证据包中的字节一致',
        'Beijing time; each SHA-256 is that of the bytes in the bundle',
      ),
    ],
    columns: [
      { header: t('证据编号', 'No.'), type: 'integer', width: 7, centred: true },
      { header: t('渠道', 'Channel'), type: 'text', width: 20 },
      { header: t('网址或文件', 'Address or file'), type: 'link', width: 60 },
      { header: t('采集时间', 'Captured'), type: 'text', width: 18 },
      { header: t('时间来源', 'Clock'), type: 'text', width: 16 },
      { header: t('状态', 'Status'), type: 'text', width: 22 },
      { header: t('字节', 'Bytes'), type: 'integer', width: 10 },
      { header: 'SHA-256', type: 'text', width: 34 },
      { header: t('截图', 'Picture'), type: 'text', width: 8, centred: true },
    ],
    rows: report.evidence.map(
      ({ channel, site, url, clock, status, fault, bytes, sha256, screenshot, ...when }, at) => ({
        cells: [
          at + 1,
          placeText(voice, { channel, site }),
          provedAddress(voice, url),
          capturedWords(voice, when).replaceAll(/ 北京时间| Beijing time/g, ''),
          say(CLOCK_NAMES[clock]),
          fault
            ? { value: reasonText(voice, fault), tone: 'doubt' }
            : status === 0
              ? t('快照', 'snapshot')
              : `HTTP ${status}`,
          bytes,
          sha256,
          screenshot === undefined ? undefined : { value: t('截图', 'picture'), link: screenshot },
        ],
      }),
    ),
    frozenColumns: 1,
  };
}
