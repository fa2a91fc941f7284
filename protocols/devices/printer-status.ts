// What receipt printers say of themselves, whatever they speak.

/** Everything a printer may say of itself. All false is a printer that is well. */
export interface PrinterStatus {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  /** Somebody holds the paper feed button. */
  readonly feeding: boolean;
  /** Printing stopped because the paper ended. */
  readonly stoppedForPaper: boolean;
  /** Some error; the flags that follow say which. */
  readonly error: boolean;
  readonly cutterError: boolean;
  /** Stays until it is switched off and on, or repaired. */
  readonly unrecoverable: boolean;
  /** Goes away by itself: the head is too hot. */
  readonly overheated: boolean;
  readonly paperNearEnd: boolean;
  readonly paperOut: boolean;
}

/** A printer without anything to report. */
export const ALL_WELL: PrinterStatus = {
  offline: false,
  coverOpen: false,
  feeding: false,
  stoppedForPaper: false,
  error: false,
  cutterError: false,
  unrecoverable: false,
  overheated: false,
  paperNearEnd: false,
  paperOut: false,
};
