/** Headers of cells that identify an input; the first one in the table is used. An absolute path differs from folder to folder. */
const INPUT = ['file', 'stem', 'fe_filename_stem', 'path', 'fe_filename'];
/** Headers of cells that distinguish the rows of one input. */
const WITHIN = ['object', 'variable', 'period', 'label', 'Label', 'linked', 'statistic'];

/** Names of a table's rows, taken from the cells that its headers point to. */
export interface RowNames {
  /** Equal for rows that belong together; empty if only their order identifies them. */
  readonly name: (cells: readonly string[]) => string;
  /** The name that a person would look for. */
  readonly file: (cells: readonly string[]) => string;
}

/** `shared`: headers that both tables have, so that both name their rows in the same way. */
export function rowNames(headers: readonly string[], shared: ReadonlySet<string>): RowNames {
  const at = (name: string): number => (shared.has(name) ? headers.indexOf(name) : -1);
  const input = INPUT.map(at).find((position) => position >= 0);
  const within = WITHIN.map(at).filter((position) => position >= 0);
  if (input === undefined) {
    // Samples of time series: times may differ a little, their order does not.
    const first = headers[0] === 'time' || !shared.has(headers[0] ?? '') ? [] : [0];
    const cells = [...first, ...within.filter((position) => position !== 0)];
    return { name: joined(headers[0] === 'time' ? [] : cells), file: (row) => row[0] ?? '' };
  }
  return { name: joined([input, ...within]), file: (row) => row[input] || joined(within)(row) };
}

function joined(positions: readonly number[]): (cells: readonly string[]) => string {
  return (cells) =>
    positions
      .map((position) => cells[position] ?? '')
      .filter((cell) => cell !== '')
      .join(', ');
}
