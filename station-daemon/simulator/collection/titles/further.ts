// Shelves of a few books each: Turkish, Greek, Hindi, Thai, Danish, Swedish, Finnish, Dutch.

import type { TitleList } from './title-list.ts';

const shelf = (language: string, firstNumber: number, rows: TitleList['rows']): TitleList => ({
  language,
  location: 'WORLD LANGUAGES',
  sortBin: 'WL3',
  firstNumber,
  rows,
});

export const further: readonly TitleList[] = [
  shelf('tr', 1260, [
    ['Çalıkuşu', 'Reşat Nuri Güntekin', '894.3533 GÜN'],
    ['İnce Memed', 'Yaşar Kemal', '894.3533 KEM'],
    ['Kürk Mantolu Madonna', 'Sabahattin Ali', '894.3533 ALİ'],
    ['Benim Adım Kırmızı', 'Orhan Pamuk', '894.3533 PAM'],
  ]),
  shelf('el', 1280, [
    ['Οδύσσεια', 'Όμηρος', '883.01 HOM'],
    ['Ιλιάδα', 'Όμηρος', '883.01 HOM'],
    ['Βίος και Πολιτεία του Αλέξη Ζορμπά', 'Νίκος Καζαντζάκης', '889.332 KAZ'],
    ['Το Άξιον Εστί', 'Οδυσσέας Ελύτης', '889.134 ELY'],
  ]),
  shelf('hi', 1300, [
    ['गोदान', 'प्रेमचंद', '891.4335 PRE'],
    ['मधुशाला', 'हरिवंश राय बच्चन', '891.4317 BAC'],
    ['रामचरितमानस', 'तुलसीदास', '891.4312 TUL'],
  ]),
  shelf('th', 1320, [
    ['พระอภัยมณี', 'สุนทรภู่', '895.911 SUN'],
    ['สี่แผ่นดิน', 'คึกฤทธิ์ ปราโมช', '895.913 KUK'],
  ]),
  shelf('da', 1340, [
    ['Eventyr og historier', 'H. C. Andersen', 'J AND'],
    ['Frøken Smillas fornemmelse for sne', 'Peter Høeg', '839.8137 HØE'],
  ]),
  shelf('sv', 1360, [
    ['Pippi Långstrump', 'Astrid Lindgren', 'J LIN'],
    ['Nils Holgerssons underbara resa genom Sverige', 'Selma Lagerlöf', 'J LAG'],
  ]),
  shelf('fi', 1380, [
    ['Kalevala', 'Elias Lönnrot', '894.5411 LÖN'],
    ['Muumipappa ja meri', 'Tove Jansson', 'J JAN'],
  ]),
  shelf('nl', 1400, [
    ['Max Havelaar', 'Multatuli', '839.313 MUL'],
    ['Het Achterhuis', 'Anne Frank', '940.53 FRA'],
  ]),
];
