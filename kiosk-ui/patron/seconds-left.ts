// Seconds of the session that are left, for showing only.

import { useEffect, useState } from 'preact/hooks';
import type { Received } from './station-link.ts';

/** How often the number is looked at anew, in milliseconds. */
const TICK_MS = 250;

function secondsAt(received: Received, nowMs: number): number {
  const leftMs = (received.screen.countdown?.leftMs ?? 0) - (nowMs - received.atMs);
  return Math.max(0, Math.ceil(leftMs / 1000));
}

/** Whole seconds left, counted down by the page's own clock from what the daemon said. */
export function useSecondsLeft(received: Received): number {
  const [seconds, setSeconds] = useState(() => secondsAt(received, performance.now()));
  useEffect(() => {
    const look = () => setSeconds(secondsAt(received, performance.now()));
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [received]);
  return seconds;
}
