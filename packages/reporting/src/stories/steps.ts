import type { Milliseconds } from '@ballast/resource-model';
import type { Attempt } from '../fold/task-story.ts';

/** What an attempt did from a moment on. */
export interface Step {
  readonly at: Milliseconds;
  readonly phase: 'starting' | 'loading' | 'computing' | 'suspended' | 'stopping';
}

/** The phases of an attempt in order of time. */
export function stepsOf({ admitted, pid, workerStartedAt, phases, end }: Attempt): readonly Step[] {
  const hadStarted = pid !== null && workerStartedAt === null;
  const steps: Step[] = [{ at: admitted.at, phase: hadStarted ? 'loading' : 'starting' }];
  if (workerStartedAt !== null) steps.push({ at: workerStartedAt, phase: 'loading' });
  steps.push(...phases.map(({ at, phase }) => ({ at, phase })));
  steps.sort((a, b) => a.at - b.at);
  const computing = end?.type === 'settled' ? (end.measures?.computeTime ?? 0) : 0;
  // An attempt that never waited to compute has no record of when it began: that follows from its own measures.
  if (end !== null && computing > 0 && steps.every(({ phase }) => phase !== 'computing')) {
    const began = Math.max(steps.at(-1)?.at ?? 0, end.at - computing);
    steps.push({ at: began as Milliseconds, phase: 'computing' });
  }
  return steps;
}
