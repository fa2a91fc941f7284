// Spanish, Portuguese and Italian books of the demo collection.

import type { TitleList } from './title-list.ts';

export const spanish: TitleList = {
  language: 'es',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL2',
  firstNumber: 900,
  rows: [
    ['El ingenioso hidalgo don Quijote de la Mancha', 'Miguel de Cervantes', '863.3 CER'],
    ['La vida de Lazarillo de Tormes', 'Anónimo', '863.3 LAZ'],
    ['La Celestina', 'Fernando de Rojas', '862.2 ROJ'],
    ['Fuenteovejuna', 'Lope de Vega', '862.3 VEG'],
    ['La vida es sueño', 'Pedro Calderón de la Barca', '862.3 CAL'],
    ['Rimas y leyendas', 'Gustavo Adolfo Bécquer', '861.5 BÉC'],
    ['Fortunata y Jacinta', 'Benito Pérez Galdós', '863.5 PÉR'],
    ['La Regenta', 'Leopoldo Alas «Clarín»', '863.5 ALA'],
    ['Niebla', 'Miguel de Unamuno', '863.62 UNA'],
    ['Campos de Castilla', 'Antonio Machado', '861.62 MAC'],
    ['Bodas de sangre', 'Federico García Lorca', '862.62 GAR'],
    ['Martín Fierro', 'José Hernández', '861.5 HER'],
    ['Azul…', 'Rubén Darío', '861.5 DAR'],
    ['Ficciones', 'Jorge Luis Borges', '863.62 BOR'],
    ['Rayuela', 'Julio Cortázar', '863.64 COR'],
    ['Pedro Páramo', 'Juan Rulfo', '863.64 RUL'],
    ['Cien años de soledad', 'Gabriel García Márquez', '863.64 GAR'],
    ['El amor en los tiempos del cólera', 'Gabriel García Márquez', '863.64 GAR'],
    ['La casa de los espíritus', 'Isabel Allende', '863.64 ALL'],
    ['Veinte poemas de amor y una canción desesperada', 'Pablo Neruda', '861.62 NER'],
    ['La sombra del viento', 'Carlos Ruiz Zafón', '863.7 RUI'],
    ['Platero y yo', 'Juan Ramón Jiménez', 'J JIM'],
  ],
};

export const portuguese: TitleList = {
  language: 'pt',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL2',
  firstNumber: 960,
  rows: [
    ['Os Lusíadas', 'Luís de Camões', '869.12 CAM'],
    ['Os Maias', 'Eça de Queirós', '869.33 EÇA'],
    ['Dom Casmurro', 'Machado de Assis', '869.33 MAC'],
    ['Mensagem', 'Fernando Pessoa', '869.141 PES'],
    ['A Hora da Estrela', 'Clarice Lispector', '869.342 LIS'],
    ['Ensaio sobre a Cegueira', 'José Saramago', '869.342 SAR'],
  ],
};

export const italian: TitleList = {
  language: 'it',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL2',
  firstNumber: 980,
  rows: [
    ['La Divina Commedia', 'Dante Alighieri', '851.1 DAN'],
    ['Decameron', 'Giovanni Boccaccio', '853.1 BOC'],
    ['I promessi sposi', 'Alessandro Manzoni', '853.7 MAN'],
    ['Le avventure di Pinocchio', 'Carlo Collodi', 'J COL'],
    ['La coscienza di Zeno', 'Italo Svevo', '853.912 SVE'],
    ['Se questo è un uomo', 'Primo Levi', '940.53 LEV'],
    ['Il Gattopardo', 'Giuseppe Tomasi di Lampedusa', '853.914 TOM'],
    ['Le città invisibili', 'Italo Calvino', '853.914 CAL'],
    ['Il nome della rosa', 'Umberto Eco', '853.914 ECO'],
    ['L’amica geniale', 'Elena Ferrante', '853.92 FER'],
  ],
};
