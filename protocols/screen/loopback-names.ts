// The two loopback names that every browser knows: one machine, and two sites with a process each.

/** Each name's other one. */
export const OTHER_LOOPBACK_NAME: Readonly<Record<string, string>> = {
  '127.0.0.1': 'localhost',
  localhost: '127.0.0.1',
};
