// What happened to security gates.

/** One row an arming, disarming or alarm; the same thing given twice stands there once. */
export const GATES = `
  CREATE TABLE gate_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    gate TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('armed', 'off', 'alarm')),
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    item TEXT NOT NULL,
    UNIQUE (at, gate, what, item)
  ) STRICT;
`;
