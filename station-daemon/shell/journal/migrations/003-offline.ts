// What was done without the library system: when, so that it can be told later.

/** `offline_at` is null where the library system was asked; `offline_offset` are the minutes that local time was ahead of UTC. */
export const OFFLINE = `
  ALTER TABLE transactions ADD COLUMN offline_at INTEGER;
  ALTER TABLE transactions ADD COLUMN offline_offset INTEGER;
  CREATE INDEX for_staff ON transactions (number) WHERE step = 'for-staff';
`;
