// Sets that were not whole and that the staff released: who did.

/** `released_by` is null wherever nobody had to. */
export const RELEASED_BY = `ALTER TABLE transactions ADD COLUMN released_by TEXT;`;
