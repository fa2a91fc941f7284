// Which notices the page shows: those of the daemon, two of which are one when they come together. Pure.

import type { Notice, Screen } from '../../protocols/screen/screen.ts';
import type { NoticeShown } from '../i18n/catalogue.ts';

/** With both away neither can stand in for the other: one notice, and its remedy is the desk. */
export function noticesShown({ notices }: Screen): readonly NoticeShown[] {
  if (!isPadAway(notices) || !notices.includes('scanner-away')) return notices;
  return notices.flatMap((notice) => {
    if (notice === 'scanner-away') return [];
    return isPad(notice) ? ['pad-and-scanner-away'] : [notice];
  });
}

/** True while nothing can be laid on a pad. */
export function isPadAway(notices: readonly Notice[]): boolean {
  return notices.some(isPad);
}

/** How items are handed over just now: on the pad or by barcode, one of them alone, or not at all. */
export function waysIn({ notices }: Screen): 'pad-or-barcode' | 'pad' | 'barcode' | 'none' {
  const scans = !notices.includes('scanner-away');
  if (!isPadAway(notices)) return scans ? 'pad-or-barcode' : 'pad';
  return scans && notices.includes('pad-away-scan') ? 'barcode' : 'none';
}

function isPad(notice: Notice): boolean {
  return notice === 'pad-away' || notice === 'pad-away-scan';
}
