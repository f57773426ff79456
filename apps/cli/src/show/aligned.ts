import { forTerminal } from '@ballast/text';

/** A column of a text table; numbers stand to the right. */
export interface AlignedColumn {
  readonly head: string;
  readonly right?: boolean;
}

/** Lines of a table whose columns are as wide as their widest cell. Every cell is safe to print. */
export function aligned(columns: readonly AlignedColumn[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ head }) => head), ...rows.map((cells) => cells.map(forTerminal))];
  const widths = columns.map((_, i) =>
    all.reduce((most, cells) => Math.max(most, (cells[i] ?? '').length), 0),
  );
  return all.map((cells) =>
    columns
      .map(({ right = false }, i) => {
        const cell = cells[i] ?? '';
        const width = widths[i] ?? 0;
        return right ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
