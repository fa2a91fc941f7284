// Every message of SIP2 2.00 in one table, and the types of messages, inferred from it.
// Bytes are made and read by codec.ts.

import type { FieldCode, fields } from './fields.ts';
import { itemMessages } from './messages/items.ts';
import { patronMessages } from './messages/patron.ts';
import { sessionMessages } from './messages/session.ts';
import type { Need } from './rows.ts';

/** Every message, both directions, by its code. */
export const messages = { ...sessionMessages, ...patronMessages, ...itemMessages } as const;

type Table = typeof messages;

/** The two digits with which a message starts. */
export type MessageCode = keyof Table;
type CodeOf<D extends 'request' | 'answer'> = {
  [C in MessageCode]: Table[C]['direction'] extends D ? C : never;
}[MessageCode];
/** Codes of what the station says. */
export type RequestCode = CodeOf<'request'>;
/** Codes of what the library system says. */
export type AnswerCode = CodeOf<'answer'>;

/** A field that its message does not declare, or one too many of a field that comes once. */
export type ExtraField = readonly [code: string, value: string];

type Used<C extends MessageCode, N extends Need> = Extract<
  Table[C]['variable'][number],
  { readonly need: N }
>['code'] &
  FieldCode;

type Property<F extends FieldCode> = (typeof fields)[F]['name'];

type Flat<T> = { [K in keyof T]: T[K] };

/**
 * The message with code `C`. Fixed fields are strings of their declared width, one character a byte. Required
 * variable fields are strings, optional ones are left out where absent, repeating ones are lists in the order of
 * the line. `extra` holds what the message's row does not know, in the order of the line.
 */
export type MessageOf<C extends MessageCode> = C extends MessageCode
  ? Flat<
      { readonly code: C } & { readonly [F in Table[C]['fixed'][number] as F['name']]: string } & {
        readonly [F in Used<C, 'required'> as Property<F>]: string;
      } & { readonly [F in Used<C, 'optional'> as Property<F>]?: string | undefined } & {
        readonly [F in Used<C, 'repeating'> as Property<F>]: readonly string[];
      } & { readonly extra: readonly ExtraField[] }
    >
  : never;

/** Any message, told apart by `code`. */
export type Sip2Message = MessageOf<MessageCode>;
/** What the station says. */
export type Sip2Request = MessageOf<RequestCode>;
/** What the library system says. */
export type Sip2Answer = MessageOf<AnswerCode>;
