// The slip that shows what a printer can do, for staff: its columns, its letters and those that are drawn, the logo, a
// QR code and a bar code, and the cut at its end.

import type { SlipLine } from '../../../../protocols/devices/printer.ts';
import { centred, left } from '../../../core/slip-lines.ts';

/** Titles in one script each. */
const SCRIPTS: readonly (readonly [script: string, title: string])[] = [
  ['Western Europe', 'Über Götter, L’Étranger, Corazón, 12 €'],
  ['Central Europe', 'Příliš žluťoučký kůň, Zażółć'],
  ['Vietnamese', 'Truyện Kiều, Dế Mèn phiêu lưu ký, 50.000 ₫'],
  ['Cyrillic', 'Война и мир'],
  ['Greek', 'Ο Μικρός Πρίγκιπας'],
  ['Arabic', 'ألف ليلة وليلة'],
  ['Hebrew', 'סיפור על אהבה וחושך'],
  ['Thai', 'สี่แผ่นดิน'],
  ['Chinese', '三体：地球往事'],
  ['Japanese', 'こころ、吾輩は猫である'],
  ['Korean', '채식주의자'],
];

/** What stands in a title never reaches the printer as a command: this line would cut and reset it. */
const COMMANDS_AS_A_TITLE = 'A\x1b@B\x1dV\x00C\x1bd\x01D';

/** The test slip of a device, for so many columns. */
export function testSlip(device: string, driver: string, columns: number): readonly SlipLine[] {
  return [
    { kind: 'logo' },
    { kind: 'heading', text: 'Test slip' },
    centred(`${device}, ${driver}, ${columns} columns`),
    { kind: 'rule' },
    left('The next line fills the width, once:'),
    left(Array.from({ length: columns }, (_, at) => (at + 1) % 10).join('')),
    left('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    left('abcdefghijklmnopqrstuvwxyz'),
    left('0123456789 !"#$%&()*+,-./:;<=>?@[]_'),
    { kind: 'rule' },
    ...SCRIPTS.map(([script, title]): SlipLine => ({ kind: 'entry', text: title, detail: script })),
    { kind: 'rule' },
    left('A title with commands in it, harmless:'),
    left(COMMANDS_AS_A_TITLE),
    { kind: 'rule' },
    { kind: 'qr', text: 'Lendstation 0123456789' },
    centred('A QR code above, a bar code below'),
    { kind: 'barcode', text: '30000000000017' },
    { kind: 'rule' },
    centred('The paper is cut below this line.'),
  ];
}
