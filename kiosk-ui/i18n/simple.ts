// The words of a language as they are said to children: simple ones where there are any. Buttons and states keep theirs.

import type { Catalogue } from './catalogue.ts';

/** The same catalogue with simple words. */
export function simplified(words: Catalogue): Catalogue {
  const { simple } = words;
  return {
    ...words,
    start: { ...words.start, ...simple.start },
    identify: {
      ...words.identify,
      waiting: { borrow: simple.identify, renew: simple.identify, account: simple.identify },
    },
    pin: { ...words.pin, ...simple.pin },
    borrow: { ...words.borrow, ...simple.borrow },
    return: { ...words.return, ...simple.return },
    done: { ...words.done, ...simple.done },
  };
}
