import type { Milliseconds } from '@ballast/resource-model';
import type { Attempt } from '../fold/task-story.ts';

/** What an attempt did from a moment on. */
export interface Step {
  readonly at: Milliseconds;
  readonly phase: 'starting' | 'loading' | 'computing' | 'suspended' | 'stopping';
}

/** The phases of an attempt in order of time; none if it was not begun. */
export function stepsOf({ begunAt, endedAt, pid, workerStartedAt, phases, end }: Attempt): readonly Step[] {
  if (begunAt === null) return [];
  const hadStarted = pid !== null && workerStartedAt === null;
  const steps: Step[] = [{ at: begunAt, phase: hadStarted ? 'loading' : 'starting' }];
  if (workerStartedAt !== null) steps.push({ at: workerStartedAt, phase: 'loading' });
  steps.push(...phases.map(({ at, phase }) => ({ at, phase })));
  steps.sort((a, b) => a.at - b.at);
  const computing = end?.type === 'settled' ? (end.measures?.computeTime ?? 0) : 0;
  // An attempt that never waited to compute has no record of when it began: that follows from its own measures.
  if (endedAt !== null && computing > 0 && steps.every(({ phase }) => phase !== 'computing')) {
    const began = Math.max(steps.at(-1)?.at ?? 0, endedAt - computing);
    steps.push({ at: began as Milliseconds, phase: 'computing' });
  }
  return steps;
}
