// What ended in doubt is found at once: it is counted again and again.

/** Until staff have settled it; few of many. */
export const TO_CHECK = `
  CREATE INDEX to_check ON transactions (number)
    WHERE step = 'done' AND outcome IN ('completed-unverified', 'completed-alert');
`;
