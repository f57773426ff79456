import { aimsOf } from '../result/aims.ts';
import type { CaseResult, Experiment } from '../result/experiment.ts';
import { summarise } from '../result/summary.ts';
import { paragraphs, table } from '../simulate/markdown.ts';
import { caseRemarks, costTable, timesTable } from './tables.ts';
import { bytesText } from './words.ts';

/** The same for a terminal. */
export function reportText(experiment: Experiment, explanation: readonly string[]): string {
  const { suite, machine, seed, cases } = experiment;
  const where = `${machine.cpu}, ${machine.cores} cores, ${bytesText(machine.memory)}; load ${machine.loadBefore} before, ${machine.loadAfter} after`;
  return `${paragraphs(
    `# ${suite}`,
    `${where}; seed ${seed}`,
    ...explanation,
    ...(suite === 'sweep' ? [aimsText(experiment)] : []),
    ...cases.map((result) => caseText(result, seed)),
  )}\n`;
}

export function aimsText({ cases, seed }: Pick<Experiment, 'cases' | 'seed'>): string {
  const rows = aimsOf(cases, seed).map(({ aim, found, met }) => [aim, found, met ? 'met' : 'not met']);
  return table(['aim', 'found', ''], rows);
}

function caseText(result: CaseResult, seed: number): string {
  const summaries = summarise(result, seed);
  const times = timesTable(summaries, result);
  const costs = costTable(summaries);
  const conditions = result.conditions.map(
    ({ condition, inForce, how }) => `- ${condition}: ${inForce ? 'in force' : 'NOT in force'} (${how})`,
  );
  const remarks = caseRemarks(result).map((words) => `- ${words}`);
  return paragraphs(
    `## ${result.name}`,
    `${result.files} files, ${bytesText(result.bytes)}; budget ${bytesText(result.budget)}; warm-up: ${result.warmUp}`,
    [...conditions, ...remarks].join('\n'),
    table(times.header, times.rows),
    table(costs.header, costs.rows),
  );
}
