#!/usr/bin/env node
// Puts the pieces together: the command line, a station from a settings file, and the demo around one.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runCli } from './shell/cli/cli.ts';
import type { CliSetup } from './shell/cli/commands.ts';
import type { DaemonSetup } from './shell/daemon/daemon.ts';
import { serve } from './shell/daemon/serve.ts';
import { DRIVER_NAMES } from './shell/daemon/station-setup.ts';
import { createLog } from './shell/log.ts';
import { PACKAGE_ROOT } from './shell/package-root.ts';
import { loadSettings } from './shell/settings-file.ts';

const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'))).version;
const out = (text: string) => void process.stdout.write(text);
const err = (text: string) => void process.stderr.write(text);

function daemonSetup(
  settings: DaemonSetup['settings'],
  more: Pick<DaemonSetup, 'desk'> & { readonly level: 'info' | 'warn' },
): DaemonSetup {
  return {
    settings,
    desk: more.desk,
    uiDir: join(PACKAGE_ROOT, 'dist', 'kiosk-ui'),
    version: VERSION,
    log: createLog({ level: more.level, to: 'stdout', station: settings.station.id }),
  };
}

const cannotStart = (reason: string) => err(`Lendstation cannot start: ${reason}\n`);

const startDaemon: CliSetup['startDaemon'] = (settings) =>
  serve(
    daemonSetup(settings, { desk: null, level: 'info' }),
    ({ url }) => out(`Lendstation: ${url}\n`),
    cannotStart,
  );

const startDemo: CliSetup['startDemo'] = async (webPort) => {
  // Only here: a real station has no simulator in it.
  const { openLibraryInABox } = await import('./shell/demo/library-in-a-box.ts');
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-demo-'));
  let showTable: Parameters<typeof openLibraryInABox>[0]['onTable'] = () => {};
  const box = await openLibraryInABox({ folder, webPort, onTable: (table) => showTable(table) });
  try {
    const loaded = loadSettings(box.settingsFile, DRIVER_NAMES, {});
    if (!loaded.ok) throw new Error('the settings of the demo are wrong');
    return await serve(
      daemonSetup(loaded.settings, { desk: box.desk, level: 'warn' }),
      (daemon) => {
        showTable = daemon.showTable;
        out(`Lendstation demo: ${daemon.url}\n`);
        out(`The table with books, cards and printer: ${daemon.url}desk\n`);
        out(`Its settings file: ${box.settingsFile}\n`);
      },
      cannotStart,
    );
  } finally {
    await box.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

process.exit(
  await runCli(process.argv.slice(2), {
    drivers: DRIVER_NAMES,
    environment: process.env,
    out,
    err,
    startDaemon,
    startDemo,
  }),
);
