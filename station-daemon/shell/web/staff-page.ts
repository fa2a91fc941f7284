// The staff page: how each function stands, in plain words. Made on the server, without a script.

import type { StationHealth } from '../../station/rim.ts';

const FUNCTIONS = [
  ['Borrow', 'borrow'],
  ['Return', 'return'],
  ['Renew', 'renew'],
  ['Receipts', 'print'],
] as const satisfies readonly (readonly [string, keyof StationHealth])[];

/** The page as HTML. It holds nothing of patrons. */
export function staffPage(health: StationHealth, version: string, uptimeSeconds: number): string {
  const rows = FUNCTIONS.map(
    ([name, key]) =>
      `<tr><th scope="row">${name}</th><td>${health[key] ? 'works' : 'does not work'}</td></tr>`,
  );
  const reasons = health.reasons.map((reason) => `<li>${escaped(reason)}</li>`);
  const trouble =
    reasons.length === 0 ? '<p>No faults are known.</p>' : `<ul aria-label="Faults">${reasons.join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10">
<title>Staff: how the station stands</title>
</head>
<body>
<main>
<h1>How the station stands</h1>
<table>
<caption>Functions</caption>
${rows.join('\n')}
</table>
<h2>What staff can do about it</h2>
${trouble}
<h2>Open transactions</h2>
<p>${openTransactions(health.transactionsOpen)}</p>
<h2>About</h2>
<p>Lendstation ${escaped(version)}, running for ${duration(uptimeSeconds)}.</p>
<p>Settings, tests of devices and the journal are not on this page yet: they are done on the command line
(<code>lendstation check</code>, <code>lendstation journal</code>), so this page asks for no PIN.</p>
</main>
</body>
</html>
`;
}

function openTransactions(count: number): string {
  if (count === 0) return 'None: the station can be switched off.';
  return `${count}: the station is still working on ${count === 1 ? 'an item' : 'items'}. Do not switch it off.`;
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
