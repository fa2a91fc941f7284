// Has the page loaded anew when its main thread hangs. See ../watchdog for who does what.

/** A service worker takes over a page that was loaded before it came. */
function controlled(workers: ServiceWorkerContainer): Promise<void> {
  if (workers.controller !== null) return Promise.resolve();
  return new Promise((resolve) => {
    workers.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}

/**
 * Call once. Does nothing in a frame, whose window is not the station's, and where browsers have no service workers:
 * under any name but a loopback name without TLS. The daemon notices a page that hangs there too, and tells staff.
 */
export async function watchOverPage(): Promise<void> {
  if (window.parent !== window || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/rescuer.js', { type: 'module' });
    await controlled(navigator.serviceWorker);
    const pulse = new Worker(new URL('../watchdog/pulse.ts', import.meta.url), { type: 'module' });
    pulse.addEventListener('message', () => pulse.postMessage('yes'));
  } catch {
    // The browser allows none, or the daemon went away: the page works without a watch.
  }
}
