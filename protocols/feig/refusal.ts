// What a reader says when a request did not go well, as a value: from and to STATUS and the bytes behind it.
// The numbers and their names are in status.ts.

import { isoErrorName } from '../tags/iso15693-errors.ts';
import { STATUS, statusName } from './status.ts';

/** What the reader says when not all went well: a STATUS other than 0. */
export type FeigRefusal =
  /** Nothing answered in the field (0x01). For an inventory: nothing lies there. */
  | { readonly kind: 'no-transponder' }
  /** The tag refused (0x95), with its error code; `block` where the reader tells which block failed. */
  | {
      readonly kind: 'iso-error';
      readonly code: number;
      readonly name: string;
      readonly block: number | null;
    }
  /** What was written did not stay (0x03); `block` where the reader tells which block failed. */
  | { readonly kind: 'write-error'; readonly block: number | null }
  /** The tag's answer was spoiled on the air (0x83). */
  | { readonly kind: 'rf-error' }
  /** There is more than one answer can hold (0x94), and what came could not be used. */
  | { readonly kind: 'more-data' }
  /** Any other STATUS, with its English name. */
  | { readonly kind: 'other'; readonly status: number; readonly name: string };

/** STATUS and DATA of a refusal; the inverse of `refusalOf`. */
export function refusalBytes(refusal: FeigRefusal): readonly number[] {
  switch (refusal.kind) {
    case 'no-transponder':
      return [STATUS.noTransponder];
    case 'iso-error':
      return [STATUS.isoError, refusal.code, ...(refusal.block === null ? [] : [refusal.block])];
    case 'write-error':
      return [STATUS.writeError, ...(refusal.block === null ? [] : [refusal.block])];
    case 'rf-error':
      return [STATUS.rfError];
    case 'more-data':
      return [STATUS.moreData];
    case 'other':
      return [refusal.status];
  }
}

/** The refusal that a STATUS other than 0, with the DATA behind it, means. Missing bytes count as not told. */
export function refusalOf(status: number, data: Uint8Array): FeigRefusal {
  switch (status) {
    case STATUS.noTransponder:
      return { kind: 'no-transponder' };
    case STATUS.isoError: {
      const code = data[0] ?? 0;
      return { kind: 'iso-error', code, name: isoErrorName(code), block: data[1] ?? null };
    }
    case STATUS.writeError:
      return { kind: 'write-error', block: data[0] ?? null };
    case STATUS.rfError:
      return { kind: 'rf-error' };
    case STATUS.moreData:
      return { kind: 'more-data' };
    default:
      return { kind: 'other', status, name: statusName(status) };
  }
}
