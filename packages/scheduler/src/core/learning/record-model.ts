import { highWaterModel } from '@ballast/resource-model';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';

/** Records what memory is predicted from when that has changed; `always`: unless nothing was learned since the last record. */
export function recordMemoryModel(
  state: SchedulerState,
  step: Step,
  { always = false }: { readonly always?: boolean } = {},
): void {
  const learned = draft(state, 'learned');
  const { memory } = learned.models;
  if (memory.count === learned.recorded.files) return;
  const { facts, error } = highWaterModel.basis(memory);
  const known = facts.join();
  if (!always && learned.recorded.facts === known) return;
  learned.recorded = { facts: known, files: memory.count };
  const record = { type: 'memory-model', at: step.now, facts, error, files: memory.count } as const;
  step.commands.push({ type: 'record', record });
}
