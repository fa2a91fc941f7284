// The driver of a pad that is simulated by its readings: orders and readings, without frames, polls and retries. Such
// a night takes half the time of one in which the pad speaks in bytes; one in sixteen has that.

import type { PadOrder, PadReading } from '../../../protocols/devices/pad.ts';
import type { Driver, DriverCommand } from '../../drivers/driver.ts';
import { Words } from './words.ts';

/** What a station asks: who is there, or an order. */
type Asked = { readonly kind: 'hello' } | PadOrder;

/** The words between such a pad and its driver. */
export interface PadWords {
  readonly asked: Words<Asked>;
  readonly told: Words<PadReading>;
}

/** Words for one night. */
export const newPadWords = (): PadWords => ({ asked: new Words(), told: new Words() });

/** Until a reader that says nothing is asked again, or an order is given up. */
const SILENT_MS = 1_500;

interface DriverState {
  readonly open: boolean;
  readonly greeted: boolean;
  readonly orders: readonly { readonly order: PadOrder; readonly until: number }[];
}

/** The driver. */
export function briefPadDriver({ asked, told }: PadWords): Driver<DriverState, PadOrder, PadReading> {
  const start: DriverState = { open: false, greeted: false, orders: [] };
  type Command = DriverCommand<PadReading>;

  const unknown = ({ order, uid }: PadOrder, reason: string): Command => ({
    kind: 'tell',
    reading: { kind: 'securitySet', order, uid, outcome: { kind: 'unknown', reason } },
  });
  const hello = (): Command => ({ kind: 'send', bytes: asked.write({ kind: 'hello' }) });
  const wakeAt = ({ open, greeted, orders }: DriverState, ticks: number): Command => {
    const until = orders.map((one) => one.until);
    return {
      kind: 'wakeAt',
      ticks: open ? minimum(greeted ? until : [...until, ticks + SILENT_MS]) : null,
    };
  };

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
          commands.push(...state.orders.map(({ order }) => unknown(order, 'the line was closed')));
          commands.push({ kind: 'tell', reading: { kind: 'lost', reason: event.reason } });
          next = start;
          break;
        case 'order':
          if (!state.open) commands.push(unknown(event.order, 'the line is closed'));
          else {
            commands.push({ kind: 'send', bytes: asked.write(event.order) });
            const wait = (state.orders.length + 1) * SILENT_MS;
            next = { ...state, orders: [...state.orders, { order: event.order, until: ticks + wait }] };
          }
          break;
        case 'bytes': {
          const reading = told.read(event.bytes);
          if (reading === null || !state.open) break;
          if (reading.kind === 'securitySet') {
            if (!state.orders.some(({ order }) => order.order === reading.order)) break;
            next = { ...state, orders: state.orders.filter(({ order }) => order.order !== reading.order) };
          } else next = { ...state, greeted: state.greeted || reading.kind === 'ready' };
          if (reading.kind === 'lost') {
            commands.push(...state.orders.map(({ order }) => unknown(order, reading.reason)));
            next = { ...next, orders: [] };
          }
          commands.push({ kind: 'tell', reading });
          break;
        }
        case 'wake': {
          const late = state.orders.filter(({ until }) => until <= ticks);
          commands.push(...late.map(({ order }) => unknown(order, 'no answer')));
          next = { ...state, orders: state.orders.filter((one) => !late.includes(one)) };
          // Whoever does not answer may be another reader by now: what lies there is asked for anew.
          if (state.open && (!state.greeted || late.length > 0)) commands.push(hello());
        }
      }
      return { state: next, commands: [...commands, wakeAt(next, ticks)] };
    },
  };
}

const minimum = (moments: readonly number[]): number | null =>
  moments.length === 0 ? null : Math.min(...moments);
