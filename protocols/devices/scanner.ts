// The words that the station and a barcode scanner's driver share.

/** What a scanner's driver tells the station. */
export type ScannerReading =
  | { readonly kind: 'ready'; readonly model: string }
  | { readonly kind: 'lost'; readonly reason: string }
  /** One scan, without the device's prefix and suffix; printable characters only. */
  | { readonly kind: 'scanned'; readonly text: string }
  /** Bytes that make no scan (too long, control characters): counted, never shown. */
  | { readonly kind: 'discarded'; readonly bytes: number; readonly reason: string };
