// The simulated library system with a station's connection to it, and the lines that a station sends. Not a test itself.

import type { Moment } from '../../protocols/moment.ts';
import { checksum } from '../../protocols/sip2/checksum.ts';
import { decodeMessage } from '../../protocols/sip2/codec.ts';
import type { AnswerCode, MessageOf, Sip2Message } from '../../protocols/sip2/table.ts';
import { summaryFor } from '../../protocols/sip2/values.ts';
import { createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { WorldItem, WorldPatron } from '../../station-daemon/simulator/world/world.ts';

/** 2026-05-04, 10:00 in Hanoi. */
export const NOW: Moment = { ticks: 1000, wall: 1_777_863_600_000, utcOffsetMinutes: 420 };
export const DATE = '20260504    100000';
export const IN_28_DAYS = '20260601    235900';

/** What a station says, without number and checksum. */
export const lines = {
  login: (user: string, password: string) => `9300CN${user}|CO${password}|`,
  status: '9900802.00',
  patronStatus: (card: string, pin = '') => `23001${DATE}AOMAIN|AA${card}|AC|AD${pin}|`,
  patron: (card: string, list: Parameters<typeof summaryFor>[0] = null, more = '') =>
    `63001${DATE}${summaryFor(list)}AOMAIN|AA${card}|${more}`,
  item: (barcode: string) => `17${DATE}AOMAIN|AB${barcode}|`,
  checkout: (card: string, barcode: string, more = '', policy = 'Y') =>
    `11${policy}N${DATE}${' '.repeat(18)}AOMAIN|AA${card}|AB${barcode}|AC|${more}`,
  checkin: (barcode: string, more = '') => `09N${DATE}${DATE}APMAIN|AOMAIN|AB${barcode}|AC|${more}`,
  renew: (card: string, barcode: string) => `29NN${DATE}${' '.repeat(18)}AOMAIN|AA${card}|AB${barcode}|`,
  renewAll: (card: string, more = '') => `65${DATE}AOMAIN|AA${card}|${more}`,
  block: (card: string, why: string) => `01N${DATE}AOMAIN|AL${why}|AA${card}|AC|`,
  enable: (card: string, more = '') => `25${DATE}AOMAIN|AA${card}|${more}`,
  feePaid: (card: string, amount: string, currency = 'EUR') =>
    `37${DATE}0100${currency}BV${amount}|AOMAIN|AA${card}|BKslip1|`,
  hold: (mode: string, card: string, more: string) => `15${mode}${DATE}AOMAIN|AA${card}|${more}`,
  itemProperties: (barcode: string, told: string) => `19${DATE}AOMAIN|AB${barcode}|CH${told}|`,
  end: (card: string) => `35${DATE}AOMAIN|AA${card}|`,
};

export const utf8 = new TextEncoder();
/** The line with number 4 and its checksum. */
export const withTrailer = (line: string): string => `${line}AY4AZ${checksum(utf8.encode(`${line}AY4AZ`))}`;
export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A library system, and one connection to it. */
export function library(given: Partial<AcsSettings> = {}) {
  const world = createWorld({ now: NOW });
  const acs = createAcs(world, given);
  const connection = acs.accept();
  const outputs = (line: string): readonly ActorOutput[] => connection.receive(utf8.encode(`${line}\r`), NOW);
  const answers = (line: string): readonly Sip2Message[] =>
    outputs(line).flatMap((output) => {
      if (output.kind !== 'send') return [];
      const decoded = decodeMessage(output.bytes.subarray(0, -1), { charset: 'utf-8' });
      return decoded.ok ? [decoded.message] : [];
    });
  /** The patron in this place of the list, from 0. */
  const patron = (place: number): WorldPatron => {
    const found = [...world.patrons.values()][place];
    if (found === undefined) throw new Error(`no patron ${place}`);
    return found;
  };
  return {
    world,
    acs,
    outputs,
    /** The one answer, which has this code. */
    ask<C extends AnswerCode>(line: string, code: C): MessageOf<C> {
      const isIt = (message: Sip2Message): message is Extract<Sip2Message, { code: C }> & MessageOf<C> =>
        message.code === code;
      const [answer, ...more] = answers(line);
      if (answer === undefined || more.length > 0 || !isIt(answer))
        throw new Error(`not one answer ${code} to ${line}: ${JSON.stringify([answer, ...more])}`);
      return answer;
    },
    item(title: string): WorldItem {
      const found = [...world.items.values()].find(({ about }) => about.title === title);
      if (found === undefined) throw new Error(`no title ${title}`);
      return found;
    },
    patron,
    card: (place: number): string => patron(place).about.card,
  };
}

export const kinds = (outputs: readonly ActorOutput[]) => outputs.map(({ kind }) => kind);
