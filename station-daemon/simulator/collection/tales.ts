// What is special about single books of the demo collection when the doors open, by title; and which ones
// lie on the desk. Patrons are named by their place in the list of patrons.

/** How a title differs from one that simply stands on the shelf. */
export type TitleTale =
  /** Asked for by another patron. `was` says where the book is: put aside, on the shelf, or still with somebody. */
  | {
      readonly kind: 'reserved';
      readonly title: string;
      readonly forPatron: number;
      readonly pickup: 'MAIN' | 'EAST';
      readonly was: 'hold-shelf' | 'available' | 'on-loan';
      readonly borrower?: number;
    }
  | { readonly kind: 'lost'; readonly title: string }
  | { readonly kind: 'in-transit'; readonly title: string; readonly destination: string }
  /** An ordinary loan whose book lies on the desk, ready to be returned. */
  | { readonly kind: 'lent'; readonly title: string; readonly borrower: number; readonly dueInDays: number };

export const titleTales: readonly TitleTale[] = [
  { kind: 'reserved', title: 'Midnight’s Children', forPatron: 1, pickup: 'MAIN', was: 'available' },
  { kind: 'reserved', title: 'Nỗi buồn chiến tranh', forPatron: 2, pickup: 'MAIN', was: 'hold-shelf' },
  {
    kind: 'reserved',
    title: 'Das Parfum. Die Geschichte eines Mörders',
    forPatron: 9,
    pickup: 'EAST',
    was: 'on-loan',
    borrower: 7,
  },
  { kind: 'reserved', title: 'Het Achterhuis', forPatron: 15, pickup: 'MAIN', was: 'hold-shelf' },
  { kind: 'reserved', title: 'Dubliners', forPatron: 35, pickup: 'MAIN', was: 'hold-shelf' },
  { kind: 'reserved', title: 'Số đỏ', forPatron: 2, pickup: 'MAIN', was: 'hold-shelf' },
  { kind: 'reserved', title: 'Wilhelm Tell', forPatron: 20, pickup: 'MAIN', was: 'on-loan', borrower: 1 },
  { kind: 'lost', title: 'Emil und die Detektive' },
  { kind: 'lost', title: 'Wolf Hall' },
  { kind: 'lost', title: '骆驼祥子' },
  { kind: 'in-transit', title: 'Germinal', destination: 'EAST' },
  { kind: 'in-transit', title: 'Il nome della rosa', destination: 'MAIN' },
  { kind: 'lent', title: 'The Great Gatsby', borrower: 0, dueInDays: 5 },
  { kind: 'lent', title: 'Buddenbrooks. Verfall einer Familie', borrower: 5, dueInDays: -9 },
  { kind: 'lent', title: 'Анна Каренина', borrower: 11, dueInDays: 14 },
];

/** Titles that cost something to borrow, as bestsellers and films do in some libraries: a rental fee. */
export const titleFees: Readonly<Record<string, { readonly type: string; readonly cents: number }>> = {
  'A Brief History of Time': { type: '06', cents: 250 },
  'Mắt biếc': { type: '06', cents: 100 },
};

/** Titles on the desk from the start, in the order in which they are laid out. */
export const titlesOnTable: readonly string[] = [
  'Pride and Prejudice',
  'Truyện Kiều',
  'Dune',
  '红楼梦',
  'Le Petit Prince',
  'Dế Mèn phiêu lưu ký',
  'The Hobbit',
  'ألف ليلة وليلة',
  'Momo',
  'Midnight’s Children',
  'Cien años de soledad',
  '銀河鉄道の夜',
  'Kind of Blue: Legacy Edition (2 CDs)',
  'Мастер и Маргарита',
  'The Great Gatsby',
  'Mắt biếc',
  'Faust. Der Tragödie erster Teil',
  'Wolf Hall',
  '진달래꽃',
  'Carmen (3 CDs)',
  'Winnie-the-Pooh',
  'Germinal',
  'Nỗi buồn chiến tranh',
  'A Brief History of Time',
  'Buddenbrooks. Verfall einer Familie',
  'Gray’s Anatomy',
  'Il nome della rosa',
  '三体',
  'Die Symphonien (6 CDs)',
  'Das Parfum. Die Geschichte eines Mörders',
  'Emil und die Detektive',
  'The Gruffalo',
  'Chí Phèo',
];

/** Barcodes outside the library's scheme, as they survive from older systems and other libraries. */
export const oddBarcodes: Readonly<Record<string, string>> = {
  'Kind of Blue: Legacy Edition (2 CDs)': 'CD-00417',
  'Heidis Lehr- und Wanderjahre': 'B0012345X',
  'Việt Nam sử lược': 'VN-HN/00012',
  'Peter Pan': '9780141322575',
  'The Diary of Samuel Pepys': '104512',
  Kalevala: 'FI*0031*A',
};
