import { type Bytes, bytes, computeTimeModel, scalabilityModel } from '@ballast/resource-model';
import type { AttemptMeasures } from '../state/event.ts';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/task-state.ts';
import { teachAtEnd } from './teach.ts';

/** What is left of the weight of earlier loads with each further one: the last ten or so count. */
const FADING = 0.9;

/** Only completed attempts teach; the largest resident set is the worker's own word or what was seen from outside. */
export function learn(
  state: SchedulerState,
  id: TaskId,
  { task, measures }: { task: ActiveTask; measures: AttemptMeasures },
): void {
  const size = state.footprints[id] ?? 0;
  // What neighbours took of the cores is not the task's own time.
  const computeTime = Math.max(0, measures.computeTime - (measures.coreWait ?? 0));
  teachAtEnd(state, id, highWaterOf(state, id, measures));
  learnLoad(state, measures);
  let { compute, scalability } = state.models;
  const expected = computeTimeModel.predict(compute, { size }).expected;
  if (compute.count > 0 && computeTime > 0 && task.state === 'computing') {
    const computing = Math.max(1, state.totals.computing);
    scalability = scalabilityModel.observe(scalability, {
      computing,
      rate: (computing * expected) / computeTime,
    });
  }
  compute = computeTimeModel.observe(compute, { size, computeTime });
  state.models = { ...state.models, compute, scalability };
}

function learnLoad(state: SchedulerState, { bytesRead, loadTime }: AttemptMeasures): void {
  const { bytes: read, time } = state.loads;
  state.loads = { bytes: FADING * read + bytesRead, time: FADING * time + loadTime };
}

function highWaterOf(state: SchedulerState, id: TaskId, measures: AttemptMeasures | null): Bytes | null {
  const seen = Math.max(measures?.highWater ?? 0, state.observed.get(id) ?? 0);
  return seen > 0 ? bytes(seen) : null;
}
