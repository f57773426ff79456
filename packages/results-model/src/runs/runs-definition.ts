import type { RunsTable } from './runs-table.ts';

/** What the numbers of a table over runs are. */
export function runsDefinition(table: RunsTable): string {
  if (table.kind === 'metrics')
    return 'the figures of each report as it has them; empty for NaN, and for a report that is missing or cut';
  const { groupBy, minFiles } = table;
  const groups = groupBy.length === 0 ? '' : `${groupBy.join(', ')}, `;
  return (
    `over the finished runs with equal ${groups}scenario and kind of report, at least ${minFiles} of them: mean of the n runs ` +
    'that have a number, of the exact sum of their decimals; a mean of ratios such as delivery_prob and overhead_ratio is the ' +
    'mean over runs, not the ratio of sums; std with divisor n - 1; low95 and high95: interval of 95 % by Student’s t with ' +
    'n - 1 degrees of freedom; delivered: its mean over the same runs'
  );
}
