// The two text converters that every JavaScript runtime has but no ES library file declares.
// The pure rooms compile against these alone: no Node types, no DOM types.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
