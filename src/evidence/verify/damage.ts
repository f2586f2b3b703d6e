import { text, type Text } from '../../language/text.ts';

/** One thing in a bundle that is not as it was sealed. */
export interface Damage {
  /** The file within the bundle; '' for the archive around the files. */
  readonly file: string;
  /** The capture whose record it is, where that can be told. */
  readonly capture?: string;
  readonly what: Text;
}

/** What can be wrong, in words. */
export const DAMAGE = {
  archive: text('压缩包结构损坏，无法定位其中的文件', 'the archive structure is damaged and its files cannot be found'),
  repacked: text(
    '不是封存时的原文件：解开后重新打包过，或被其他工具改动过，里面的内容不能证明未被改动',
    'not the file that was sealed: it was unpacked and packed again, or changed by another tool, so nothing proves that its content is as it was',
  ),
  directory: text('压缩包目录与内容不一致', 'the archive directory does not agree with the content'),
  header: text('该文件的压缩包文件头被改动', 'the archive header of this file was changed'),
  content: text('文件内容与其校验值不一致', 'the content does not match its digest'),
  missing: text('缺少该文件', 'the file is missing'),
  record: text('该条采集记录与其校验值不一致', 'the record does not match its digest'),
  payload: text('该条采集记录中的原文与登记的校验值不一致', 'the stored bytes do not match the digest of the capture'),
  told: text(
    '该条采集记录自己写的网址、时间或应答，与采集清单（run/captures.jsonl）所写的不一致',
    'the record itself tells another address, time or answer than the list of captures (run/captures.jsonl)',
  ),
  unmatched: text(
    '采集清单与采集记录对不上：只见于其中一处，或重复列出',
    'the list of captures and the records do not match: it stands in one of them only, or twice',
  ),
  lists: text('与采集清单或采集记录不一致', 'it does not agree with the list of captures and the records'),
  tiling: text('采集记录之间有多余或缺失的字节', 'there are bytes too many or too few between the records'),
} as const satisfies Record<string, Text>;
