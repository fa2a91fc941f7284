// Who stands there: cards, time-outs, the end, and that nothing of a patron stays.

import t from 'tap';
import type { PrinterTrouble } from '../../protocols/devices/printer.ts';
import type { Profile } from '../../protocols/screen/profile.ts';
import type { Display, Language } from '../../protocols/screen/screen.ts';
import { faultsOf, functionsOf, noticesOf } from '../../station-daemon/core/functions.ts';
import { greetingOf } from '../../station-daemon/core/greeting.ts';
import { Bench } from './bench.ts';

const bench = (setup = {}) => {
  const made = new Bench(setup).ready();
  made.book('B1', 'Dune');
  made.book('B2', 'Emma');
  return made;
};

const DISCARDED = { kind: 'discarded', bytes: 3, reason: 'no barcode' } as const;

const COMFORT: Display = {
  theme: 'contrast',
  text: 'large',
  reach: 'low',
  time: 'most',
  voice: 'on',
  children: 'off',
};

/** Everything that the core knows, as text. */
const everything = (made: Bench) =>
  JSON.stringify(made.state, (_, value: unknown) => (value instanceof Set ? [...value] : value));

t.test('a card is looked up and greeted by no more than a first name', async (t) => {
  const made = bench().scan('C1');
  t.match(made.screen, { name: 'identify', state: 'looking-up' });
  made.run(300);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Anna' }, items: [] });
});

t.test('an unknown card is told, and three of them in a row call for help', async (t) => {
  const made = bench().card('C7');
  t.match(made.screen, { name: 'start', remark: 'card-unknown' });
  made.card('C7');
  t.equal(made.screen.name, 'start');
  made.card('C7');
  t.equal(made.screen.name, 'help');
  made.touch({ kind: 'continue' });
  t.equal(made.screen.name, 'start');
});

t.test('a remark goes as soon as something succeeds or another session begins', async (t) => {
  const made = bench().card('C7');
  t.equal(made.screen.remark, 'card-unknown');
  t.match(made.card('C1').screen, { name: 'borrow', remark: null });
  made.event({ kind: 'scanner', device: 'scanner', reading: DISCARDED });
  t.equal(made.screen.remark, 'scan-not-understood');
  t.equal(made.lay('UB1').run(1000).screen.remark, null, 'an item was borrowed');
  made.event({ kind: 'scanner', device: 'scanner', reading: DISCARDED });
  t.match(made.touch({ kind: 'finish' }).screen, { name: 'done', remark: null });
  const next = bench().card('C7').touch({ kind: 'return' });
  t.match(next.screen, { name: 'return', remark: null });
});

t.test('a name is greeted as is usual where it comes from', async (t) => {
  const greetings = {
    'Fiander, David': 'David',
    'David J. Fiander': 'David',
    'Nguyễn Thị Mai': 'Mai',
    'Lê Thanh Tâm': 'Tâm',
    'Võ Minh Hà': 'Hà',
    'NGUYEN THI MAI': 'MAI',
    'Dr. Anna Schmidt': 'Anna',
    'Frau Schmidt': 'S.',
    王: '王',
    王小明: '王',
    김철수: '김',
    '김 철수': '김',
    '佐藤 花子': '佐藤',
    '佐藤, 花子': '佐藤',
    'スミス ジョン': 'スミス',
    Mai: 'M.',
    'A\u0301nh': 'Á.',
    '': '',
  };
  for (const [name, greeting] of Object.entries(greetings)) t.equal(greetingOf(name), greeting, name);
});

