import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journalHeader } from '../../test/support/journal-header.ts';
import type { Outcome } from '../core/state/tasks/outcome.ts';
import { type JournalContents, parseJournal, readJournal } from './reader.ts';
import type { JournalRecord } from './record.ts';
import { replayJournal } from './replay.ts';
import { continueJournal, journalText } from './writer.ts';

const HEADER = journalHeader({ inputs: 2 });

const SUCCEEDED: Outcome = {
  kind: 'succeeded',
  retry: 'never',
  result: 'results/0.json',
  problems: 0,
  notes: [],
  completeness: 'complete',
};
const FAILED: Outcome = { kind: 'failed', retry: 'never', fault: { code: 'FILE_BAD', message: 'it is bad' } };

const input = (task: number): JournalRecord => ({ type: 'input', task, file: `${task}.out`, size: 1 });
const admitted = (task: number, at: number): JournalRecord => ({
  type: 'admitted',
  at: milliseconds(at),
  task,
  attempt: 1,
  worker: 1,
  reserved: bytes(1),
  expected: { memory: bytes(1), compute: milliseconds(1) },
});
const settled = (task: number, at: number, outcome: Outcome): JournalRecord => ({
  type: 'settled',
  at: milliseconds(at),
  task,
  attempt: 1,
  outcome,
  measures: null,
  reserved: bytes(1),
  observedHighWater: null,
});
const RESUMED: JournalRecord = {
  type: 'resumed',
  at: milliseconds(10),
  product: 'ballast 0',
  host: 'here',
  pid: 2,
  time: '2026-01-01T00:00:00.000Z',
  done: 2,
  left: 0,
};
const PUBLISHED: JournalRecord = { type: 'published', at: milliseconds(20) };

/** Lines 1 to 7: the header, two inputs, and for each of them an admission and a settlement. */
const ONE_PROCESS: readonly JournalRecord[] = [
  HEADER,
  input(0),
  input(1),
  admitted(0, 1),
  settled(0, 2, SUCCEEDED),
  admitted(1, 3),
  settled(1, 4, FAILED),
];
/** Lines 8 to 10: another process runs the task again that has failed. */
const TWO_PROCESSES = [...ONE_PROCESS, RESUMED, admitted(1, 11), PUBLISHED];

const linesOf = (records: readonly object[]): string[] => journalText(records).split(/(?<=\n)/);
const parsed = (lines: readonly string[]): JournalContents => parseJournal(Buffer.from(lines.join('')), 'j');
const kinds = (contents: JournalContents): (string | null)[] =>
  replayJournal(contents).outcomes.map((outcome) => outcome?.kind ?? null);

