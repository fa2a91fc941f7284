// What the staff are told of gates and relay boards: one sentence a fault, with what to do.

import type { GateAlarm } from './alarm.ts';
import type { Gate, GateWork } from './gates.ts';

/** What is wrong, and what has sounded. Nothing of it keeps anybody from borrowing or returning. */
export function gateFaults({ gates, boards, alarms }: GateWork): readonly string[] {
  const gateIds = new Set(gates.map(({ device }) => device));
  return [
    ...gates.flatMap(faultOf),
    ...boards.flatMap(({ device, away }) =>
      away === null || gateIds.has(device)
        ? []
        : [
            `Relay board ${device}: away (${away}). Check its cable and power; it is taken up when it answers.`,
          ],
    ),
    ...alarms.map(alarmSentence),
  ];
}

function faultOf({ device, away, stuck, ordered }: Gate): readonly string[] {
  if (away !== null) {
    return [
      `Gate ${device}: away (${away}). Check its cable and power; it is taken up when it answers. Loans and returns go on.`,
    ];
  }
  if (!stuck) return [];
  const wanted = ordered === true ? 'armed' : 'off';
  return [`Gate ${device}: should be ${wanted} and is not. Check its relay, and switch it by hand.`];
}

function alarmSentence({ device, item, uid, finding }: GateAlarm): string {
  const tag = uid === null ? 'an item' : `the tag ${uid}`;
  const what = item === null ? tag : `item ${item}`;
  const sounded = `Gate ${device}: sounded for ${what}`;
  switch (finding.kind) {
    case 'unasked':
      return `${sounded}. See who is at the door.`;
    case 'waiting':
    case 'asking':
      return `${sounded}; the library system has yet to say whether it is on loan.`;
    case 'unknown':
      return `${sounded}, armed; the library system does not say whether it is on loan. See to it at the desk.`;
    case 'not-on-loan':
      return `${sounded} (${finding.title}), armed, not on loan. It was not lent here: ask for it at the door.`;
    case 'on-loan':
      return `${sounded}, armed though on loan. Let the patron pass, and release its tag at the desk.`;
  }
}