t.test('the kind of library decides what a screen tells of a patron', async (t) => {
  const told = (profile: Profile) => {
    const made = bench({ profile });
    made.books.holdsReady = 2;
    made.books.owed = { amount: 4.5, currency: 'EUR' };
    const reader = made.books.readers.get('C1');
    if (reader !== undefined) reader.blocked = 'EUR 4.50 are to be paid.';
    const borrowing = made.card('C1').screen;
    const account = made.touch({ kind: 'account' }).run(300).screen;
    if (borrowing.name !== 'borrow' || account.name !== 'account') throw new Error('on other screens');
    return {
      greeting: borrowing.patron.greeting,
      unasked: borrowing.holdsReady,
      onAccount: account.holdsReady,
      owed: account.owed?.amount ?? null,
      words: borrowing.patron.blocked?.text ?? null,
    };
  };
  const all = { greeting: 'Anna', unasked: 2, onAccount: 2, owed: 4.5, words: 'EUR 4.50 are to be paid.' };
  t.same(told('public'), all, 'public: reserved items unasked');
  t.same(told('academic'), { ...all, unasked: 0 });
  t.same(told('school'), { ...all, unasked: 0, owed: null, words: null }, 'school: no fees, in no words');
  t.same(told('special'), { ...all, unasked: 0, greeting: '' }, 'special: nobody by name');
});

t.test('who waits with a card while items lie there may still return them', async (t) => {
  const made = bench();
  made.books.checksPins = true;
  made.touch({ kind: 'return' }).lay('UB1').run(1000).card('C1');
  for (const pin of ['1', '2', '3']) made.touch({ kind: 'pin', pin }).run(300);
  t.match(made.screen, { name: 'return', remark: 'pin-locked' });
  t.same(made.rows, ['Dune: returned']);
});

t.test('a card on the pad counts once for as long as it lies there', async (t) => {
  const made = bench();
  made.tag('UC', { item: 'C1', parts: 1, part: 1, usage: 'patron-card' });
  made.lay('UC').run(1000);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Anna' } });
  made.run(90_000);
  t.equal(made.screen.name, 'start');
  made.run(600_000);
  t.equal(made.log.filter((line) => line === 'ask patron').length, 1);
  made.lift('UC').run(1000).lay('UC').run(1000);
  t.equal(made.screen.name, 'borrow');
});

t.test(
  "a second card is the next patron's turn; what the first card was refused is offered to it",
  async (t) => {
    const made = bench().card('C1').lay('UB1').run(1000);
    made.books.get('B2').refusal = { code: 'too-many-loans', text: null };
    made.lay('UB2').run(1000);
    t.same(made.rows, ['Dune: borrowed', 'Emma: refused: too-many-loans']);
    made.books.get('B2').refusal = null;
    made.card('C2').run(1000);
    t.match(made.screen, { name: 'borrow', patron: { greeting: 'Ben' } });
    t.same(made.rows, ['Emma: borrowed']);
    t.equal(made.books.get('B1').lentTo, 'C1');
  },
);

/** The cards of Anna and Ben, each with a tag. */
const twoCards = () => {
  const made = bench();
  made.tag('UC1', { item: 'C1', parts: 1, part: 1, usage: 'patron-card' });
  made.tag('UC2', { item: 'C2', parts: 1, part: 1, usage: 'patron-card' });
  return made;
};

t.test('of two cards on the pad the first one counts, and the other has to be shown later', async (t) => {
  const made = twoCards().lay('UC1', 'UC2', 'UB1').run(1000);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Anna' }, remark: 'finish-first' });
  made.run(10_000);
  t.equal(made.books.get('B1').lentTo, 'C1');
  made.touch({ kind: 'finish' }).lift('UB1', 'UC1', 'UC2').run(1000).lay('UC2').run(1000);
  t.match(made.screen, { name: 'borrow', patron: { greeting: 'Ben' } });

  const strict = twoCards();
  strict.books.checksPins = true;
  strict.lay('UC1', 'UC2').run(1000).touch({ kind: 'pin', pin: '1234' }).run(1000);
  t.match(
    strict.screen,
    { name: 'borrow', patron: { greeting: 'Anna' } },
    'nor is the PIN of the other asked',
  );
});

