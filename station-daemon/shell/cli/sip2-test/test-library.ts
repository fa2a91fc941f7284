// Tests the library system step by step and tells what it finds. What is asked and what answers are worth is decided
// in library/tester/.

import { encodeMessage } from '../../../../protocols/sip2/codec.ts';
import { askingAt } from '../../../library/messages.ts';
import type { LibrarySetup } from '../../../library/setup.ts';
import { type Exchange, wantsItAgain } from '../../../library/tester/exchange.ts';
import { type Finding, failed, ok } from '../../../library/tester/finding.ts';
import { judgeConversation, judgeRepeat, judgeStep } from '../../../library/tester/judge.ts';
import { maskedLine, withoutSecrets } from '../../../library/tester/masked.ts';
import {
  greetingOf,
  type ProbeName,
  QUESTIONS,
  requestOf,
  secretsOf,
  type Target,
} from '../../../library/tester/probes.ts';
import type { LibraryLineSettings } from '../../../settings/library-line.ts';
import { systemClock } from '../../clock.ts';
import { createLibraryLine, placeOf } from '../../library-line/create-library-line.ts';
import { lineWarnings } from '../../library-line/line-warnings.ts';
import { connectAdvice } from './connect-advice.ts';
import { Conversation } from './conversation.ts';
import { findingText, summaryText } from './report.ts';

export interface LibraryTestSetup {
  readonly line: LibraryLineSettings;
  readonly library: LibrarySetup;
  readonly target: Target;
  /** Shows every line of both sides, with secrets masked. */
  readonly raw: boolean;
  readonly out: (text: string) => void;
}

/** Runs the test. Resolves with false where something failed; never rejects for what the library system does. */
export async function testLibrary(setup: LibraryTestSetup): Promise<boolean> {
  return new LibraryTest(setup).run();
}

/** A serial port that is there opens at once; only the station waits for one that may still come. */
const PORT_WAIT_MS = 1_500;

const connectMs = ({ transport }: LibraryLineSettings, library: LibrarySetup): number =>
  transport === 'serial' ? PORT_WAIT_MS : library.connectMs;

class LibraryTest {
  readonly #setup: LibraryTestSetup;
  readonly #clock = systemClock();
  readonly #conversation: Conversation;
  readonly #secrets: readonly string[];
  readonly #findings: Finding[] = [];
  readonly #exchanges: Exchange[] = [];
  #sequence = 0;

