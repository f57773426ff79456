import type { FileResult } from '@ballast/results-model';
import { PartReader } from '../../files/part-reader.ts';
import type { ResultsCollector } from '../../page/results.ts';
import type { DamagedResult } from '../../worker/results/damaged-result.ts';
import { type Known, readKnown } from '../../worker/results/known-result.ts';
import type { LinesOfResult } from '../../worker/results/result-bytes.ts';
import { isReadFrom, type Stored } from '../../worker/results/stored-result.ts';
import type { TableInput } from './table-input.ts';

/** Results up to this many bytes, as they are stored, stay in memory for the next time that they are needed. */
const MOST_KEPT = 16 * 1024 * 1024;

/** A result with the rows of tables that were made with it. */
export interface ReadInput {
  readonly result: FileResult;
  readonly lines: LinesOfResult;
}

/** Reads and checks the published results, and sums up the counters of their readers. */
export class TableResults implements Disposable {
  readonly #collector: Pick<ResultsCollector, 'add'> | undefined;
  readonly #counters = new Map<string, number>();
  readonly #licences = new Set<string>();
  readonly #counted = new Set<number>();
  readonly #damaged = new Map<number, DamagedResult>();
  readonly #kept = new Map<number, ReadInput>();
  readonly #files = new PartReader();
  readonly #mostKept: number;
  #keptBytes = 0;

  /** `collector`: is given every result, once. `keeps`: whether results are needed again. */
  constructor(
    collector?: Pick<ResultsCollector, 'add'>,
    { keeps = true }: { readonly keeps?: boolean } = {},
  ) {
    this.#collector = collector;
    this.#mostKept = keeps ? MOST_KEPT : 0;
  }

  /** Null if there is no result, or if it is not what was written. */
  read(input: TableInput): FileResult | null {
    return this.readAll(input)?.result ?? null;
  }

  /** The same with the rows of tables that were made with it. */
  readAll(input: TableInput): ReadInput | null {
    const { task, result } = input;
    if (result === null || this.#damaged.has(task)) return null;
    const kept = this.#kept.get(task);
    if (kept !== undefined) return kept;
    const found = this.#found(input, result);
    if (!found.ok) {
      this.isDamaged(input, found.reason);
      return null;
    }
    if (!this.#counted.has(task)) {
      this.#count(task, found.result);
      if (result.ok) this.#collector?.add({ task, result: found.result, known: result.known });
    }
    this.#keptBytes += found.written.bytes;
    if (this.#keptBytes <= this.#mostKept) this.#kept.set(task, found);
    return found;
  }

  /** `reason`: the end of a sentence; the first one for an input counts. */
  isDamaged({ task, file, result }: TableInput, reason: string): void {
    if (this.#damaged.has(task)) return;
    const name = result?.ok === true ? result.known.name : '';
    this.#damaged.set(task, { task, file, result: name, reason });
  }

  /** Results that are not what was written, as far as they have been read. */
  damaged(): readonly DamagedResult[] {
    return [...this.#damaged.values()];
  }

  /** Reads the results that have not been read yet. */
  readRest(inputs: readonly TableInput[]): void {
    for (const input of inputs) if (!this.#counted.has(input.task)) this.read(input);
  }

  /** States of the licences that readers held. */
  licences(): readonly string[] {
    return [...this.#licences].sort();
  }

  /** Sums over all inputs, by name. */
  counters(): Record<string, number> {
    return Object.fromEntries([...this.#counters].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Results can be read afterwards, too. */
  [Symbol.dispose](): void {
    this.#files[Symbol.dispose]();
  }

  #count(task: number, { facts }: FileResult): void {
    this.#counted.add(task);
    if (facts.licence !== undefined) this.#licences.add(facts.licence);
    for (const [name, count] of Object.entries(facts.counters ?? {})) {
      this.#counters.set(name, (this.#counters.get(name) ?? 0) + count);
    }
  }

  /** A reason if it is not what was written for this input. */
  #found({ source }: TableInput, result: Known): Stored {
    if (!result.ok) return result;
    const stored = readKnown(result.known, (file, part) => this.#files.read(file, part));
    if (stored.ok && source !== null && !isReadFrom(stored.result, source))
      return { ok: false, reason: 'it is of another state of the file' };
    return stored;
  }
}
