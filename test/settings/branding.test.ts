// A library's own looks and sounds: colours that words could not be read in are refused with the pair that fails,
// images by their content.

import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { checkBrandImage } from '../../station-daemon/settings/brand-image.ts';
import { minutesOf } from '../../station-daemon/settings/branding-keys.ts';
import { checkSettings } from '../../station-daemon/settings/check.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import { readBrand } from '../../station-daemon/shell/brand-files.ts';
import { pageSetupOf } from '../../station-daemon/shell/daemon/page-setup.ts';
import { checkSettingsFile, loadSettings } from '../../station-daemon/shell/settings-file.ts';
import { DRIVERS, faults, MINIMAL, settings } from './checked.ts';

const branded = (lines: string) => `${MINIMAL}branding:\n${lines}`;

t.test('a colour that cannot be read is refused, with the pair that fails and by how much', async (t) => {
  t.same(faults(branded('  accent: "#ffe14d"\n')), [
    's.yaml:8:11 branding.accent: accent (#ffe14d) on paper (#f6f0e4) has a contrast of 1.14 to 1, allowed: at least 4.5 to 1',
  ]);
  t.same(faults(branded('  background: "#20304a"\n')), [
    's.yaml:8:15 branding.background: ink (#18213d) on paper (#20304a) has a contrast of 1.19 to 1, allowed: at least 4.5 to 1',
  ]);
  t.match(
    faults(branded('  theme: dark\n  accent: "#1f4083"\n'))[0],
    /9:11 branding\.accent: accent \(#1f4083\) on /,
  );
  t.same(faults(branded('  accent: "#7a1f3d"\n  background: "#eef4f7"\n')), []);
  t.same(faults(branded('  theme: dark\n  accent: "#8fd9b3"\n')), []);
});

t.test('what is no colour is told as such; colours of the high contrast have no effect', async (t) => {
  t.match(faults(branded('  accent: red\n')), [
    /branding\.accent: "red" is not allowed, allowed: a colour in quotes/,
  ]);
  t.match(faults(branded('  accent: #1f4083\n')), [
    /branding\.accent: is empty, allowed: a colour in quotes/,
  ]);
  t.match(faults(branded('  theme: night\n')), [
    /branding\.theme: "night" is not allowed, allowed: light, dark, contrast/,
  ]);
  const checked = checkSettings(branded('  theme: contrast\n  accent: "#1f4083"\n'), DRIVERS);
  t.match(checked, { ok: true, notes: [/branding\.accent: has no effect/] });
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const WEBP = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 ')]);
const svg = (inside: string) =>
  Buffer.from(
    `<?xml version="1.0"?>\n<!-- A logo -->\n<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`,
  );

t.test('an image is what its bytes say, whatever its name', async (t) => {
  t.match(checkBrandImage('logo', PNG), { ok: true, type: 'image/png' });
  t.match(checkBrandImage('photo', JPEG), { ok: true, type: 'image/jpeg' });
  t.match(checkBrandImage('photo', WEBP), { ok: true, type: 'image/webp' });
  t.match(checkBrandImage('logo', svg('<path fill="url(#a)" d="M0 0h9v9z"/><use href="#b"/>')), {
    ok: true,
    type: 'image/svg+xml',
  });
  t.match(checkBrandImage('photo', svg('')), { what: 'the file is SVG', allowed: 'PNG, JPEG, WebP' });
  for (const other of ['<html><svg></svg></html>', 'GIF89a', ''])
    t.match(checkBrandImage('logo', Buffer.from(other)), { what: 'the file is no image' }, other);
});

t.test('an SVG that could do anything but draw is refused', async (t) => {
  const active: readonly (readonly [inside: string, what: RegExp])[] = [
    ['<script>alert(1)</script>', /a script/],
    ['<svg:script/>', /a script/],
    ['<path ONLOAD="x()"/>', /a handler of events/],
    ['<a href="javascript:x()"/>', /an address that runs/],
    ['<a href="java&#115;cript:x()"/>', /characters written as numbers/],
    ['<foreignObject/>', /foreign content/],
    ['<image href="http://elsewhere.example/x.png"/>', /an address outside of itself/],
    ["<image xlink:href='//elsewhere.example'/>", /an address outside of itself/],
    ['<style>@import "x.css";</style>', /a style from elsewhere/],
    ['<path style="fill: url(http://elsewhere.example)"/>', /a style from elsewhere/],
  ];
  for (const [inside, what] of active)
    t.match(checkBrandImage('logo', svg(inside)), { ok: false, what }, inside);
  const entity = '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>';
  t.match(checkBrandImage('logo', Buffer.from(entity)), { ok: false });
});

t.test('images lie beside the settings file, and are served from memory', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-brand-'));
  mkdirSync(join(folder, 'station'));
  const file = join(folder, 'station', 'station.yaml');
  writeFileSync(join(folder, 'outside.png'), PNG);
  writeFileSync(join(folder, 'station', 'logo.svg'), svg('<path d="M0 0h9v9z"/>'));
  writeFileSync(join(folder, 'station', 'photo.txt'), JPEG);
  writeFileSync(join(folder, 'station', 'long.png'), Buffer.concat([PNG, Buffer.alloc(600 * 1024)]));
  symlinkSync(join(folder, 'outside.png'), join(folder, 'station', 'link.png'));

  const said = (lines: string) => {
    writeFileSync(file, branded(lines));
    const checked = checkSettingsFile(file, DRIVERS);
    return checked.ok ? [] : checked.faults.map((fault) => formatFault('s.yaml', fault));
  };
  t.match(said('  logo: none.png\n'), [/8:9 branding\.logo: the file .*none\.png cannot be read/]);
  for (const path of ['../outside.png', 'link.png', join(folder, 'outside.png')]) {
    t.same(
      said(`  logo: ${path}\n`),
      [
        's.yaml:8:9 branding.logo: the file lies elsewhere, allowed: a file in the folder of the settings file',
      ],
      path,
    );
  }
  t.same(said('  logo: long.png\n'), [
    's.yaml:8:9 branding.logo: the file has 601 KiB, allowed: at most 512 KiB',
  ]);
  t.same(said('  photo: logo.svg\n'), [
    's.yaml:8:10 branding.photo: the file is SVG, allowed: PNG, JPEG, WebP',
  ]);
  t.same(said('  logo: logo.svg\n  photo: photo.txt\n  accent: "#7a1f3d"\n'), []);

  const loaded = loadSettings(file, DRIVERS, {});
  if (!loaded.ok) throw new Error('it is refused');
  const told: string[] = [];
  const brand = readBrand(loaded.settings.branding, (why) => told.push(why));
  t.equal(brand.logo?.type, 'image/svg+xml');
  t.equal(brand.photo?.type, 'image/jpeg', 'by its content');
  t.match(brand.css, '--accent: #7a1f3d;');
  t.same(pageSetupOf(loaded.settings, brand).brand, { logo: true, photo: true });
  writeFileSync(join(folder, 'station', 'logo.svg'), svg('<script/>'));
  t.equal(readBrand(loaded.settings.branding, (why) => told.push(why)).logo, null);
  t.match(told, [/branding\.logo: the SVG holds a script/], 'one that was spoilt meanwhile is left out');
});

t.test('the page is told of volume, events and quiet hours', async (t) => {
  const said = settings(
    `${MINIMAL}sounds: { volume: 30, events: [warning], quiet: { from: "20:30", to: "07:05", volume: 5 } }\n`,
  );
  const brand = { css: '', logo: null, photo: null };
  t.same(pageSetupOf(said, brand), {
    kind: 'kiosk',
    profile: 'public',
    sounds: { volume: 30, events: ['warning'], quiet: { from: 1230, to: 425, volume: 5 } },
    offersChildrenMode: true,
    brand: { logo: false, photo: false },
    covers: false,
  });
  t.equal(pageSetupOf(settings(MINIMAL), brand).sounds.quiet, null);
  t.equal(minutesOf('23:59'), 1439);
  t.match(faults(`${MINIMAL}sounds: { quiet: { from: "24:00", to: "08:00" } }\n`), [
    /sounds\.quiet\.from: "24:00" is not allowed, allowed: a time from 00:00 to 23:59/,
  ]);
});
