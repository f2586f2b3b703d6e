import type { ChannelId } from '../catalogue/rule.ts';

export { CHANNEL_NAMES, SHORT_CHANNEL_NAMES } from '../catalogue/channel-names.ts';

/** 检查方式: a hall and a form are judged by what was handed in, everything else by what is online (4.1). */
export const ON_PAPER: ReadonlySet<ChannelId> = new Set<ChannelId>(['hall', 'documents']);
