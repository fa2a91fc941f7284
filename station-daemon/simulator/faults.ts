// Faults as data: what goes wrong, on which message, and which time it comes. One counter for every actor.

/** One planned fault. */
export interface Fault<On extends string, What> {
  /** The message or command on which it happens; `any` counts them all. */
  readonly on: On | 'any';
  /** 1 for the first such message since the plan was made; `every` for all of them. */
  readonly occurrence: number | 'every';
  readonly what: What;
}

/** Planned faults, with the count of what was seen. Plans can be added and cleared while the world runs. */
export interface FaultPlan<On extends string, What> {
  plan(fault: Fault<On, What>): void;
  clear(): void;
  /** The plans, and how often each has come to something. */
  tally(): readonly { readonly what: What; readonly times: number }[];
  /** Counts one message in and tells what is to go wrong with it, the first plan first; null for nothing. */
  next(on: On): What | null;
}

/** An empty plan. A fault counts from the moment it is planned. */
export const createFaultPlan = <On extends string, What>(
  faults: readonly Fault<On, What>[] = [],
): FaultPlan<On, What> => {
  const planned = faults.map((fault) => ({ fault, seen: 0, times: 0 }));
  return {
    plan: (fault) => {
      planned.push({ fault, seen: 0, times: 0 });
    },
    clear: () => {
      planned.length = 0;
    },
    tally: () => planned.map(({ fault, times }) => ({ what: fault.what, times })),
    next: (on) => {
      let found: What | null = null;
      for (const entry of planned) {
        if (entry.fault.on !== 'any' && entry.fault.on !== on) continue;
        entry.seen += 1;
        const due = entry.fault.occurrence === 'every' || entry.fault.occurrence === entry.seen;
        if (!due || found !== null) continue;
        entry.times += 1;
        found = entry.fault.what;
      }
      return found;
    },
  };
};

/** Flips bits in the middle of a message, so that its length stays and its checksum fails. */
export const garbled = (bytes: Uint8Array): Uint8Array => {
  const spoilt = bytes.slice();
  const middle = Math.floor(spoilt.length / 2);
  // 0x01 keeps a printable character printable: the line still looks like one.
  spoilt[middle] = (spoilt[middle] ?? 0) ^ 0x01;
  return spoilt;
};
