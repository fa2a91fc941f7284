// What every line to the outside (serial, TCP) says and takes. Bytes only: no line knows their meaning.

/** What happens on a line. */
export type LineEvent =
  | { readonly kind: 'opened' }
  /** Not open, or not any more. `reason` is the system's own word for it, for the log and the staff page. */
  | { readonly kind: 'closed'; readonly reason: string }
  /** Bytes came in. They belong to the hearer: the line does not touch them again. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** In line mode only: bytes that made no line of acceptable length were thrown away. */
  | { readonly kind: 'discarded'; readonly bytes: number };

/** Where a line's events go. Never called from inside one of the line's own functions. */
export type LineListener = (event: LineEvent) => void;

/** The reason that a line's `closed` gives for an error of the system. */
export function reasonOf(error: unknown): string {
  // A name with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}
