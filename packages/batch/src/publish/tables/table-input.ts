import path from 'node:path';
import type { BatchFigures, TaskFigures } from '@ballast/reporting';
import type { Completeness, FileResult, TableInput as RowInput } from '@ballast/results-model';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { type Known, knownResult } from '../../worker/results/known-result.ts';
import type { ListedState } from '../../worker/results/stored-result.ts';
import { sameRuns } from '../compare/same-runs.ts';
import { inputStem } from './table-file-names.ts';

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

/** Every input of a batch with its status and its published result. */
export function tableInputs({ tasks }: BatchFigures, prepared: PreparedBatch): TableInput[] {
  const { batch, inputs } = prepared;
  // An input that could not be read stands for nothing.
  const same = sameRuns(inputs, batch.reader).filter(
    ({ other }) => tasks[other]?.outcome?.kind === 'succeeded',
  );
  const left = new Set(same.map(({ task }) => task));
  return tasks.map((figures) => new ListedInput(prepared, figures, !left.has(figures.task)));
}

/** What can be found out again is not kept: there may be very many inputs. */
class ListedInput implements TableInput {
  readonly #prepared: PreparedBatch;
  readonly #figures: TaskFigures;
  readonly counts: boolean;

  constructor(prepared: PreparedBatch, figures: TaskFigures, counts: boolean) {
    this.#prepared = prepared;
    this.#figures = figures;
    this.counts = counts;
  }

  get task(): number {
    return this.#figures.task;
  }

  get file(): string {
    return this.#figures.file;
  }

  get path(): string {
    return posix(this.#prepared.inputs[this.task]?.path ?? this.file);
  }

  get status(): string {
    return this.#figures.tableStatus;
  }

  get completeness(): Completeness {
    const { outcome } = this.#figures;
    return outcome?.kind === 'succeeded' ? outcome.completeness : 'complete';
  }

  get caseValues(): TableInput['caseValues'] {
    return this.#prepared.cases?.values[this.task] ?? null;
  }

  get result(): Known | null {
    const { task, outcome } = this.#figures;
    if (outcome?.kind !== 'succeeded' || outcome.result === null) return null;
    const { output, plan } = this.#prepared;
    return knownResult(output.root, { task, result: outcome.result, files: outcome.files }, plan);
  }

  get source(): ListedState | null {
    const { outcome } = this.#figures;
    if (outcome?.kind !== 'succeeded') return null;
    const { inputs, start } = this.#prepared;
    const before = start.settled.outcomes[this.task];
    const isOfBefore = before?.kind === 'succeeded' && before.result === outcome.result;
    // An input may change between its listing and its attempt: then the attempt has read what it is now.
    return isOfBefore ? (inputs[this.task] ?? null) : null;
  }
}

/** What the rows of an input are made of. */
export function rowInput(input: TableInput, result: FileResult | null): RowInput {
  const { file, path: place, status, completeness, counts, caseValues } = input;
  return { file, path: place, stem: inputStem(file), status, completeness, counts, caseValues, result };
}

/** A path with forward slashes, as tables and reports name files. */
export function posix(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}
