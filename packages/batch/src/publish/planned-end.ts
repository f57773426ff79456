import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

/** The first part of an input file has its settings; what follows are names of further files. */
const MOST_BYTES = 64 * 1024;

/** `600   TMax   - Total run time (s)`; Fortran may write its exponent with a D, and quotes are allowed. */
const TMAX = /^[ \t]*(["']?)([+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?)\1[ \t,]+["']?TMax\b/im;

/** How long a simulation was to run, as another file says. */
export interface PlannedEnd {
  /** Seconds. */
  readonly time: number;
  /** Name of the file that says so. */
  readonly file: string;
}

/** The `.fst` files of the folders that were looked at: each folder is listed once. */
export class PlannedEnds {
  readonly #folders = new Map<string, ReadonlyMap<string, string>>();

  /**
   * The end in the OpenFAST input file (`.fst`) beside a result file and with its stem; null if there is none, or it does
   * not say. Never throws.
   */
  of(result: string): PlannedEnd | null {
    const { dir, name } = path.parse(result);
    const file = this.#inputFilesIn(dir).get(name.toLowerCase());
    if (file === undefined) return null;
    const time = runTimeIn(path.join(dir, file));
    return time === null ? null : { time, file };
  }

  /** By stem in lower case. */
  #inputFilesIn(folder: string): ReadonlyMap<string, string> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const files = new Map<string, string>();
    for (const name of namesIn(folder)) {
      if (/\.fst$/i.test(name)) files.set(name.slice(0, -'.fst'.length).toLowerCase(), name);
    }
    this.#folders.set(folder, files);
    return files;
  }
}

/** `TMax` in the text of an OpenFAST input file, in seconds; null if it has none that is a number above 0. */
export function runTimeOf(text: string): number | null {
  const found = TMAX.exec(text)?.[2];
  const time = Number(found?.replace(/d/i, 'e') ?? Number.NaN);
  return Number.isFinite(time) && time > 0 ? time : null;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function runTimeIn(file: string): number | null {
  try {
    // Checked before opening: opening a pipe would wait forever for a writer.
    if (!statSync(file).isFile()) return null;
    const fd = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(MOST_BYTES);
      return runTimeOf(buffer.toString('latin1', 0, readSync(fd, buffer, 0, MOST_BYTES, 0)));
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}