t.test('a card in a wallet that is laid down among the items takes over from nobody', async (t) => {
  for (const before of [
    (made: Bench) => made.lay('UB1').run(1000),
    (made: Bench) => made.lay('UB1'),
    (made: Bench) => made.scan('B1'),
  ]) {
    const made = before(twoCards().card('C1')).lay('UC2').run(500);
    t.match(made.screen, { patron: { greeting: 'Anna' }, remark: 'finish-first' });
    t.match(made.run(20_000).screen, { patron: { greeting: 'Anna' } });
  }
  const next = twoCards().card('C1').lay('UB1').run(1000).lift('UB1').run(1000).lay('UC2').run(1000);
  t.match(next.screen, { patron: { greeting: 'Ben' } }, 'who has nothing more there makes room');
});

t.test('a second card waits for what is in work', async (t) => {
  const made = bench().card('C1').lay('UB1').scan('C2');
  t.match(made.screen, { patron: { greeting: 'Anna' }, remark: 'please-wait' });
  made.run(2000);
  t.same(
    made.rows,
    ['Dune: borrowed'],
    'what came of it is there to be read before the screen is the next patron’s',
  );
  made.run(1000);
  t.match(made.screen, { patron: { greeting: 'Ben' }, items: [] });
  t.equal(made.books.get('B1').lentTo, 'C1');
});

t.test('a second card does not wipe "Do not leave yet" off the screen', async (t) => {
  const made = bench().card('C1').lay('UB1').run(310).lift('UB1').run(1000).scan('C2').run(1000);
  t.same(made.rows, ['Dune: do-not-leave: put-back-on-pad']);
  t.match(made.screen, { patron: { greeting: 'Anna' }, remark: 'finish-first' });
});

t.test('a second card while the library system is away leaves the first patron their screen', async (t) => {
  const made = bench().card('C1').lay('UB1').run(1000).loseLibrary().scan('C2').run(1000);
  t.same(made.rows, ['Dune: borrowed']);
  t.equal(made.screen.remark, 'library-away');
});

t.test('the end is warned of 20 s ahead; a touch, a scan or an item puts it off', async (t) => {
  const made = bench().card('C1').run(39_000);
  t.match(made.screen.countdown, { warning: false });
  made.run(1000);
  t.match(made.screen.countdown, { warning: true });
  made.touch({ kind: 'continue' });
  t.match(made.screen.countdown, { leftMs: 60_000, warning: false });
  made.run(59_000).lay('UB1').run(1000);
  t.equal(made.screen.name, 'borrow');
  made.run(58_000).scan('B2').run(1000);
  t.equal(made.screen.name, 'borrow');
  made.run(65_000);
  t.equal(made.screen.name, 'done');
});

t.test('a pad that tells the same again and again keeps nobody logged in', async (t) => {
  const made = bench().card('C1').lay('UB1').run(1000);
  for (let second = 0; second < 70; second += 1) {
    made.tellLevel();
    made.run(1000);
  }
  t.not(made.screen.name, 'borrow');
});

t.test('the time that is asked for is three or ten times as long, also for the summary', async (t) => {
  const three = bench()
    .card('C1')
    .touch({ kind: 'display', display: { ...COMFORT, time: 'more' } });
  t.equal(three.screen.countdown?.leftMs, 180_000);
  const made = bench().card('C1').touch({ kind: 'display', display: COMFORT });
  t.equal(made.screen.countdown?.leftMs, 600_000);
  made.lay('UB1').run(1000).touch({ kind: 'finish' });
  t.match(made.screen, { name: 'done', countdown: { leftMs: 200_000 } });
});

