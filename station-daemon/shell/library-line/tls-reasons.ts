// Why a TLS connection did not come about, in words for whoever looks after the station. The codes are those of
// Node and of OpenSSL; they stay in the words, since whoever runs the library system may know them.

import { reasonOf } from '../line.ts';

const UNKNOWN_AUTHORITY =
  'its certificate is signed by an authority that the station does not know: name that authority in library.tls.ca';
const WANTS_CERTIFICATE =
  'it does not take the certificate of the station, or misses one: see library.tls.cert and library.tls.key';
const TOO_OLD = 'it offers no TLS 1.2 or later, and the station takes nothing older';

const REASONS: readonly (readonly [code: RegExp, plain: string])[] = [
  [/CERT_HAS_EXPIRED/, 'its certificate has expired: whoever runs it has to renew it'],
  [/CERT_NOT_YET_VALID/, "its certificate is not valid yet: check the station's clock"],
  [
    /UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|SELF_SIGNED|DEPTH_ZERO|CERT_UNTRUSTED|CERT_SIGNATURE/,
    UNKNOWN_AUTHORITY,
  ],
  [
    /CERT_ALTNAME_INVALID/,
    'its certificate is for another name: write the name that stands in it into library.tls.servername',
  ],
  [/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|ALERT_(BAD|UNKNOWN|NO)_CERT|ALERT_UNKNOWN_CA/, WANTS_CERTIFICATE],
  [/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS/, TOO_OLD],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/, 'it does not speak TLS on this port'],
  [/KEY_VALUES_MISMATCH/, 'library.tls.key is not the key of library.tls.cert'],
  [/NO_START_LINE|PEM|BAD_BASE64|ASN1/, 'a file of library.tls is no PEM file'],
];

/** Why a connection failed or is in doubt; what is no fault of TLS stays in the system's own words. */
export function tlsReasonOf(error: unknown): string {
  const words = reasonOf(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : words;
  const plain = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  return plain === undefined ? words : `${plain} (${code})`;
}
