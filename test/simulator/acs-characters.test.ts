// What only some library systems do: each quirk alone, and the characters made of them.

import t from 'tap';
import { checksum } from '../../protocols/sip2/checksum.ts';
import { decodeMessage } from '../../protocols/sip2/codec.ts';
import { supportedMessages } from '../../protocols/sip2/values.ts';
import { createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import { type AcsCharacter, acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import type { AcsFault, AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import { DATE, kinds, library, lines, NOW, text, utf8, withTrailer } from './acs-bench.ts';

/** What a library system with these settings says to each line, as text; `close` for the end of the connection. */
function talk(given: Partial<AcsSettings>, said: readonly string[], fault?: AcsFault): readonly string[][] {
  const { acs, outputs } = library(given);
  if (fault !== undefined) acs.faults.plan({ on: 'any', occurrence: 1, what: fault });
  return said.map((line) =>
    outputs(line).flatMap((output) => {
      if (output.kind === 'wake') return [];
      return output.kind === 'send' ? [text(output.bytes)] : ['close'];
    }),
  );
}

const NONSENSE = '77hello';

t.test('ends its lines with CR, CRLF, LF, or all of them in turn', async (t) => {
  const ends = (terminator: AcsSettings['terminator']) =>
    talk({ terminator }, new Array(5).fill(lines.status)).map(([line = '']) => /[\r\n]+$/.exec(line)?.[0]);
  t.same(ends('CR')[0], '\r');
  t.same(ends('CRLF')[0], '\r\n');
  t.same(ends('LF')[0], '\n');
  t.same(ends('mixed'), ['\r\n', '\r', '\n', '\r\n\r\n', '\r\n']);
});

t.test('counts, does not count, or counts to four', async (t) => {
  const counted = `${lines.status}AY7AZ`;
  const seven = `${counted}${checksum(utf8.encode(counted))}`;
  t.match(talk({}, [seven, lines.status]), [[/AY7AZ/], [/\|\r$/]]);
  t.match(talk({ errorDetection: 'off' }, [seven, `${lines.status}AY7AZ0000`]), [[/\|\r$/], [/^98.*\|\r$/]]);
  const constant = talk({ errorDetection: 'constant' }, [seven, lines.status]).flat();
  for (const line of constant) {
    t.match(line, /AY4AZ[0-9A-F]{4}\r$/);
    t.match(decodeMessage(utf8.encode(line.trimEnd()), { charset: 'utf-8' }), { checksum: 'right' });
  }
  t.equal(constant.length, 2);
});

t.test('to what it does not know says 96, a word in English, nothing, or farewell', async (t) => {
  const answers = (notUnderstood: AcsSettings['notUnderstood']) => {
    const said = [NONSENSE, `${lines.status}AY1AZ0000`, lines.hold('+', 'x', ''), 'hello'];
    return said.map((line) => talk({ notUnderstood, unsupported: ['15'] }, [line]).flat());
  };
  t.same(answers('resend'), new Array(4).fill(['96AZFEF6\r']));
  t.same(answers('plain-text'), new Array(4).fill(['Problems handling the request\r']));
  t.same(answers('silent'), new Array(4).fill([]));
  t.same(answers('close'), new Array(4).fill(['close']));
});

t.test('may say in 98 what it will, and do the contrary', async (t) => {
  const { ask, card, item } = library({ capabilities: 'lies', unsupported: ['15'] });
  const status = ask(lines.status, '98');
  t.match(status, { checkinOk: 'N', checkoutOk: 'N', timeoutPeriod: '000', retriesAllowed: '999' });
  t.ok(supportedMessages(status.supportedMessages).includes('15'));
  t.equal(ask(lines.checkout(card(0), item('Dune').about.barcode), '12').ok, '1');
});

t.test('goes down to version 1.00 when it hears of it, and does not know 63 any more', async (t) => {
  const old = '9900801.00';
  t.match(talk({ version1: 'downgrades', notUnderstood: 'close' }, [old, lines.status, lines.patron('x')]), [
    [/^98.*1\.00AO/],
    [/2\.00AO/],
    ['close'],
  ]);
  t.match(talk({}, [old, lines.patron('x')]), [[/2\.00AO/], [/^64/]]);
});

t.test('may insist on a location at login', async (t) => {
  const login = lines.login('kiosk1', 'secret');
  t.same(talk({ needsLocation: true }, [login, `${login}CPFRONT|`]).flat(), ['940\r', '941\r']);
});

t.test('carries out the same request again, answers from memory, or says 96', async (t) => {
  const renewals = (repeatedRequest: AcsSettings['repeatedRequest'], gap = false) => {
    const { outputs, card, item } = library({ repeatedRequest });
    const gatsby = item('The Great Gatsby');
    const line = withTrailer(lines.renew(card(0), gatsby.about.barcode));
    const first = outputs(line);
    if (gap) outputs(lines.status);
    const [second] = outputs(line);
    const same =
      second?.kind === 'send' && first[0]?.kind === 'send' && text(second.bytes) === text(first[0].bytes);
    return { times: gatsby.standing.renewals, same };
  };
  t.same(renewals('carried-out'), { times: 2, same: false });
  t.same(renewals('answered-from-memory'), { times: 1, same: true });
  t.same(renewals('answered-from-memory', true), { times: 2, same: false }, 'only the one before');
  t.same(renewals('resend'), { times: 1, same: false });
});

t.test('may hear only the first of two requests that come at once', async (t) => {
  const both = `${lines.status}\r${lines.item('x')}`;
  t.match(talk({}, [both]), [[/^98/, /^18/]]);
  t.match(talk({ pipelined: 'first-only' }, [both, lines.item('x')]), [[/^98/], [/^18/]]);
});

t.test('closes a connection on which nothing is said, and no other', async (t) => {
  const connection = createAcs(createWorld({ now: NOW }), { idleMs: 5000 }).accept();
  const say = (ticks: number) => connection.receive(utf8.encode(`${lines.status}\r`), { ...NOW, ticks });
  t.match(say(1000), [{ kind: 'send' }, { kind: 'wake', atTicks: 6000 }]);
  t.match(say(4000), [{ kind: 'send' }, { kind: 'wake', atTicks: 9000 }]);
  t.same(connection.wake({ ...NOW, ticks: 6000 }), []);
  t.same(connection.wake({ ...NOW, ticks: 9000 }), [{ kind: 'close', atTicks: 9000 }]);
  t.same(say(9001), []);
});

t.test('cuts long fields', async (t) => {
  const { ask, item } = library({ fieldLimit: 8 });
  t.equal(ask(lines.item(item('The Great Gatsby').about.barcode), '18').titleIdentifier, 'The Grea');
});

t.test('writes its fields in an order of its own', async (t) => {
  const order = (fieldOrder: AcsSettings['fieldOrder']) => {
    const { outputs, card } = library({ fieldOrder });
    const [sent] = outputs(lines.patron(card(5), 'charged'));
    const line = sent?.kind === 'send' ? sent.bytes.subarray(0, -1) : new Uint8Array();
    const decoded = decodeMessage(line, { charset: 'utf-8' });
    return decoded.ok ? decoded.order : [];
  };
  const standard = order([]);
  t.same(standard.slice(0, 3), ['AO', 'AA', 'AE']);
  t.same(order('by-code'), [...standard].sort());
  t.same(order(['AE', 'BL']).slice(0, 4), ['AE', 'BL', 'AO', 'AA']);
  t.equal(order(['AE', 'BL']).length, standard.length);
});

t.test('renews or refuses a loan made again, takes or refuses a return made again', async (t) => {
  const { ask, card, item } = library({ loanAgain: 'refused', checkinAgain: 'refused' });
  const { about, standing } = item('The Great Gatsby');
  t.match(ask(lines.checkout(card(0), about.barcode), '12').screenMessage, [/already have/]);
  t.equal(item('The Great Gatsby').standing, standing);
  t.equal(ask(lines.checkin(about.barcode), '10').ok, '1');
  t.match(ask(lines.checkin(about.barcode), '10'), { ok: '0', screenMessage: [/not on loan/] });
});

t.test('may tell of an alert that is none', async (t) => {
  const { ask, item } = library({ alertTypeAlways: true });
  t.match(ask(lines.checkin(item('Dune').about.barcode), '10'), { ok: '1', alert: 'N', alertType: '00' });
});

t.test('what goes wrong on request', async (t) => {
  const after = (fault: AcsFault) => talk({}, [withTrailer(lines.status), lines.status], fault);
  const whole = talk({}, [withTrailer(lines.status)]).flat()[0] ?? '';
  t.match(after({ kind: 'half' }), [[whole.slice(0, whole.length / 2), 'close'], []]);
  t.same(after({ kind: 'duplicate' })[0], [whole, whole]);
  t.match(after({ kind: 'staleNumber' })[0], [/AY3AZ[0-9A-F]{4}\r$/]);
  t.same(after({ kind: 'plainText' })[0], ['Problems handling the request\r']);
  t.same(after({ kind: 'unsolicited', line: 'out of memory' })[0], ['out of memory\r', whole]);
  t.same(after({ kind: 'resendStorm', times: 3 })[0], new Array(3).fill('96AZFEF6\r'));
});

t.test('characters', async (t) => {
  const nonsense = (character: AcsCharacter) => talk(acsCharacters[character], [NONSENSE]).flat();
  t.same(nonsense('koha'), ['96AZFEF6\r\n']);
  t.same(nonsense('evergreen'), ['close']);
  t.same(nonsense('folio'), ['Problems handling the request\r']);
  t.same(nonsense('mediator'), []);
  t.match(talk(acsCharacters.dp2, [lines.status]), [[/AY4/]]);
  t.same(kinds(library(acsCharacters.evergreen).outputs(`15+${DATE}AO|`)), ['send']);
});
