// Arabic, Persian and Hebrew (written from right to left) and Russian, Polish and Czech books of the demo collection.

import type { TitleList } from './title-list.ts';

export const arabic: TitleList = {
  language: 'ar',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL3',
  firstNumber: 1120,
  rows: [
    ['ألف ليلة وليلة', 'مؤلف مجهول', '398.2 ALF'],
    ['كليلة ودمنة', 'عبد الله بن المقفع', '398.2 IBN'],
    ['رسالة الغفران', 'أبو العلاء المعري', '892.734 MAA'],
    ['مقدمة ابن خلدون', 'ابن خلدون', '901 IBN'],
    ['حي بن يقظان', 'ابن طفيل', '181.92 IBN'],
    ['طوق الحمامة', 'ابن حزم الأندلسي', '892.783 IBN'],
    ['النبي', 'جبران خليل جبران', '892.715 GIB'],
    ['الأيام', 'طه حسين', '892.785 HUS'],
    ['زقاق المدق', 'نجيب محفوظ', '892.736 MAH'],
    ['بين القصرين', 'نجيب محفوظ', '892.736 MAH'],
    ['موسم الهجرة إلى الشمال', 'الطيب صالح', '892.736 SAL'],
    ['رجال في الشمس', 'غسان كنفاني', '892.736 KAN'],
    ['ذاكرة الجسد', 'أحلام مستغانمي', '892.736 MUS'],
    ['عزازيل', 'يوسف زيدان', '892.737 ZAY'],
  ],
};

export const persian: TitleList = {
  language: 'fa',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL3',
  firstNumber: 1150,
  rows: [
    ['شاهنامه', 'ابوالقاسم فردوسی', '891.5511 FER'],
    ['گلستان', 'سعدی شیرازی', '891.5511 SAA'],
    ['دیوان حافظ', 'حافظ شیرازی', '891.5511 HAF'],
    ['بوف کور', 'صادق هدایت', '891.5533 HED'],
  ],
};

export const hebrew: TitleList = {
  language: 'he',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL3',
  firstNumber: 1170,
  rows: [
    ['סיפור על אהבה וחושך', 'עמוס עוז', '892.436 OZ'],
    ['תמול שלשום', 'שמואל יוסף עגנון', '892.435 AGN'],
    ['איה פלוטו', 'לאה גולדברג', 'JP GOL'],
  ],
};

export const russian: TitleList = {
  language: 'ru',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL3',
  firstNumber: 1190,
  rows: [
    ['Евгений Онегин', 'Александр Пушкин', '891.713 PUS'],
    ['Герой нашего времени', 'Михаил Лермонтов', '891.733 LER'],
    ['Мёртвые души', 'Николай Гоголь', '891.733 GOG'],
    ['Отцы и дети', 'Иван Тургенев', '891.733 TUR'],
    ['Обломов', 'Иван Гончаров', '891.733 GON'],
    ['Преступление и наказание', 'Фёдор Достоевский', '891.733 DOS'],
    ['Братья Карамазовы', 'Фёдор Достоевский', '891.733 DOS'],
    ['Война и мир', 'Лев Толстой', '891.733 TOL'],
    ['Анна Каренина', 'Лев Толстой', '891.733 TOL'],
    ['Вишнёвый сад', 'Антон Чехов', '891.723 CHE'],
    ['Мастер и Маргарита', 'Михаил Булгаков', '891.734 BUL'],
    ['Реквием', 'Анна Ахматова', '891.714 AKH'],
    ['Доктор Живаго', 'Борис Пастернак', '891.734 PAS'],
  ],
};

export const polish: TitleList = {
  language: 'pl',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL2',
  firstNumber: 1220,
  rows: [
    ['Pan Tadeusz', 'Adam Mickiewicz', '891.851 MIC'],
    ['Lalka', 'Bolesław Prus', '891.853 PRU'],
    ['Quo vadis', 'Henryk Sienkiewicz', '891.853 SIE'],
    ['Bieguni', 'Olga Tokarczuk', '891.853 TOK'],
  ],
};

export const czech: TitleList = {
  language: 'cs',
  location: 'WORLD LANGUAGES',
  sortBin: 'WL2',
  firstNumber: 1240,
  rows: [
    ['Babička', 'Božena Němcová', '891.863 NĚM'],
    ['Osudy dobrého vojáka Švejka za světové války', 'Jaroslav Hašek', '891.863 HAŠ'],
    ['Válka s mloky', 'Karel Čapek', '891.863 ČAP'],
    ['Nesnesitelná lehkost bytí', 'Milan Kundera', '891.863 KUN'],
  ],
};