  constructor(setup: LibraryTestSetup) {
    const { library, line } = setup;
    this.#setup = setup;
    this.#secrets = secretsOf(setup);
    this.#conversation = new Conversation({
      createLine: (listener) =>
        createLibraryLine({ line, connectTimeoutMs: connectMs(line, library), listener }),
      replyMs: library.replyMs,
      onLine: (side, bytes) => this.#showLine(side, bytes),
    });
  }

  async run(): Promise<boolean> {
    const { line, library, out } = this.#setup;
    out(`Library system: ${placeOf(line)}\n`);
    out(
      `Spoken to in ${library.charset}, messages end with ${library.terminator}, error detection ${library.errorDetection}, ${library.replyMs / 1_000} s for an answer\n\n`,
    );
    try {
      await this.#ask();
    } finally {
      await this.#conversation.end();
    }
    const { received, unasked } = this.#conversation;
    for (const finding of judgeConversation({ exchanges: this.#exchanges, received, unasked }, this.#setup))
      this.#tell(finding);
    this.#setup.out(summaryText(this.#findings));
    return this.#findings.every(({ level }) => level !== 'failed');
  }

  async #ask(): Promise<void> {
    if (!(await this.#connect())) return;
    for (const name of this.#greeting()) if (!(await this.#step(name))) return;
    for (const name of QUESTIONS) {
      if (!this.#conversation.isOpen && !(await this.#connectAgain())) return;
      if (!(await this.#step(name))) return;
    }
  }

  #greeting(): readonly ProbeName[] {
    return greetingOf(this.#setup.library.login.order);
  }

  async #connect(): Promise<boolean> {
    const { line } = this.#setup;
    const connected = await this.#conversation.connect();
    if (!connected.ok) {
      this.#tell(failed('connection', connected.reason, connectAdvice(connected.reason, line)));
      return false;
    }
    this.#tell(ok('connection', `there after ${Math.round(connected.tookMs)} ms`));
    this.#tellOfSecurity();
    return true;
  }

  #tellOfSecurity(): void {
    const { security } = this.#conversation;
    if (security === null) return;
    const { protocol, cipher, server, own, doubt } = security;
    const until = (moment: number) => new Date(moment).toISOString().slice(0, 10);
    const certificates = [
      ...(server === null
        ? []
        : [
            `its certificate: ${server.subject}, signed by ${server.issuer}, until ${until(server.validUntil)}`,
          ]),
      ...(own === null ? [] : [`the station's own: ${own.subject}, until ${until(own.validUntil)}`]),
    ];
    this.#tell(
      ok('TLS', `${protocol}, ${cipher}, ${doubt === null ? 'verified' : 'not verified'}`, certificates),
    );
    const facts = {
      line: this.#setup.line,
      security: () => security,
      wall: () => this.#clock.now().wall,
    };
    for (const text of lineWarnings(facts))
      this.#tell({ level: 'warning', topic: 'TLS', text, advice: null, details: [] });
  }

  /** After a step that cost the connection. What is greeted again is not told again. */
  async #connectAgain(): Promise<boolean> {
    const connected = await this.#conversation.connect();
    if (connected.ok) {
      for (const name of this.#greeting()) {
        const { goOn } = judgeStep(name, await this.#exchange(name), this.#setup);
        if (!goOn) return this.#notAgain('it is not greeted as before');
      }
      return true;
    }
    return this.#notAgain(connected.reason);
  }

  #notAgain(reason: string): false {
    this.#tell(
      failed('connection', `cannot be had again: ${reason}`, 'Wait a minute and run the test again.'),
    );
    return false;
  }

  async #step(name: ProbeName): Promise<boolean> {
    const exchange = await this.#exchange(name);
    const { findings, goOn } = judgeStep(name, exchange, this.#setup);
    for (const finding of findings) this.#tell(finding);
    return goOn;
  }

  /** One request, and once more with or without error detection where it is answered by 96. */
  async #exchange(name: ProbeName): Promise<Exchange> {
    const { charset, errorDetection } = this.#setup.library;
    const detects = errorDetection !== 'off';
    const first = await this.#send(name, detects);
    if (!wantsItAgain(first, charset)) return first;
    this.#tell(judgeRepeat(first));
    return this.#send(name, !detects);
  }

  async #send(name: ProbeName, detects: boolean): Promise<Exchange> {
    const { library } = this.#setup;
    const now = this.#clock.now();
    const request = requestOf(name, this.#setup, askingAt(library, now), now);
    const sequence = detects ? this.#sequence : null;
    this.#sequence = (this.#sequence + 1) % 10;
    const { charset, terminator } = library;
    const began = performance.now();
    const outcome = await this.#conversation.ask(encodeMessage(request, { charset, terminator, sequence }));
    const tookMs = performance.now() - began;
    const exchange = { request, sequence, outcome, at: this.#clock.now(), tookMs };
    this.#exchanges.push(exchange);
    return exchange;
  }

  #tell(finding: Finding): void {
    this.#findings.push(finding);
    this.#setup.out(withoutSecrets(findingText(finding), this.#secrets));
  }

  #showLine(side: 'sent' | 'received', bytes: Uint8Array): void {
    if (!this.#setup.raw) return;
    const line = maskedLine(bytes, this.#setup.library.charset, this.#secrets);
    this.#setup.out(`         ${side === 'sent' ? '->' : '<-'} ${line}\n`);
  }
}
