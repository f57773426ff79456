import { hostname } from 'node:os';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { Input } from '../inputs/list.ts';
import { productName } from '../version.ts';

type Resumed = Extract<JournalRecord, { type: 'resumed' }>;

/** The inputs of a batch, as its journal lists them. */
export function listedInputs(inputs: readonly Input[]): JournalRecord[] {
  return inputs.map(({ file, size, modified }, task) => ({ type: 'input', task, file, size, modified }));
}

/** What became of tasks in an earlier journal, where anything did. */
export function keptRecords(
  outcomes: readonly (readonly [task: number, outcome: Outcome | undefined])[],
): JournalRecord[] {
  return outcomes.flatMap(([task, outcome]) =>
    outcome === undefined ? [] : [{ type: 'kept', task, outcome }],
  );
}

/** That this process goes on. */
export function resumedRecord(about: Pick<Resumed, 'at' | 'time' | 'done' | 'left'>): JournalRecord {
  const product = productName();
  return { type: 'resumed', product, host: hostname(), pid: process.pid, ...about };
}
