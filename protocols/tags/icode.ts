// What NXP's ICODE chips (SLI, SLIX, SLIX2) can do beyond ISO 15693: the EAS bit and its password. Bytes as on the
// air, without CRC, for readers that pass a request through to the tag; how a reader is told to do so is its own
// protocol's matter.
//
// NXP SL2S2002/SL2S2102 (ICODE SLIX) Rev. 3.4 and SL2ICS53/54 (SLI-S): FLAGS(1) CODE(1) IC-MFG-CODE(1) UID(8, last
// byte first) parameters; the answer is FLAGS(1) data, or FLAGS(1, bit 0 set) ERROR(1).

import { after, record } from '../binary/combinators.ts';
import { bytesOf, type Field, implied, uidBackwards, wordLowFirst } from '../binary/fields.ts';
import type { Uid } from '../devices/pad.ts';

/** What is asked of a chip, by its kind. */
export interface IcodeRequests {
  /** Sets the EAS bit: the gate cries out. */
  readonly setEas: { readonly kind: 'setEas'; readonly uid: Uid };
  /** Takes the EAS bit back. */
  readonly resetEas: { readonly kind: 'resetEas'; readonly uid: Uid };
  /** Is the EAS bit set? A chip whose bit is not set stays silent. */
  readonly easAlarm: { readonly kind: 'easAlarm'; readonly uid: Uid };
  /** From now on EAS is changed only after the password was given. Cannot be taken back. */
  readonly protectEas: { readonly kind: 'protectEas'; readonly uid: Uid };
  /** From now on the AFI is changed only after the password was given. Cannot be taken back. */
  readonly protectAfi: { readonly kind: 'protectAfi'; readonly uid: Uid };
  /** The number that masks the password that is given next. */
  readonly randomNumber: { readonly kind: 'randomNumber'; readonly uid: Uid };
  /** Gives the EAS/AFI password, masked; holds until the field goes off. After a wrong one the chip is mute until then. */
  readonly setPassword: { readonly kind: 'setPassword'; readonly uid: Uid; readonly masked: Uint8Array };
  /** Changes the EAS/AFI password; the old one must have been given. */
  readonly writePassword: {
    readonly kind: 'writePassword';
    readonly uid: Uid;
    readonly password: Uint8Array;
  };
}

export type IcodeKind = keyof IcodeRequests;
export type IcodeRequest = IcodeRequests[IcodeKind];

/** A chip's answer, decoded. */
export type DecodedIcode =
  | { readonly kind: 'done'; readonly random: number | null }
  /** The chip refused, with an ISO 15693 error code. */
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'not-understood' };

interface IcodeRow<Request> {
  readonly request: Field<Request>;
  /** Bytes of an answer's data, behind its flags. */
  readonly answerBytes: number;
  /** It changes the chip's memory, which takes the chip some milliseconds. */
  readonly writes: boolean;
}

/** High data rate, addressed. */
const ADDRESSED = 0x22;
/** The same, with the option flag. */
const ADDRESSED_WITH_OPTION = 0x62;
/** IC manufacturer code of NXP (ISO/IEC 7816-6). */
const NXP = 0x04;
/** Which password: that of EAS and AFI. */
const EAS_AFI_PASSWORD = 0x10;
const PASSWORD_BYTES = 4;
const EAS_SEQUENCE_BYTES = 32;
const ERROR_FLAG = 0x01;

const addressed = (code: number, flags = ADDRESSED): Field<Uid> => after([flags, code, NXP], uidBackwards);
const password = after([EAS_AFI_PASSWORD], bytesOf(PASSWORD_BYTES));

