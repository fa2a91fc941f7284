// What the simulator's actors want done, in the one form that the virtual clock and the real devices both carry out.

/**
 * Something to do at a tick (milliseconds, fractions allowed). Whoever carries outputs does them in the order of
 * their ticks, and drops those of a line or connection that was cut in between.
 */
export type ActorOutput =
  /** Hand over bytes: their last bit has crossed the line at this tick. */
  | { readonly kind: 'send'; readonly atTicks: number; readonly bytes: Uint8Array }
  /** Call the actor's `wake` then, or as soon after as can be. */
  | { readonly kind: 'wake'; readonly atTicks: number }
  /** Close the connection. */
  | { readonly kind: 'close'; readonly atTicks: number };
