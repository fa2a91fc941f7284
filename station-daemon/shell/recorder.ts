// The journal as the loop's barrier: writes an entry, and watches over a journal that cannot write.

import type { CarriedOut } from './loop.ts';

export interface RecorderSetup<Entry> {
  /** Writes an entry durably; throws where it could not. */
  readonly record: (entry: Entry) => void;
  /** A write that changes nothing; throws while the journal cannot write. */
  readonly probe: () => void;
  readonly onFailed: (reason: string) => void;
  /** The journal can write again. Entries that were refused in between are not written later. */
  readonly onBack: () => void;
  /** How long after a failure the journal is tried again. */
  readonly probeEveryMs?: number;
}

export interface Recorder<Entry> {
  record(entry: Entry): CarriedOut;
  /** Finds out whether the journal can write, before there is an entry that would tell it. */
  check(): void;
  stop(): void;
}

/** Often enough that a full disk costs little time after it was cleared, seldom enough to cost nothing. */
const PROBE_EVERY_MS = 2_000;

/** A barrier in front of what must not happen before it is on disk. */
export function createRecorder<Entry>(setup: RecorderSetup<Entry>): Recorder<Entry> {
  let probing: NodeJS.Timeout | null = null;

  const back = (): void => {
    if (probing === null) return;
    clearInterval(probing);
    probing = null;
    setup.onBack();
  };

  const probe = (): void => {
    try {
      setup.probe();
    } catch {
      return;
    }
    back();
  };

  const failed = (error: unknown): void => {
    probing ??= setInterval(probe, setup.probeEveryMs ?? PROBE_EVERY_MS);
    setup.onFailed(error instanceof Error ? error.message : String(error));
  };

  return {
    record(entry) {
      try {
        setup.record(entry);
      } catch (error) {
        failed(error);
        return 'stopHere';
      }
      back();
      return 'goOn';
    },
    check() {
      try {
        setup.probe();
      } catch (error) {
        failed(error);
      }
    },
    stop() {
      if (probing !== null) clearInterval(probing);
      probing = null;
    },
  };
}
