// One conversation with the library system, a request at a time, each with its limit.

import { EMPTY_LINE_BUFFER, pushBytes } from '../../../../protocols/sip2/framing.ts';
import type { Outcome } from '../../../library/tester/exchange.ts';
import type { LibraryLine } from '../../library-line/library-line.ts';
import type { LineEvent, LineListener } from '../../line.ts';

export interface ConversationSetup {
  readonly createLine: (listener: LineListener) => LibraryLine;
  /** A request is waited for so long. */
  readonly replyMs: number;
  /** Told each line as it goes over the wire, without its terminator. */
  readonly onLine: (side: 'sent' | 'received', line: Uint8Array) => void;
}

/** How the attempt to connect ended. */
export type Connected =
  | { readonly ok: true; readonly tookMs: number }
  | { readonly ok: false; readonly reason: string };

/** What came over the line, in lines. */
type Heard =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'line'; readonly line: Uint8Array };

const CR = 0x0d;

/** A conversation over one line, which may be connected anew in between. */
export class Conversation {
  readonly #setup: ConversationSetup;
  readonly #line: LibraryLine;
  #buffer = EMPTY_LINE_BUFFER;
  #isOpen = false;
  #received: Uint8Array[] = [];
  #unasked = 0;
  /** What waits for the line: for its opening, for an answer, or for nothing. */
  #waiting: ((heard: Heard) => void) | null = null;

  constructor(setup: ConversationSetup) {
    this.#setup = setup;
    this.#line = setup.createLine((event) => this.#heard(event));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get security(): LibraryLine['security'] {
    return this.#line.security;
  }

  /** Every byte that came, in order. */
  get received(): Uint8Array {
    return Buffer.concat(this.#received);
  }

  /** Lines that came while nothing was waited for. */
  get unasked(): number {
    return this.#unasked;
  }

  /** Connects; the line itself limits how long that takes. */
  connect(): Promise<Connected> {
    const began = performance.now();
    return new Promise((resolve) => {
      this.#waiting = (heard) => {
        if (heard.kind === 'line') return;
        this.#waiting = null;
        const tookMs = performance.now() - began;
        resolve(heard.kind === 'opened' ? { ok: true, tookMs } : { ok: false, reason: heard.reason });
      };
      this.#line.open();
    });
  }

  /** Sends a message with its terminator and waits for one line. After silence the connection is given up. */
  async ask(message: Uint8Array): Promise<Outcome> {
    const end = message.indexOf(CR);
    this.#setup.onLine('sent', end < 0 ? message : message.subarray(0, end));
    const outcome = await this.#answerTo(message);
    if (outcome.kind === 'silent') {
      // What comes late must not be taken for the next answer.
      this.#isOpen = false;
      this.#line.close();
    }
    return outcome;
  }

  async end(): Promise<void> {
    await this.#line.end();
  }

  #answerTo(message: Uint8Array): Promise<Outcome> {
    return new Promise((resolve) => {
      const done = (outcome: Outcome): void => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(outcome);
      };
      const timer = setTimeout(
        () => done({ kind: 'silent', unfinished: this.#buffer.length }),
        this.#setup.replyMs,
      );
      this.#waiting = (heard) => {
        if (heard.kind === 'line') done({ kind: 'answered', line: heard.line });
        if (heard.kind === 'closed') done(heard);
      };
      if (!this.#line.send(message)) done({ kind: 'closed', reason: 'the line does not take it' });
    });
  }

  #heard(event: LineEvent): void {
    switch (event.kind) {
      case 'opened':
        this.#isOpen = true;
        this.#buffer = EMPTY_LINE_BUFFER;
        return this.#waiting?.(event);
      case 'closed':
        this.#isOpen = false;
        return this.#waiting?.(event);
      case 'bytes':
        return this.#bytesCame(event.bytes);
      case 'discarded':
        return;
    }
  }

  #bytesCame(bytes: Uint8Array): void {
    this.#received.push(bytes);
    const { buffer, lines } = pushBytes(this.#buffer, bytes);
    this.#buffer = buffer;
    for (const line of lines) {
      this.#setup.onLine('received', line);
      if (this.#waiting === null) this.#unasked += 1;
      else this.#waiting({ kind: 'line', line });
    }
  }
}
