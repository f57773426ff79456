import { formatBytes } from '@ballast/resource-model';
import type { JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import { REQUEUE_WORDS } from '../stories/story-text.ts';
import { outcomeText } from '../text/outcome-text.ts';
import type { LiveEvent } from './now.ts';

/** Events that are kept. */
const MOST = 20;

export interface EventFold {
  take(record: JournalRecord): void;
  /** The latest first. */
  last(): readonly LiveEvent[];
}

/** What somebody who watches a batch sees happen, in words. */
export function eventFold(): EventFold {
  const files = new Map<number, string>();
  const events: LiveEvent[] = [];
  return {
    take: (record) => {
      if (record.type === 'input') files.set(record.task, record.file);
      const event = eventOf(record, (task) => files.get(task) ?? `task ${task}`);
      if (event === null) return;
      events.push(event);
      if (events.length > MOST) events.shift();
    },
    last: () => events.toReversed(),
  };
}

function eventOf(record: JournalRecord, fileOf: (task: number) => string): LiveEvent | null {
  switch (record.type) {
    case 'settled': {
      const tone = record.outcome.kind === 'succeeded' ? 'good' : 'bad';
      return { at: record.at, words: `${fileOf(record.task)}: ${outcomeText(record.outcome)}`, tone };
    }
    case 'requeued':
      return {
        at: record.at,
        words: `${fileOf(record.task)}: queued again, ${REQUEUE_WORDS[record.cause]}`,
        tone: record.outcome === undefined ? 'plain' : 'bad',
      };
    case 'worker-lost':
      return { at: record.at, words: `worker ${record.worker} was lost`, tone: 'bad' };
    case 'warning': {
      const of = record.task === null ? '' : `${fileOf(record.task)}: `;
      return { at: record.at, words: `${of}${record.message}`, tone: 'plain' };
    }
    case 'seats':
      return record.state === 'limited' ? null : { at: record.at, words: SEATS[record.state], tone: 'plain' };
    case 'order':
      return { at: record.at, words: orderText(record), tone: 'plain' };
    case 'stopping':
      return { at: record.at, words: `nothing more is admitted: ${record.cause}`, tone: 'plain' };
    case 'resumed':
      return {
        at: record.at,
        words: `process ${record.pid} on ${record.host} resumed the batch`,
        tone: 'plain',
      };
    case 'ended':
      return { at: record.at, words: 'the last attempt has ended', tone: 'plain' };
    case 'published':
      return { at: record.at, words: 'tables and report are in place', tone: 'good' };
    default:
      return null;
  }
}

function orderText({ what, cause, memory = null }: RecordOf<'order'>): string {
  if (what === 'pause') return `admission is paused: ${cause}`;
  if (what === 'unpause') return `admission goes on: ${cause}`;
  const most = memory === null ? 'is what the batch allows' : `is at most ${formatBytes(memory)}`;
  return `the memory budget ${most}: ${cause}`;
}

const SEATS = {
  waiting: 'no licence seat is available',
  paused: 'no licence seat has been available for long; claims are rare now',
  granted: 'a licence seat is available again',
} as const;
