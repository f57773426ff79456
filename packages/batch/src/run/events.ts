import { outcomeText, type TableStatus, tableStatus } from '@ballast/reporting';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { Input } from '../inputs/list.ts';
import type { Published } from '../prepare/published.ts';
import type { DamagedResult } from '../worker/results/damaged-result.ts';
import type { BatchProgress } from './progress.ts';

/**
 * What happens to a batch while it runs, in order; `publishing` follows the last attempt, `published` is the last event.
 * Files that keep the outcome of an earlier run have no event. File names are as found on disk: not safe to print.
 */
export type BatchEvent =
  /** An attempt was admitted and its worker was given the file. */
  | { readonly type: 'started'; readonly file: string; readonly attempt: number; readonly worker: number }
  /** A file has its final outcome; `cause` is one sentence, null if it succeeded. */
  | {
      readonly type: 'settled';
      readonly file: string;
      readonly status: TableStatus;
      readonly cause: string | null;
      readonly outcome: Outcome;
    }
  /** A file waits for another attempt. */
  | { readonly type: 'requeued'; readonly file: string; readonly cause: string }
  | {
      readonly type: 'warning';
      readonly file: string | null;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'seats';
      readonly state: 'limited' | 'waiting' | 'paused' | 'granted';
      readonly limit: number | null;
    }
  /** The batch admits nothing more: `drain` lets running attempts finish, `cancel` ends them. */
  | { readonly type: 'stopping'; readonly how: 'drain' | 'cancel'; readonly cause: string }
  | { readonly type: 'progress'; readonly progress: BatchProgress }
  /** The batch stopped early because its output or journal cannot be written, for lack of space if `full`; every attempt has ended. */
  | { readonly type: 'storage-fault'; readonly message: string; readonly full: boolean }
  /** Tables and report are being written; nothing can be cancelled any more, unless `damaged` follows. */
  | { readonly type: 'publishing' }
  /** Results are not what was written; `again`: their files are read again at once, otherwise when the batch is resumed. */
  | { readonly type: 'damaged'; readonly results: readonly DamagedResult[]; readonly again: boolean }
  | { readonly type: 'published'; readonly published: Published };

/** The event that a journal record stands for; null for records that only concern the scheduler. */
export function eventOf(record: JournalRecord, inputs: readonly Input[]): BatchEvent | null {
  const fileOf = (task: number): string => inputs[task]?.file ?? '';
  switch (record.type) {
    case 'admitted': {
      const { task, attempt, worker } = record;
      return { type: 'started', file: fileOf(task), attempt, worker };
    }
    case 'settled':
      return settledEvent(fileOf(record.task), record.outcome);
    case 'requeued':
      return { type: 'requeued', file: fileOf(record.task), cause: record.cause };
    case 'warning': {
      const { task, code, message } = record;
      return { type: 'warning', file: task === null ? null : fileOf(task), code, message };
    }
    case 'seats':
      return { type: 'seats', state: record.state, limit: record.limit };
    case 'stopping':
      return { type: 'stopping', how: record.how, cause: record.cause };
    default:
      return null;
  }
}

function settledEvent(file: string, outcome: Outcome): BatchEvent {
  const status = tableStatus(outcome);
  return {
    type: 'settled',
    file,
    status,
    cause: status === 'succeeded' ? null : outcomeText(outcome),
    outcome,
  };
}
