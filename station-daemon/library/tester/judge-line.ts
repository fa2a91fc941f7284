// What the bytes of a whole conversation say: ends of messages, error detection, charset, answer times, fields.

import { type Charset, decodeRaw } from '../../../protocols/sip2/charset.ts';
import { decodeMessage } from '../../../protocols/sip2/codec.ts';
import { fields } from '../../../protocols/sip2/fields.ts';
import type { VariableField } from '../../../protocols/sip2/rows.ts';
import { guessCharset } from './charset-guess.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, failed, note, ok, warning } from './finding.ts';
import type { TestSetup } from './probes.ts';

const CR = 0x0d;
const LF = 0x0a;

/** How the library system ends its messages. @param received every byte that came, in order */
export function judgeTerminators(received: Uint8Array): readonly Finding[] {
  const seen = { CR: 0, CRLF: 0, LF: 0 };
  received.forEach((byte, at) => {
    if (byte === CR) seen[received[at + 1] === LF ? 'CRLF' : 'CR'] += 1;
    if (byte === LF && received[at - 1] !== CR) seen.LF += 1;
  });
  const kinds = Object.entries(seen).filter(([, count]) => count > 0);
  const topic = 'end of a message';
  if (kinds.length === 0) return [];
  if (kinds.length > 1) {
    const mixed = kinds.map(([kind, count]) => `${count} times ${kind}`).join(', ');
    return [note(topic, `mixed: ${mixed}. The station understands each of them`)];
  }
  const [[kind = ''] = []] = kinds;
  return [ok(topic, kind === 'CR' ? 'CR' : `${kind}, where SIP2 says CR. The station understands it`)];
}

/** Do sequence numbers and checksums come back, and are they right? */
export function judgeErrorDetection(
  exchanges: readonly Exchange[],
  { library: { charset, errorDetection } }: TestSetup,
): readonly Finding[] {
  const topic = 'error detection (AY, AZ)';
  if (errorDetection === 'off') return [note(topic, 'not tried: library.errorDetection is off')];
  const answers = exchanges.flatMap(({ outcome, sequence }) => {
    if (outcome.kind !== 'answered' || sequence === null) return [];
    const decoded = decodeMessage(outcome.line, { charset });
    // 96 never has a number.
    return decoded.ok && decoded.message.code !== '96'
      ? [{ ...decoded, sent: sequence, line: outcome.line }]
      : [];
  });
  if (answers.length === 0) return [];
  const off = 'Set library.errorDetection to off until the vendor has mended it.';
  const wrong = answers.filter(({ checksum }) => checksum === 'wrong').length;
  if (wrong > 0)
    return [failed(topic, `the checksum is wrong in ${wrong} of ${answers.length} answers`, off)];
  const others = answers.filter(({ sequence, sent }) => sequence !== null && sequence !== sent).length;
  if (others > 0) return [otherNumbers(topic, others, answers.length, errorDetection)];
  const bare = answers.filter(({ sequence, checksum }) => sequence === null || checksum === 'absent').length;
  if (bare > 0) return [withoutNumbers(topic, bare, answers.length, errorDetection)];
  const lower = answers.some(({ line }) =>
    /AZ[0-9A-F]*[a-f][0-9A-Fa-f]*\s*$/.test(decodeRaw(line, 'latin1')),
  );
  return [ok(topic, `numbers and checksums come back and are right${lower ? ', in lower case' : ''}`)];
}

/** With `auto` the station learns on each connection that the other side does not count. */
function otherNumbers(topic: string, others: number, all: number, setting: 'auto' | 'on'): Finding {
  const text = `${others} of ${all} answers have another number than their request`;
  if (setting === 'auto')
    return warning(topic, text, 'The station passes the numbers over. Tell the vendor.');
  return failed(topic, text, 'Set library.errorDetection to auto, or have the vendor mend it.');
}

