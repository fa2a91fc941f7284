// Vietnamese words of the table.

import { counted } from '../../i18n/counted.ts';
import type { DeskWords } from './words.ts';

const locale = 'vi-VN';

/** The Vietnamese catalogue. */
export const vi: DeskWords = {
  locale,
  ownName: 'Tiếng Việt',
  title: 'Quầy thư viện để dùng thử',
  language: 'Ngôn ngữ',
  joining: 'Đang bày quầy …',
  away: 'Máy đang gián đoạn. Quầy chờ đến khi máy hoạt động lại.',
  invitation: {
    name: 'Hãy thử trước',
    books: 'Kéo ba cuốn sách lên khay đọc',
    card: (name) => `rồi đưa thẻ của ${name} ra`,
    laid: counted(locale, { other: 'Đã đặt # trên 3' }),
  },
  shelf: {
    name: 'Sách trên kệ',
    search: counted(locale, { other: 'Tìm trong # cuốn khác' }),
    found: counted(locale, { other: 'Tìm thấy # cuốn' }),
    foundMore: (shown, of) => `${shown} cuốn đầu trong ${of} cuốn tìm thấy`,
    nothing: 'Trong kho không có cuốn này. Hãy thử gõ ít chữ hơn.',
    back: 'Về lại kệ sách',
  },
  arrows: { earlier: 'Sang trái', further: 'Sang phải' },
  tag: { secured: 'Đang khóa', released: 'Đã mở', mixed: 'Mở một phần' },
  loan: {
    available: 'Có sẵn',
    'on-loan': 'Đang mượn',
    'hold-shelf': 'Để riêng',
    'in-transit': 'Đang chuyển',
    lost: 'Thất lạc',
  },
  place: { pad: 'Trên khay đọc', outside: 'Bên ngoài' },
  bookTale: {
    reserved: 'Đặt trước',
    lost: 'Thất lạc',
    'in-transit': 'Đang chuyển',
    'not-for-loan': 'Đọc tại chỗ',
    fee: 'Cho thuê',
  },
  parts: counted(locale, { other: 'Bộ # phần' }),
  hand: {
    name: 'Trên tay bạn',
    empty: 'Tay bạn đang trống',
    emptyMore: 'Hãy kéo một cuốn đến nơi bạn muốn, hoặc chọn một cuốn rồi bấm việc cần làm ở đây.',
    lay: 'Đặt lên khay đọc',
    lift: 'Nhấc khỏi khay đọc',
    scan: 'Quét mã vạch',
    carryOut: 'Mang qua cổng an ninh',
    bringBack: 'Mang trở lại',
  },
  pad: {
    name: 'Khay đọc',
    clear: 'Dọn khay',
    count: counted(locale, { other: '# cuốn trên khay đọc' }),
  },
  scanner: { name: 'Máy quét', seen: (what) => `Đã quét: ${what}` },
  printer: {
    name: 'Máy in',
    empty: 'Biên nhận ra ở đây',
    read: counted(locale, { other: 'Đọc # biên nhận' }),
    slips: 'Biên nhận, mới nhất trước',
    newest: 'Biên nhận mới nhất',
    close: 'Đóng',
    printed: 'Máy in vừa in một biên nhận.',
  },
  gate: {
    name: 'Cổng an ninh',
    outside: 'Đã mang ra',
    quiet: 'Lối ra',
    alarm: 'Khoan đã!',
    alarmMore: (title) => `“${title}” vẫn đang khóa.`,
    free: 'Mời đi',
    freeMore: (title) => `“${title}” đã mở khóa.`,
  },
  cards: {
    name: 'Thẻ bạn đọc',
    which: 'Loại thẻ',
    ordinary: 'Thông thường',
    special: 'Đặc biệt',
    show: (name) => `Đưa thẻ của ${name} ra`,
    pin: 'PIN',
    library: 'Thẻ thư viện',
    tale: {
      blocked: 'Bị khóa',
      owes: 'Còn nợ phí',
      'hold-ready': 'Có sách đặt trước',
      'many-loans': 'Đã mượn đủ',
      expired: 'Hết hạn',
    },
  },
  switches: {
    name: 'Phía sau quầy',
    part: { library: 'Hệ thống thư viện', pad: 'Khay đọc', scanner: 'Máy quét', printer: 'Máy in' },
    working: 'Hoạt động',
    away: { library: 'Đã tắt', pad: 'Đã rút', scanner: 'Đã rút', printer: 'Đã rút' },
    paper: 'Giấy in',
    paperState: { full: 'Đầy', 'near-end': 'Sắp hết', out: 'Hết' },
    delay: 'Thư viện trả lời sau',
    delays: { '40': '40 ms', '300': '300 ms', '3000': '3 giây' },
  },
  station: 'Màn hình bạn đọc',
};
