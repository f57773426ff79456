import { hostname } from 'node:os';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { Input } from '../inputs/list.ts';
import { productName } from '../worker/product-version.ts';

type Resumed = Extract<JournalRecord, { type: 'resumed' }>;

/** The inputs of a batch, as its journal lists them. */
export function listedInputs(inputs: readonly Input[]): JournalRecord[] {
  return inputs.map(({ file, size, modified }, task) => ({ type: 'input', task, file, size, modified }));
}

/** Outcomes of an earlier journal that stay valid; tasks without one are left out. */
export function keptRecords(
  outcomes: readonly (readonly [task: number, outcome: Outcome | undefined])[],
): JournalRecord[] {
  return outcomes.flatMap(([task, outcome]) =>
    outcome === undefined ? [] : [{ type: 'kept', task, outcome }],
  );
}

/** The record of a process that resumes the batch. */
export function resumedRecord(about: Pick<Resumed, 'at' | 'time' | 'done' | 'left'>): JournalRecord {
  const product = productName();
  return { type: 'resumed', product, host: hostname(), pid: process.pid, ...about };
}
