import { serveAttempt, type WorkOrder, type WorkReport } from '@ballast/scheduler/worker';

/** An attempt that loads and computes nothing, with the complete protocol around it. */
export default function noop(order: WorkOrder<unknown>): Promise<WorkReport> {
  return serveAttempt(order, {
    load: () => Promise.resolve(null),
    compute: () =>
      Promise.resolve({ result: null, problems: 0, notes: [], completeness: 'complete' as const }),
    release: () => undefined,
    highWater: () => null,
  });
}
