import type { Catalogue, ChannelId, Element, Item, Variant } from '../catalogue/rule.ts';
import type { Text } from '../language/text.ts';
import type { Reason } from '../evidence/reason.ts';
