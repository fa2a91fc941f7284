// What of the station hangs on a relay.

export const BOARD_OUTPUTS = ['gate', 'lamp', 'buzzer'] as const;

export type BoardOutput = (typeof BOARD_OUTPUTS)[number];
