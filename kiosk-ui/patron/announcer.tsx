// Speaks and sounds what is new: a polite region for results, an assertive one for "Do not leave yet".

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { play } from '../ui/chime.ts';
import { loudnessOf } from './loudness.ts';
import { pageSetup } from './page-setup.ts';
import type { NewsOfScreen } from './use-news.ts';

/** How long a sentence stays in its region, in milliseconds: one that is taken away too soon is not read. */
const STAY_MS = 10_000;

/** Sentences that came together, and leave together. */
interface Batch {
  readonly id: number;
  readonly polite: readonly string[];
  readonly urgent: readonly string[];
}

/**
 * Always on the page, never seen. What is new is added to what was said before, each sentence an element of its own,
 * so that quick results are all read. Says nothing of a session that has ended.
 */
export function Announcer({ news }: { readonly news: NewsOfScreen }): JSX.Element {
  const lastId = useRef(0);
  const [batches, setBatches] = useState<readonly Batch[]>([]);
  useEffect(() => {
    const { polite, urgent, sound, before, screen } = news;
    const goesOn = before?.name === screen.name;
    if (sound !== null) play(sound, loudnessOf(sound, pageSetup.value.sounds, minutesNow()));
    const isSilent = polite.length === 0 && urgent.length === 0;
    if (isSilent && goesOn) return;
    lastId.current += 1;
    const batch = { id: lastId.current, polite, urgent };
    setBatches((earlier) => [...(goesOn ? earlier : []), batch]);
    setTimeout(() => setBatches((all) => all.filter(({ id }) => id !== batch.id)), STAY_MS);
  }, [news]);
  return (
    <div class="unseen">
      <Region role="status" batches={batches} which="polite" />
      <Region role="alert" batches={batches} which="urgent" />
    </div>
  );
}

/** Minutes since midnight, by the browser's clock: it runs on the station itself. */
function minutesNow(): number {
  const now = new Date();
  return now.getHours() * 60 + now.getMinutes();
}

/** Reads what is added, and only that. */
function Region(props: {
  readonly role: 'status' | 'alert';
  readonly batches: readonly Batch[];
  readonly which: 'polite' | 'urgent';
}): JSX.Element {
  const { role, batches, which } = props;
  return (
    <div role={role} aria-atomic="false" aria-relevant="additions">
      {batches.flatMap((batch) =>
        batch[which].map((said, place) => <p key={`${batch.id} ${place}`}>{said}</p>),
      )}
    </div>
  );
}
