// A service worker, which can do what nothing else in a browser can: take a window away from a page that hangs.
// It keeps nothing and answers no request but the worker's call for help.

import { OTHER_LOOPBACK_NAME } from '../../protocols/screen/loopback-names.ts';
import { RESCUE } from './rescue-call.ts';

/**
 * Where the daemon sends a window back to the station's page under its first name. Chromium commits a page into the
 * process of its site, and there the old page hangs: the way leads over the other loopback name.
 */
const WAY_BACK = '/way-back';

/** What a service worker has, and a dedicated one has not. */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname === RESCUE) event.respondWith(rescue());
});

async function rescue(): Promise<Response> {
  const url = new URL(WAY_BACK, self.location.origin);
  const name = OTHER_LOOPBACK_NAME[url.hostname];
  if (name === undefined) return new Response(null, { status: 404 });
  url.hostname = name;
  const windows = await self.clients.matchAll({ type: 'window' });
  for (const window of windows) {
    const isStation = window.frameType === 'top-level' && new URL(window.url).pathname === '/';
    // Not waited for: what it promises comes true in the next page.
    if (isStation) window.navigate(url).catch(() => undefined);
  }
  return new Response(null, { status: 204 });
}
