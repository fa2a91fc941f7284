// What the library tells everybody, as the daemon told it last.

import { signal } from '@preact/signals';
import { type Board, EMPTY_BOARD } from '../../../protocols/screen/board.ts';

/** The board; components that read it are drawn anew when it changes. */
export const board = signal<Board>(EMPTY_BOARD);
