import type { DateRole } from '../document.ts';

/** What stands around a date in its block, and where the block stands. */
export interface Surroundings {
  /** Normalised text before and after the date, in the same block. */
  readonly before: string;
  readonly after: string;
  /** The block lies between the page's title and its body, or is a line of 来源, 作者, 浏览次数, and says little else. */
  readonly head: boolean;
  /** The date stands alone, or behind an organisation's name only, at the end of the text. */
  readonly signature: boolean;
}

/** `dropped`: no statement of the page about itself at all (C49). */
export type Role = DateRole | 'dropped';

interface Sign {
  readonly role: Role;
  readonly before?: RegExp;
  readonly after?: RegExp;
  readonly head?: true;
}

const NOUN = '(?:日期|时间|于)';

/** In order: the first sign that fits decides. */
const SIGNS: readonly Sign[] = [
  { role: 'dropped', before: /(?:今天|今日|现在|当前|系统|本机|北京)(?:日期|时间)?(?:是|为)?:?(?:星期.)?[ ,]?$/u },
  // What the visitor does, and when: a page prints the day of its own print-out.
  { role: 'dropped', before: /(?:打印|下载|导出|浏览|访问|查看|阅读|截图|登录)(?:日期|时间|于)[: ]?$/u },
  { role: 'dropped', before: /(?:©|\(c\)|copyright|版权所有)[^。;]{0,12}$/iu },
  {
    role: 'valid-until',
    before: /有效期(?:限|间)?[:为是]?(?:自|从|由)?[\d年月日号./ -]{6,14}起?(?:至|到|-{1,2}|~)[: ]?$/u,
  },
  { role: 'valid-until', before: /有效期?(?:限|间)?(?:为|截)?(?:至|到|止于?|截止)[: ]?$/u },
  { role: 'valid-until', before: /(?:执行|实施|施行|使用)(?:至|到)[: ]?$/u },
  { role: 'valid-until', before: /(?:到期|失效|废止|截止有效)(?:日期?|时间)?[: ]?$/u },
  { role: 'valid-until', after: /^(?:之?前|止)有效|^(?:到期|届满|失效|起?(?:废止|停止执行|失效))/u },
  { role: 'in-force', before: /有效期(?:限|间)?[:为是]?(?:自|从|由)?$/u, after: /^起?(?:至|到|-|~)/u },
  { role: 'valid-until', before: /有效期(?:限|间)?[:为是]?$/u },
  {
    role: 'in-force',
    before: /(?:自|从|于)$/u,
    after: /^(?:零时|0时|0:00|00:00)?(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效|启用)/u,
  },
  { role: 'in-force', before: /(?:施行|实施|执行|生效)(?:日期|时间)?[: ]?$/u },
  { role: 'in-force', before: /(?:自|从)$/u, after: /^(?:零时|0时)?起/u },
  { role: 'period', before: /(?:统计|考核|数据|取数)(?:周期|期间|时段|时间|区间|日期|截止日期|截至日期)?[: ]?$/u },
  { role: 'period', before: /截[至止]到?$/u },
  { role: 'updated', before: new RegExp(String.raw`(?:更新|(?:最后|最近)?修改|刷新)(?:${NOUN})?[: ]?$`, 'u') },
  {
    role: 'published',
    before: new RegExp(
      String.raw`(?:发布|发表|发稿|发文|发送|推送|公开|上传|录入|张贴|挂网|添加|生成|公示|公告|信息)${NOUN}[: ]?$`,
      'u',
    ),
  },
  { role: 'published', before: /(?:发布|发表|张贴)[: ]$/u },
  { role: 'published', after: /^\s?(?:发布|张贴)\s?(?:[)\]】]|$)/u },
  { role: 'published', before: /公布(?:日期|时间)[: ]?$/u, head: true },
  { role: 'signed', before: /(?:成文|印发|签发|落款)(?:日期|时间)?[: ]?$/u },
  { role: 'signed', after: /^(?:印发|签发)/u },
  {
    role: 'event',
    before:
      /(?:停电|停送电|检修|施工|计划|开始|结束|起始|起止|终止|恢复|复电|送电|会议|活动|报名|开标|抄表|截止|预计)(?:日期|时间)?[: ]?$/u,
  },
  { role: 'published', before: /(?:^|[^\p{L}])(?:日期|时间)[: ]?$/u, head: true },
];

/** What a date says about its page, judged from the words around it. */
export function roleOf({ before, after, head, signature }: Surroundings): Role {
  const [tail, lead] = [before.slice(-48), after.slice(0, 16)];
  for (const sign of SIGNS) {
    if (sign.head && !head) continue;
    if (sign.before && !sign.before.test(tail)) continue;
    if (sign.after && !sign.after.test(lead)) continue;
    return sign.role;
  }
  if (signature) return 'signed';
  return head ? 'published' : 'unknown';
}
