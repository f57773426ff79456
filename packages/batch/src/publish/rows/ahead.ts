import { tableStatus } from '@ballast/reporting';
import type { Outcome } from '@ballast/scheduler/journal';
import { PartReader } from '../../files/part-reader.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { isAsWritten, type Known, knownResult } from '../../worker/results/known-result.ts';
import type { ReadPart } from '../../worker/results/stored-result.ts';
import { Comparison } from '../compare/compare-files.ts';
import type { ReportsCompared } from '../compare/compare-runs.ts';
import { posix, type TableInput } from '../tables/table-input.ts';
import type { TableResults } from '../tables/table-results.ts';
import { TablesAhead } from './tables-ahead.ts';

/** Results are read for this long, in milliseconds, before the next message of a worker is looked at. */
const AT_A_TIME = 2;

/** What was read of the results while the batch ran: of the first inputs, in their order. */
export interface ReadAhead {
  readonly results: TableResults;
  readonly comparison: Comparison;
  readonly tables: TablesAhead;
  /** How many inputs: the others are still to be read. */
  readonly count: number;
}

/**
 * Reads and checks results as soon as they have settled, in input order, while the workers read other files: what the
 * comparison of the files needs of them is kept, tables get their rows, and the results are dropped. Failing here costs nothing:
 * everything is read again at the end.
 */
export class ResultsAhead implements Disposable {
  readonly #prepared: PreparedBatch;
  readonly #results: TableResults;
  readonly #comparison: Comparison;
  readonly #tables: TablesAhead;
  /** Final outcomes by task, as far as they are known. */
  readonly #outcomes: (Outcome | undefined)[];
  /** The results that were read; null for an input without one. */
  readonly #read: (string | null)[] = [];
  #next: NodeJS.Immediate | null = null;
  #isOver = false;
  #hasFailed = false;

  constructor(
    prepared: PreparedBatch,
    { results, reports }: { readonly results: TableResults; readonly reports: ReportsCompared },
  ) {
    this.#prepared = prepared;
    this.#results = results;
    this.#comparison = new Comparison(prepared, reports);
    this.#tables = new TablesAhead(prepared);
    this.#outcomes = [...prepared.start.settled.outcomes];
  }

  settled(task: number, outcome: Outcome): void {
    this.#outcomes[task] = outcome;
    this.#continue();
  }

  /**
   * Reads no more. What was read, if it is of these inputs, and if their results are still what was written; null otherwise, or
   * if something went wrong.
   */
  finish(inputs: readonly TableInput[]): ReadAhead | null {
    this.#stop();
    using files = new PartReader();
    const read: ReadPart = (file, part) => files.read(file, part);
    const isSame =
      !this.#hasFailed && this.#read.every((name, task) => isStill(inputs[task]?.result ?? null, name, read));
    if (!isSame || this.#results.damaged().length > 0) {
      this.#tables[Symbol.dispose]();
      return null;
    }
    const { length: count } = this.#read;
    this.#outcomes.length = 0;
    this.#read.length = 0;
    return {
      results: this.#results,
      comparison: this.#comparison,
      tables: this.#tables,
      count,
    };
  }

  [Symbol.dispose](): void {
    this.#stop();
    this.#results[Symbol.dispose]();
    this.#tables[Symbol.dispose]();
  }

  #stop(): void {
    this.#isOver = true;
    if (this.#next !== null) clearImmediate(this.#next);
    this.#next = null;
  }

  /** A few results at a time: what the workers report comes first. */
  #continue(): void {
    if (this.#next !== null || !this.#hasNext()) return;
    this.#next = setImmediate(() => {
      this.#next = null;
      const until = performance.now() + AT_A_TIME;
      try {
        do this.#take(this.#read.length);
        while (this.#hasNext() && performance.now() < until);
      } catch {
        this.#hasFailed = true;
        this.#isOver = true;
        // Room for the tables, if there was none.
        this.#tables[Symbol.dispose]();
      }
      this.#continue();
    });
  }

  #hasNext(): boolean {
    return !this.#isOver && this.#outcomes[this.#read.length] !== undefined;
  }

  #take(task: number): void {
    const outcome = this.#outcomes[task];
    const input = this.#prepared.inputs[task];
    if (outcome === undefined || input === undefined) return;
    const result = resultOf(this.#prepared, task, outcome);
    const isOfBefore = this.#prepared.start.settled.outcomes[task] === outcome;
    const about = {
      task,
      file: input.file,
      path: posix(input.path),
      ...judged(outcome),
      counts: true,
      caseValues: null,
      result,
      source: isOfBefore ? input : null,
    };
    const found = this.#results.readAll(about);
    if (found !== null) this.#comparison.add(about, found.result);
    this.#tables.add(about, found);
    this.#read.push(nameOf(result));
  }
}

/** As the outcome alone shows it; the comparison of the files may add to that. */
function judged(outcome: Outcome): Pick<TableInput, 'status' | 'completeness'> {
  const completeness = outcome.kind === 'succeeded' ? outcome.completeness : 'complete';
  return { status: tableStatus(outcome), completeness };
}

function resultOf({ output, plan }: PreparedBatch, task: number, outcome: Outcome): Known | null {
  if (outcome.kind !== 'succeeded' || outcome.result === null) return null;
  return knownResult(output.root, { task, ...outcome }, plan);
}

function isStill(result: Known | null, name: string | null, read: ReadPart): boolean {
  if (nameOf(result) !== name) return false;
  return result?.ok !== true || isAsWritten(result.known, read);
}

function nameOf(result: Known | null): string | null {
  if (result === null) return null;
  return result.ok ? result.known.name : result.reason;
}