function withoutNumbers(topic: string, bare: number, all: number, setting: 'auto' | 'on'): Finding {
  const text = `${bare} of ${all} answers have no number or no checksum`;
  if (setting === 'on') {
    return failed(
      topic,
      text,
      'Set library.errorDetection to auto, or ask the vendor to switch error detection on.',
    );
  }
  if (bare < all) return warning(topic, text, 'The station bears it. Tell the vendor.');
  return ok(topic, 'it sends none; the station goes along');
}

/** Is the charset of the settings the one that the bytes are written in? */
export function judgeCharset(exchanges: readonly Exchange[], setting: Charset): Finding {
  const topic = 'charset';
  const text = exchanges.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [...outcome.line] : []));
  const guess = guessCharset(Uint8Array.from(text));
  if (guess.kind === 'plain') {
    return note(
      topic,
      `no letter beyond A to Z has come, so ${setting} cannot be checked. Try a card or an item with an accent in it`,
    );
  }
  const { charset, certain, bytes, twice } = guess;
  const seen = `${bytes} bytes above 7F`;
  if (twice) {
    return warning(
      topic,
      `${seen}: its text seems to be encoded twice (UTF-8 within UTF-8)`,
      'The vendor has to mend it: names and titles come out wrong on every screen.',
    );
  }
  if (charset === setting) return ok(topic, `${seen}, and they fit ${setting}`);
  const advice = `Set library.charset to ${charset}: otherwise names and titles come out wrong.`;
  const verdict = `${seen} ${certain ? 'are' : 'look like'} ${charset}, and library.charset is ${setting}`;
  // ASCII has no such bytes, and UTF-8 can be told from the others for sure.
  const isSure = certain || setting === 'ascii' || setting === 'utf-8';
  return isSure ? failed(topic, verdict, advice) : warning(topic, verdict, advice);
}

/** A patron waits two of these for each item. */
const SLOW_MS = 2_000;

/** How long the answers took. */
export function judgeTimes(exchanges: readonly Exchange[]): readonly Finding[] {
  const topic = 'answer times';
  const times = exchanges.flatMap(({ outcome, tookMs }) => (outcome.kind === 'answered' ? [tookMs] : []));
  if (times.length === 0) return [];
  const sorted = times.toSorted((a, b) => a - b);
  const shown = (place: number) => `${Math.round(sorted.at(place) ?? 0)} ms`;
  const text = `${shown(0)} to ${shown(-1)}, half of them within ${shown(Math.floor((sorted.length - 1) / 2))}`;
  if ((sorted.at(-1) ?? 0) < SLOW_MS) return [ok(topic, text)];
  return [
    warning(
      topic,
      text,
      'Patrons wait that long for every item. Look at the load of the library system and at the way to it.',
    ),
  ];
}

const declared: Readonly<Record<string, VariableField>> = fields;
const STANDARD = fields.AO.source;

/** Fields that SIP2 2.00 does not know, or not in this message. Their values stay out: they may be of a patron. */
export function judgeFields(exchanges: readonly Exchange[], charset: Charset): Finding {
  const found = new Map<string, string>();
  for (const { outcome } of exchanges) {
    const decoded = outcome.kind === 'answered' ? decodeMessage(outcome.line, { charset }) : null;
    if (decoded?.ok !== true) continue;
    const extra = new Set(decoded.message.extra.map(([code]) => code));
    for (const code of [...decoded.order, ...extra]) {
      const { source } = declared[code] ?? { source: 'nobody knows it' };
      const where = decoded.message.code;
      if (source !== STANDARD) found.set(code, source);
      else if (extra.has(code)) found.set(code, `SIP2 does not have it in ${where}, or only once`);
    }
  }
  const topic = 'fields';
  if (found.size === 0) return ok(topic, 'all of them are SIP2 2.00');
  const lines = [...found].map(([code, why]) => `${JSON.stringify(code)}: ${why}`);
  return note(
    topic,
    `${found.size} that SIP2 2.00 does not know; they are passed over or used as extensions`,
    lines,
  );
}
