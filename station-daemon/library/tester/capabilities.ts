// What the library system claims to support (BX in 98), beside what it answered.

import type { Charset } from '../../../protocols/sip2/charset.ts';
import { messages } from '../../../protocols/sip2/table.ts';
import { isYes, SUPPORTED_MESSAGES } from '../../../protocols/sip2/values.ts';
import { answerWith, type Exchange } from './exchange.ts';
import { type Finding, note, warning } from './finding.ts';

const TOPIC = 'supported (BX)';

type SupportedCode = (typeof SUPPORTED_MESSAGES)[number];

/** What is never tried, since the library system's books would be others afterwards. */
const CHANGING: readonly SupportedCode[] = ['11', '09', '01', '37', '19', '25', '15', '29', '65'];

interface Row {
  readonly code: SupportedCode;
  /** `Y`, `N`, or what else stands in BX; '' where it is too short. */
  readonly claim: string;
  /** Null where it was not tried. */
  readonly works: boolean | null;
}

/** The table of the 16 requests. A claim is a hint and never a gate, so it is at most a warning. */
export function judgeCapabilities(exchanges: readonly Exchange[], charset: Charset): readonly Finding[] {
  const told = exchanges.flatMap((exchange) => answerWith(exchange, '98', charset) ?? []).at(-1);
  if (told === undefined) return [];
  const rows = SUPPORTED_MESSAGES.map(
    (code, place): Row => ({
      code,
      claim: told.supportedMessages.charAt(place),
      works: worked(code, exchanges, charset),
    }),
  );
  const table = rows.map(lineOf);
  const broken = rows.filter(({ claim, works }) => isYes(claim) && works === false);
  if (broken.length > 0) {
    return [
      warning(
        TOPIC,
        `it claims ${broken.map(({ code }) => code).join(', ')} and does not answer as it should`,
        'Ask the vendor to switch these messages on for this login.',
        table,
      ),
    ];
  }
  const modest = rows.filter(({ claim, works }) => !isYes(claim) && works === true).map(({ code }) => code);
  const more = modest.length === 0 ? '' : `; ${modest.join(', ')} work although it does not claim them`;
  return [note(TOPIC, `what it claims, and what works${more}`, table)];
}

function worked(code: SupportedCode, exchanges: readonly Exchange[], charset: Charset): boolean | null {
  const asked = exchanges.filter(({ request }) => request.code === code);
  if (asked.length === 0) return null;
  return asked.some((exchange) => answerWith(exchange, messages[code].answer ?? '96', charset) !== null);
}

function lineOf({ code, claim, works }: Row): string {
  const says = claim === '' ? '-' : claim;
  const seen = works === null ? whyNotTried(code) : works ? 'works' : 'no answer that fits';
  return `${code} ${messages[code].name.padEnd(20)} claims ${says}  ${seen}`;
}

function whyNotTried(code: SupportedCode): string {
  if (code === '97') return 'not tried: it only repeats an answer';
  return CHANGING.includes(code) ? 'not tried: it would change something' : 'not tried this time';
}
