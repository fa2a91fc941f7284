// How the worker that notices a page that hangs calls the one that can help.

/** The rescuer answers a request for this address by itself; it never reaches the daemon. */
export const RESCUE = '/rescue';
