import path from 'node:path';
import type { BatchFigures } from '@ballast/reporting';
import type { Completeness, FileResult } from '@ballast/results-model';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { readResult } from '../worker/stored-result.ts';
import { sameRuns } from './same-runs.ts';

/** One input's part in the tables. */
export interface TableInput {
  /** Relative to the input folder, as tables name it. */
  readonly file: string;
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly status: string;
  /** Of its simulation, as it is judged in the batch; `complete` for a file that was not read. */
  readonly completeness: Completeness;
  /** Whether rows below the inputs count it: not if another input stands for the same run. */
  readonly counts: boolean;
  /** Published result file, or null if there is none. */
  readonly result: string | null;
}

/** Reads the published results, one at a time, and sums up the counters of their readers. */
export class TableResults {
  readonly #counters = new Map<string, number>();
  readonly #licences = new Set<string>();
  readonly #counted = new Set<string>();

  read({ result: file }: TableInput): FileResult | null {
    if (file === null) return null;
    const result = readResult(file);
    if (!this.#counted.has(file)) {
      this.#counted.add(file);
      if (result.facts.licence !== undefined) this.#licences.add(result.facts.licence);
      for (const [name, count] of Object.entries(result.facts.counters ?? {})) {
        this.#counters.set(name, (this.#counters.get(name) ?? 0) + count);
      }
    }
    return result;
  }

  /** States of the licences that readers held, as far as results have been read. */
  licences(): readonly string[] {
    return [...this.#licences].sort();
  }

  /** Sums over all inputs, by name; reads the results that have not been read yet. */
  counters(inputs: readonly TableInput[]): Record<string, number> {
    for (const input of inputs) {
      if (input.result !== null && !this.#counted.has(input.result)) this.read(input);
    }
    return Object.fromEntries([...this.#counters].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Every input of a batch with its status and its published result. */
export function tableInputs({ tasks }: BatchFigures, { batch, inputs, output }: PreparedBatch): TableInput[] {
  // An input that could not be read stands for nothing.
  const same = sameRuns(inputs, batch.reader).filter(
    ({ other }) => tasks[other]?.outcome?.kind === 'succeeded',
  );
  const left = new Set(same.map(({ task }) => task));
  return tasks.map(({ task, file, tableStatus, outcome }) => ({
    file,
    path: posix(inputs[task]?.path ?? file),
    status: tableStatus,
    completeness: outcome?.kind === 'succeeded' ? outcome.completeness : 'complete',
    counts: !left.has(task),
    result:
      outcome?.kind === 'succeeded' && outcome.result !== null ? output.published(outcome.result) : null,
  }));
}

/** A path with forward slashes, as tables and reports name files. */
export function posix(file: string): string {
  return file.split(path.sep).join('/');
}
