// What makes transactions quick to find, and numbers that are never used twice.

/**
 * Indexes for what is looked up: what is unfinished (at every start), an item's history, a transaction's steps.
 * `first_number` is where a journal begins to count that took the place of a damaged one.
 * `probes` is written to find out whether the journal can write.
 */
export const FINDING = `
  CREATE INDEX unfinished ON transactions (number) WHERE step <> 'done';
  CREATE INDEX by_item ON transactions (item, at);
  CREATE INDEX by_time ON transactions (at);
  CREATE INDEX steps_of ON steps (number);

  CREATE TABLE facts (
    first_number INTEGER NOT NULL,
    probes INTEGER NOT NULL
  ) STRICT;
  INSERT INTO facts (first_number, probes) VALUES (1, 0);
`;
