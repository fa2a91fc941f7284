// `lendstation devices` on real serial lines (pseudo terminals) with the twins of devices at their other ends: what each
// says, and the test slip as it comes out of a printer.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { runCli } from '../../station-daemon/shell/cli/cli.ts';
import { DRIVER_NAMES } from '../../station-daemon/shell/daemon/station-setup.ts';
import { openLibraryInABox } from '../../station-daemon/shell/demo/library-in-a-box.ts';

const run = async (...args: readonly string[]) => {
  let [out, err] = ['', ''];
  const status = await runCli(args, {
    drivers: DRIVER_NAMES,
    environment: {},
    out: (text) => (out += text),
    err: (text) => (err += text),
    startDaemon: async () => 0,
    startDemo: async () => 0,
  });
  return { status, out, err };
};

t.test('each device says what it is, and the printer prints all that it can', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-devices-'));
  const box = await openLibraryInABox({ folder, webPort: 0, onTable: () => {} });
  t.teardown(() => box.close());
  const { status, out } = await run('devices', '--config', box.settingsFile, '--print-test');
  t.match(out, /^Serial ports/);
  t.match(out, /^pad \(pad, feig, \S+\): answers/m);
  t.match(out, /^scanner \(scanner, line, \S+\): its port is open/m);
  t.match(out, /^printer \(printer, escpos, \S+\): answers: ESC\/POS printer, enough paper$/m);
  t.match(out, /^printer .*: the test slip is printed$/m);
  t.equal(status, 0);
  const [slip = []] = box.world.printer.slips;
  t.match(slip[0], /Test slip/);
  t.ok(slip.includes('123456789012345678901234567890123456789012'), 'its columns');
  t.ok(slip.some((line) => line.startsWith('Truyện Kiều, Dế Mèn')));
  t.ok(slip.includes('A @B V C d D'), 'commands are text');
  t.ok(
    (box.world.printer.pictures[0]?.length ?? 0) >= 6,
    'Arabic, Hebrew, Thai, Chinese, Japanese and Korean are drawn',
  );
  t.ok(slip.includes('[QR Lendstation 0123456789]') && slip.includes('[bars 30000000000017]'));
  t.match(slip.at(-1), /cut below/);
});

t.test('what is not there is told with what to do, and the status says so', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-devices-'));
  const file = join(folder, 'station.yaml');
  const path = join(folder, 'nothing');
  writeFileSync(
    file,
    `station: { id: main-01 }\nlibrary: { host: sip.example.org }\ndevices: [{ id: slips, kind: printer, driver: star, path: ${path} }]\n`,
  );
  const { status, out } = await run('devices', '--config', file);
  t.match(out, /^slips \(printer, star, \S+\): cannot be opened: no such path$/m);
  t.equal(status, 1);
});