t.test('the end buttons are the receipt choices', async (t) => {
  const printed = bench().card('C1').lay('UB1').run(1000);
  t.match(printed.screen, { ends: { print: true, enabled: true } });
  printed.touch({ kind: 'printReceipt' });
  t.match(printed.screen, { name: 'done', lent: 1, receipt: 'printing', canPrint: false });
  printed.run(1000);
  t.match(printed.screen, { name: 'done', receipt: 'printed', canPrint: false });
  t.match(printed.slips[0], /Dune/);
  t.notMatch(printed.slips[0], /C1|Anna|Weber/);

  const without = bench().card('C1').lay('UB1').run(1000).touch({ kind: 'noReceipt' });
  t.match(without.screen, { name: 'done', receipt: 'none', canPrint: false });
  t.same(without.slips, []);

  const timedOut = bench().card('C1').lay('UB1').run(62_000);
  t.match(timedOut.screen, { name: 'done', canPrint: true });
  timedOut.touch({ kind: 'printReceipt' });
  t.equal(timedOut.slips.length, 1);
});

t.test('a receipt is in the language of the screen', async (t) => {
  const slipIn = (language: Language) =>
    bench({ languages: ['en', 'de', 'fr', 'ar'] })
      .card('C1')
      .touch({ kind: 'language', language })
      .lay('UB1')
      .run(1000)
      .touch({ kind: 'printReceipt' })
      .run(1000).slips[0];
  t.match(slipIn('de'), /Ausgeliehen \(1\).*fällig/);
  t.match(slipIn('fr'), /Empruntés \(1\)/);
  t.match(slipIn('ar'), /المواد المستعارة \(1\)/);
});

t.test('without a printer there is no receipt to choose', async (t) => {
  const made = bench();
  const reading = { kind: 'lost', reason: 'no paper', trouble: 'paper-out' } as const;
  made.event({ kind: 'printer', device: 'printer', reading });
  made.card('C1').lay('UB1').run(1000);
  t.match(made.screen, { notices: ['printer-no-paper'], ends: { print: false } });
  t.same(made.rows, ['Dune: borrowed']);
});

t.test('a summary stays 20 s, and the next patron ends it', async (t) => {
  const made = bench().card('C1').lay('UB1').run(1000).touch({ kind: 'finish' }).run(19_999);
  t.equal(made.screen.name, 'done');
  made.run(1);
  t.equal(made.screen.name, 'start');
  const next = bench().card('C1').lay('UB1').run(1000).touch({ kind: 'finish' }).card('C2');
  t.match(next.screen, { name: 'borrow', patron: { greeting: 'Ben' } });
  t.same(next.rows, [], 'what the first one borrowed and left there is not the second one’s');
});

t.test('the summary counts what still lies on the pad of the session that has ended', async (t) => {
  const made = bench().card('C1').lay('UB1', 'UB2').run(2000).touch({ kind: 'finish' });
  t.match(made.screen, { name: 'done', itemsOnPad: 2 });
  t.match(made.lift('UB1').run(1000).screen, { name: 'done', itemsOnPad: 1 });
  t.match(made.lift('UB2').run(1000).screen, { name: 'done', itemsOnPad: 0 });
});

t.test('nothing of the patron stays in the station after the session', async (t) => {
  for (const how of ['finish', 'time', 'cancel'] as const) {
    const made = bench();
    made.books.checksPins = true;
    made.card('C1').touch({ kind: 'pin', pin: '1234' }).run(1000).lay('UB1', 'UB2').run(2000);
    made.touch({ kind: 'account' }).run(2000);
    t.match(everything(made), /Anna/);
    if (how !== 'time') made.touch({ kind: how });
    made.run(90_000);
    t.equal(made.screen.name, 'start');
    t.notMatch(everything(made), /C1|1234|Anna|Weber|Dune|Emma/, how);
    t.notMatch(made.notes.join('\n'), /C1|1234|Anna|Weber|Dune|Emma/);
    t.ok(made.log.includes('ask endSession'));
  }
});

t.test('an unsettled loan keeps the card that it needs, and neither name nor title', async (t) => {
  const made = bench();
  made.tagOf('B1').writes = 'loses';
  made.card('C1').lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(30_000);
  t.match(everything(made), /C1/);
  t.notMatch(everything(made), /Anna|Weber|Dune/);
});

