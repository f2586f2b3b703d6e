import type { ChannelId } from '../catalogue/rule.ts';
import { text, type Text } from '../language/text.ts';

export { CHANNEL_NAMES } from '../catalogue/channel-names.ts';

/** What colleagues call them, for the head of a narrow table. */
export const SHORT_CHANNEL_NAMES = {
  portal: text('门户', 'Portal'),
  app: text('App', 'App'),
  web95598: text('95598', '95598'),
  hall: text('营业厅', 'Hall'),
  sms: text('短信', 'SMS'),
  media: text('媒体', 'Media'),
  im: text('IM', 'IM'),
  mobile: text('移动端', 'Mobile'),
  documents: text('单据', 'Forms'),
  wechat: text('公众号', 'WeChat'),
} as const satisfies Record<ChannelId, Text>;

/** 检查方式: a hall and a form are judged by what was handed in, everything else by what is online (4.1). */
export const ON_PAPER: ReadonlySet<ChannelId> = new Set<ChannelId>(['hall', 'documents']);
