// A gate has sounded. Where it tells for which item, the library system is asked how that is lent, and the staff are
// told: an armed tag that is not on loan was carried out unlent; one that is on loan was not released as it should be.

import type { DeviceId } from '../event.ts';
import { type ItemAnswer, isBack, type LibraryAnswer } from '../library-port.ts';
import { TIMES } from '../setup.ts';
import type { Turn } from '../state.ts';
import type { Finding, GateAlarm } from './alarm.ts';
import { logGate } from './gate-duty.ts';

/** So many alarms are told at a time; the journal has them all. */
const MOST_ALARMS = 20;

/** A gate tells of the same thing again while it is carried through. */
const SAME_MS = 10_000;

/** A gate has sounded. */
export function alarmCame(turn: Turn, device: DeviceId, item: string | null, uid: string | null): void {
  const { gateWork, setup } = turn.state;
  const isSame = (one: GateAlarm) =>
    one.device === device && one.item === item && one.uid === uid && turn.now.ticks - one.at < SAME_MS;
  if (gateWork.alarms.some(isSame)) return;
  turn.note('A gate has sounded.', { device });
  logGate(turn, { gate: device, what: 'alarm', who: 'gate', why: 'an armed tag passed', item: item ?? '' });
  for (const board of gateWork.boards) {
    if (!board.outputs.includes('buzzer')) continue;
    const forMs = setup.gates.buzzerMs;
    turn.commands.push({ kind: 'switch', device: board.device, output: 'buzzer', on: true, forMs });
  }
  const finding: Finding = item === null ? { kind: 'unasked' } : { kind: 'waiting' };
  setAlarms(
    turn,
    [...gateWork.alarms, { device, item, uid, at: turn.now.ticks, finding }].slice(-MOST_ALARMS),
  );
  turn.set({ gateWork: { ...turn.state.gateWork, alarmCount: gateWork.alarmCount + 1 } });
}

/** Asks for what was not asked yet, where the library system is there, and forgets what is over. */
export function tendAlarms(turn: Turn): void {
  const { alarms } = turn.state.gateWork;
  const told = alarms.filter(({ at }) => turn.now.ticks < at + TIMES.gateAlarmToldMs);
  if (told.length !== alarms.length) setAlarms(turn, told);
  if (!turn.libraryReady) return;
  for (const alarm of told) {
    if (alarm.finding.kind !== 'waiting' || alarm.item === null) continue;
    const order = turn.ask({ kind: 'item', item: alarm.item });
    replace(turn, alarm, { kind: 'asking', order });
  }
}

/** The library system has answered. False where it is no answer about an alarm. */
export function alarmAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const alarm = turn.state.gateWork.alarms.find(
    ({ finding }) => finding.kind === 'asking' && finding.order === order,
  );
  if (alarm === undefined) return false;
  replace(turn, alarm, answer.kind === 'item' ? findingOf(answer.item) : { kind: 'unknown' });
  return true;
}

function findingOf(item: ItemAnswer): Finding {
  if (!item.known) return { kind: 'unknown' };
  if (item.circulation === 'on-loan') return { kind: 'on-loan' };
  return isBack(item) ? { kind: 'not-on-loan', title: item.title } : { kind: 'unknown' };
}

function replace(turn: Turn, alarm: GateAlarm, finding: Finding): void {
  const { alarms } = turn.state.gateWork;
  setAlarms(
    turn,
    alarms.map((one) => (one === alarm ? { ...one, finding } : one)),
  );
}

function setAlarms(turn: Turn, alarms: readonly GateAlarm[]): void {
  turn.set({ gateWork: { ...turn.state.gateWork, alarms } });
}

/** When the staff are told of an alarm no longer, in ticks. */
export function alarmDeadlines(alarms: readonly GateAlarm[]): readonly number[] {
  return alarms.map(({ at }) => at + TIMES.gateAlarmToldMs);
}
