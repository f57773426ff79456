import { displayWidth } from './display-width.ts';

export type LiveOutput = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'columns'>>;

/** Lines at the end of a terminal's output that are replaced in place. */
export interface LiveRegion {
  /** The lines must not be wider than the terminal; `paint` adds what takes no room. */
  show(lines: readonly string[], paint?: (line: string) => string): void;
  /** Removes them: the cursor is where they began. */
  clear(): void;
}

const UP = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '');
const ERASE_BELOW = '\u001b[J';

/**
 * Written in one piece with the sequences that every terminal knows, Windows' own included. A terminal that became
 * narrower has wrapped the lines: then they take more rows than they had.
 */
export function liveRegion(out: LiveOutput): LiveRegion {
  let shown: readonly string[] = [];
  const toStart = (): string => {
    if (shown.length === 0) return '';
    const columns = out.columns || Number.POSITIVE_INFINITY;
    const rows = shown.map((line) => Math.max(1, Math.ceil(displayWidth(line) / columns)));
    return `\r${UP(rows.reduce((sum, own) => sum + own, 0) - 1)}${ERASE_BELOW}`;
  };
  return {
    show: (lines, paint = (line) => line) => {
      out.write(`${toStart()}${lines.map(paint).join('\n')}`);
      shown = lines;
    },
    clear: () => {
      if (shown.length > 0) out.write(toStart());
      shown = [];
    },
  };
}
