// A relay board that is spoken to in lines of text, as the board speaks them: it echoes, answers, and prompts.

import {
  type AsciiCommand,
  decodeAsciiCommand,
  encodeAsciiCommand,
  pushAsciiLines,
} from '../../../protocols/relay-boards/ascii.ts';
import {
  type BoardRequest,
  createRelayBoard,
  type RelayBoard,
  type RelayBoardDialect,
  type RelayBoardSettings,
} from './relay-board.ts';

/** How such a board is set. */
export interface AsciiBoardSettings extends RelayBoardSettings {
  /** Sends back what it was sent. */
  readonly echo: boolean;
  /** Sends `>` when it is ready. */
  readonly prompt: boolean;
}

/** Makes a board. */
export const createAsciiBoard = ({
  echo = true,
  prompt = true,
  ...rest
}: Partial<AsciiBoardSettings> = {}): RelayBoard => {
  const dialect: RelayBoardDialect<BoardRequest> = {
    cut: (buffer, bytes) => {
      const pushed = pushAsciiLines(buffer, bytes);
      const frames = pushed.frames.flatMap((line) => {
        const command = decodeAsciiCommand(line);
        return command === null ? [] : [requestOf(command)];
      });
      return { ...pushed, frames };
    },
    answer: (request, on) => {
      const echoed = echo ? String.fromCharCode(...encodeAsciiCommand(commandOf(request))) : '';
      const level = on ? 'on' : 'off';
      const told = request.kind === 'write' ? '' : `\n${on === null ? 'error' : level}\n\r`;
      return Uint8Array.from(`${echoed}${told}${prompt ? '>' : ''}`, (character) => character.charCodeAt(0));
    },
  };
  return createRelayBoard(dialect, rest);
};

const requestOf = ({ kind, place }: AsciiCommand): BoardRequest =>
  kind === 'on' || kind === 'off' ? { kind: 'write', place, on: kind === 'on' } : { kind, place };

const commandOf = (request: BoardRequest): AsciiCommand => {
  if (request.kind !== 'write') return request;
  return { kind: request.on ? 'on' : 'off', place: request.place };
};
