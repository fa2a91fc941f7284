// English non-fiction, children's books and reference works of the demo collection.

import type { TitleList } from './title-list.ts';

export const englishNonFiction: TitleList = {
  language: 'en',
  location: 'NON-FICTION',
  sortBin: 'NF1',
  firstNumber: 300,
  rows: [
    ['On the Origin of Species', 'Charles Darwin', '576.8 DAR'],
    ['A Brief History of Time', 'Stephen Hawking', '523.1 HAW'],
    ['Silent Spring', 'Rachel Carson', '363.7 CAR'],
    ['The Structure of Scientific Revolutions', 'Thomas S. Kuhn', '501 KUH'],
    ['Relativity: The Special and the General Theory', 'Albert Einstein', '530.11 EIN'],
    ['A Vindication of the Rights of Woman', 'Mary Wollstonecraft', '305.42 WOL'],
    ['A Room of One’s Own', 'Virginia Woolf', '305.42 WOO'],
    ['The Wealth of Nations', 'Adam Smith', '330.15 SMI'],
    ['On Liberty', 'John Stuart Mill', '323.44 MIL'],
    ['Walden; or, Life in the Woods', 'Henry David Thoreau', '818.3 THO'],
    ['Narrative of the Life of Frederick Douglass', 'Frederick Douglass', '973.8 DOU'],
    ['Long Walk to Freedom', 'Nelson Mandela', '968.06 MAN'],
    ['The Art of Computer Programming, Volume 1', 'Donald E. Knuth', '005.1 KNU'],
    ['The Mythical Man-Month', 'Frederick P. Brooks, Jr.', '005.1 BRO'],
    ['Structure and Interpretation of Computer Programs', 'Harold Abelson, Gerald Jay Sussman', '005.13 ABE'],
    ['Gödel, Escher, Bach: An Eternal Golden Braid', 'Douglas R. Hofstadter', '510.1 HOF'],
    ['The Story of Art', 'E. H. Gombrich', '709 GOM'],
    ['Ways of Seeing', 'John Berger', '701 BER'],
    ['The Book of Household Management', 'Isabella Beeton', '640 BEE'],
    ['The Worst Journey in the World', 'Apsley Cherry-Garrard', '919.8 CHE'],
    ['The Diary of Samuel Pepys', 'Samuel Pepys', '941.066 PEP'],
    ['SPQR: A History of Ancient Rome', 'Mary Beard', '937 BEA'],
  ],
};

export const englishChildren: TitleList = {
  language: 'en',
  location: 'CHILDREN',
  sortBin: 'CH1',
  firstNumber: 400,
  rows: [
    ['Alice’s Adventures in Wonderland', 'Lewis Carroll', 'J CAR'],
    ['Through the Looking-Glass', 'Lewis Carroll', 'J CAR'],
    ['The Wind in the Willows', 'Kenneth Grahame', 'J GRA'],
    ['Peter Pan', 'J. M. Barrie', 'J BAR'],
    ['The Tale of Peter Rabbit', 'Beatrix Potter', 'JP POT'],
    ['Winnie-the-Pooh', 'A. A. Milne', 'J MIL'],
    ['The Secret Garden', 'Frances Hodgson Burnett', 'J BUR'],
    ['Treasure Island', 'Robert Louis Stevenson', 'J STE'],
    ['The Jungle Book', 'Rudyard Kipling', 'J KIP'],
    ['Black Beauty', 'Anna Sewell', 'J SEW'],
    ['Little Women', 'Louisa May Alcott', 'J ALC'],
    ['Anne of Green Gables', 'L. M. Montgomery', 'J MON'],
    ['The Wonderful Wizard of Oz', 'L. Frank Baum', 'J BAU'],
    ['Charlotte’s Web', 'E. B. White', 'J WHI'],
    ['Matilda', 'Roald Dahl', 'J DAH'],
    ['The Gruffalo', 'Julia Donaldson, Axel Scheffler', 'JP DON'],
    ['The Very Hungry Caterpillar', 'Eric Carle', 'JP CAR'],
    ['Where the Wild Things Are', 'Maurice Sendak', 'JP SEN'],
  ],
};

/** Reference works: read here, never lent. */
export const reference: TitleList = {
  language: 'en',
  location: 'REFERENCE',
  sortBin: 'RF1',
  firstNumber: 500,
  rows: [
    ['The Oxford English Dictionary, Volume I: A–Bazouki', 'John Simpson, Edmund Weiner', 'REF 423 OED 1'],
    ['The Times Comprehensive Atlas of the World', 'Times Books', 'REF 912 TIM'],
    ['Gray’s Anatomy', 'Henry Gray', 'REF 611 GRA'],
    ['The Chicago Manual of Style', 'University of Chicago Press', 'REF 808.02 CHI'],
    ['Grove’s Dictionary of Music and Musicians', 'George Grove', 'REF 780.3 GRO'],
    ['The Handbook of British Birds', 'H. F. Witherby', 'REF 598.2 WIT'],
  ],
};
