// Who may talk to the station: only pages that the station served itself, under a name that is its own.
// This keeps other web sites in the same browser away, also those that let their name point here (DNS rebinding).

/** What a request says of where it goes and where it comes from. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/** The name by which it may be asked for is checked first; then, where a browser says it, the asking page. */
export type Admission = { readonly ok: true } | { readonly ok: false; readonly why: string };

const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Addresses that stand for every address of the machine are nobody's name. */
const ANY_ADDRESS: readonly string[] = ['0.0.0.0', '[::]'];

/** Makes the check for a station that is configured to be served at `host`. */
export function admissionTo(host: string): (request: RequestOrigin) => Admission {
  const names = new Set([...LOOPBACK_NAMES, nameOf(host)].filter((name) => !ANY_ADDRESS.includes(name)));
  return ({ host: asked, origin }) => {
    const askedUrl = asked === undefined ? null : parse(`http://${asked}`);
    if (askedUrl === null || !names.has(askedUrl.hostname))
      return { ok: false, why: 'not a name of this station' };
    if (origin === undefined) return { ok: true };
    const from = parse(origin);
    if (from === null || from.host !== askedUrl.host) return { ok: false, why: 'not a page of this station' };
    return { ok: true };
  };
}

/** An address of IP version 6 stands in brackets in a URL. */
function nameOf(host: string): string {
  const bare = host.toLowerCase();
  return bare.includes(':') && !bare.startsWith('[') ? `[${bare}]` : bare;
}

function parse(text: string): URL | null {
  try {
    const url = new URL(text);
    const isPlain = url.pathname === '/' && url.username === '' && url.search === '' && url.hash === '';
    return isPlain && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
  } catch {
    return null;
  }
}