t.test('language and display go back with the session', async (t) => {
  const made = bench().card('C1').touch({ kind: 'language', language: 'vi' });
  made.touch({ kind: 'display', display: { ...COMFORT, time: 'normal' } });
  t.match(made.screen, { language: 'vi', display: { theme: 'contrast' } });
  made.run(90_000);
  t.match(made.screen, { name: 'start', language: 'en', display: { theme: 'light' } });
});

t.test('a language that was chosen by nobody who stayed goes back by itself', async (t) => {
  const made = bench().touch({ kind: 'language', language: 'vi' }).run(59_000);
  t.match(made.screen, { name: 'start', language: 'vi' });
  made.run(1000);
  t.match(made.screen, { name: 'start', language: 'en' });
  const used = bench().touch({ kind: 'language', language: 'vi' }).card('C1').run(30_000);
  used.touch({ kind: 'continue' }).run(31_000);
  t.match(used.screen, { name: 'borrow', language: 'vi' }, 'not under the hands of somebody who did');
});

t.test('a language that the station does not offer changes nothing', async (t) => {
  const made = bench({ languages: ['en'] }).touch({ kind: 'language', language: 'vi' });
  t.equal(made.screen.language, 'en');
});

t.test('help lies over the session and goes by itself', async (t) => {
  const made = bench().card('C1').touch({ kind: 'help' });
  t.equal(made.screen.name, 'help');
  made.touch({ kind: 'continue' });
  t.equal(made.screen.name, 'borrow');
});

t.test('the staff are told of a call for help for ten minutes, and everything goes on', async (t) => {
  const made = bench().card('C1').touch({ kind: 'help' });
  const call = 'A patron asks for help at the screen.';
  t.same(faultsOf(made.state), [call]);
  t.match(functionsOf(made.state), { borrow: true, return: true });
  made.touch({ kind: 'continue' }).run(300_000).touch({ kind: 'help' }).run(599_000);
  t.same(faultsOf(made.state), [call], 'counted from the last call');
  t.same(made.notes, [`${call} {}`], 'noted once');
  made.run(1000);
  t.same(faultsOf(made.state), []);
  const helpless = bench().card('C7').card('C7').card('C7');
  t.same(faultsOf(helpless.state), [call]);
});

t.test('the staff read how a printer is, why, and what helps', async (t) => {
  const made = bench();
  const told = (reason: string, trouble: PrinterTrouble) => {
    made.event({ kind: 'printer', device: 'printer', reading: { kind: 'lost', reason, trouble } });
    return faultsOf(made.state)[0];
  };
  t.match(
    told('no such path', 'not-answering'),
    /^Printer printer: away \(no such path\)\. Check its cable, power and path;/,
  );
  t.match(told('paper out', 'paper-out'), /^Printer printer: out of paper .*Put in a roll\./);
  t.match(told('cover open', 'cover-open'), /^Printer printer: cover open .*Close its cover\./);
  t.match(faultsOf(new Bench().state).join('\n'), /Printer printer: away \(not opened yet\)/);
});

t.test('a part that is missing costs only what needs it', async (t) => {
  const made = bench();
  t.match(functionsOf(made.state), { borrow: true, return: true, renew: true, print: true });
  t.same(noticesOf(made.state), []);
  t.same(faultsOf(made.state), []);
  made.losePad();
  t.match(functionsOf(made.state), { borrow: false, return: false, renew: true, print: true });
  t.match(made.screen, { name: 'start', can: { renew: true } });
  t.match(faultsOf(made.state), [/^Pad pad: away \(unplugged\)/]);
  made.loseLibrary();
  t.match(functionsOf(made.state), { renew: false, print: true });
  t.match(made.screen, { name: 'out-of-service', why: 'nothing-works' });
  t.same(noticesOf(made.state), ['library-away', 'pad-away']);
});

t.test('before the first connection the station is starting', async (t) => {
  t.match(new Bench().screen, { name: 'out-of-service', why: 'starting' });
});

