// Chinese characters and kana in the Chinese cut, hangul in the Korean one. A Japanese cut of its own would add 5.5 MB
// to the 8.3 MB that these two have.

import '@fontsource-variable/noto-sans-sc/wght.css';
import '@fontsource-variable/noto-sans-kr/wght.css';
