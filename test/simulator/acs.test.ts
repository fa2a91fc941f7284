// The simulated library system and its collection: what it answers, and what that does to the library's books.
// What only some library systems do is in acs-characters.test.ts.

import t from 'tap';
import { decodeMessage } from '../../protocols/sip2/codec.ts';
import { patronFlags, SUPPORTED_MESSAGES, supportedMessages } from '../../protocols/sip2/values.ts';
import { DSFID } from '../../protocols/tags/models.ts';
import { readTag } from '../../protocols/tags/tag-content.ts';
import { createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { AcsFault, AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { collection } from '../../station-daemon/simulator/collection/collection.ts';
import { patrons } from '../../station-daemon/simulator/collection/patrons.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import { DATE, IN_28_DAYS, kinds, library, lines, NOW, text, utf8, withTrailer } from './acs-bench.ts';

t.test('the demo library', async (t) => {
  t.test('has three hundred items and forty patrons at least, in many scripts', async (t) => {
    t.ok(collection.length >= 300, `${collection.length} items`);
    t.ok(patrons.length >= 40, `${patrons.length} patrons`);
    const titles = collection.map(({ title }) => title).join('\n');
    for (const script of [/[ếữạộ]/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Hangul}/u])
      t.match(titles, script);
    t.match(titles, /\p{Script=Katakana}|\p{Script=Hiragana}/u);
  });

  t.test('has no barcode, card or tag twice', async (t) => {
    t.equal(new Set(collection.map(({ barcode }) => barcode)).size, collection.length);
    t.equal(new Set(patrons.map(({ card }) => card)).size, patrons.length);
    const uids = collection.flatMap((item) => item.uids);
    t.equal(new Set(uids).size, uids.length);
  });

  t.test('has every tag written with the barcode of its item and its part', async (t) => {
    const models = { 'iso28560-3': 0, 'iso28560-2': 0 };
    for (const { item, tag } of library().world.tags.values()) {
      const content = {
        kind: 'item',
        item: item.about.barcode,
        part: tag.part,
        parts: item.tags.length,
        usage: item.about.loanable ? 'for-loan' : 'not-for-loan',
        owner: 'VN-LENDDEMO',
      };
      const model = tag.dsfid === DSFID['iso28560-2'] ? 'iso28560-2' : 'iso28560-3';
      models[model] += 1;
      t.match(readTag(tag.memory, [model]), content, item.about.title);
      // As much as a reader's driver reads is enough.
      t.match(readTag(tag.memory.slice(0, 36), ['iso28560-3', 'iso28560-2']), content, item.about.title);
    }
    t.ok(models['iso28560-2'] > 40 && models['iso28560-3'] > 300, JSON.stringify(models));
  });
});

t.test('a station', async (t) => {
  t.test('has nothing but a login and the status before it has logged in', async (t) => {
    const { ask, card, item } = library({ user: 'kiosk1', password: 'secret' });
    const dune = item('Dune');
    t.equal(ask(lines.status, '98').onlineStatus, 'Y');
    t.equal(ask(lines.checkout(card(0), dune.about.barcode), '94').ok, '0');
    t.equal(dune.standing.circulation, 'available');
    t.equal(ask(lines.login('kiosk1', 'wrong'), '94').ok, '0');
    t.equal(ask(lines.login('kiosk1', 'secret'), '94').ok, '1');
    t.equal(ask(lines.checkout(card(0), dune.about.barcode), '12').ok, '1');
  });

  t.test('is cut off after the third wrong login', async (t) => {
    const { outputs } = library({ user: 'kiosk1', password: 'secret' });
    const tried = [1, 2, 3, 4].map(() => kinds(outputs(lines.login('kiosk1', 'wrong'))));
    t.same(tried, [['send'], ['send'], ['send', 'close'], []]);
  });

  t.test('is told in 98 what is answered here', async (t) => {
    const { ask } = library();
    const status = ask(lines.status, '98');
    t.same(supportedMessages(status.supportedMessages), SUPPORTED_MESSAGES);
    const few = library({ unsupported: ['15', '65'] }).ask(lines.status, '98');
    t.same(
      supportedMessages(few.supportedMessages),
      SUPPORTED_MESSAGES.filter((code) => code !== '15' && code !== '65'),
    );
    t.match(status, { protocolVersion: '2.00', dateTimeSync: DATE, institutionId: 'MAIN' });
  });

  t.test('hears AY and AZ where it sent them, and its own number', async (t) => {
    const sent = (given: Partial<AcsSettings>, line: string) =>
      library(given)
        .outputs(line)
        .map((output) => (output.kind === 'send' ? text(output.bytes) : output.kind));
    const counted = withTrailer(lines.status);
    t.match(sent({}, counted), [/AY4AZ[0-9A-F]{4}\r$/]);
    t.match(sent({}, lines.status), [/\|\r$/]);
    t.match(sent({ errorDetection: 'off' }, counted), [/\|\r$/]);
    t.same(sent({ errorDetection: 'on' }, lines.status), ['96AZFEF6\r']);
    t.same(sent({}, `${lines.status}AY4AZ0000`), ['96AZFEF6\r'], 'a wrong checksum');
  });

  t.test('hears 96 to what is no request here, or finds itself cut off', async (t) => {
    for (const line of ['hello', '77', '9900', `65${DATE.slice(1)}`, '98']) {
      library().ask(line, '96');
      t.same(kinds(library({ notUnderstood: 'close' }).outputs(line)), ['close'], line);
    }
  });

  t.test('hears the last answer again after 97', async (t) => {
    const { ask, card } = library();
    t.ok(ask('97AZFEF5', '96'));
    t.ok(ask(lines.end(card(0)), '36'));
    t.ok(ask('97AZFEF5', '36'));
  });

  t.test('may send its line in pieces, or two at once', async (t) => {
    const connection = createAcs(createWorld({ now: NOW, libraryDelayMs: 25 })).accept();
    t.same(connection.receive(utf8.encode('99008'), NOW), []);
    const both = connection.receive(utf8.encode(`02.00\r\n${lines.status}\r`), NOW);
    t.match(both, [
      { kind: 'send', atTicks: 1025 },
      { kind: 'send', atTicks: 1050 },
    ]);
  });

  t.test('waits as long as the library system takes, which may change', async (t) => {
    const { world, outputs } = library();
    t.match(outputs(lines.status), [{ atTicks: 1040 }]);
    world.libraryDelayMs = 3000;
    t.match(outputs(lines.status), [{ atTicks: 4040 }]);
  });
});

t.test('a patron', async (t) => {
  t.test('is told from a stranger', async (t) => {
    const { ask, card } = library();
    t.match(ask(lines.patron(card(0)), '64'), { personalName: 'Nguyễn Thị Mai', validPatron: 'Y' });
    const stranger = ask(lines.patron('20000000000000'), '64');
    t.match(stranger, { personalName: '', validPatron: 'N', chargedItemsCount: '0000' });
    t.ok(patronFlags(stranger.patronStatus).includes('chargeDenied'));
    t.match(ask(lines.patronStatus('20000000000000'), '24'), { personalName: '', validPatron: 'N' });
  });

  t.test('has a PIN, which is checked where one is given', async (t) => {
    const { ask, card } = library();
    t.equal(ask(lines.patron(card(0), null, 'AD1234|'), '64').validPatronPassword, 'Y');
    t.match(ask(lines.patron(card(0), null, 'AD9999|'), '64'), {
      validPatron: 'Y',
      validPatronPassword: 'N',
    });
    t.equal(ask(lines.patron(card(0)), '64').validPatronPassword, undefined);
    t.equal(ask(lines.patronStatus(card(0), '1234'), '24').validPatronPassword, 'Y');
    t.equal(ask(lines.checkout(card(0), 'any', 'AD9999|'), '12').ok, '0');
  });

  t.test('gets one list at a time, and all the counts', async (t) => {
    const { ask, card, world, item } = library();
    const many = ask(lines.patron(card(5), 'charged'), '64');
    t.equal(many.chargedItems.length, 6);
    t.match(many, { chargedItemsCount: '0006', chargedItemsLimit: '0006' });
    t.same([many.overdueItems, many.holdItems], [[], []]);
    for (const barcode of many.chargedItems) t.equal(world.items.get(barcode)?.standing.borrower, card(5));
    const overdue = ask(lines.patron(card(5), 'overdue'), '64').overdueItems;
    t.ok(overdue.includes(item('Buddenbrooks. Verfall einer Familie').about.barcode));
    t.equal(ask(lines.patron(card(5), 'charged', 'BP2|BQ3|'), '64').chargedItems.length, 2);
    t.same(
      ask(lines.patron(card(5), 'charged', 'BP2|BQ3|'), '64').chargedItems,
      many.chargedItems.slice(1, 3),
    );
    const waiting = ask(lines.patron(card(1), 'unavailableHold'), '64');
    t.same(waiting.unavailableHoldItems, [item('Midnight’s Children').about.barcode]);
    t.equal(waiting.unavailableHoldsCount, '0001');
  });

  t.test('has flags and words that fit the tale of the card', async (t) => {
    const { ask, world } = library();
    for (const { about } of world.patrons.values()) {
      const answer = ask(lines.patron(about.card, 'hold'), '64');
      const flags = patronFlags(answer.patronStatus);
      const denied = about.tale === 'blocked' || about.tale === 'expired';
      t.equal(flags.includes('chargeDenied'), denied, about.name);
      t.equal(answer.screenMessage.length > 0, denied, about.name);
      t.equal(flags.includes('tooManyCharged'), about.tale === 'many-loans', about.name);
      t.equal(answer.feeAmount, (about.owedCents / 100).toFixed(2));
      if (about.tale === 'owes') t.ok(about.owedCents > 0);
      t.equal(Number(answer.holdItemsCount) > 0, about.tale === 'hold-ready', about.name);
      t.equal(Number(answer.holdItemsCount), answer.holdItems.length);
      t.equal(Number(answer.chargedItemsCount), about.loansAtStart, about.name);
    }
  });

  t.test('who owes too much may not borrow', async (t) => {
    const { ask, card, patron, item } = library();
    patron(0).owedCents = 5000;
    const flags = patronFlags(ask(lines.patronStatus(card(0)), '24').patronStatus);
    t.match(flags, ['chargeDenied', 'renewalDenied', 'recallDenied', 'holdDenied', 'excessiveFees']);
    t.match(ask(lines.checkout(card(0), item('Dune').about.barcode), '12'), {
      ok: '0',
      screenMessage: [/owe/],
    });
  });
});

t.test('a checkout', async (t) => {
  t.test('lends what stands on the shelf', async (t) => {
    const { ask, card, item } = library();
    const dune = item('Dune');
    t.match(ask(lines.checkout(card(0), dune.about.barcode), '12'), {
      ...{ ok: '1', renewalOk: 'N', desensitize: 'Y', titleIdentifier: 'Dune', dueDate: IN_28_DAYS },
    });
    t.match(dune.standing, { circulation: 'on-loan', borrower: card(0), renewals: 0 });
    t.match(ask(lines.item(dune.about.barcode), '18'), { circulationStatus: '04', dueDate: IN_28_DAYS });
  });

  t.test('made again by the same patron is a renewal, where the station wants it', async (t) => {
    const { ask, card, item } = library();
    const dune = item('Dune');
    ask(lines.checkout(card(0), dune.about.barcode), '12');
    t.equal(ask(lines.checkout(card(0), dune.about.barcode, '', 'N'), '12').ok, '0');
    t.equal(dune.standing.renewals, 0);
    t.match(ask(lines.checkout(card(0), dune.about.barcode), '12'), { ok: '1', renewalOk: 'Y' });
    t.equal(dune.standing.renewals, 1);
  });

  t.test('is refused in words, and nothing changes', async (t) => {
    const { ask, card, item, world } = library();
    const refusals: readonly (readonly [place: number, title: string, words: RegExp])[] = [
      [3, 'Dune', /blocked/],
      [6, 'Dune', /expired/],
      [5, 'Dune', /6 loans/],
      [0, 'Midnight’s Children', /reserved for another/],
      [0, 'Nỗi buồn chiến tranh', /reserved for another/],
      [0, 'Wolf Hall', /lost/],
      [0, 'Gray’s Anatomy', /not for loan/],
      [1, 'The Great Gatsby', /on loan to another/],
      [0, 'Germinal', /on its way to EAST/],
    ];
    for (const [place, title, words] of refusals) {
      const before = item(title).standing;
      const answer = ask(lines.checkout(card(place), item(title).about.barcode), '12');
      t.match(answer, {
        ok: '0',
        desensitize: 'N',
        titleIdentifier: title,
        dueDate: '',
        screenMessage: [words],
      });
      t.equal(item(title).standing, before, title);
    }
    t.match(ask(lines.checkout(card(0), 'nosuch'), '12'), { ok: '0', titleIdentifier: '' });
    t.match(ask(lines.checkout('nobody', item('Dune').about.barcode), '12'), { ok: '0' });
    t.ok([...world.items.values()].every(({ touched }) => !touched));
  });

  t.test('of what was put aside for this very patron serves the reservation', async (t) => {
    const { ask, card, item } = library();
    const aside = item('Nỗi buồn chiến tranh');
    t.equal(ask(lines.patron(card(2)), '64').holdItemsCount, '0002');
    t.equal(ask(lines.checkout(card(2), aside.about.barcode), '12').ok, '1');
    t.same(aside.standing.holds, []);
    t.equal(ask(lines.patron(card(2)), '64').holdItemsCount, '0001');
  });

  t.test('can be cancelled, which puts the earlier standing back', async (t) => {
    for (const cancel of ['checkin', 'checkout'] as const) {
      const { ask, card, item } = library();
      const aside = item('Nỗi buồn chiến tranh');
      const { barcode } = aside.about;
      const before = aside.standing;
      ask(lines.checkout(card(2), barcode), '12');
      if (cancel === 'checkin') t.equal(ask(lines.checkin(barcode, 'BIY|'), '10').ok, '1');
      else {
        t.equal(ask(lines.checkout(card(0), barcode, 'BIY|'), '12').ok, '0', "another patron's");
        t.equal(ask(lines.checkout(card(2), barcode, 'BIY|'), '12').ok, '1');
      }
      t.same(aside.standing, before, `by ${cancel}`);
      t.equal(ask(lines.checkin(barcode, 'BIY|'), '10').ok, '0', 'not on loan any more');
      t.same(aside.standing, before);
    }
  });
});

t.test('a renewal', async (t) => {
  t.test('adds its days to the due date, or counts them from today', async (t) => {
    const due = (given: Partial<AcsSettings>, place: number, title: string) => {
      const { ask, card, item } = library(given);
      return ask(lines.renew(card(place), item(title).about.barcode), '30');
    };
    t.match(due({}, 0, 'The Great Gatsby'), { ok: '1', renewalOk: 'Y', dueDate: '20260606    235900' });
    t.equal(due({ renewalCountsFrom: 'today' }, 0, 'The Great Gatsby').dueDate, IN_28_DAYS);
    t.equal(due({}, 5, 'Buddenbrooks. Verfall einer Familie').dueDate, IN_28_DAYS, 'overdue: from today');
  });

  t.test('is refused where somebody waits, too often, to strangers and to the blocked', async (t) => {
    const { ask, card, item, patron } = library();
    t.match(ask(lines.renew(card(1), item('Wilhelm Tell').about.barcode), '30').screenMessage, [/waits/]);
    const gatsby = item('The Great Gatsby');
    t.match(ask(lines.renew(card(1), gatsby.about.barcode), '30').screenMessage, [/not on loan to you/]);
    for (const ok of ['1', '1', '1', '0'])
      t.equal(ask(lines.renew(card(0), gatsby.about.barcode), '30').ok, ok);
    t.equal(gatsby.standing.renewals, 3);
    patron(11).blocked = true;
    t.match(ask(lines.renew(card(11), item('Анна Каренина').about.barcode), '30').screenMessage, [/blocked/]);
  });
});

t.test('a check-in', async (t) => {
  t.test('takes a loan back, with the place where the item belongs', async (t) => {
    const { ask, card, item } = library();
    const { about } = item('The Great Gatsby');
    t.match(ask(lines.checkin(about.barcode), '10'), {
      ...{ ok: '1', resensitize: 'Y', alert: 'N', patronIdentifier: card(0) },
      ...{ titleIdentifier: about.title, permanentLocation: about.location, sortBin: about.sortBin },
      ...{ callNumber: about.callNumber, mediaType: '001' },
    });
    t.match(item('The Great Gatsby').standing, { circulation: 'available', borrower: null });
    const now = ask(lines.item(about.barcode), '18');
    t.same([now.circulationStatus, now.dueDate], ['03', undefined]);
  });

  t.test('is welcome for anything of the library, and refused for what is unknown', async (t) => {
    const { ask, item } = library();
    t.equal(ask(lines.checkin(item('Dune').about.barcode), '10').ok, '1');
    t.equal(ask(lines.checkin(item('Wolf Hall').about.barcode), '10').ok, '1', 'a lost item was found');
    t.equal(item('Wolf Hall').standing.circulation, 'available');
    t.match(ask(lines.checkin('nosuch'), '10'), { ok: '0', resensitize: 'N', screenMessage: [/not known/] });
  });

  t.test('tells what is reserved here, reserved elsewhere, and on its way', async (t) => {
    const { ask, card, item } = library();
    const told = (title: string) => ask(lines.checkin(item(title).about.barcode), '10');
    t.match(told('Wilhelm Tell'), {
      ...{ alert: 'Y', alertType: '01', destinationLocation: 'MAIN', holdPatronId: card(20) },
    });
    t.equal(item('Wilhelm Tell').standing.circulation, 'hold-shelf');
    t.match(told('Das Parfum. Die Geschichte eines Mörders'), {
      alertType: '02',
      destinationLocation: 'EAST',
    });
    t.match(told('Germinal'), { alert: 'Y', alertType: '04', destinationLocation: 'EAST' });
    t.match(told('Il nome della rosa'), { alert: 'N' }, 'it has arrived');
    t.equal(item('Germinal').standing.circulation, 'in-transit');
  });

  t.test('asked about afterwards says how the item stands', async (t) => {
    const { ask, item } = library();
    const status = (title: string) => ask(lines.item(item(title).about.barcode), '18').circulationStatus;
    t.same(['Dune', 'The Great Gatsby', 'Số đỏ', 'Germinal', 'Wolf Hall'].map(status), [
      ...['03', '04', '08', '10', '12'],
    ]);
    t.match(ask(lines.item('nosuch'), '18'), { circulationStatus: '01', titleIdentifier: '' });
  });
});

t.test('what goes wrong on request', async (t) => {
  const faults: readonly (readonly [AcsFault, outputs: readonly string[], lent: boolean])[] = [
    [{ kind: 'closeBefore' }, ['close'], false],
    [{ kind: 'closeAfter' }, ['close'], true],
    [{ kind: 'silent' }, [], true],
    [{ kind: 'ignored' }, [], false],
    [{ kind: 'delay', ms: 500 }, ['send'], true],
    [{ kind: 'garble' }, ['send'], true],
    [{ kind: 'resend' }, ['send'], false],
    [{ kind: 'resendStorm', times: 3 }, ['send', 'send', 'send'], false],
    [{ kind: 'half' }, ['send', 'close'], true],
    [{ kind: 'duplicate' }, ['send', 'send'], true],
    [{ kind: 'staleNumber' }, ['send'], true],
    [{ kind: 'plainText' }, ['send'], true],
    [{ kind: 'unsolicited', line: 'out of memory' }, ['send', 'send'], true],
  ];
  for (const [what, expected, lent] of faults) {
    t.test(`${what.kind}: ${lent ? 'carried out' : 'not carried out'}`, async (t) => {
      const { acs, outputs, card, item } = library();
      acs.faults.plan({ on: '11', occurrence: 1, what });
      const dune = item('Dune');
      t.same(kinds(outputs(lines.status)), ['send'], 'others are as ever');
      const seen = outputs(lines.checkout(card(0), dune.about.barcode));
      t.same(kinds(seen), expected);
      t.equal(dune.standing.circulation, lent ? 'on-loan' : 'available');
      if (what.kind === 'delay') t.match(seen, [{ atTicks: 1580 }]);
      if (what.kind === 'resend') t.match(seen, [{ bytes: utf8.encode('96AZFEF6\r') }]);
      if (expected.includes('close')) t.same(outputs(lines.status), [], 'a closed connection is deaf');
      else t.same(kinds(outputs(lines.status)), ['send'], 'and once only');
    });
  }

  t.test('garble: the answer fails its checksum', async (t) => {
    const { acs, outputs } = library();
    acs.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'garble' } });
    const [sent] = outputs(withTrailer(lines.status));
    const line = sent?.kind === 'send' ? sent.bytes.subarray(0, -1) : new Uint8Array();
    t.match(decodeMessage(line, { charset: 'utf-8' }), { checksum: 'wrong' });
  });
});

