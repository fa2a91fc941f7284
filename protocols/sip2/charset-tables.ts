// The tables behind charset.ts: what the bytes 0x80 to 0xFF mean, and plain stand-ins for letters that no
// decomposition makes plainer.

const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)).join('');

/** ISO 8859-1, bytes 0x80 to 0xFF: the code points of the same number. */
export const LATIN1_HIGH = range(0x80, 0xff);

/** DOS code page 850, bytes 0x80 to 0xFF, after the mapping table CP850.TXT of the Unicode Consortium. */
export const CP850_HIGH = [
  'ÇüéâäàåçêëèïîìÄÅ',
  'ÉæÆôöòûùÿÖÜø£Ø×ƒ',
  'áíóúñÑªº¿®¬½¼¡«»',
  '░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤',
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀',
  'ÓßÔÒõÕµþÞÚÛÙýÝ¯´',
  '\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
].join('');

/** Letters and marks that Unicode does not decompose, with what people write instead. */
export const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ħ', 'h'],
  ['Ħ', 'H'],
  ['ŧ', 't'],
  ['Ŧ', 'T'],
  ['ı', 'i'],
  ['æ', 'a'],
  ['Æ', 'A'],
  ['œ', 'o'],
  ['Œ', 'O'],
  ['ß', 's'],
  ['ẞ', 'S'],
  ['þ', 't'],
  ['Þ', 'T'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201A', "'"],
  ['\u201C', '"'],
  ['\u201D', '"'],
  ['\u201E', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2212', '-'],
  ['\u00A0', ' '],
  ['\u2009', ' '],
  ['\u202F', ' '],
]);
