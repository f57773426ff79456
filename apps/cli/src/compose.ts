import { fileURLToPath } from 'node:url';
import type { Batch } from '@ballast/config';
import { createUsageSampler } from '@ballast/profiler';
import { milliseconds } from '@ballast/resource-model';
import {
  createProcessRunner,
  type EnginePorts,
  type JournalSink,
  monotonicClock,
  type TaskRunner,
  type UsageSampler,
} from '@ballast/scheduler';
import type { JournalFile, JournalHeader } from '@ballast/scheduler/journal';
import type { Input } from './batch/inputs.ts';
import { openJournal } from './batch/open-journal.ts';
import type { OutputFolder } from './batch/output-folder.ts';
import { measureCapacity } from './batch/resources.ts';
import { memoryStall } from './platform/memory-stall.ts';
import { numaPlacement } from './platform/numa-placement.ts';
import type { WorkItem } from './work-plan.ts';

export interface Composition {
  readonly ports: EnginePorts;
  readonly journal: JournalFile;
}

export interface CompositionParts {
  readonly header: JournalHeader;
  readonly inputs: readonly Input[];
  readonly output: OutputFolder;
  readonly resources: Batch['resources'];
}

/** Which adapter serves which port of the scheduler. */
export function compose({ header, inputs, output, resources }: CompositionParts): Composition {
  const journal = openJournal(output, header) satisfies JournalSink;
  const sampler = createUsageSampler() satisfies UsageSampler;
  const runner = createProcessRunner({
    module: fileURLToPath(new URL('./worker.js', import.meta.url)),
    argv: [output.plan, String(process.pid)],
    execArgv: ['--expose-gc', '--import', new URL('./worker-preload.js', import.meta.url).href],
    env: process.env,
    payload: (task, attempt): WorkItem => {
      const input = inputs[task];
      if (input === undefined) throw new Error(`defect: there is no input ${task}`);
      return {
        input: input.path,
        result: output.result(task, attempt),
        resultName: output.resultName(task, attempt),
        refused: input.refused,
      };
    },
    onStarted: resources.affinity === 'numa' ? numaPlacement() : () => undefined,
    onEnded: (pid) => sampler.forget(pid),
  }) satisfies TaskRunner;
  const clock = monotonicClock(milliseconds(Date.parse(header.startedAt)));
  const capacity = measureCapacity(resources.memory);
  return { ports: { clock, runner, sampler, journal, capacity, pressure: memoryStall }, journal };
}