const ICODE: { readonly [K in IcodeKind]: IcodeRow<IcodeRequests[K]> } = {
  setEas: {
    request: record({ kind: implied('setEas'), uid: addressed(0xa2) }),
    answerBytes: 0,
    writes: true,
  },
  resetEas: {
    request: record({ kind: implied('resetEas'), uid: addressed(0xa3) }),
    answerBytes: 0,
    writes: true,
  },
  easAlarm: {
    request: record({ kind: implied('easAlarm'), uid: addressed(0xa5) }),
    answerBytes: EAS_SEQUENCE_BYTES,
    writes: false,
  },
  protectEas: {
    request: record({ kind: implied('protectEas'), uid: addressed(0xa6) }),
    answerBytes: 0,
    writes: true,
  },
  // That the option flag chooses the AFI is general knowledge and was not found in a data sheet here.
  protectAfi: {
    request: record({ kind: implied('protectAfi'), uid: addressed(0xa6, ADDRESSED_WITH_OPTION) }),
    answerBytes: 0,
    writes: true,
  },
  randomNumber: {
    request: record({ kind: implied('randomNumber'), uid: addressed(0xb2) }),
    answerBytes: 2,
    writes: false,
  },
  setPassword: {
    request: record({ kind: implied('setPassword'), uid: addressed(0xb3), masked: password }),
    answerBytes: 0,
    writes: false,
  },
  writePassword: {
    request: record({ kind: implied('writePassword'), uid: addressed(0xb4), password }),
    answerBytes: 0,
    writes: true,
  },
};

/** A request as a reader that passes things through has to be told it. */
export interface IcodeExchange {
  /** Complete but for the CRC. */
  readonly bytes: Uint8Array;
  /** Bytes of the answer when all goes well, its CRC left out. */
  readonly answerBytes: number;
  /** The chip writes: the answer comes up to 20 ms later than that of a read. */
  readonly writes: boolean;
}

/** The chips that have an EAS bit: those of NXP, by the maker's code in the UID. */
export const hasEas = (uid: Uid): boolean => uid.startsWith('E004');

/** The request's bytes, and what answer it has. */
export function encodeIcode(request: IcodeRequest): IcodeExchange {
  return exchangeOf(request.kind, request);
}

function exchangeOf<K extends IcodeKind>(kind: K, request: IcodeRequests[K]): IcodeExchange {
  const row: IcodeRow<IcodeRequests[K]> = ICODE[kind];
  const bytes: number[] = [];
  row.request.write(request, bytes);
  return { bytes: Uint8Array.from(bytes), answerBytes: 1 + row.answerBytes, writes: row.writes };
}

/** What a request's bytes ask for; null where they are none of the table's. For the simulator's tags. */
export function decodeIcode(bytes: Uint8Array): IcodeRequest | null {
  for (const { request } of Object.values(ICODE)) {
    const read = request.read(bytes, 0);
    if (read !== null && read.next === bytes.length) return read.value;
  }
  return null;
}

/** What a chip's answer to a request of this kind says. `bytes` without CRC. */
export function decodeIcodeAnswer(kind: IcodeKind, bytes: Uint8Array): DecodedIcode {
  const [flags, first] = bytes;
  if (flags !== undefined && (flags & ERROR_FLAG) !== 0) return { kind: 'refused', code: first ?? 0 };
  if (bytes.length !== 1 + ICODE[kind].answerBytes) return { kind: 'not-understood' };
  const random = kind === 'randomNumber' ? wordLowFirst.read(bytes, 1) : null;
  return { kind: 'done', random: random?.value ?? null };
}

/** A chip's answer when it did what it was asked. For the simulator's tags. */
export function encodeIcodeAnswer(kind: IcodeKind, random: number): Uint8Array {
  const answer = new Uint8Array(1 + ICODE[kind].answerBytes);
  if (kind === 'randomNumber') {
    const out: number[] = [];
    wordLowFirst.write(random, out);
    answer.set(out, 1);
  }
  return answer;
}

/** A chip's answer when it refused. For the simulator's tags. */
export const encodeIcodeRefusal = (code: number): Uint8Array => Uint8Array.of(ERROR_FLAG, code);

/**
 * The password as it goes on the air: each 16 bits of it are masked with the chip's random number. Masking twice gives
 * the password again. The first of its bytes goes first.
 */
export function maskPassword(plain: Uint8Array, random: number): Uint8Array {
  const mask = [random & 0xff, (random >>> 8) & 0xff];
  return plain.map((byte, at) => byte ^ (mask[at % 2] ?? 0));
}
