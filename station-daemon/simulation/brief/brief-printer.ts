// A printer whose head and driver are simulated by what they come to: slips in, paper out.

import type { PrinterOrder, PrinterReading, PrinterTrouble } from '../../../protocols/devices/printer.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand } from '../../drivers/driver.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import type { World } from '../../simulator/world/world.ts';
import { Words } from './words.ts';

type Print = Extract<PrinterOrder, { kind: 'print' }>;

/** The words between such a printer and its driver. */
export interface PrinterWords {
  readonly asked: Words<{ readonly kind: 'hello' } | Print>;
  readonly told: Words<PrinterReading>;
}

/** Words for one night. */
export const newPrinterWords = (): PrinterWords => ({ asked: new Words(), told: new Words() });

const SILENT_MS = 1_000;
/** A slip that is not told to be printed by then is not. */
const PRINTING_MS = 8_000;

interface DriverState {
  readonly open: boolean;
  readonly greeted: boolean;
  readonly slips: readonly { readonly slip: number; readonly until: number }[];
}

/** The driver. */
export function briefPrinterDriver({
  asked,
  told,
}: PrinterWords): Driver<DriverState, PrinterOrder, PrinterReading> {
  const start: DriverState = { open: false, greeted: false, slips: [] };
  type Command = DriverCommand<PrinterReading>;

  const failed = (slip: number): Command => ({
    kind: 'tell',
    reading: { kind: 'notPrinted', slip, trouble: 'not-answering' },
  });
  const hello = (): Command => ({ kind: 'send', bytes: asked.write({ kind: 'hello' }) });

  return {
    start,
    step(state, event, { ticks }) {
      const commands: Command[] = [];
      let next = state;
      switch (event.kind) {
        case 'opened':
          next = { ...start, open: true };
          commands.push(hello());
          break;
        case 'closed':
          commands.push(...state.slips.map(({ slip }) => failed(slip)));
          commands.push({
            kind: 'tell',
            reading: { kind: 'lost', reason: event.reason, trouble: 'not-answering' },
          });
          next = start;
          break;
        case 'order': {
          // What it was told to print it prints, or has lost.
          if (event.order.kind === 'withdraw') break;
          const { slip } = event.order.slip;
          if (!state.open) commands.push(failed(slip));
          else {
            commands.push({ kind: 'send', bytes: asked.write(event.order) });
            next = { ...state, slips: [...state.slips, { slip, until: ticks + PRINTING_MS }] };
          }
          break;
        }
        case 'bytes': {
          const reading = told.read(event.bytes);
          if (reading === null || !state.open) break;
          next = { ...state, greeted: true };
          if (reading.kind === 'printed' || reading.kind === 'notPrinted') {
            if (!state.slips.some(({ slip }) => slip === reading.slip)) break;
            next = { ...next, slips: next.slips.filter(({ slip }) => slip !== reading.slip) };
          }
          commands.push({ kind: 'tell', reading });
          break;
        }
        case 'wake': {
          const late = state.slips.filter(({ until }) => until <= ticks);
          commands.push(...late.map(({ slip }) => failed(slip)));
          next = { ...state, slips: state.slips.filter((one) => !late.includes(one)) };
          if (state.open && !state.greeted) commands.push(hello());
        }
      }
      const moments = next.slips.map(({ until }) => until);
      if (next.open && !next.greeted) moments.push(ticks + SILENT_MS);
      const wakeTicks = moments.length === 0 ? null : Math.min(...moments);
      return { state: next, commands: [...commands, { kind: 'wakeAt', ticks: wakeTicks }] };
    },
  };
}

const LINE_MS = 25;
const LOOK_MS = 400;

/** The printer. What has changed of its paper or cover has to be told by `stir`. */
export interface BriefPrinter {
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
  unplug(now: Moment): void;
  stir(now: Moment): readonly ActorOutput[];
}

/** Makes a printer that prints into the world. */
export function createBriefPrinter({ printer }: World, { asked, told }: PrinterWords): BriefPrinter {
  let due: readonly { readonly atTicks: number; readonly act: () => readonly PrinterReading[] }[] = [];

  const at = (atTicks: number, act: () => readonly PrinterReading[]): readonly ActorOutput[] => {
    due = [...due, { atTicks, act }];
    return [{ kind: 'wake', atTicks }];
  };

  const trouble = (): PrinterTrouble | null => {
    if (printer.coverOpen) return 'cover-open';
    return printer.paper === 'out' ? 'paper-out' : null;
  };

  const status = (): readonly PrinterReading[] => {
    const found = trouble();
    return found === null
      ? [{ kind: 'ready', model: 'brief printer', paperNearEnd: false }]
      : [{ kind: 'lost', reason: found, trouble: found }];
  };

  const print = ({ slip, lines }: Print['slip']): readonly PrinterReading[] => {
    if (trouble() !== null) return [...status(), { kind: 'notPrinted', slip, trouble: trouble() ?? 'error' }];
    const text = lines.flatMap(rowsOf);
    const fits = printer.linesLeft === null || printer.linesLeft >= text.length;
    printer.slips.push(fits ? text : text.slice(0, printer.linesLeft ?? 0));
    if (fits) {
      if (printer.linesLeft !== null) printer.linesLeft -= text.length;
      return [{ kind: 'printed', slip }];
    }
    printer.linesLeft = 0;
    printer.paper = 'out';
    return [...status(), { kind: 'notPrinted', slip, trouble: 'paper-out' }];
  };

  return {
    receive(bytes, now) {
      const heard = asked.read(bytes);
      if (heard === null) return [];
      return heard.kind === 'hello'
        ? at(now.ticks + 1, status)
        : at(now.ticks + heard.slip.lines.length * LINE_MS, () => print(heard.slip));
    },
    wake(now) {
      const ripe = due.filter(({ atTicks }) => atTicks <= now.ticks);
      due = due.filter(({ atTicks }) => atTicks > now.ticks);
      const readings = ripe.flatMap(({ act }) => act());
      return readings.map((reading) => ({ kind: 'send', atTicks: now.ticks, bytes: told.write(reading) }));
    },
    unplug() {
      due = [];
    },
    stir: (now) => at(now.ticks + LOOK_MS, status),
  };
}

function rowsOf(line: Print['slip']['lines'][number]): readonly string[] {
  switch (line.kind) {
    case 'heading':
    case 'text':
      return [line.text];
    case 'entry':
      return line.detail === '' ? [line.text] : [line.text, line.detail];
    case 'rule':
      return ['-'];
    case 'blank':
      return [''];
    case 'qr':
    case 'barcode':
    case 'logo':
    case 'drawn':
      return [];
  }
}
