// The fastest that physics lets a pad of items be lent: what frames take on the serial line, tags on the air, and a
// library system that answers one request after the other. A function of frame lengths and numbers alone.

import type { Uid } from '../../protocols/devices/pad.ts';
import {
  encodeAnswer,
  encodeRequest,
  type FeigAnswer,
  type FeigRequest,
  ISO15693_TRANSPONDER,
} from '../../protocols/feig/commands.ts';
import { ANY_READER, SHORTEST_REQUEST_GAP_MS } from '../../protocols/feig/framing.ts';
import {
  askingMs,
  type LineSpeed,
  readerMs,
  serialMs,
  writingMs,
} from '../../station-daemon/simulator/reader/air/times.ts';

/** The terms of the limit, in milliseconds. */
export interface BorrowLimit {
  /** One look at the field with all tags in it. */
  readonly inventoryMs: number;
  /** The memory of one tag, which tells the item. */
  readonly readMs: number;
  readonly writeMs: number;
  readonly readBackMs: number;
  /** The pad's work for one item: read, written, read back. */
  readonly padWorkMs: number;
  /** What the slower of library system and pad takes for one item. */
  readonly perItemMs: number;
  /** The first tag read, all items one after the other, the last one released. */
  readonly limitMs: number;
}

const BLOCKS_READ = 9;
const BLOCK_BYTES = 4;

/** The limit for tags at 38400 8E1, with a library system that takes so long for an answer. */
export function borrowLimit(
  uids: readonly Uid[],
  libraryMs: number,
  line: LineSpeed = { baudRate: 38_400, bitsPerByte: 11 },
): BorrowLimit {
  const [uid = ''] = uids;
  const inventoryMs = exchangeMs(
    { kind: 'inventory', more: false },
    {
      kind: 'inventory',
      more: false,
      tags: uids.map((one) => ({ transponderType: ISO15693_TRANSPONDER, dsfid: 0, uid: one })),
    },
    readerMs({ kind: 'inventory', round: 'new', leaveQuiet: false }, uids),
    line,
  );
  const memory = { kind: 'readBlocks', uid, first: 0, count: BLOCKS_READ, securityStatus: false } as const;
  const block = { securityStatus: 0, bytes: new Uint8Array(BLOCK_BYTES) };
  const readMs = exchangeMs(
    memory,
    { kind: 'readBlocks', blocks: Array.from({ length: BLOCKS_READ }, () => block) },
    askingMs(memory, true),
    line,
  );
  const afi = { kind: 'writeAfi', uid, afi: 0 } as const;
  const writeMs = exchangeMs(afi, { kind: 'writeAfi' }, writingMs(afi, 1).totalMs, line);
  const facts = { kind: 'systemInformation', uid } as const;
  const readBackMs = exchangeMs(
    facts,
    { ...facts, dsfid: 0, afi: 0, blockCount: 28, blockSize: BLOCK_BYTES, icReference: 0 },
    askingMs(facts, true),
    line,
  );
  const padWorkMs = readMs + writeMs + readBackMs;
  const perItemMs = Math.max(libraryMs, padWorkMs);
  const limitMs = inventoryMs + readMs + uids.length * perItemMs + writeMs + readBackMs;
  return { inventoryMs, readMs, writeMs, readBackMs, padWorkMs, perItemMs, limitMs };
}

/** From the request's first bit to the moment at which the next one may be sent. */
function exchangeMs(request: FeigRequest, answer: FeigAnswer, airMs: number, line: LineSpeed): number {
  const out = encodeRequest(request, { address: ANY_READER, form: 'standard' });
  const back = encodeAnswer(answer, { address: 0, form: 'standard' });
  return serialMs(out.length + back.length, line) + airMs + SHORTEST_REQUEST_GAP_MS;
}
