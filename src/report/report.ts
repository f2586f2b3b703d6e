import type { CivilDate } from '../calendar/civil-date.ts';
import type { Reading, Instrument, Item, ChannelId } from '../catalogue/rule.ts';
import type { Text } from '../language/text.ts';
import type { Verdict } from '../verdicts/verdict.ts';
