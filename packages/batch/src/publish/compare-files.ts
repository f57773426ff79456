import { ENDED_EARLY } from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import type { FileFacts, RunTotals } from '@ballast/results-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { ReportsCompared } from './compare-runs.ts';
import { earlyEnds } from './early-ends.ts';
import type { FileEnd } from './end-groups.ts';
import { PlannedEnds } from './planned-end.ts';
import { sameRuns } from './same-runs.ts';
import type { TableInput, TableResults } from './table-results.ts';
import { UnitSurvey } from './unit-survey.ts';

type Compared = RecordOf<'compared'>;

/** What the files of a batch show when they are compared with each other: reads every result once. */
export function compareFiles(
  { batch, inputs: listed }: Pick<PreparedBatch, 'batch' | 'inputs'>,
  { inputs, results }: { readonly inputs: readonly TableInput[]; readonly results: TableResults },
  { at, compareReports }: { readonly at: Milliseconds; readonly compareReports: ReportsCompared },
): Compared[] {
  const units = new UnitSurvey();
  const ends: FileEnd[] = [];
  const plans = new PlannedEnds();
  const reports: { readonly task: number; readonly file: string; readonly totals: RunTotals }[] = [];
  for (const [task, input] of inputs.entries()) {
    const result = results.read(input);
    if (result === null) continue;
    const { totals } = result.facts;
    if (totals !== undefined) reports.push({ task, file: input.file, totals });
    // The reports of one simulation end with their last events, and have other channels.
    if (batch.reader === 'one') continue;
    units.add(input.file, result);
    const end = endOf(result.facts);
    const planned = end === null ? null : plans.of(listed[task]?.path ?? input.path);
    if (end !== null) ends.push({ task, file: input.file, planned, ...end });
  }
  const record = (task: number | null, code: string, message: string): Compared => {
    return { type: 'compared', at, task, code, message };
  };
  return [
    ...units.differences().map((message) => record(null, 'UNITS_DIFFER', message)),
    ...sameRuns(listed, batch.reader).map(({ task, code, message }) => record(task, code, message)),
    ...compareReports(reports).map(({ report, message }) =>
      record(reports[report]?.task ?? null, 'REPORTS_DISAGREE', message),
    ),
    ...earlyEnds(ends).map(({ task, message, certain }): Compared => {
      if (!certain) return record(task, 'ENDS_BEFORE_OTHERS', message);
      return { ...record(task, ENDED_EARLY, message), completeness: 'partial' };
    }),
  ];
}

/** Null for a format that says itself when a simulation was to end, and for a file that is known to be incomplete. */
function endOf(facts: FileFacts): Pick<FileEnd, 'end' | 'step'> | null {
  const { completeness, samples, startTime, endTime, plannedEndTime } = facts;
  if (completeness !== 'complete' || plannedEndTime !== null || endTime === null) return null;
  const step = samples > 1 && startTime !== null ? (endTime - startTime) / (samples - 1) : 0;
  return { end: endTime, step: Math.max(0, step) };
}