describe('a journal in which one line is not as it was written', () => {
  it.each([
    ['another value', (line: string) => line.replace('"attempt":1', '"attempt":2')],
    ['another checksum', (line: string) => line.replace(/[0-9a-f]{8}"}/, '00000000"}')],
  ])('loses only this line to %s', (_, change) => {
    const lines = linesOf(ONE_PROCESS);
    const contents = parsed(lines.with(4, change(lines[4] ?? '')));
    expect(contents.damage).toEqual([{ line: 5, field: null, problem: 'it does not match its checksum' }]);
    expect(contents.records).toEqual([...ONE_PROCESS.slice(1, 4), ...ONE_PROCESS.slice(5)]);
    expect(kinds(contents)).toEqual([null, 'failed']);
  });

  it('loses the next line too if a line is missing, since nothing shows that it is as it was', () => {
    const contents = parsed(linesOf(ONE_PROCESS).toSpliced(3, 1));
    expect(contents.damagedLines).toBe(2);
    expect(contents.damage).toEqual([
      { line: 4, field: null, problem: 'it does not match its checksum' },
      { line: 5, field: null, problem: 'the line before it is missing' },
    ]);
    expect(kinds(contents)).toEqual([null, 'failed']);
  });

  it('is in doubt about every line that may have been part of one', () => {
    const lines = linesOf(TWO_PROCESSES);
    const copyElsewhere = lines[7] ?? '';
    const merged = `{"type":"resumed",${'\0'.repeat(60)}${lines[8]}`;
    const contents = parsed([copyElsewhere, ...lines.slice(0, 7), merged, ...lines.slice(9)]);
    expect(contents.damage).toContainEqual(expect.objectContaining({ line: 9 }));
    expect(kinds(contents)).toEqual(['succeeded', null]);
  });

  it('is compared with its checksums although the first line is not the header any more', () => {
    const lines = linesOf(ONE_PROCESS);
    const last = (lines[6] ?? '').replace('it is bad', 'it is mad');
    const cut = `${(lines[2] ?? '').slice(0, 40)}\n`;
    const contents = parsed([cut, ...lines.slice(0, 2), ...lines.slice(3, 6), last]);
    expect(contents.damage.some(({ problem }) => problem === 'it does not match its checksum')).toBe(true);
    expect(JSON.stringify(contents.records)).not.toContain('mad');
  });

  it('loses nothing if a line is there twice, or two have changed places', () => {
    const lines = linesOf(ONE_PROCESS);
    const twice = parsed(lines.toSpliced(6, 0, lines[4] ?? ''));
    expect(twice.damage).toEqual([{ line: 7, field: null, problem: 'it is a copy of line 5' }]);
    const exchanged = parsed(lines.with(4, lines[5] ?? '').with(5, lines[4] ?? ''));
    expect(exchanged.damage).toEqual([{ line: 5, field: null, problem: 'it is not where it was written' }]);
    for (const contents of [twice, exchanged]) expect(contents.records).toEqual(ONE_PROCESS.slice(1));
  });

  it('has no task whose input is lost', () => {
    const lines = linesOf(ONE_PROCESS);
    const contents = parsed(lines.with(1, (lines[1] ?? '').replace('0.out', '1.out')));
    expect(contents.records.filter((record) => 'task' in record && record.task === 0)).toEqual([]);
    expect(replayJournal(contents)).toMatchObject({ inputs: [{ task: 1 }], outcomes: [undefined, FAILED] });
  });

  it('is refused if that is the header', () => {
    const lines = linesOf(ONE_PROCESS);
    for (const first of [(lines[0] ?? '').replace('"inputs":2', '"inputs":1'), 'no header\n']) {
      expect(() => parsed(lines.with(0, first))).toThrow(
        expect.objectContaining({ code: 'JOURNAL_DAMAGED', details: expect.objectContaining({ line: 1 }) }),
      );
    }
  });

  it('is noticed to have been longer if its last line end is another byte, and is torn if it is missing', () => {
    const text = journalText(ONE_PROCESS);
    const replaced = parseJournal(Buffer.from(`${text.slice(0, -1)}?`), 'j');
    expect(replaced).toMatchObject({ damagedLines: 1, damage: [{ line: 7, problem: 'it has no line end' }] });
    const cut = parseJournal(Buffer.from(text.slice(0, -1)), 'j');
    expect(cut).toMatchObject({ damagedLines: 0, wholeBytes: replaced.wholeBytes });
  });

  it('is read in any case if it is older than checksums, without lines that are not records', () => {
    const lines = [{ ...HEADER, version: 2 }, ...ONE_PROCESS.slice(1)].map(
      (record) => `${JSON.stringify(record)}\n`,
    );
    const contents = parsed(lines.with(3, '{"type":"admi\n').with(5, '7\n'));
    expect(contents.damage).toEqual([
      { line: 4, field: null, problem: 'it is not JSON' },
      { line: 6, field: null, problem: 'it is not a record' },
    ]);
    expect(kinds(contents)).toEqual(['succeeded', 'failed']);
  });
});

describe('an outcome before a damaged line', () => {
  /** Line 9 admits the failed task in another process. */
  const damagedAt9 = (change: (line: string) => string): JournalContents => {
    const lines = linesOf(TWO_PROCESSES);
    return parsed(lines.with(8, change(lines[8] ?? '')));
  };

  it('is not believed if the line may have changed it: the task waits again', () => {
    expect(kinds(parsed(linesOf(TWO_PROCESSES)))).toEqual(['succeeded', null]);
    for (const change of [
      (line: string) => line.replace('"worker":1', '"worker":9'),
      (line: string) => line.replace('"task":1', '"task":0'),
      (line: string) => line.replace('admitted', 'admittee'),
      () => 'nothing that can be read\n',
    ]) {
      const [, failedTask] = kinds(damagedAt9(change));
      expect(failedTask).toBeNull();
    }
    const contents = damagedAt9((line) => line.replace('"worker":1', '"worker":9'));
    expect(contents.records.at(-2)).toEqual({
      type: 'unpublished',
      at: 10,
      task: 1,
      file: '',
      reason: 'line 9 of the journal is damaged',
    });
    expect(replayJournal(contents).published).toBe(false);
  });

  it('is believed if the line was about something else', () => {
    const phase: JournalRecord = { type: 'phase', at: milliseconds(12), task: 1, phase: 'computing' };
    const lines = linesOf([...ONE_PROCESS, RESUMED, phase, PUBLISHED]);
    expect(kinds(parsed(lines.with(8, (lines[8] ?? '').replace('computing', 'confusing'))))).toEqual([
      'succeeded',
      'failed',
    ]);
  });
});

describe('a record with a checksum that fits and a field that does not', () => {
  it.each<[string, object, string, string]>([
    [
      'a task that is not listed',
      { ...admitted(0, 1), task: 2 },
      'task',
      'expected one of 2 inputs, found 2',
    ],
    [
      'a result outside of the output folder',
      settled(0, 1, { ...SUCCEEDED, result: '../x.json' }),
      'outcome.result',
      'expected a relative name with forward slashes',
    ],
    [
      'a missing field',
      { ...PUBLISHED, at: undefined },
      'at',
      'expected a non-negative number, found nothing',
    ],
  ])('is skipped with the name of the field: %s', (_, record, field, problem) => {
    const contents = parsed(linesOf([...ONE_PROCESS, record]));
    expect(contents.damage).toEqual([{ line: 8, field, problem }]);
    expect(contents.damagedLines).toBe(1);
  });

  it('is refused if that is the header, before anything of the size that it claims is made', () => {
    expect(() => parsed(linesOf([{ ...HEADER, inputs: 1e15 }]))).toThrow(
      /line 1, field inputs: expected at most \d+/,
    );
  });
});

describe('a damaged journal that is continued', () => {
  it('has the new records, and the same damage as before', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ballast-journal-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'journal.ndjson');
    const lines = linesOf(ONE_PROCESS);
    for (const at of [4, 6]) {
      writeFileSync(
        file,
        lines.with(at, (lines[at] ?? '').replace('"worker"', '"waiter"').replace('1', '7')).join(''),
      );
      const before = readJournal(file);
      const journal = continueJournal(file, before);
      journal.append([PUBLISHED]);
      journal.append([RESUMED]);
      journal.close();
      const { damage, damagedLines, records } = readJournal(file);
      expect([damage, damagedLines]).toEqual([before.damage, before.damagedLines]);
      expect(records.slice(-2)).toEqual([PUBLISHED, RESUMED]);
    }
  });
});
