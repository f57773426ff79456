import type { Milliseconds } from '@ballast/resource-model';
import type { JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { Compared } from './compared.ts';

const at = 1 as Milliseconds;
const RESUMED: JournalRecord = {
  type: 'resumed',
  at,
  product: 'ballast',
  host: 'h',
  pid: 1,
  time: '',
  done: 0,
  left: 1,
};
const PUBLISHED: JournalRecord = { type: 'published', at };

function compared(code: string, task: number | null = null): RecordOf<'compared'> {
  return { type: 'compared', at, task, code, message: code };
}

function left(...records: JournalRecord[]): string[] {
  const all = new Compared();
  for (const record of records) all.follow(record);
  return [...all.ofBatch, ...all.ofTasks].map(({ code, task }) => `${code} ${task}`);
}

describe('what a comparison of files showed', () => {
  it('is about the batch or about tasks', () => {
    expect(left(compared('A', 3), compared('B'), PUBLISHED)).toEqual(['B null', 'A 3']);
  });

  it('is replaced by the next comparison', () => {
    expect(left(compared('A'), compared('B'), PUBLISHED, compared('C'))).toEqual(['C null']);
  });

  it('is void once the batch is resumed', () => {
    expect(left(compared('A'), PUBLISHED, RESUMED)).toEqual([]);
  });
});
