// PINs: when one is asked for, what a wrong one costs, and what a blocked patron is told.

import t from 'tap';
import { Bench } from './bench.ts';

const bench = (setup = {}) => {
  const made = new Bench(setup).ready();
  made.book('B1', 'Dune');
  made.book('B2', 'Emma');
  return made;
};

/** Everything that the core knows, as text. */
const everything = (made: Bench) =>
  JSON.stringify(made.state, (_, value: unknown) => (value instanceof Set ? [...value] : value));

t.test('an optional PIN is asked for only where the library system insists', async (t) => {
  const free = bench().card('C1');
  t.equal(free.screen.name, 'borrow');
  const strict = bench();
  strict.books.checksPins = true;
  strict.card('C1');
  t.match(strict.screen, { name: 'pin', state: 'waiting', attemptsLeft: 3 });
  strict.touch({ kind: 'pin', pin: '1234' });
  t.match(strict.screen, { name: 'pin', state: 'checking' });
  strict.run(300);
  t.equal(strict.screen.name, 'borrow');
});

t.test(
  'a required PIN is asked for after every card, and none is asked for where none is wanted',
  async (t) => {
    const strict = bench({ pin: 'required' }).scan('C1');
    t.equal(strict.screen.name, 'pin');
    t.notOk(strict.log.includes('ask patron'), 'nothing is asked without it');
    strict.touch({ kind: 'pin', pin: '1234' }).run(300);
    t.match(strict.screen, { name: 'pin', remark: 'pin-wrong' }, 'a PIN that nobody checks opens nothing');
    const never = bench({ pin: 'none' });
    never.books.checksPins = true;
    t.equal(never.card('C1').screen.name, 'borrow');
  },
);

t.test(
  'a second card while the PIN is asked for is a new asking; a wrong PIN or the same card is not',
  async (t) => {
    const made = bench({ pin: 'required' }).scan('C1');
    made.books.checksPins = true;
    const entryOf = () => (made.screen.name === 'pin' ? made.screen.entry : null);
    const first = entryOf();
    made.scan('C1').touch({ kind: 'pin', pin: '4711' }).run(300);
    t.match(made.screen, { name: 'pin', attemptsLeft: 2, entry: first });
    made.scan('C2');
    t.match(made.screen, { name: 'pin', attemptsLeft: 3 });
    t.not(entryOf(), first);
  },
);

t.test(
  'a blocked patron is told at once, in the words of the library system too, and may still return',
  async (t) => {
    const made = bench();
    const reader = made.books.readers.get('C1');
    t.match(made.card('C1').screen, { patron: { blocked: null } }, 'a text alone blocks nobody');
    made.touch({ kind: 'finish' }).run(30_000);
    if (reader !== undefined) reader.blocked = 'Pay at desk 3.';
    const blocked = { code: 'card-blocked', text: 'Pay at desk 3.' };
    t.match(made.card('C1').screen, { name: 'borrow', patron: { greeting: 'Anna', blocked } });
    made.touch({ kind: 'account' }).run(1000);
    t.match(made.screen, { name: 'account', patron: { blocked } });
    made.touch({ kind: 'finish' }).run(30_000);
    made.books.get('B1').lentTo = 'C1';
    made.touch({ kind: 'return' }).lay('UB1').run(1000);
    t.same(made.rows, ['Dune: returned']);
    t.notMatch(everything(made), /desk 3/);
  },
);

t.test('three wrong PINs end the session, and the card has to wait ten minutes', async (t) => {
  const made = bench();
  made.books.checksPins = true;
  made.card('C1');
  for (const left of [2, 1]) {
    made.touch({ kind: 'pin', pin: '4711' }).run(300);
    t.match(made.screen, { name: 'pin', attemptsLeft: left, remark: 'pin-wrong' });
  }
  made.touch({ kind: 'pin', pin: '4711' }).run(300);
  t.match(made.screen, { name: 'start', remark: 'pin-locked' });
  t.notMatch(everything(made), /C1|4711/);
  t.match(made.notes.join('\n'), 'its card has to wait');

  made.run(60_000).card('C1');
  t.match(made.screen, { name: 'start', remark: 'pin-locked' }, 'not even the right one is asked for');
  made.card('C2').touch({ kind: 'pin', pin: '9999' }).run(300);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Ben' } }, 'another card does not wait');
  made.touch({ kind: 'finish' }).run(600_000);
  made.card('C1').touch({ kind: 'pin', pin: '1234' }).run(300);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Anna' } });
});

t.test('wrong PINs count from one session to the next, until a right one', async (t) => {
  const made = bench();
  made.books.checksPins = true;
  const tryOnce = (pin: string) => made.card('C1').touch({ kind: 'pin', pin }).run(300);
  tryOnce('4711').touch({ kind: 'cancel' });
  tryOnce('4712');
  t.match(made.screen, { name: 'pin', attemptsLeft: 1 }, 'going back to the start gives no further tries');
  made.touch({ kind: 'pin', pin: '1234' }).run(300);
  t.match(made.screen, { name: 'borrow' });
  made.touch({ kind: 'finish' });
  tryOnce('4711');
  t.match(made.screen, { name: 'pin', attemptsLeft: 2 }, 'after a right one all is as at first');
});

t.test('that a card has to wait is said in the language of its patron', async (t) => {
  const made = bench();
  made.books.checksPins = true;
  made.card('C1').touch({ kind: 'language', language: 'vi' });
  for (let tries = 0; tries < 3; tries += 1) made.touch({ kind: 'pin', pin: '4711' }).run(300);
  t.match(made.screen, { name: 'start', remark: 'pin-locked', language: 'vi' });
  t.match(made.run(8000).screen, { name: 'start', remark: null, language: 'en' });
});
