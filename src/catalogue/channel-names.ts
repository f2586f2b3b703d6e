import { text, type Text } from '../language/text.ts';
import type { ChannelId } from './closed-lists.ts';

/** 公示渠道, in the order of the division-of-labour table. */
export const CHANNEL_NAMES = {
  portal: text('企业门户网站', 'company portal'),
  app: text('网上国网 App', 'State Grid App'),
  web95598: text('95598 网站', '95598 website'),
  hall: text('供电营业厅', 'service hall'),
  sms: text('电力短信', 'SMS'),
  media: text('外部媒体', 'media'),
  im: text('即时通讯软件', 'messengers'),
  mobile: text('移动客户端', 'mobile client'),
  documents: text('业务单据', 'business forms'),
  wechat: text('微信公众号', 'WeChat account'),
} as const satisfies Record<ChannelId, Text>;

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
