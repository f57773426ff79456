import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytes, milliseconds } from '@ballast/resource-model';
import { planReads } from '@ballast/results-model';
import {
  type JournalRecord,
  journalText,
  type Outcome,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openedJournal } from '../../test/small-batch.ts';
import { digestOf } from '../files/digest.ts';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { listInputs } from '../inputs/list.ts';
import { RESULT_VERSION, type WorkPlan } from '../worker/work-plan.ts';
import type { BatchStart } from './batch-start.ts';
import { type BatchToBegin, beginBatch } from './begin.ts';
import { journalHeader } from './header.ts';

let folder: string;
let output: OutputFolder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-begin-'));
  output = outputFolder(path.join(folder, 'out'));
  mkdirSync(path.join(folder, 'sims'));
  mkdirSync(output.results, { recursive: true });
  for (const name of ['a', 'b', 'c']) writeFileSync(path.join(folder, 'sims', `${name}.out`), name);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function batch(more: Partial<BatchToBegin> = {}): BatchToBegin {
  const directory = path.join(folder, 'sims');
  const inputs = listInputs({ directory, include: ['*.out'], exclude: [], output: null });
  const plan: WorkPlan = {
    reader: 'openfast',
    settings: { library: null, nativeThreads: 1, logging: 'default', version: null },
    plan: planReads([]),
    origin: { resultVersion: RESULT_VERSION, inputs: directory, earlier: null, configuration: null },
  };
  const header = journalHeader({
    batch: 'b',
    reader: 'openfast',
    readerDetails: { version: '1' },
    effectiveBatch: 'effective',
    inputs: inputs.length,
    cores: 2,
    budget: { memory: bytes(1), source: 'given', workers: null },
  });
  return {
    header,
    inputs,
    plan,
    effective: 'effective',
    fresh: false,
    verify: false,
    digests: false,
    ...more,
  };
}

function succeeded(task: number): Outcome {
  const result = `.ballast/results/${task}-1-0a1b2c3d.json`;
  const input = batch().inputs[task];
  const content = JSON.stringify({ source: { size: input?.size, modified: input?.modified }, facts: {} });
  writeFileSync(path.join(output.root, ...result.split('/')), content);
  const files = [{ name: result, ...digestOf(Buffer.from(content)) }];
  return {
    kind: 'succeeded',
    retry: 'never',
    result,
    files,
    problems: 0,
    notes: [],
    completeness: 'complete',
  };
}

function settled(task: number, at: number, outcome: Outcome): JournalRecord {
  const nothing = { measures: null, reserved: bytes(1), observedHighWater: null };
  return { type: 'settled', at: milliseconds(at), task, attempt: 1, outcome, ...nothing };
}

const CHANGED = {
  code: 'INPUT_CHANGED',
  message: 'the file was written to while it was read',
  class: 'input-changed' as const,
};

/** Writes what a batch of three files leaves behind; returns the bytes of its journal. */
function leave(...last: JournalRecord[]): Buffer {
  const { header, inputs, plan } = batch();
  const records: JournalRecord[] = [
    header,
    ...inputs.map(
      ({ file, size, modified }, task): JournalRecord => ({ type: 'input', task, file, size, modified }),
    ),
    settled(0, 1, succeeded(0)),
    ...last,
  ];
  writeFileSync(output.plan, JSON.stringify(plan));
  writeFileSync(output.effectiveBatch, batch().effective);
  const text = journalText(records);
  writeFileSync(output.journal, text);
  return Buffer.from(text);
}

/** As versions before 3 wrote it. */
const withoutChecksums = (text: string): string => text.replaceAll(/,"check":"[^"]*"\}$/gm, '}');

const ENDED = { type: 'ended', settled: 3, unsettled: 0, ending: 'complete', storage: null } as const;

function lastRecords(): JournalRecord[] {
  return [
    settled(1, 2, succeeded(1)),
    settled(2, 3, { kind: 'failed', retry: 'never', fault: { code: 'FILE_BAD', message: 'é' } }),
    { ...ENDED, at: milliseconds(3) },
  ];
}

const kinds = ({ settled: { outcomes } }: BatchStart): (string | null)[] =>
  outcomes.map((outcome) => outcome?.kind ?? null);

