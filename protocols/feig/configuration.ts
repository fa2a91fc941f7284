// What the station has to know of a FEIG reader's configuration: whether it is in host mode, in which it does what it
// is told. In all other modes it looks for tags by itself, and refuses the host's commands.

/** The block of the configuration that tells the mode, and the byte in it (FEIG H01114-0e and sample code of the maker). */
const MODE_BYTE = 13;
export const MODE_BLOCK = 1;

/**
 * The modes other than host mode, by the bits that tell them, most of them first. Bits 1 to 5 mean something else on
 * some models. That buffered read and notification mode are bits 7 and 6 is general knowledge.
 */
const MODES: readonly { readonly bits: number; readonly name: string }[] = [
  { bits: 0xc0, name: 'notification mode' },
  { bits: 0x80, name: 'buffered read mode' },
  { bits: 0x01, name: 'scan mode' },
];

const remedy =
  "set the operating mode (block CFG1, byte 13) to host mode, which is 0, with the maker's programme, write it to the " +
  "reader's EEPROM and restart the reader";

/** What staff have to do where block `MODE_BLOCK` says that the reader is in another mode; null in host mode. */
export function modeFault(block: Uint8Array): string | null {
  const byte = block[MODE_BYTE] ?? 0;
  const mode = MODES.find(({ bits }) => (byte & bits) === bits);
  return mode === undefined
    ? null
    : `the reader is in ${mode.name} and does not do as the station asks: ${remedy}`;
}

/** What staff have to do where a reader refuses host commands and its configuration does not tell why. */
export const NOT_IN_HOST_MODE = `the reader is not in host mode and does not do as the station asks: ${remedy}`;
