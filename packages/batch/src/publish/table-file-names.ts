import type { TableSpec } from '@ballast/results-model';

/** File systems take names of 255 bytes; what is left is for a number, `.csv` and the ending of a file in the making. */
const MOST_BYTES = 215;

/** One input's file of a table of time series. */
export interface SampleFileName {
  /** Position of the input. */
  readonly input: number;
  readonly fileName: string;
}

/** What every table writes: one file, or one for each input. */
export type TableFiles =
  | { readonly kind: 'one'; readonly fileName: string }
  | { readonly kind: 'each'; readonly files: readonly SampleFileName[] };

/**
 * Names for the files of all tables, in their order; the same for the same inputs, whatever becomes of them. No two are
 * equal, also where case does not count: of names that would be, the second gets ` (2)` and so on, in input order.
 * `inputs` are paths with forward slashes.
 */
export function tableFileNames(tables: readonly TableSpec[], inputs: readonly string[]): TableFiles[] {
  const names = new Names();
  // Tables of one file first: their names do not depend on what the inputs are called.
  const ones = tables.map((table) =>
    table.layout === 'time-series' ? null : ({ kind: 'one', fileName: names.claim(fileOf(table)) } as const),
  );
  return tables.map((table, i): TableFiles => {
    const one = ones[i] ?? null;
    if (one !== null) return one;
    const files = inputs.map((file, input) => ({
      input,
      fileName: names.claim(`${stemOf(file)}_${fileOf(table)}`),
    }));
    return { kind: 'each', files };
  });
}

/** Name of a table's file without its extension. */
export function fileOf({ name, style }: TableSpec): string {
  return style?.fileName ?? name;
}

/** Name of a file without folder and extension. */
export function stemOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

class Names {
  readonly #taken = new Set<string>();
  /** How often a name was wanted, so that many equal ones are told apart without trying all numbers. */
  readonly #wanted = new Map<string, number>();

  claim(name: string): string {
    const short = shortened(name);
    const key = keyOf(short);
    let count = (this.#wanted.get(key) ?? 0) + 1;
    while (this.#taken.has(keyOf(numbered(short, count)))) count += 1;
    this.#wanted.set(key, count);
    const own = numbered(short, count);
    this.#taken.add(keyOf(own));
    return `${own}.csv`;
  }
}

function numbered(name: string, count: number): string {
  return count === 1 ? name : `${name} (${count})`;
}

/** Equal for names that one file system or another takes for the same. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Loses its beginning, where the input's name is: the end tells tables apart. */
function shortened(name: string): string {
  const characters = [...name];
  let size = Buffer.byteLength(name);
  let from = 0;
  while (size > MOST_BYTES) {
    size -= Buffer.byteLength(characters[from] ?? '');
    from += 1;
  }
  return characters.slice(from).join('');
}
