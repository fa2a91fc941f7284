// Which texts from a tag may go on into the station.

/**
 * May the text be sent on and shown? Not with control, invisible formatting or line separating characters, nor
 * with `|`, the delimiter of SIP2: a tag that someone else wrote must not write our messages.
 */
export function isClean(text: string): boolean {
  return !/[|\uFFFD\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
}

/** An identifier without the spaces and NULs that some writers pad with. */
export function withoutPadding(identifier: string): string {
  return identifier.replace(/[ \0]+$/u, '');
}

/** Is it an identifier that the station works with, as it stands there? */
export function isIdentifier(text: string): boolean {
  return text !== '' && isClean(text) && withoutPadding(text) === text;
}
