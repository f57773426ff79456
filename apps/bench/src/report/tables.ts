import type { CaseResult, RunRecord } from '../result/experiment.ts';
import { type ContenderSummary, medianOf } from '../result/summary.ts';
import { bytesText, countText, intervalText, orNone, ratioText, secondsText } from './words.ts';

export interface TableText {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Times of the contenders, and verdicts. */
export function timesTable(summaries: readonly ContenderSummary[], { measure }: CaseResult): TableText {
  return {
    header: ['contender', measure, 'of auto’s time', 'verdict', 'whole runs', 'over budget', 'OOM kills'],
    rows: summaries.map(({ fact, time, ratio, verdict, whole, runs, violations, oomKills }) => [
      fact.name,
      time === null ? 'never succeeded' : intervalText(time, secondsText),
      ratio === null ? '' : ratioText(ratio),
      verdict ?? '',
      `${whole} of ${runs.length}`,
      runs.some(({ memory }) => memory !== null) ? aboveText(runs, violations) : 'not measured',
      runs.some((run) => run.oomKills !== null) ? String(oomKills) : 'not measured',
    ]),
  };
}

function aboveText(runs: readonly RunRecord[], violations: number): string {
  if (violations === 0) return '0';
  const seconds = runs.reduce((sum, { memory }) => sum + (memory?.secondsAbove ?? 0), 0);
  return `${violations} (${secondsText(seconds)})`;
}

/** Medians of all other figures of a run. */
export function costTable(summaries: readonly ContenderSummary[]): TableText {
  const median = (
    runs: readonly RunRecord[],
    value: (run: RunRecord) => number | null | undefined,
    text: (value: number) => string,
  ): string =>
    orNone(
      medianOf(runs, (run) => value(run) ?? null),
      text,
    );
  return {
    header: [
      ...['contender', 'wall', 'makespan', 'processor', 'load', 'compute', 'write'],
      ...['from storage', 'high water', 'processes', 'attempts', 'library calls'],
    ],
    rows: summaries.map(({ fact, runs }) => [
      fact.name,
      median(runs, ({ wall }) => wall, secondsText),
      median(runs, ({ makespan }) => makespan, secondsText),
      median(runs, ({ cpu }) => cpu, secondsText),
      median(runs, ({ load }) => load, secondsText),
      median(runs, ({ compute }) => compute, secondsText),
      median(runs, ({ write }) => write, secondsText),
      median(runs, ({ fetched }) => fetched, bytesText),
      median(runs, ({ memory }) => memory?.highWater, bytesText),
      median(runs, ({ memory }) => memory?.mostProcesses, countText),
      median(runs, ({ attempts }) => attempts, countText),
      median(runs, ({ calls }) => calls, countText),
    ]),
  };
}

/** Remarks that a reader of the numbers must know. */
export function caseRemarks(result: CaseResult): readonly string[] {
  const remarks: string[] = [];
  const digests = new Map<string, string[]>();
  for (const { contender, cells, problem } of result.runs) {
    if (cells === null || problem !== null) continue;
    digests.set(cells, [...(digests.get(cells) ?? []), contender]);
  }
  if (digests.size === 1) remarks.push('All successful runs gave the same numbers in all cells.');
  if (digests.size > 1) {
    const groups = [...digests.values()].map((names) => [...new Set(names)].join(', '));
    remarks.push(`The contenders did not give the same numbers: ${groups.join(' against ')}.`);
  }
  const problems = new Map<string, number>();
  for (const { contender, problem } of result.runs) {
    if (problem === null) continue;
    const words = `${contender}: ${problem}`;
    problems.set(words, (problems.get(words) ?? 0) + 1);
  }
  for (const [words, times] of problems) remarks.push(`${words} (${times} ${times === 1 ? 'run' : 'runs'})`);
  for (const { name, missing } of result.contenders) {
    if (missing !== null)
      remarks.push(`${name} did not take part: ${missing.reason}. To add it: ${missing.install}`);
  }
  return remarks;
}
