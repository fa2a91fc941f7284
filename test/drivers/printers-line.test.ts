// Every printer driver on a real serial line with the twin of its printer, which fails in the ways that printers do: what
// is told as printed came out whole. With LENDSTATION_SLIPS=FOLDER the slips are saved there as images, to be looked at.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { PICTURE_LINE } from '../../protocols/screen/desk.ts';
import { testSlip } from '../../station-daemon/shell/cli/devices-test/test-slip.ts';
import { COLUMNS, entries, left, names } from './printers-desk.ts';
import { PrinterLine } from './printers-line.ts';
import { slipPicture } from './slip-picture.ts';

const FOLDER = process.env['LENDSTATION_SLIPS'];

type Scenario = readonly [
  what: string,
  run: (line: PrinterLine) => Promise<void>,
  flow?: 'xon-xoff' | 'rts-cts',
];

const whole = (line: PrinterLine): number => line.slips.filter(({ length }) => length >= 60).length;

const SCENARIOS: readonly Scenario[] = [
  [
    'unplugged in the middle of a slip, plugged in again',
    async (line) => {
      await line.print(1, entries(30));
      await line.until(
        'half',
        () => line.world.printer.linesLeft !== null && line.world.printer.linesLeft < 980,
      );
      line.unplug();
      await line.heard('lost');
      line.plug();
      await line.heard('printed');
    },
  ],
  [
    'out of paper in the middle of a slip',
    async (line) => {
      line.world.printer.linesLeft = 20;
      await line.print(1, entries(30));
      await line.heard('lost');
      line.change({ paper: 'full', linesLeft: 1000 });
      await line.heard('printed');
    },
  ],
  [
    'the cover opened in the middle of a slip',
    async (line) => {
      await line.print(1, entries(30));
      await line.until(
        'half',
        () => line.world.printer.linesLeft !== null && line.world.printer.linesLeft < 980,
      );
      line.change({ coverOpen: true });
      await line.heard('lost');
      line.change({ coverOpen: false });
      await line.heard('printed');
    },
  ],
  [
    'garbage on the line',
    async (line) => {
      line.noise(0x80, 0xff, 0x9b, 0xc1);
      await line.print(1, entries(30));
      line.noise(0xff, 0x8d);
      await line.heard('printed');
    },
  ],
  [
    'silent, then there',
    async (line) => {
      line.unplug();
      await line.heard('lost');
      await line.print(2, entries(1));
      await line.heard('notPrinted');
      line.plug();
      await line.heard('ready', 2);
      await line.print(1, entries(30));
      await line.heard('printed');
    },
  ],
  [
    'XOFF amid a slip',
    async (line) => {
      await line.print(1, entries(40));
      await line.heard('printed');
    },
    'xon-xoff',
  ],
  [
    'RTS and CTS asked for on a line that has no such wires',
    async (line) => {
      await line.print(1, entries(30));
      await line.heard('printed');
    },
    'rts-cts',
  ],
];

for (const name of names) {
  for (const [what, run, flow] of SCENARIOS) {
    t.test(`${name}: ${what}: the slip is whole, once, and the driver goes on`, async (t) => {
      const line = new PrinterLine(name, flow);
      t.teardown(() => line.close());
      line.world.printer.linesLeft = 1000;
      await line.heard('ready');
      await run(line);
      t.equal(whole(line), 1);
      t.equal(line.printer.unknown(), 0);
      await line.print(3, [left('the next one')]);
      await line.heard('printed', 2);
      t.same(line.slips.at(-1), ['the next one']);
    });
  }

  t.test(`${name}: the test slip in every script, and commands as a title`, async (t) => {
    const line = new PrinterLine(name);
    t.teardown(() => line.close());
    await line.heard('ready');
    await line.print(1, testSlip('slips', name, COLUMNS));
    await line.heard('printed');
    t.equal(line.slips.length, 1, 'no title cuts the paper');
    t.equal(line.printer.unknown(), 0);
    const [lines = []] = line.slips;
    const pictures = line.world.printer.pictures[0] ?? [];
    t.equal(lines.filter((one) => one === PICTURE_LINE).length, pictures.length);
    t.ok(lines.includes('A @B V C d D'), 'commands are text');
    t.ok(lines.includes('Über Götter, L’Étranger, Corazón, 12 €'));
    t.equal(
      lines.some((one) => one.includes('Truyện Kiều')),
      name === 'escpos',
      'Star has to draw Vietnamese',
    );
    t.notOk(
      lines.some((one) => one.includes('?') && !one.includes('0123456789')),
      'nothing is lost',
    );
    if (FOLDER !== undefined)
      writeFileSync(join(FOLDER, `${name}.png`), slipPicture(lines, pictures, COLUMNS));
  });
}
