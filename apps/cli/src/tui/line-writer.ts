import { displayWidth } from '../show/display-width.ts';
import type { LiveOutput } from '../show/live-region.ts';

/** A line as it is, and as it is painted: colours take no room. */
export interface PaintedLine {
  readonly text: string;
  readonly painted: string;
}

/** Lines at the end of a terminal's output, of which only those are written again that have changed. */
export interface LineWriter {
  /** The lines must not be wider than the terminal. */
  show(lines: readonly PaintedLine[]): void;
  /** Removes them: the cursor is where they began. */
  clear(): void;
}

// Terminals that know these show a frame at once; the others ignore them.
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';
const ERASE_LINE = '\u001b[K';
const ERASE_BELOW = '\u001b[J';

const move = (rows: number): string => {
  if (rows === 0) return '';
  return rows > 0 ? `\u001b[${rows}B` : `\u001b[${-rows}A`;
};

/** No other screen is switched to: what was printed before stays where it is, and can be copied. */
export function lineWriter(out: LiveOutput): LineWriter {
  let shown: readonly PaintedLine[] = [];
  let width = out.columns ?? 0;
  /** A terminal that became narrower has wrapped the lines: then they take more rows than they had. */
  const toStart = (): string => {
    if (shown.length === 0) return '';
    const columns = out.columns || Number.POSITIVE_INFINITY;
    const rows = shown.map(({ text }) => Math.max(1, Math.ceil(displayWidth(text) / columns)));
    return `\r${move(1 - rows.reduce((sum, own) => sum + own, 0))}${ERASE_BELOW}`;
  };
  const wholly = (lines: readonly PaintedLine[]): string =>
    `${toStart()}${lines.map(({ painted }) => painted).join('\r\n')}`;
  return {
    show: (lines) => {
      const isNewWidth = (out.columns ?? 0) !== width;
      width = out.columns ?? 0;
      const text = shown.length === 0 || isNewWidth ? wholly(lines) : changes(shown, lines);
      if (text !== '') out.write(`${BEGIN}${text}${END}`);
      shown = lines;
    },
    clear: () => {
      if (shown.length > 0) out.write(toStart());
      shown = [];
    },
  };
}

/** The cursor is in the last line before and after. */
function changes(before: readonly PaintedLine[], after: readonly PaintedLine[]): string {
  let row = before.length - 1;
  let text = '';
  for (const [i, { painted }] of after.entries()) {
    if (i < before.length) {
      if (painted === before[i]?.painted) continue;
      text += `${move(i - row)}\r${painted}${ERASE_LINE}`;
      row = i;
    } else {
      // Only a line feed makes room at the end of the screen.
      text += `${move(i - 1 - row)}\r\n${painted}`;
      row = i;
    }
  }
  if (after.length < before.length) {
    text += `${move(after.length - row)}\r${ERASE_BELOW}${move(-1)}`;
    row = after.length - 1;
  }
  return text === '' ? '' : `${text}${move(after.length - 1 - row)}`;
}
