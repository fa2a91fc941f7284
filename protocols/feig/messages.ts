// What is asked of a FEIG reader and what it answers, as values (FEIG H20800-16e; lamps, inputs, configuration and the
// transparent command: FEIG H60301-3e, RSP-LENGTH in bits: Siemens C79000-G8976-C377). Where they stand in the bytes is
// in command-table.ts, what a reader says when something went wrong in refusal.ts.

import type { Uid } from '../devices/pad.ts';

/** TR-TYPE of an ISO 15693 transponder: the only one that library tags have. */
export const ISO15693_TRANSPONDER = 0x03;

/** Most bytes of memory that one read or write may ask for: 32 blocks of 4 (FEIG H20800-16e). */
export const MOST_BLOCK_BYTES = 128;

/** One transponder of an inventory. */
export interface InventoryEntry {
  /** TR-TYPE; what is not `ISO15693_TRANSPONDER` has another layout and is no library tag. */
  readonly transponderType: number;
  readonly dsfid: number;
  readonly uid: Uid;
}

/** One block as read from a tag. */
export interface BlockRead {
  /** SEC-STATUS; 0 where it was not asked for. */
  readonly securityStatus: number;
  /** In memory order: byte 0 of the block first. */
  readonly bytes: Uint8Array;
}

/** Where a block of the configuration is. */
export interface ConfigurationPlace {
  /** CFGn, 0..63. */
  readonly block: number;
  /** `ram` is what the reader works by, `eeprom` what it starts with. */
  readonly memory: 'ram' | 'eeprom';
}

/** The requests by their kind. Those to a tag are always addressed to its UID. */
export interface FeigRequests {
  /** Who are you? The first thing to ask: it changes nothing. */
  readonly softwareVersion: { readonly kind: 'softwareVersion' };
  /** Starts the reader's own processor anew, with the configuration that it keeps. It answers, and is away for a while. */
  readonly cpuReset: { readonly kind: 'cpuReset' };
  /** Switches the field off or on. */
  readonly rfOnOff: { readonly kind: 'rfOnOff'; readonly on: boolean };
  /** Lamps and buzzer, for a time. */
  readonly setOutput: {
    readonly kind: 'setOutput';
    /** OS: two bits each, 1 on, 2 off, 3 flashing; green lamp lowest, then red, then buzzer. */
    readonly outputs: number;
    /** OSF: how each flashes, two bits each, 0 the fastest. */
    readonly flashing: number;
    /** OS-Time, in units of 100 ms. */
    readonly tenths: number;
  };
  readonly getInput: { readonly kind: 'getInput' };
  /** Reads one block of the configuration. */
  readonly readConfiguration: { readonly kind: 'readConfiguration'; readonly place: ConfigurationPlace };
  /** Writes one block of the configuration; what is not in the EEPROM is gone after a reset. */
  readonly writeConfiguration: {
    readonly kind: 'writeConfiguration';
    readonly place: ConfigurationPlace;
    /** 14 bytes. */
    readonly bytes: Uint8Array;
  };
  /** Switches the field off and on: every tag answers the next inventory again. */
  readonly rfReset: { readonly kind: 'rfReset' };
  /** Which tags are there? `more` asks for the rest of the last answer, after one with `more`. */
  readonly inventory: { readonly kind: 'inventory'; readonly more: boolean };
  /** Reads `count` blocks from block `first` on; with `securityStatus` also whether each is locked. */
  readonly readBlocks: {
    readonly kind: 'readBlocks';
    readonly securityStatus: boolean;
    readonly uid: Uid;
    readonly first: number;
    readonly count: number;
  };
  /** Writes blocks from block `first` on, each in memory order and all of one size. */
  readonly writeBlocks: {
    readonly kind: 'writeBlocks';
    readonly uid: Uid;
    readonly first: number;
    readonly blocks: readonly Uint8Array[];
  };
  readonly writeAfi: { readonly kind: 'writeAfi'; readonly uid: Uid; readonly afi: number };
  readonly writeDsfid: { readonly kind: 'writeDsfid'; readonly uid: Uid; readonly dsfid: number };
  readonly systemInformation: { readonly kind: 'systemInformation'; readonly uid: Uid };
  /** Passes a request through to a tag, for what only chips of one maker know. */
  readonly transparent: {
    readonly kind: 'transparent';
    /** The chip writes: it may take up to 20 ms to answer. */
    readonly writes: boolean;
    /** RSP-LENGTH: bits of the tag's answer when all goes well, its CRC included. */
    readonly answerBits: number;
    /** The request as on the air, from its flags on, without CRC. */
    readonly request: Uint8Array;
  };
}

/** What a request is called; its answer is called the same. */
export type FeigKind = keyof FeigRequests;

/** The answers by their request's kind, as they are when all went well. */
export interface FeigAnswers {
  readonly softwareVersion: {
    readonly kind: 'softwareVersion';
    /** SW-REV: high byte major, low byte minor. */
    readonly softwareRevision: number;
    /** D-REV: 0 except in development firmware. */
    readonly developmentRevision: number;
    readonly hardwareType: number;
    /** SW-TYPE: the reader's model. */
    readonly readerType: number;
    /** TR-TYPE: a bit for each kind of transponder that the firmware supports. */
    readonly transponderTypes: number;
  };
  readonly cpuReset: { readonly kind: 'cpuReset' };
  readonly rfReset: { readonly kind: 'rfReset' };
  readonly rfOnOff: { readonly kind: 'rfOnOff' };
  readonly setOutput: { readonly kind: 'setOutput' };
  /** INPUT: bit 0 is the first input. */
  readonly getInput: { readonly kind: 'getInput'; readonly inputs: number };
  /** 14 bytes. */
  readonly readConfiguration: { readonly kind: 'readConfiguration'; readonly bytes: Uint8Array };
  readonly writeConfiguration: { readonly kind: 'writeConfiguration' };
  /** `more`: the reader has further ones, to be fetched with `more` (STATUS 0x94). */
  readonly inventory: {
    readonly kind: 'inventory';
    readonly more: boolean;
    readonly tags: readonly InventoryEntry[];
  };
  readonly readBlocks: { readonly kind: 'readBlocks'; readonly blocks: readonly BlockRead[] };
  readonly writeBlocks: { readonly kind: 'writeBlocks' };
  readonly writeAfi: { readonly kind: 'writeAfi' };
  readonly writeDsfid: { readonly kind: 'writeDsfid' };
  /** The tag's answer as on the air, its CRC included. */
  readonly transparent: { readonly kind: 'transparent'; readonly answer: Uint8Array };
  readonly systemInformation: {
    readonly kind: 'systemInformation';
    readonly dsfid: number;
    readonly uid: Uid;
    readonly afi: number;
    /** Number of blocks, 1..256. */
    readonly blockCount: number;
    /** Bytes in a block, 1..256; 4 on nearly all library tags. */
    readonly blockSize: number;
    readonly icReference: number;
  };
}

/** One thing asked of the reader. */
export type FeigRequest = FeigRequests[FeigKind];

/** What it answers when all went well; `kind` is the request's. */
export type FeigAnswer = FeigAnswers[FeigKind];
