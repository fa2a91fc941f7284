// The journal's first shape. A migration that was published is never changed: another one follows it.

/** One row a transaction with its latest step, and one row a step, which is only ever added to and knows no card. */
export const TRANSACTIONS = `
  CREATE TABLE transactions (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('loan', 'return', 'renewal')),
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    card TEXT,
    uids TEXT NOT NULL CHECK (json_valid(uids)),
    outcome TEXT,
    began_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    CHECK (step <> 'done' OR card IS NULL)
  ) STRICT;

  CREATE TABLE steps (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES transactions (number),
    step TEXT NOT NULL,
    outcome TEXT,
    at INTEGER NOT NULL
  ) STRICT;
`;
