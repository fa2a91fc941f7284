// Tags that were put right outside of any loan or return: a kind of their own.

/** A column's check cannot be changed: both tables are made anew with all that they hold. */
export const REPAIRS = `
  CREATE TABLE new_transactions (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('loan', 'return', 'renewal', 'repair')),
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    card TEXT,
    uids TEXT NOT NULL CHECK (json_valid(uids)),
    outcome TEXT,
    began_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    offline_at INTEGER,
    offline_offset INTEGER,
    CHECK (step <> 'done' OR card IS NULL)
  ) STRICT;
  INSERT INTO new_transactions
    SELECT number, kind, step, item, card, uids, outcome, began_at, at, offline_at, offline_offset FROM transactions;

  CREATE TABLE new_steps (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES new_transactions (number),
    step TEXT NOT NULL,
    outcome TEXT,
    at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO new_steps SELECT id, number, step, outcome, at FROM steps;

  DROP TABLE steps;
  DROP TABLE transactions;
  ALTER TABLE new_transactions RENAME TO transactions;
  ALTER TABLE new_steps RENAME TO steps;

  CREATE INDEX unfinished ON transactions (number) WHERE step <> 'done';
  CREATE INDEX for_staff ON transactions (number) WHERE step = 'for-staff';
  CREATE INDEX by_item ON transactions (item, began_at);
  CREATE INDEX by_beginning ON transactions (began_at);
  CREATE INDEX steps_of ON steps (number);
`;
