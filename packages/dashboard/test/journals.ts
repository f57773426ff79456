import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { bytes, milliseconds } from '@ballast/resource-model';
import {
  createJournal,
  JOURNAL_VERSION,
  type JournalFile,
  type JournalHeader,
  type JournalRecord,
} from '@ballast/scheduler/journal';

export const JOURNAL = 'journal.ndjson';

/** A folder that is removed after the test. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-dashboard-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export function headerOf(inputs: number, fields: Partial<JournalHeader> = {}): JournalHeader {
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: 'ballast 0',
    host: hostname(),
    pid: process.pid,
    startedAt: '2031-05-06T07:08:09.000Z',
    batch: 'watched',
    reader: 'openfast',
    readerDetails: {},
    batchHash: '',
    inputs,
    cores: 2,
    budget: { memory: bytes(8e9), source: 'given', workers: null },
    ...fields,
  };
}

export function inputsOf(
  count: number,
  name: (task: number) => string = (task) => `case-${task}.outb`,
): JournalRecord[] {
  return Array.from({ length: count }, (_, task) => ({ type: 'input', task, file: name(task), size: 1e6 }));
}

/** What becomes of one task, and a sample. */
export function runOf(task: number, at: number, fault: string | null = null): JournalRecord[] {
  return [
    {
      type: 'admitted',
      at: milliseconds(at),
      task,
      attempt: 1,
      worker: 1,
      reserved: bytes(2e8),
      expected: { memory: bytes(1e8), compute: milliseconds(50) },
    },
    {
      type: 'sample',
      at: milliseconds(at + 50),
      span: milliseconds(50),
      res: bytes(1e8),
      hold: bytes(2e8),
      n: [0, 0.5, 0, 0.5, 0],
      read: bytes(1e6),
      cpu: milliseconds(40),
      loads: 2,
      bound: 'cores',
    },
    {
      type: 'settled',
      at: milliseconds(at + 100),
      task,
      attempt: 1,
      outcome:
        fault === null
          ? {
              kind: 'succeeded',
              retry: 'never',
              result: `.ballast/results/${task}-1-00000000.json`,
              problems: 0,
              notes: [],
              completeness: 'complete',
            }
          : { kind: 'failed', retry: 'never', fault: { code: 'FILE_CUT', message: fault } },
      measures: null,
      reserved: bytes(2e8),
      observedHighWater: bytes(1e8),
    },
  ];
}

export function endOf(settled: number, at: number): JournalRecord {
  return { type: 'ended', at: milliseconds(at), settled, unsettled: 0, ending: 'complete', storage: null };
}

/** A journal that grows. The caller closes it. */
export function growingJournal(
  folder: string,
  inputs: number,
  fields: Partial<JournalHeader> = {},
): JournalFile {
  return journalWith(folder, inputsOf(inputs), fields);
}

/** The same with inputs of other names. */
export function journalWith(
  folder: string,
  inputs: readonly JournalRecord[],
  fields: Partial<JournalHeader> = {},
): JournalFile {
  const journal = createJournal(path.join(folder, JOURNAL), headerOf(inputs.length, fields), 0o600);
  journal.append([...inputs]);
  return journal;
}
