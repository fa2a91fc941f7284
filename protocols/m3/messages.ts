// What is asked of a 3M reader and what it answers, as values (3M RFID Reader Model 210, protocol specification
// 1.0.0). Where they stand in the bytes is in command-table.ts.

import type { Uid } from '../devices/pad.ts';

/** Bytes in a block: the reader knows no other size. */
export const BLOCK_BYTES = 4;

/** One block as read from a tag. */
export interface BlockRead {
  readonly number: number;
  /** 0 for a block that can be written. */
  readonly lock: number;
  /** `BLOCK_BYTES`, in memory order: byte 0 of the block first. */
  readonly bytes: Uint8Array;
}

/** What a tag tells of itself, as far as it is asked and has it; null for the rest. */
export interface TagInfo {
  readonly dsfid: number | null;
  readonly afi: number | null;
  /** Number of blocks and bytes in each, 1..256. */
  readonly memory: { readonly blockSize: number; readonly blockCount: number } | null;
  readonly icReference: number | null;
}

/** The requests by their kind. Those to a tag are always addressed to its UID. */
export interface M3Requests {
  /** Who are you? It changes nothing. */
  readonly readerVersion: { readonly kind: 'readerVersion' };
  /** Which tags are there? `afi` 0 asks for all of them, another value for those that hold it. */
  readonly inventory: { readonly kind: 'inventory'; readonly afi: number };
  /** Reads `count` blocks from block `first` on. */
  readonly readBlocks: {
    readonly kind: 'readBlocks';
    readonly uid: Uid;
    readonly first: number;
    readonly count: number;
  };
  /** Writes blocks from block `first` on, each of `BLOCK_BYTES` in memory order. */
  readonly writeBlocks: {
    readonly kind: 'writeBlocks';
    readonly uid: Uid;
    readonly first: number;
    readonly blocks: readonly Uint8Array[];
  };
  readonly getAfi: { readonly kind: 'getAfi'; readonly uid: Uid };
  readonly writeAfi: { readonly kind: 'writeAfi'; readonly uid: Uid; readonly afi: number };
  /** Is the tag's EAS bit set? */
  readonly checkEas: { readonly kind: 'checkEas'; readonly uid: Uid };
  /** Sets the EAS bit (the gate cries out) or takes it back. */
  readonly easControl: { readonly kind: 'easControl'; readonly uid: Uid; readonly eas: boolean };
  readonly getDsfid: { readonly kind: 'getDsfid'; readonly uid: Uid };
  readonly writeDsfid: { readonly kind: 'writeDsfid'; readonly uid: Uid; readonly dsfid: number };
  /** Asks for everything that `TagInfo` holds. */
  readonly tagInfo: { readonly kind: 'tagInfo'; readonly uid: Uid };
  /** Sends a tag the bytes of an ISO 15693 request, and waits for an answer of `answerBytes`. */
  readonly passThrough: {
    readonly kind: 'passThrough';
    readonly answerBytes: number;
    /** CONTROL OPTIONS without bit 15, which would announce a byte of RF flags. 0: the reader's own way. */
    readonly options: number;
    readonly bytes: Uint8Array;
  };
}

/** What a request is called; its answer is called the same. */
export type M3Kind = keyof M3Requests;

/** The answers by their request's kind, as they are when all went well. */
export interface M3Answers {
  readonly readerVersion: {
    readonly kind: 'readerVersion';
    /** 0x0A: 3M. */
    readonly vendor: number;
    readonly major: number;
    readonly minor: number;
    readonly build: number;
  };
  readonly inventory: { readonly kind: 'inventory'; readonly afi: number; readonly uids: readonly Uid[] };
  /** It may hold fewer blocks than were asked for: what is missing is to be asked for again. */
  readonly readBlocks: {
    readonly kind: 'readBlocks';
    readonly uid: Uid;
    readonly blocks: readonly BlockRead[];
  };
  /** `next`: the number behind the last block that was written. */
  readonly writeBlocks: { readonly kind: 'writeBlocks'; readonly uid: Uid; readonly next: number };
  readonly getAfi: { readonly kind: 'getAfi'; readonly uid: Uid; readonly afi: number };
  readonly writeAfi: { readonly kind: 'writeAfi'; readonly uid: Uid };
  readonly checkEas: { readonly kind: 'checkEas'; readonly uid: Uid; readonly eas: boolean };
  readonly easControl: { readonly kind: 'easControl'; readonly uid: Uid };
  readonly getDsfid: { readonly kind: 'getDsfid'; readonly uid: Uid; readonly dsfid: number };
  readonly writeDsfid: { readonly kind: 'writeDsfid'; readonly uid: Uid };
  readonly tagInfo: { readonly kind: 'tagInfo'; readonly uid: Uid; readonly info: TagInfo };
  readonly passThrough: {
    readonly kind: 'passThrough';
    /** RESULT FLAGS: for who seeks a fault. */
    readonly resultFlags: number;
    readonly bytes: Uint8Array;
  };
}

/** One thing asked of the reader. */
export type M3Request = M3Requests[M3Kind];

/** What it answers when all went well; `kind` is the request's. */
export type M3Answer = M3Answers[M3Kind];
