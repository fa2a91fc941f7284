// Tags on the pads that mean nothing to this station: blank ones, those of others, those that cannot be read. They are
// passed over. Each is noted once while it lies there, by what it is and not by its number; the patron is told where
// nothing else lies there that counts.

import { type Pad, type PadTag, tagsOn } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';

/** Tells of strangers that have lain there for a while: what a reader has only begun to read is none. Called after every event. */
export function tellStrangers(turn: Turn): void {
  const { pads, strangers } = turn.state;
  const lying = tagsOn(pads);
  const stay = [...strangers].filter((uid) => lying.some((tag) => tag.uid === uid && isStranger(tag)));
  const news = lying.filter((tag) => isDue(tag, turn.now.ticks) && !strangers.has(tag.uid));
  if (news.length === 0 && stay.length === strangers.size) return;
  turn.set({ strangers: new Set([...stay, ...news.map(({ uid }) => uid)]) });
  for (const { content } of news) {
    const why = content.kind === 'foreign' ? content.why : content.kind;
    turn.note('A tag on a pad means nothing to this station and is passed over.', { why });
  }
  if (news.length > 0 && lying.every(isStranger)) turn.remark('tag-not-known');
}

function isStranger({ content }: PadTag): boolean {
  return content.kind === 'blank' || content.kind === 'foreign' || content.kind === 'unread';
}

function isDue(tag: PadTag, ticks: number): boolean {
  return isStranger(tag) && tag.unseenSince === null && ticks - tag.since >= TIMES.strangerMs;
}

/** When the next stranger has lain there long enough, in ticks. */
export function strangerDeadlines(pads: readonly Pad[]): readonly number[] {
  return tagsOn(pads).flatMap((tag) => (isStranger(tag) ? [tag.since + TIMES.strangerMs] : []));
}
