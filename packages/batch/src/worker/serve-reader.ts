import { serveSession } from '@ballast/scheduler/worker';
import type { NamedReader } from './readers.ts';
import type { PlanFile } from './work-plan.ts';
import { followPlan, openReader, work } from './worker.ts';

/** Carries out orders with the reader that the work plan names. It may be known, and is opened, before there is a plan. */
export function serveReader(hasAnswered: () => void): void {
  const [, , reader = ''] = process.argv;
  serveSession({
    work: async (_, plan) => {
      followPlan(plan as PlanFile);
      return work;
    },
    hasAnswered,
  });
  if (reader !== '') openReader(JSON.parse(reader) as NamedReader);
}
