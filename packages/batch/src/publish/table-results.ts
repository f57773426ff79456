import path from 'node:path';
import type { BatchFigures } from '@ballast/reporting';
import type { Completeness, FileResult } from '@ballast/results-model';
import type { ResultsCollector } from '../page/results.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { DamagedResult } from '../worker/damaged-result.ts';
import { type Known, knownResult, readKnown } from '../worker/known-result.ts';
import { isReadFrom, type ListedState, type Stored } from '../worker/stored-result.ts';
import { sameRuns } from './same-runs.ts';

/** One input's part in the tables. */
export interface TableInput {
  readonly task: number;
  /** Relative to the input folder, as tables name it. */
  readonly file: string;
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly status: string;
  /** Of its simulation, as it is judged in the batch; `complete` for a file that was not read. */
  readonly completeness: Completeness;
  /** Whether rows below the inputs count it: not if another input stands for the same run. */
  readonly counts: boolean;
  /** The properties of its load case; null if it has none. */
  readonly caseValues: Readonly<Record<string, string>> | null;
  /** Its published result; null if there is none. */
  readonly result: Known | null;
  /** The state of the input that the result must be of; null if this process has read it. */
  readonly source: ListedState | null;
}

/** Results up to this many bytes, as they are stored, stay in memory for the next time that they are needed. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Reads and checks the published results, and sums up the counters of their readers. */
export class TableResults {
  readonly #collector: Pick<ResultsCollector, 'add'> | undefined;
  readonly #counters = new Map<string, number>();
  readonly #licences = new Set<string>();
  readonly #counted = new Set<number>();
  readonly #damaged = new Map<number, DamagedResult>();
  readonly #kept = new Map<number, FileResult>();
  #keptBytes = 0;

  /** `collector`: is given every result, once. */
  constructor(collector?: Pick<ResultsCollector, 'add'>) {
    this.#collector = collector;
  }

  /** Null if there is no result, or if it is not what was written. */
  read(input: TableInput): FileResult | null {
    const { task, result } = input;
    if (result === null || this.#damaged.has(task)) return null;
    const kept = this.#kept.get(task);
    if (kept !== undefined) return kept;
    const found = foundResult(input, result);
    if (!found.ok) {
      this.isDamaged(input, found.reason);
      return null;
    }
    if (!this.#counted.has(task)) {
      this.#count(task, found.result);
      if (result.ok) this.#collector?.add({ task, result: found.result, known: result.known });
    }
    this.#keptBytes += found.written.bytes;
    if (this.#keptBytes <= MOST_KEPT) this.#kept.set(task, found.result);
    return found.result;
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

  #count(task: number, { facts }: FileResult): void {
    this.#counted.add(task);
    if (facts.licence !== undefined) this.#licences.add(facts.licence);
    for (const [name, count] of Object.entries(facts.counters ?? {})) {
      this.#counters.set(name, (this.#counters.get(name) ?? 0) + count);
    }
  }
}

/** A reason if it is not what was written for this input. */
function foundResult({ source }: TableInput, result: Known): Stored {
  if (!result.ok) return result;
  const stored = readKnown(result.known);
  if (stored.ok && source !== null && !isReadFrom(stored.result, source))
    return { ok: false, reason: 'it is of another state of the file' };
  return stored;
}

/** Every input of a batch with its status and its published result. */
export function tableInputs({ tasks }: BatchFigures, prepared: PreparedBatch): TableInput[] {
  const { batch, inputs, output, plan, start } = prepared;
  // An input that could not be read stands for nothing.
  const same = sameRuns(inputs, batch.reader).filter(
    ({ other }) => tasks[other]?.outcome?.kind === 'succeeded',
  );
  const left = new Set(same.map(({ task }) => task));
  return tasks.map(({ task, file, tableStatus: status, outcome }) => {
    const input = inputs[task];
    const completeness = outcome?.kind === 'succeeded' ? outcome.completeness : 'complete';
    const judged = { status, completeness, counts: !left.has(task) };
    const caseValues = prepared.cases?.values[task] ?? null;
    const about = { task, file, path: posix(input?.path ?? file), caseValues, ...judged };
    if (outcome?.kind !== 'succeeded' || outcome.result === null)
      return { ...about, result: null, source: null };
    const before = start.settled.outcomes[task];
    const isOfBefore = before?.kind === 'succeeded' && before.result === outcome.result;
    const result = knownResult(output.root, { task, ...outcome }, plan);
    // An input may change between its listing and its attempt: then the attempt has read what it is now.
    return { ...about, result, source: isOfBefore ? (input ?? null) : null };
  });
}

/** A path with forward slashes, as tables and reports name files. */
export function posix(file: string): string {
  return file.split(path.sep).join('/');
}
