import type { TableSpec } from '@ballast/results-model';

/** File systems allow names of 255 bytes; the rest is for a number, `.csv` and the suffix of a file that is being written. */
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
 * Names for the files of all tables, in their order; the same inputs always give the same names. No two names are equal,
 * even on a file system that ignores case: a repeated name gets ` (2)`, ` (3)` and so on, in input order. `inputs` are paths
 * with forward slashes.
 */
export function tableFileNames(tables: readonly TableSpec[], inputs: readonly string[]): TableFiles[] {
  const names = new Names();
  // Tables of one file first: their names do not depend on the names of the inputs.
  const ones = tables.map((table) =>
    table.layout === 'time-series' ? null : ({ kind: 'one', fileName: names.claim(fileOf(table)) } as const),
  );
  return tables.map((table, i): TableFiles => {
    const one = ones[i] ?? null;
    if (one !== null) return one;
    const files = inputs.map((file, input) => ({
      input,
      fileName: names.claim(`${inputStem(file)}_${fileOf(table)}`),
    }));
    return { kind: 'each', files };
  });
}

/** Name of a table's file without its extension. */
function fileOf({ name, style }: TableSpec): string {
  return style?.fileName ?? name;
}

/** A pattern for the names of a table's files, with `*` for the input: it matches all of them, also the numbered ones. */
export function sampleFilePattern(table: TableSpec, fileNames: readonly string[]): string {
  const ending = `_${fileOf(table)}`;
  const numbered = fileNames.some((name) => !name.endsWith(`${ending}.csv`));
  return `*${ending}${numbered ? '*' : ''}.csv`;
}

/** Name of an input without folder and extension, as tables show it. */
export function inputStem(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

class Names {
  readonly #taken = new Set<string>();
  /** How often each name was claimed: the next number to try. */
  readonly #claims = new Map<string, number>();

  claim(name: string): string {
    const short = shortened(name);
    const key = keyOf(short);
    let count = (this.#claims.get(key) ?? 0) + 1;
    while (this.#taken.has(keyOf(numbered(short, count)))) count += 1;
    this.#claims.set(key, count);
    const own = numbered(short, count);
    this.#taken.add(keyOf(own));
    return `${own}.csv`;
  }
}

function numbered(name: string, count: number): string {
  return count === 1 ? name : `${name} (${count})`;
}

/** Equal for names that some file system treats as the same. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Cuts the beginning, which is the input's name: the end distinguishes tables. */
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
