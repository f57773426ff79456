import { FaultError } from '@ballast/resource-model';
import {
  type FileResult,
  followPlan,
  type Reader,
  type ResultsFile,
  type SeriesProblem,
  sampleLines,
  valueName,
} from '@ballast/results-model';
import {
  type Findings,
  MOST_NOTES,
  type Note,
  serveAttempt,
  type WorkOrder,
  type WorkReport,
} from '@ballast/scheduler/worker';
import { coreWait } from './platform/core-wait.ts';
import { highWaterMark } from './platform/high-water.ts';
import { writeWhole } from './platform/replace-file.ts';
import { readerNamed } from './readers.ts';
import { readWorkPlan, samplesOf, type WorkItem } from './work-plan.ts';

/** Memory kept from one attempt to the next beyond which it is collected first, in bytes. */
const WORTH_COLLECTING = 64 * 1024 * 1024;
const baseline = process.memoryUsage.rss();
const mark = highWaterMark();
const waited = coreWait();

const workPlan = readWorkPlan(process.argv[2] ?? '');
let reader: Promise<Reader> | null = null;

/** Carries one attempt out: opens the input, follows the read plan, writes the result file. */
export default async function work(order: WorkOrder<WorkItem>): Promise<WorkReport> {
  const { input, result, resultName, refused } = order.payload;
  mark.reset();
  return serveAttempt<ResultsFile>(order, {
    load: async (control) => {
      if (refused !== null) throw new FaultError(refused);
      reader ??= readerNamed(workPlan.reader, workPlan.settings);
      return (await reader).open(input, control);
    },
    compute: async (file) => {
      const extraction = await followPlan(file, workPlan.plan);
      // Before the result file: whoever finds that finds these too.
      for (const samples of extraction.samples) {
        await writeWhole(samplesOf(result, samples.table), sampleLines(samples));
      }
      await writeWhole(result, [JSON.stringify(extraction.result)]);
      return { result: resultName, ...findings(extraction.result) };
    },
    release: (file) => {
      file?.close();
      giveBack();
    },
    highWater: () => mark.read(),
    coreWait: waited,
  });
}

/** Buffers of a finished attempt would otherwise count against the next one. */
function giveBack(): void {
  if (process.memoryUsage.rss() - baseline > WORTH_COLLECTING) globalThis.gc?.();
}

function findings(result: FileResult): Findings {
  const notes: Note[] = [];
  for (const { code, message } of result.facts.warnings.slice(0, MOST_NOTES / 2)) {
    notes.push({ kind: 'warning', code, message });
  }
  let problems = 0;
  for (const { name, problem } of problemsIn(result)) {
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

/** Why cells will be empty, each reason once. */
function* problemsIn({ keys, series, values, links }: FileResult): Generator<NamedProblem> {
  for (const { key, problem } of keys) if (problem !== null) yield { name: nameOf(key), problem };
  for (const one of series) if (one.problem !== null) yield { name: nameOf(one), problem: one.problem };
  for (const { key, problem } of values) if (problem !== null) yield { name: valueName(key), problem };
  for (const [number, { problem }] of links.entries()) {
    const driver = keys[workPlan.plan.links[number]?.driver ?? -1]?.key;
    if (problem !== null) yield { name: driver === undefined ? 'linked' : nameOf(driver), problem };
  }
}

function nameOf({ object, variable }: { readonly object: string | null; readonly variable: string }): string {
  return object === null ? variable : `${object} ${variable}`;
}
