import { type FileResult, type ReadPlan, type SeriesProblem, valueName } from '@ballast/results-model';
import { type Findings, MOST_NOTES, type Note } from '@ballast/scheduler/worker';

/** What the journal records about a result. */
export function findingsIn(result: FileResult, plan: ReadPlan): Findings {
  const notes: Note[] = [];
  for (const { code, message } of result.facts.warnings.slice(0, MOST_NOTES / 2)) {
    notes.push({ kind: 'warning', code, message });
  }
  let problems = 0;
  for (const { name, problem } of problemsIn(result, plan)) {
    problems += 1;
    if (notes.length >= MOST_NOTES) continue;
    notes.push({ kind: 'problem', code: problem.code, message: `${name}: ${problem.message}` });
  }
  return { problems, notes, completeness: result.facts.completeness };
}

interface NamedProblem {
  readonly name: string;
  readonly problem: SeriesProblem;
}

/** The reasons for empty cells, each once. */
function* problemsIn({ keys, series, values, links }: FileResult, plan: ReadPlan): Generator<NamedProblem> {
  for (const { key, problem } of keys) if (problem !== null) yield { name: nameOf(key), problem };
  for (const one of series) if (one.problem !== null) yield { name: nameOf(one), problem: one.problem };
  for (const { key, problem } of values) if (problem !== null) yield { name: valueName(key), problem };
  for (const [number, { problem }] of links.entries()) {
    const driver = keys[plan.links[number]?.driver ?? -1]?.key;
    if (problem !== null) yield { name: driver === undefined ? 'linked' : nameOf(driver), problem };
  }
}

function nameOf({ object, variable }: { readonly object: string | null; readonly variable: string }): string {
  return object === null ? variable : `${object} ${variable}`;
}