describe('a batch that begins in the folder of an earlier one', () => {
  it('resumes a journal cut at any byte of its last three records, and loses no whole record', async () => {
    const data = leave(...lastRecords());
    const ends = [...data.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
    const [from = 0, second = 0, third = 0] = ends.slice(-4);
    const again = batch();
    for (let length = from; length < data.length; length += 1) {
      writeFileSync(output.journal, data.subarray(0, length));
      const start = await beginBatch(output, again);
      const whole = ends.findLast((end) => end <= length) ?? 0;
      const known = ['succeeded', length >= second ? 'succeeded' : null, length >= third ? 'failed' : null];
      expect([start.continued?.wholeBytes, kinds(start)]).toEqual([whole, known]);
      expect(start.remarks.length).toBe(length === whole ? 1 : 2);
      // To open it means to sync it. Beside the whole bytes, which are as expected, nothing depends on the cut.
      const isNearAnEnd = length - whole <= 1 || ends.includes(length + 1);
      if (!isNearAnEnd && length % 16 !== 0) continue;
      const journal = await openedJournal(output, start);
      await journal.sync();
      journal.close();
      const after = readFileSync(output.journal);
      expect(after.subarray(0, whole).equals(data.subarray(0, whole))).toBe(true);
      const { outcomes } = replayJournal(readJournal(output.journal));
      expect(outcomes.map((outcome) => outcome?.kind ?? null)).toEqual(known);
    }
  });

  it('keeps final failures of an interrupted batch, and retries all failures of one that ended', async () => {
    const passing: Outcome = { kind: 'failed', retry: 'same-demand', fault: CHANGED };
    const lost = { exitCode: 1, signal: null, stderr: [] };
    const last = [
      settled(1, 2, passing),
      settled(2, 3, { kind: 'worker-lost', retry: 'never', end: lost }),
    ] as const;
    leave(...last);
    expect(kinds(await beginBatch(output, batch()))).toEqual(['succeeded', null, 'worker-lost']);
    leave(...last, { ...ENDED, at: milliseconds(3) });
    const over = await beginBatch(output, batch());
    expect(kinds(over)).toEqual(['succeeded', null, null]);
    expect(over.opening).toMatchObject([{ type: 'resumed', done: 1, left: 2 }]);
    expect([...over.settled.attempts]).toEqual([0, 0, 0]);
  });

  it('reads an input again if its result is gone', async () => {
    leave(...lastRecords());
    rmSync(path.join(output.results, '1-1-0a1b2c3d.json'));
    expect(kinds(await beginBatch(output, batch()))).toEqual(['succeeded', null, null]);
  });

  it('begins a new journal for other inputs, with the outcomes that are still valid', async () => {
    const before = leave(...lastRecords());
    rmSync(path.join(folder, 'sims', 'a.out'));
    appendFileSync(path.join(folder, 'sims', 'c.out'), 'more');
    const start = await beginBatch(output, batch());
    expect([start.continued, kinds(start)]).toEqual([null, ['succeeded', null]]);
    // Until then the old one counts.
    expect(readFileSync(output.journal).equals(before)).toBe(true);
    const journal = await openedJournal(output, start);
    journal.close();
    const { header, records } = readJournal(output.journal);
    expect(header.inputs).toBe(2);
    expect(records).toMatchObject([
      { type: 'input', task: 0, file: 'b.out' },
      { type: 'input', task: 1, file: 'c.out', size: 5 },
      { type: 'kept', task: 0, outcome: { result: output.resultName(0, 0) } },
    ]);
    expect(readFileSync(path.join(output.journals, '1.ndjson')).equals(before)).toBe(true);
  });

  it('never lets time run backwards, even if the clock does', async () => {
    leave(settled(1, 1e15, succeeded(1)));
    expect((await beginBatch(output, batch())).settled.at).toBe(1e15);
  });

  it('does not append to a journal of version 1: it starts a new one and reuses the results', async () => {
    const before = leave(...lastRecords());
    const text = withoutChecksums(before.toString('utf8')).replace('"version":4', '"version":1');
    writeFileSync(output.journal, text);
    const start = await beginBatch(output, batch());
    expect([start.continued, kinds(start)]).toEqual([null, ['succeeded', 'succeeded', null]]);
    expect(start.movedAside).toBe(path.join(output.root, 'earlier-1'));
    expect(start.remarks).toMatchObject([{ kind: 'taken-over', whole: 2, parts: 0 }]);
    expect(start.header.version).toBe(4);
    expect(readFileSync(path.join(output.root, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(text);
  });

  it('continues a batch whose results an earlier version wrote', async () => {
    leave(...lastRecords());
    const left = JSON.parse(readFileSync(output.plan, 'utf8')) as WorkPlan;
    writeFileSync(output.plan, JSON.stringify({ ...left, origin: { ...left.origin, resultVersion: 1 } }));
    const start = await beginBatch(output, batch());
    expect(kinds(start)).toEqual(['succeeded', 'succeeded', null]);
    expect(start.continued).not.toBeNull();
  });

  it.each<[string, Partial<WorkPlan>, Record<string, string>]>([
    ['another version of the reader', {}, { version: '2' }],
    [
      'a plan that names another library',
      { settings: { library: '/evil.so', nativeThreads: 1 } },
      { version: '1' },
    ],
    ['another format of results', { origin: { ...batchOrigin(), resultVersion: 0 } }, { version: '1' }],
  ])('starts over for %s, and keeps the earlier batch', async (_, plan, readerDetails) => {
    const before = leave(...lastRecords());
    const left = JSON.parse(readFileSync(output.plan, 'utf8')) as WorkPlan;
    writeFileSync(output.plan, JSON.stringify({ ...left, ...plan }));
    const next = batch();
    const start = await beginBatch(output, { ...next, header: { ...next.header, readerDetails } });
    expect([start.continued, kinds(start)]).toEqual([null, [null, null, null]]);
    expect(start.movedAside).toBe(path.join(output.root, 'earlier-1'));
    expect(readFileSync(path.join(output.root, 'earlier-1', 'journal.ndjson')).equals(before)).toBe(true);
  });
});

function batchOrigin(): WorkPlan['origin'] {
  return { resultVersion: RESULT_VERSION, inputs: '', earlier: null, configuration: null };
}

describe('the journal of a batch', () => {
  it('accepts no more records once another process has the folder', async () => {
    leave();
    const start = await beginBatch(output, batch());
    const journal = await openedJournal(output, start, () => {
      throw new Error('taken over');
    });
    const before = readFileSync(output.journal, 'utf8');
    expect(() => journal.append([{ ...ENDED, at: milliseconds(9) }])).toThrow('taken over');
    journal.close();
    expect(readFileSync(output.journal, 'utf8')).toBe(before);
  });
});
