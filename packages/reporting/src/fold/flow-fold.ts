import type { JournalRecord, RecordOf } from '@ballast/scheduler/journal';

/** What a journal has of the machine over time, in the order of the records. */
export interface FlowStory {
  readonly samples: readonly RecordOf<'sample'>[];
  readonly permits: readonly RecordOf<'load-permits'>[];
  readonly seats: readonly RecordOf<'seats'>[];
  /** Times at which a worker was lost. */
  readonly losses: readonly number[];
  /** Times at which another process resumed the batch, and when the one before it wrote last. */
  readonly gaps: readonly { readonly from: number; readonly until: number }[];
}

export interface FlowFold {
  take(record: JournalRecord): void;
  /** So far; use it before the next `take`. */
  readonly story: FlowStory;
}

/** Keeps the records about the machine, which are few. */
export function flowFold(): FlowFold {
  const samples: RecordOf<'sample'>[] = [];
  const permits: RecordOf<'load-permits'>[] = [];
  const seats: RecordOf<'seats'>[] = [];
  const losses: number[] = [];
  const gaps: { from: number; until: number }[] = [];
  let at = 0;
  const take = (record: JournalRecord): void => {
    switch (record.type) {
      case 'sample':
        samples.push(record);
        break;
      case 'load-permits':
        permits.push(record);
        break;
      case 'seats':
        seats.push(record);
        break;
      case 'worker-lost':
        losses.push(record.at);
        break;
      case 'resumed':
        gaps.push({ from: at, until: Math.max(at, record.at) });
        break;
      default:
    }
    if ('at' in record) at = Math.max(at, record.at);
  };
  return { take, story: { samples, permits, seats, losses, gaps } };
}
