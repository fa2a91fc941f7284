// A serial barcode scanner's twin: it only talks. A scan is the text as the scanner reads it and its end, at the
// speed of the line.

import type { Moment } from '../../../protocols/moment.ts';
import { createFaultPlan, type Fault, type FaultPlan } from '../faults.ts';
import type { ActorOutput } from '../output.ts';

/** What goes wrong with one scan. */
export type ScannerFault =
  /** Noise on the line just before it. */
  | { readonly kind: 'garbage'; readonly bytes: Uint8Array }
  /** Handed over in pieces of so many bytes, each when it has crossed the line, with so long a pause before it. */
  | { readonly kind: 'pieces'; readonly pieceBytes: number; readonly pauseMs: number };

/** A scanner's settings; all have the values of a scanner fresh from its box. */
export interface ScannerSettings {
  readonly baudRate: number;
  /** On the line: 10 without parity, 11 with. */
  readonly bitsPerByte: number;
  /** What ends a scan; some scanners send nothing. */
  readonly ending: '\r' | '\n' | '\r\n' | '';
  readonly faults: readonly Fault<'scan', ScannerFault>[];
}

const defaultScannerSettings: ScannerSettings = {
  baudRate: 9600,
  bitsPerByte: 10,
  ending: '\r',
  faults: [],
};

/** A simulated scanner on a serial line. */
export interface SimulatedScanner {
  readonly faults: FaultPlan<'scan', ScannerFault>;
  /** Shows it a code, which it reads and sends. */
  scan(text: string, now: Moment): readonly ActorOutput[];
  /** Nothing that the host says matters to it. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
}

/** Makes a scanner. */
export const createScanner = (given: Partial<ScannerSettings> = {}): SimulatedScanner => {
  const settings = { ...defaultScannerSettings, ...given };
  const faults = createFaultPlan(settings.faults);
  const byteMs = (settings.bitsPerByte * 1000) / settings.baudRate;
  let lineFreeTicks = Number.NEGATIVE_INFINITY;

  const send = (bytes: Uint8Array, now: Moment, pauseMs = 0): ActorOutput => {
    lineFreeTicks = Math.max(lineFreeTicks, now.ticks) + pauseMs + bytes.length * byteMs;
    return { kind: 'send', atTicks: lineFreeTicks, bytes };
  };

  const inPieces = (bytes: Uint8Array, pieceBytes: number, pauseMs: number, now: Moment): ActorOutput[] => {
    const outputs: ActorOutput[] = [];
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      outputs.push(send(bytes.slice(at, at + pieceBytes), now, pauseMs));
    }
    return outputs;
  };

  return {
    faults,
    scan: (text, now) => {
      const bytes = new TextEncoder().encode(text + settings.ending);
      const fault = faults.next('scan');
      switch (fault?.kind) {
        case 'garbage':
          return [send(fault.bytes, now), send(bytes, now)];
        case 'pieces':
          return inPieces(bytes, fault.pieceBytes, fault.pauseMs, now);
        case undefined:
          return [send(bytes, now)];
      }
    },
    receive: () => [],
    wake: () => [],
  };
};