t.test('a stop waits for what is in work, and begins nothing new', async (t) => {
  const made = bench().card('C1').lay('UB1').run(310);
  made.event({ kind: 'stop' });
  t.match(made.screen, { name: 'out-of-service', why: 'stopping' });
  t.notOk(made.log.includes('stopped'));
  made.lay('UB2').scan('C2').touch({ kind: 'return' }).run(1000);
  t.equal(made.log.filter((line) => line === 'stopped').length, 1);
  t.equal(made.books.get('B2').lentTo, null);
  t.match(made.journal.get(1), { step: 'done' });
  t.same(functionsOf(made.state), { borrow: false, return: false, renew: false, print: true });
});

t.test('a stop waits no longer than 4 s; the rest is in the journal', async (t) => {
  const made = bench().card('C1');
  made.library = 'holds';
  made.lay('UB1').run(100);
  made.event({ kind: 'stop' });
  made.run(3999);
  t.notOk(made.log.includes('stopped'));
  made.run(1);
  t.ok(made.log.includes('stopped'));
  t.match(made.journal.get(1), { step: 'intended', card: 'C1' });
});

t.test('a stop while a card is asked for during a return lets go of that return too', async (t) => {
  const made = bench().touch({ kind: 'return' }).lay('UB1').run(1000).touch({ kind: 'borrow' });
  made.event({ kind: 'stop' });
  made.run(100);
  t.ok(made.log.includes('stopped'));
  t.equal(made.state.transactions.length, 0);
});

t.test(
  'a second card over an account begins to borrow: what is on loan is shown after a touch',
  async (t) => {
    const made = bench().card('C1').touch({ kind: 'account' }).run(1000);
    t.equal(made.screen.name, 'account');
    t.match(made.card('C2').screen, { name: 'borrow', patron: { greeting: 'Ben' } });
  },
);

t.test('a darkened screen stays dark under the next card of the visit, and no longer', async (t) => {
  const dark = bench().card('C1').touch({ kind: 'language', language: 'vi' });
  dark.touch({ kind: 'display', display: { ...COMFORT, voice: 'alone' } }).card('C2');
  t.match(dark.screen, { name: 'borrow', language: 'vi', display: { voice: 'alone', theme: 'contrast' } });
  t.match(dark.touch({ kind: 'finish' }).run(30_000).screen, { name: 'start', display: { voice: 'off' } });
  const lit = bench().card('C1').touch({ kind: 'display', display: COMFORT }).card('C2');
  t.match(lit.screen, { name: 'borrow', display: { theme: 'light', voice: 'off' } });
});

t.test(
  'why a card opens nothing is said in the language that was chosen, and then all is as at first',
  async (t) => {
    const made = bench().touch({ kind: 'borrow' }).touch({ kind: 'language', language: 'vi' });
    t.match(made.card('C9').screen, { name: 'start', remark: 'card-unknown', language: 'vi' });
    t.match(made.run(8000).screen, { name: 'start', remark: null, language: 'en' });
  },
);

t.test('two visits in a row that time ends and nothing came of call the staff', async (t) => {
  const vain = (made: Bench) => made.card('C1').run(61_000);
  const once = vain(bench());
  t.equal(once.screen.name, 'start');
  t.match(vain(once).screen, { name: 'help' });
  t.not(once.state.helpAskedUntil, null, 'the staff page tells of it');
  const between = vain(bench()).card('C1').touch({ kind: 'finish' });
  t.equal(vain(between).screen.name, 'start', 'not where one was ended by a touch in between');
  const lent = vain(bench()).card('C1').lay('UB1').run(62_000);
  t.equal(lent.screen.name, 'done', 'nor where something was lent, and the time alone ended it');
  t.equal(vain(lent.run(21_000).lift('UB1').run(1000)).screen.name, 'start');
  t.equal(vain(vain(bench()).run(600_000)).screen.name, 'start', 'nor where they are far apart');
});
