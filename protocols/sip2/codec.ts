// SIP2 messages to bytes and back. The table of messages is table.ts; splitting a stream into lines is framing.ts.

export { type Decoded, decodeMessage, type Sip2Fault } from './decode.ts';
export { type EncodeOptions, encodeMessage } from './encode.ts';
