// What a settings file says that is right but that nothing comes of: no fault, but somebody may rely on it.

import { speaksByPattern } from './device-keys.ts';
import { valueAt } from './reference.ts';

/** What only a station says that lends. */
const KIOSK_ONLY = [
  ['station', 'itemsWithoutCard'],
  ['station', 'pin'],
  ['library', 'offline', 'loans'],
] as const;

/** A line for each key that has no effect: where it stands and why. */
export function withoutEffect(raw: unknown): readonly string[] {
  const at = (...path: readonly string[]) => valueAt(path, raw);
  const transport = at('library', 'transport') ?? 'tcp';
  const kind = at('station', 'kind') ?? 'kiosk';
  const notes: readonly (readonly [holds: boolean, note: string])[] = [
    [
      at('library', 'tls') !== undefined && transport !== 'tls',
      `library.tls: has no effect while library.transport is ${String(transport)}: the line is not encrypted`,
    ],
    [
      at('library', 'serial') !== undefined && transport !== 'serial',
      `library.serial: has no effect while library.transport is ${String(transport)}`,
    ],
    [
      at('library', 'host') !== undefined && transport === 'serial',
      'library.host: has no effect while library.transport is serial',
    ],
    [
      at('library', 'port') !== undefined && transport === 'serial',
      'library.port: has no effect while library.transport is serial',
    ],
    [
      at('library', 'login', 'order') === 'none' && at('library', 'login', 'user') !== undefined,
      'library.login.user: has no effect while library.login.order is none: the station does not log in',
    ],
    ...(['accent', 'background'] as const).map((name): readonly [boolean, string] => [
      at('branding', 'theme') === 'contrast' && at('branding', name) !== undefined,
      `branding.${name}: has no effect while branding.theme is contrast, which has no colours but its own`,
    ]),
    [
      (at('tags', 'password') ?? '') !== '' && at('tags', 'security') === 'none',
      'tags.password: has no effect while tags.security is none: tags are not written',
    ],
    [
      at('receipts', 'logo') === 'shown' && at('branding', 'logo') === undefined,
      'receipts.logo: has no effect without branding.logo',
    ],
    [
      at('receipts', 'thanks') === 'shown' && hasEntries(at('receipts', 'footer')),
      'receipts.thanks: has no effect beside receipts.footer, which stands in its place',
    ],
    [
      at('receipts', 'staffSlipCard') === 'masked' && at('receipts', 'staffSlips') === 'off',
      'receipts.staffSlipCard: has no effect while receipts.staffSlips is off',
    ],
    [
      at('bookdrop') !== undefined && kind !== 'bookdrop',
      `bookdrop: has no effect while station.kind is ${String(kind)}`,
    ],
    ...KIOSK_ONLY.map((path): readonly [boolean, string] => [
      kind === 'bookdrop' && at(...path) !== undefined && at(...path) !== false,
      `${path.join('.')}: has no effect while station.kind is bookdrop, where nothing is lent and no card is asked for`,
    ]),
    [
      at('library', 'offline', 'loans') === true && at('station', 'pin') === 'required',
      'library.offline.loans: has no effect while station.pin is required: without the library system nobody can check one',
    ],
  ];
  return [
    ...notes.flatMap(([holds, note]) => (holds ? [note] : [])),
    ...unusedPatterns(at('devices')),
    ...ofGates(at('gates'), at('hours'), at('staff', 'cards')),
    ...unusedOutputs(at('devices')),
  ];
}

const hasEntries = (list: unknown): boolean => Array.isArray(list) && list.length > 0;

function unusedPatterns(devices: unknown): readonly string[] {
  if (!Array.isArray(devices)) return [];
  return devices.flatMap((device: unknown, place) => {
    const driver = String(valueAt(['driver'], device));
    if (valueAt(['pattern'], device) === undefined || speaksByPattern(driver)) return [];
    return [`devices.${place}.pattern: has no effect: the driver ${driver} needs none`];
  });
}

function ofGates(gates: unknown, hours: unknown, cards: unknown): readonly string[] {
  const never = valueAt(['whenClosed'], gates) !== undefined && hours === undefined;
  const nobody = (valueAt(['bypassSeconds'], gates) ?? 0) !== 0 && !hasEntries(cards);
  return [
    ...(never ? ['gates.whenClosed: has no effect without hours: the library never closes'] : []),
    ...(nobody ? ['gates.bypassSeconds: has no effect without staff.cards'] : []),
  ];
}

/** What is named already, and what the station does not move in this version. */
function unusedOutputs(devices: unknown): readonly string[] {
  if (!Array.isArray(devices)) return [];
  return devices.flatMap((device: unknown, place) =>
    ['shutter', 'flap'].flatMap((name) =>
      valueAt(['outputs', name], device) === undefined
        ? []
        : [`devices.${place}.outputs.${name}: has no effect: this version moves no ${name}`],
    ),
  );
}
