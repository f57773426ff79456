/** What a terminal shows after some output, for the sequences that the command line writes. */
export interface TerminalScreen {
  write(text: string): void;
  /** Lines wrap at the new width, as on most terminals; the cursor stays behind the same text. */
  resize(columns: number): void;
  /** Everything from the first line on, with what has scrolled away; without blanks at the ends. */
  lines(): string[];
}

/** A character of the wide kind takes two cells; the second one is empty. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\u{1f300}-\u{1faff}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences.
const PIECE = /\u001b\[(\d*)([A-Za-z])|\u001b\[\?2026[hl]|[\s\S]/gu;

export function terminalScreen(columns: number, rows: number = 1000): TerminalScreen {
  let width = columns;
  // Each row knows whether the next one continues it.
  let screen: { cells: string[]; wraps: boolean }[] = [{ cells: [], wraps: false }];
  let row = 0;
  let column = 0;
  const at = (number: number): { cells: string[]; wraps: boolean } => {
    while (screen.length <= number) screen.push({ cells: [], wraps: false });
    return screen[number] ?? { cells: [], wraps: false };
  };
  const put = (character: string): void => {
    const size = WIDE.test(character) ? 2 : 1;
    if (column + size > width) {
      at(row).wraps = true;
      row += 1;
      column = 0;
    }
    const { cells } = at(row);
    while (cells.length < column) cells.push(' ');
    cells[column] = character;
    if (size === 2) cells[column + 1] = '';
    column += size;
  };
  const control = (count: number, letter: string): void => {
    // Nothing above the screen can be reached.
    if (letter === 'A') row = Math.max(0, screen.length - rows, row - Math.max(1, count));
    else if (letter === 'B') row = Math.min(screen.length - 1, row + Math.max(1, count));
    else if (letter === 'K') at(row).cells.length = Math.min(at(row).cells.length, column);
    else if (letter === 'J') {
      at(row).cells.length = Math.min(at(row).cells.length, column);
      at(row).wraps = false;
      screen = screen.slice(0, row + 1);
    } else if (letter !== 'm') throw new Error(`expected A, B, J, K or m, found ${letter}`);
  };
  return {
    write: (text) => {
      for (const [piece, count = '', letter] of text.matchAll(PIECE)) {
        // The brackets around a frame.
        if (piece.startsWith('\u001b[?')) continue;
        if (letter !== undefined) control(Number(count), letter);
        else if (piece === '\r') column = 0;
        else if (piece === '\n') {
          row += 1;
          column = 0;
          at(row);
        } else put(piece);
      }
    },
    resize: (next) => {
      const before = screen;
      const [cursorRow, cursorColumn] = [row, column];
      screen = [{ cells: [], wraps: false }];
      width = next;
      [row, column] = [0, 0];
      let cursor: readonly [number, number] = [0, 0];
      for (const [i, one] of before.entries()) {
        const cells = one.cells.filter((cell) => cell !== '');
        for (const [j, cell] of cells.entries()) {
          if (i === cursorRow && j === cursorColumn) cursor = [row, column];
          put(cell);
        }
        if (i === cursorRow && cells.length <= cursorColumn) cursor = [row, column];
        if (one.wraps || i === before.length - 1) continue;
        row += 1;
        column = 0;
        at(row);
      }
      [row, column] = cursor;
    },
    lines: () => screen.map(({ cells }) => cells.join('').trimEnd()),
  };
}
