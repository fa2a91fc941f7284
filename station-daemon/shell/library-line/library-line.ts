// What a line to the library system is, of whatever kind. When to try again is decided by who asks for it.

export interface LibraryLine {
  /**
   * Connects; answered by one `opened` or one `closed`, and after `opened` by one `closed` when the line goes.
   * A connection that is there already is given up first, without a word.
   */
  open(): void;
  /** Gives the connection up. The line says nothing more: what it still hears belongs to nobody. */
  close(): void;
  /** Writes the bytes in one piece, or drops them where the line is not open. */
  send(bytes: Uint8Array): boolean;
  /** Closes for good and gives everything back. */
  end(): Promise<void>;
  /** How the connection is protected, or was when there was one last; null where it is not, or never was. */
  readonly security: LineSecurity | null;
}

/** What people want to know of a certificate. */
export interface Certificate {
  /** Whose it is, e.g. `CN=sip.example.org, O=Library`. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970 of its last moment. */
  readonly validUntil: number;
}

/** How a connection is protected. */
export interface LineSecurity {
  /** e.g. `TLSv1.3`; null before the first connection. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly server: Certificate | null;
  /** The station's own, where it has one. */
  readonly own: Certificate | null;
  /** Why the server's certificate would be refused if it were verified; null where it would be taken. */
  readonly doubt: string | null;
}
