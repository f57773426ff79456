import { createHash } from 'node:crypto';
import { hasInputFiles, type TableFormat, type TableSpec } from '@ballast/results-model';

/** File systems allow names of 255 bytes; the rest is for a hash, `.csv` and the suffix of a file that is being written. */
const MOST_BYTES = 215;

/** One input's file of a table of time series. */
export interface SampleFileName {
  /** Position of the input. */
  readonly input: number;
  readonly fileName: string;
}

/** What every table writes: one file; or one for each input, and an index of them unless all are named by their stems. */
export type TableFiles =
  | { readonly kind: 'one'; readonly fileName: string }
  | { readonly kind: 'each'; readonly files: readonly SampleFileName[]; readonly indexName: string | null };

/**
 * Names for the files of all tables as CSV, in their order; see `inFormat`. The file of an input is named by the input's own path, whatever other
 * inputs there are. No two names are equal, even on a file system that ignores case: where paths or tables differ in too
 * little for that, a name gets a hash of what it stands for. `inputs` are paths with forward slashes.
 */
export function tableFileNames(tables: readonly TableSpec[], inputs: readonly string[]): TableFiles[] {
  const names = new Names();
  // Tables of one file first: their names do not depend on the names of the inputs.
  const ones = tables.map((table) =>
    hasInputFiles(table)
      ? null
      : ({ kind: 'one', fileName: names.claim(fileOf(table), `table ${table.name}`) } as const),
  );
  const indexes = tables.map((table) =>
    hasInputFiles(table) ? names.claim(`${fileOf(table)}_index`, `index ${table.name}`) : null,
  );
  return tables.map((table, i): TableFiles => {
    const one = ones[i] ?? null;
    if (one !== null) return one;
    const files = inputs.map((file, input) => ({
      input,
      fileName: names.claim(`${inputName(file)}_${fileOf(table)}`, `table ${table.name} of ${file}`),
    }));
    const isPlain = files.every(({ input, fileName }) => {
      return fileName === `${inputStem(inputs[input] ?? '')}_${fileOf(table)}.csv`;
    });
    return { kind: 'each', files, indexName: isPlain ? null : (indexes[i] ?? null) };
  });
}

/** The name of the same table in another format; no two tables share a name without its extension. */
export function inFormat(fileName: string, format: TableFormat): string {
  return fileName.replace(/csv$/, format);
}

/** Name of a table's file without its extension. */
function fileOf({ name, style }: TableSpec): string {
  return style?.fileName ?? name;
}

/** A pattern for the names of a table's files, with `*` for the input: it matches all of them, also the numbered ones. */
export function sampleFilePattern(
  table: TableSpec,
  fileNames: readonly string[],
  format: TableFormat,
): string {
  const ending = `_${fileOf(table)}`;
  const numbered = fileNames.some((name) => !name.endsWith(`${ending}.${format}`));
  return `*${ending}${numbered ? '*' : ''}.${format}`;
}

/** Name of an input without folder and extension, as tables show it. */
export function inputStem(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** The extensions of result files; any other one distinguishes files of one run, and stays in their names. */
const RESULT = /(?<=[^/])\.(?:outb?|sim)$/i;
/** Stands for the slashes of a path. */
const SLASH = '--';

/**
 * The path of an input as a part of a file name: `dlc11/turbine.outb` is `dlc11--turbine`. Paths that could be mistaken for
 * others get a hash.
 */
function inputName(file: string): string {
  const bare = file.replace(RESULT, '');
  const parts = bare.split('/');
  const plain = parts.join(SLASH);
  const isUnclear = parts.length > 1 && parts.some((part) => part.includes(SLASH) || /^-|-$/.test(part));
  return isUnclear ? `${plain}-${hashOf(file)}` : plain;
}

class Names {
  readonly #taken = new Set<string>();

  /** `meaning` is different for every name. */
  claim(name: string, meaning: string): string {
    const short = shortened(name);
    const isWhole = short === name && !this.#taken.has(keyOf(name));
    let own = isWhole ? name : `${short}-${hashOf(meaning)}`;
    while (this.#taken.has(keyOf(own))) own = `${own}-`;
    this.#taken.add(keyOf(own));
    return `${own}.csv`;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
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
