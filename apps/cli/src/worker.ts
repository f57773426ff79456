import { FaultError } from '@ballast/resource-model';
import { extract, type FileResult, type Reader, type ResultsFile } from '@ballast/results-model';
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
import { readWorkPlan, type WorkItem } from './work-plan.ts';

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
      const extracted = await extract(file, workPlan.plan);
      await writeWhole(result, [JSON.stringify(extracted)]);
      return { result: resultName, ...findings(extracted) };
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
  const add = (note: Note): void => {
    problems += 1;
    if (notes.length < MOST_NOTES) notes.push(note);
  };
  for (const { key, problem } of result.keys) {
    if (problem === null) continue;
    const name = key.object === null ? key.variable : `${key.object} ${key.variable}`;
    add({ kind: 'problem', code: problem.code, message: `${name}: ${problem.message}` });
  }
  for (const { object, variable, problem } of result.series) {
    if (problem === null) continue;
    const name = object === null ? variable : `${object} ${variable}`;
    add({ kind: 'problem', code: problem.code, message: `${name}: ${problem.message}` });
  }
  return { problems, notes, completeness: result.facts.completeness };
}
