// What a command says of arguments that it cannot take.

/** A command's arguments were wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
