// Waiting for a condition, for tests of what happens outside the process. Not a test itself.

/** Resolves as soon as `holds` is true; fails with `what` after `withinMs`. */
export async function until(what: string, holds: () => boolean, withinMs = 5_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
