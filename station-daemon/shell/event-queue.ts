// A queue with a limit. What may be lost when it is full is lost and counted; it decides nothing else.

/** First in, first out, but for what cannot wait. */
export interface EventQueue<Event> {
  /** False where the event was dropped. */
  push(event: Event): boolean;
  /** Before all others. Never dropped. */
  pushFirst(event: Event): void;
  /** The oldest event, or null. */
  take(): Event | null;
  readonly length: number;
  /** How many events were dropped since the start. */
  readonly dropped: number;
}

export interface EventQueueSetup<Event> {
  /** From this length on, events that may be dropped are. */
  readonly limit: number;
  /**
   * True for events that come as fast as a faulty device likes, and that its driver can do without.
   * All others are never dropped: each of their sources has a limit of its own.
   */
  readonly mayDrop: (event: Event) => boolean;
  /** Told at the first drop after each time that the queue had room, not at every one. */
  readonly onFull: (dropped: number) => void;
}

/** A queue that keeps at most `limit` events of the kind that may be dropped. */
export function createEventQueue<Event extends object>(setup: EventQueueSetup<Event>): EventQueue<Event> {
  let events: Event[] = [];
  // Taken events stay before `head` until it is worth moving the rest: shift() of a long array is slow.
  let head = 0;
  let dropped = 0;
  let saidFull = false;

  return {
    get length() {
      return events.length - head;
    },
    get dropped() {
      return dropped;
    },
    push(event) {
      if (events.length - head < setup.limit) {
        saidFull = false;
      } else if (setup.mayDrop(event)) {
        dropped += 1;
        if (!saidFull) {
          saidFull = true;
          setup.onFull(dropped);
        }
        return false;
      }
      events.push(event);
      return true;
    },
    pushFirst(event) {
      events = [event, ...events.slice(head)];
      head = 0;
    },
    take() {
      const event = events[head];
      if (event === undefined) return null;
      head += 1;
      if (head === events.length || head >= setup.limit) {
        events = events.slice(head);
        head = 0;
      }
      return event;
    },
  };
}
