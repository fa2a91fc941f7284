// How much of a tag's memory has to be read until what it says is known.

import { isOpenItemChain } from './iso28560-2/edit.ts';

/** What is read of every tag: the basic block of ISO 28560-3 with all of its owner (34), in blocks of 4. */
export const FIRST_BYTES = 36;

/** At once, of a tag that goes on: most end within, and every reader answers so much in one frame. */
const FURTHER_BYTES = 64;

/**
 * How many bytes, from block 0 on, are wanted of a tag of which these were read: no more than these where they tell
 * all that the station asks. A tag of ISO 28560-2 is wanted up to the end of its chain: type of usage and set
 * information may stand behind a title, and what is only begun could be anybody's. Where the tag ends before, it ends.
 */
export function bytesWanted(memory: Uint8Array): number {
  if (memory.length < FIRST_BYTES) return FIRST_BYTES;
  return isOpenItemChain(memory) ? memory.length + FURTHER_BYTES : memory.length;
}
