// Mistakes in the conversation with the library system.

import type { Mistake } from './mistake.ts';

const LIBRARY = 'station-daemon/library';

export const TALKING: readonly Mistake[] = [
  {
    name: 'checkout-repeated-blindly',
    what: 'repeats a checkout after a lost answer without asking what became of it',
    breaks: 4,
    file: `${LIBRARY}/job.ts`,
    find: 'if (!job.doubtful) return { ...job, losses: job.losses + 1, silent };',
    replace:
      "if (!job.doubtful || job.order.request.kind === 'checkout')\n    return { ...job, losses: job.losses + 1, silent };",
  },
  {
    name: 'check-in-repeated-blindly',
    what: 'repeats a check-in after a lost answer without asking what became of it',
    breaks: 4,
    file: `${LIBRARY}/job.ts`,
    find: 'if (!job.doubtful) return { ...job, losses: job.losses + 1, silent };',
    replace:
      "if (!job.doubtful || job.order.request.kind === 'checkin')\n    return { ...job, losses: job.losses + 1, silent };",
  },
  {
    name: 'late-answer-taken',
    what: 'takes a late answer to an earlier request for that to the new one',
    breaks: 1,
    file: `${LIBRARY}/session.ts`,
    find: "if (says === 'late') return turn.note('A late answer to an earlier request was passed over.');",
    replace: '',
  },
  {
    name: 'ninety-six-is-yes',
    what: 'takes 96, "I did not understand", for a yes to a checkout',
    breaks: 1,
    file: `${LIBRARY}/session.ts`,
    find: "if (message.code === '96') return sendAgain(turn, exchange);",
    replace: `if (message.code === '96') {
    const [job] = turn.state.jobs;
    if (exchange.message.code !== '11' || job === undefined) return sendAgain(turn, exchange);
    turn.set({ exchange: null });
    const result = { ok: true, title: '', due: null, renewal: false, release: true } as const;
    return turn.move(job, { kind: 'ended', answer: { kind: 'checkout', result } });
  }`,
  },
  {
    name: 'checksum-ignored',
    what: 'believes an answer whose checksum is wrong',
    breaks: 1,
    file: `${LIBRARY}/session.ts`,
    find: "if (setup.errorDetection !== 'off' && decoded.checksum === 'wrong') return damaged(turn, exchange);",
    replace: '',
  },
  {
    name: 'crash-on-nonsense',
    what: 'throws at an answer that is no SIP2 message',
    breaks: 7,
    file: `${LIBRARY}/session.ts`,
    find: 'if (!decoded.ok) return failed(turn, ',
    replace: 'if (!decoded.ok) throw new Error(',
  },
  {
    name: 'fields-injected',
    what: 'sends delimiters on that came in from outside',
    breaks: 7,
    file: 'protocols/sip2/encode.ts',
    find: '{cleanText(value)}|',
    replace: '{value}|',
  },
];
