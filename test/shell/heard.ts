// What a line was heard to say, for the tests of lines. Not a test itself.

import type { LineEvent } from '../../station-daemon/shell/line.ts';

/** Bytes that line disciplines and text encodings change. */
export const AWKWARD = Uint8Array.of(0x00, 0xff, 0x0d, 0x0a, 0x11, 0x13, 0x04, 0x80);

export const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, value) => value);

/** Collects what a line says. */
export class Heard {
  readonly events: LineEvent[] = [];
  readonly listener = (event: LineEvent): void => {
    this.events.push(event);
  };

  count(kind: LineEvent['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  get chunks(): string[] {
    return this.events.flatMap((event) => (event.kind === 'bytes' ? [hex(event.bytes)] : []));
  }

  get bytes(): string {
    return this.chunks.join('');
  }

  get reasons(): string[] {
    return this.events.flatMap((event) => (event.kind === 'closed' ? [event.reason] : []));
  }
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
