import { type Cell, type CsvStyle, cellText, PLAIN_CSV, printedNumber } from './csv.ts';

/** Rows whose numbers become text at a time. */
const AT_A_TIME = 1000;

export interface LinesOptions {
  readonly style?: CsvStyle | undefined;
  /** The first cell of each line. */
  readonly from: number;
  /** What stands before each line. */
  readonly mark: string;
}

/** Many lines as `csvLine` makes each of them: the numbers of all become text at once, which takes two thirds of the time. */
export function csvLines(rows: readonly (readonly Cell[])[], options: LinesOptions): string {
  let text = '';
  for (let at = 0; at < rows.length; at += AT_A_TIME)
    text += linesOf(rows.slice(at, at + AT_A_TIME), options);
  return text;
}

function linesOf(
  rows: readonly (readonly Cell[])[],
  { style = PLAIN_CSV, from, mark }: LinesOptions,
): string {
  const numbers = numbersIn(rows, { style, from });
  let text = '';
  let next = 0;
  for (const cells of rows) {
    text += mark;
    for (let i = from; i < cells.length; i += 1) {
      if (i > from) text += style.delimiter;
      const cell = cells[i] ?? null;
      if (typeof cell !== 'number') text += cellText(cell, style);
      else if (Number.isFinite(cell)) text += numbers[next++];
    }
    text += '\r\n';
  }
  return text;
}

/** The texts of all numbers, in their order. JSON has finite numbers as they are printed: in their shortest form. */
function numbersIn(
  rows: readonly (readonly Cell[])[],
  { style, from }: { readonly style: CsvStyle; readonly from: number },
): readonly string[] {
  const numbers: number[] = [];
  for (const cells of rows) {
    for (let i = from; i < cells.length; i += 1) {
      const cell = cells[i];
      if (typeof cell === 'number' && Number.isFinite(cell)) numbers.push(printedNumber(cell, style));
    }
  }
  const text = JSON.stringify(numbers).slice(1, -1);
  if (style.decimal === '.') return text.split(',');
  return text.split(',').map((number) => number.replace('.', style.decimal));
}
