import { ENDED_EARLY } from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import type { FileFacts, FileResult } from '@ballast/results-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { earlyEnds } from '../early-ends.ts';
import type { FileEnd } from '../end-groups.ts';
import { PlannedEnds } from '../planned-end.ts';
import type { TableInput } from '../tables/table-input.ts';
import type { TableResults } from '../tables/table-results.ts';
import { UnitSurvey } from '../unit-survey.ts';
import type { ReportsCompared } from './compare-runs.ts';
import { sameRuns } from './same-runs.ts';

type Compared = RecordOf<'compared'>;

type Compares = Pick<PreparedBatch, 'batch' | 'inputs'>;

/** Compares the files of a batch with each other; each result is added once, in the order of the inputs. */
export class Comparison {
  readonly #prepared: Compares;
  readonly #units = new UnitSurvey();
  readonly #ends: FileEnd[] = [];
  readonly #plans = new PlannedEnds();
  readonly #reports: ReportsCompared;
  /** The tasks of the reports, in the order in which they were added. */
  readonly #reported: number[] = [];

  constructor(prepared: Compares, reports: ReportsCompared) {
    this.#prepared = prepared;
    this.#reports = reports;
  }

  add({ task, file, path }: Pick<TableInput, 'task' | 'file' | 'path'>, result: FileResult): void {
    const { batch, inputs: listed } = this.#prepared;
    const { totals } = result.facts;
    if (totals !== undefined) {
      this.#reported.push(task);
      this.#reports.add({ file, totals });
    }
    // The reports of one simulation end with their last events, and have other channels.
    if (batch.reader === 'one') return;
    this.#units.add(file, result);
    const end = endOf(result.facts);
    const planned = end === null ? null : this.#plans.of(listed[task]?.path ?? path);
    if (end !== null) this.#ends.push({ task, file, planned, ...end });
  }

  records(at: Milliseconds): Compared[] {
    const { batch, inputs: listed } = this.#prepared;
    const record = (task: number | null, code: string, message: string): Compared => {
      return { type: 'compared', at, task, code, message };
    };
    return [
      ...this.#units.differences().map((message) => record(null, 'UNITS_DIFFER', message)),
      ...sameRuns(listed, batch.reader).map(({ task, code, message }) => record(task, code, message)),
      ...this.#reports
        .found()
        .map(({ report, message }) => record(this.#reported[report] ?? null, 'REPORTS_DISAGREE', message)),
      ...earlyEnds(this.#ends).map(({ task, message, certain }): Compared => {
        if (!certain) return record(task, 'ENDS_BEFORE_OTHERS', message);
        return { ...record(task, ENDED_EARLY, message), completeness: 'partial' };
      }),
    ];
  }
}

/** What the files of a batch show when they are compared with each other: reads every result that was not read ahead. */
export function compareFiles(
  { inputs, results }: { readonly inputs: readonly TableInput[]; readonly results: TableResults },
  /** The comparison, with the first `count` of the inputs. */
  { comparison, count }: { readonly comparison: Comparison; readonly count: number },
  at: Milliseconds,
): Compared[] {
  for (const input of inputs.slice(count)) {
    const result = results.read(input);
    if (result !== null) comparison.add(input, result);
  }
  return comparison.records(at);
}

/** Null for a format that says itself when a simulation was to end, and for a file that is known to be incomplete. */
function endOf(facts: FileFacts): Pick<FileEnd, 'end' | 'step'> | null {
  const { completeness, samples, startTime, endTime, plannedEndTime } = facts;
  if (completeness !== 'complete' || plannedEndTime !== null || endTime === null) return null;
  const step = samples > 1 && startTime !== null ? (endTime - startTime) / (samples - 1) : 0;
  return { end: endTime, step: Math.max(0, step) };
}
