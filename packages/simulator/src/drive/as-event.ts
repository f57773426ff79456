import { bytes, milliseconds, type Usage } from '@ballast/resource-model';
import {
  type AttemptEnd,
  type MemoryGrowth,
  type SchedulerEvent,
  SHORT_LOAD,
  type WorkerId,
} from '@ballast/scheduler';
import type { MachineModel } from '../machine/machine-model.ts';
import type { Notice } from '../machine/notice.ts';
import type { Process } from '../machine/process.ts';

/** A worker that needs no answer does not report loads shorter than this, in seconds, unless memory is taken after them. */
export const SHORT_LOAD_SECONDS: number = SHORT_LOAD / 1000;

/** The message a worker sends when something happens to it; null if it sends none. */
export function asEvent(
  model: MachineModel,
  of: {
    readonly notice: Notice;
    readonly process: Process;
    readonly shortLoad: number;
    readonly growth: MemoryGrowth;
  },
): SchedulerEvent | null {
  const { notice, process, shortLoad, growth } = of;
  const { id: worker, task } = process;
  switch (notice) {
    case 'up':
      return {
        type: 'loading',
        worker,
        task,
        bytesRead: 0,
        resident: residentOf(model, process),
        ...(process.isCharged ? { startCpu: milliseconds(1000 * model.startSeconds) } : {}),
      };
    case 'report':
      return {
        type: 'loading',
        worker,
        task,
        bytesRead: model.flows.read(process),
        resident: residentOf(model, process),
        ...(process.isShort ? { stoppedAt: process.credit } : {}),
      };
    case 'loaded':
      if (process.granted && process.loadSeconds < shortLoad && growth !== 'after-loading') return null;
      return { type: 'loaded', worker, task, resident: residentOf(model, process) };
    case 'settled-in':
      if (model.now - process.begun < shortLoad) return null;
      return { type: 'settled-in', worker, task, resident: residentOf(model, process) };
    case 'ended':
      return { type: 'attempt-ended', worker, task, end: endOf(model, process) };
    case 'out-of-memory':
    case 'killed':
      return { type: 'worker-lost', worker, end: { exitCode: null, signal: 'SIGKILL', stderr: [] } };
  }
}

function endOf(model: MachineModel, process: Process): AttemptEnd {
  return {
    kind: 'succeeded',
    result: null,
    problems: 0,
    notes: [],
    completeness: 'complete',
    measures: {
      highWater: bytes(process.highWater),
      loadTime: milliseconds(1000 * process.loadSeconds),
      computeTime: milliseconds(1000 * (model.now - process.loadedAt)),
      coreWait: milliseconds(1000 * Math.max(0, model.flows.coreWait(process) - process.waitedBefore)),
      bytesRead: bytes(process.work?.bytes ?? 0),
    },
  };
}

function residentOf(model: MachineModel, process: Process): Usage['resident'] {
  return bytes(Math.max(0, model.flows.memory.of(process)));
}

/** The usage of all workers, measured from outside. */
export function usages(model: MachineModel): Map<WorkerId, Usage> {
  const measured = new Map<WorkerId, Usage>();
  for (const process of model.processes.values()) {
    const unfinished =
      process.phase === 'loading' || process.phase === 'paused' ? model.flows.read(process) : 0;
    measured.set(process.id, {
      resident: residentOf(model, process),
      highWater: null,
      cpuTime: milliseconds(1000 * Math.max(0, model.flows.cpu(process))),
      bytesRead: bytes(process.bytesRead + unfinished),
    });
  }
  return measured;
}