t.test('the rest of the protocol', async (t) => {
  t.test('blocks a card, with the reason, and enables it again where the PIN fits', async (t) => {
    const { ask, card, patron, item } = library();
    const blocked = ask(lines.block(card(0), 'left at the station'), '24');
    t.ok(patronFlags(blocked.patronStatus).includes('chargeDenied'));
    t.match(blocked.screenMessage, [/blocked/, 'left at the station']);
    t.equal(ask(lines.checkout(card(0), item('Dune').about.barcode), '12').ok, '0');
    t.match(ask(lines.enable(card(0), 'AD9999|'), '26'), { validPatronPassword: 'N' });
    t.equal(patron(0).blocked, true);
    t.match(ask(lines.enable(card(0), 'AD1234|'), '26'), { patronStatus: ' '.repeat(14), screenMessage: [] });
    t.equal(patron(0).blocked, false);
    t.match(ask(lines.block('nobody', 'x'), '24'), { validPatron: 'N' });
    t.match(ask(lines.enable('nobody'), '26'), { validPatron: 'N' });
  });

  t.test('takes what is paid off what is owed, and nothing else', async (t) => {
    const { ask, card, patron } = library();
    t.match(ask(lines.feePaid(card(4), '1.25'), '38'), { paymentAccepted: 'Y', transactionId: 'slip1' });
    t.equal(patron(4).owedCents, 225);
    for (const [amount, currency, words] of [
      ['2.26', 'EUR', /more than you owe/],
      ['1.00', 'USD', /Only EUR/],
      ['0', 'EUR', /no amount/],
    ] as const) {
      const refused = ask(lines.feePaid(card(4), amount, currency), '38');
      t.match(refused, { paymentAccepted: 'N', screenMessage: [words] });
    }
    t.equal(patron(4).owedCents, 225);
    t.equal(ask(lines.feePaid('nobody', '1.00'), '38').paymentAccepted, 'N');
  });

  t.test('renews all loans that can be renewed, and names the others', async (t) => {
    const { ask, card, item, world } = library();
    const tell = item('Wilhelm Tell');
    const borrower = tell.standing.borrower ?? '';
    const others = [...world.items.values()].filter(
      ({ standing }) => standing.borrower === borrower && standing.holds.length === 0,
    );
    const all = ask(lines.renewAll(borrower), '66');
    t.match(all, { ok: '1', unrenewedCount: '0001', unrenewedItems: [tell.about.barcode] });
    t.equal(all.renewedItems.length, others.length);
    t.equal(Number(all.renewedCount), others.length);
    t.ok(others.every(({ standing }) => standing.renewals === 1));
    t.match(ask(lines.renewAll(card(0), 'AD9999|'), '66'), {
      ...{ ok: '0', renewedCount: '0000', unrenewedCount: '0000', screenMessage: [/PIN/] },
    });
  });

  t.test('makes a reservation, changes it and takes it back', async (t) => {
    const { ask, card, item } = library();
    const dune = item('Dune');
    const named = `AB${dune.about.barcode}|`;
    t.match(ask(lines.hold('+', card(0), `AJDune|BSEAST|`), '16'), {
      ...{ ok: '1', available: 'Y', itemIdentifier: dune.about.barcode, queuePosition: '1' },
      pickupLocation: 'EAST',
    });
    t.same(dune.standing.holds, [{ card: card(0), pickup: 'EAST' }]);
    t.match(ask(lines.hold('+', card(0), named), '16').screenMessage, [/already/]);
    t.equal(ask(lines.hold('+', card(1), named), '16').queuePosition, '2');
    t.match(ask(lines.checkout(card(1), dune.about.barcode), '12').screenMessage, [/reserved/]);
    t.equal(ask(lines.hold('*', card(0), named), '16').pickupLocation, 'MAIN');
    t.equal(ask(lines.hold('-', card(0), named), '16').ok, '1');
    t.same(
      dune.standing.holds.map((hold) => hold.card),
      [card(1)],
    );
    t.equal(ask(lines.hold('-', card(0), named), '16').ok, '0');
    t.equal(ask(lines.hold('+', card(3), named), '16').ok, '0', 'a blocked card');
    t.equal(ask(lines.hold('+', card(0), 'ABnosuch|'), '16').ok, '0');
    const gatsby = `AB${item('The Great Gatsby').about.barcode}|`;
    t.match(ask(lines.hold('+', card(0), gatsby), '16').screenMessage, [/have this item/]);
  });

  t.test('puts back on the shelf what was put aside for a reservation taken back', async (t) => {
    const { ask, card, item } = library();
    const aside = item('Nỗi buồn chiến tranh');
    t.equal(ask(lines.hold('-', card(2), `AB${aside.about.barcode}|`), '16').ok, '1');
    t.match(aside.standing, { circulation: 'available', holds: [] });
  });

  t.test('keeps what it is told of an item', async (t) => {
    const { ask, item } = library();
    const { barcode } = item('Dune').about;
    t.match(ask(lines.itemProperties(barcode, 'torn'), '20'), {
      itemPropertiesOk: '1',
      titleIdentifier: 'Dune',
    });
    t.equal(ask(lines.item(barcode), '18').itemProperties, 'torn');
    t.equal(ask(lines.itemProperties('nosuch', 'torn'), '20').itemPropertiesOk, '0');
  });
});
