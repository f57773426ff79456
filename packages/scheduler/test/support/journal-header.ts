import { bytes } from '@ballast/resource-model';
import { JOURNAL_VERSION, type JournalHeader } from '../../src/journal/record.ts';

/** The first record of a journal of the present version. */
export function journalHeader({
  inputs,
  workers = 1,
}: {
  readonly inputs: number;
  readonly workers?: number | null;
}): JournalHeader {
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: 'ballast 0',
    host: 'here',
    pid: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    batch: 'b',
    reader: 'openfast',
    readerDetails: {},
    batchHash: '',
    inputs,
    cores: 2,
    budget: { memory: bytes(1), source: 'given', workers },
  };
}
