// Items of several parts: CD sets and boxed books. Each part has a tag of its own, the set has one barcode.

/** One set as it stands on the shelf. */
export type SetRow = readonly [
  title: string,
  author: string,
  callNumber: string,
  parts: number,
  language: string,
];

export const setsLocation = 'MUSIC AND AUDIO';
export const setsSortBin = 'MU1';
export const setsFirstNumber = 1500;

export const sets: readonly SetRow[] = [
  ['Das Wohltemperierte Klavier (2 CDs)', 'Johann Sebastian Bach', 'CD 786.1 BAC', 2, 'de'],
  ['Winterreise und Die schöne Müllerin (2 CDs)', 'Franz Schubert', 'CD 782.42 SCH', 2, 'de'],
  ['La traviata (2 CDs)', 'Giuseppe Verdi', 'CD 782.1 VER', 2, 'it'],
  ['Kind of Blue: Legacy Edition (2 CDs)', 'Miles Davis', 'CD 781.65 DAV', 2, 'en'],
  ['Quan họ Bắc Ninh (2 CDs)', 'Dân ca Việt Nam', 'CD 781.62 QUA', 2, 'vi'],
  ['Carmen (3 CDs)', 'Georges Bizet', 'CD 782.1 BIZ', 3, 'fr'],
  ['Don Giovanni (3 CDs)', 'Wolfgang Amadeus Mozart', 'CD 782.1 MOZ', 3, 'it'],
  ['The Lord of the Rings (boxed set)', 'J. R. R. Tolkien', '823.91 TOL', 3, 'en'],
  ['Pride and Prejudice (audiobook, 3 CDs)', 'Jane Austen', 'CDB AUS', 3, 'en'],
  ['Học tiếng Việt (sách và 2 CD)', 'Nhiều tác giả', '495.922 HOC', 3, 'vi'],
  ['Die Symphonien (6 CDs)', 'Ludwig van Beethoven', 'CD 784.2 BEE', 6, 'de'],
  ['Sämtliche Werke für Orgel (6 CDs)', 'Dietrich Buxtehude', 'CD 786.5 BUX', 6, 'de'],
  ['À la recherche du temps perdu (6 volumes)', 'Marcel Proust', '843.912 PRO', 6, 'fr'],
];
