// The lists of the done screen that name what did not come to what the patron wanted.

/** Not borrowed, not returned (because parts are missing, or else), not renewed; in the order in which they are shown. */
export const NOT_DONE = ['undone', 'handIn', 'notReturned', 'notRenewed'] as const;
