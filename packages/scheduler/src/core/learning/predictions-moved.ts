import { draft } from '../state/draft.ts';
import { predictMemory } from '../state/memory/models.ts';
import type { SchedulerState } from '../state/state.ts';

/** Predictions that have moved by less than this share are as good as before. */
const WORTH_A_MOVE = 0.01;

/** Whether the memory model predicts something else than when this last returned true. */
export function predictionsMoved(state: SchedulerState): boolean {
  const { meanFootprint, largestFootprint } = state.inputs;
  const learned = draft(state, 'learned');
  const { refreshedFor: before, models } = learned;
  const middle = predictMemory(models, { size: meanFootprint }).hold;
  const largest = predictMemory(models, { size: largestFootprint }).hold;
  if (!differs(middle, before.middle) && !differs(largest, before.largest)) return false;
  learned.refreshedFor = { middle, largest };
  return true;
}

function differs(predicted: number, before: number): boolean {
  return Math.abs(predicted - before) > WORTH_A_MOVE * before;
}
