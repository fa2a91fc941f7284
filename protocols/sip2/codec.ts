// SIP2 messages to bytes and back. The table of messages is table.ts; splitting a stream into lines is framing.ts.

export { decodeMessage } from './decode.ts';
export { encodeMessage } from './encode.ts';
