import { describe, expect, it } from 'vitest';
import {
  batchOf,
  EVERY_OUTCOME,
  failed,
  header,
  journal,
  lost,
  measured,
  ms,
  problem,
  succeeded,
  warning,
} from '../../test/journal-builder.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { foldJournal } from '../fold/fold-journal.ts';
import type { Report, ReportFile } from './report.ts';
import { reportJson } from './report-json.ts';

const EXTRA = {
  tables: [
    { name: 'loads', path: 'loads.csv', file: null },
    { name: 'times', path: 'tables/a_times.csv', file: 'a.out' },
  ],
};

function fileOf(report: Report, index: number): ReportFile {
  const file = report.files[index];
  if (file === undefined) throw new Error(`no file ${index}`);
  return file;
}

describe('reportJson', () => {
  it('has the batch with times of day and public units', () => {
    const figures = journal()
      .input('a.out', 5000)
      .input('b.out', 7000)
      .admitted(500, 0, { reserved: 400, expected: 300 })
      .settled(2000, 0, succeeded(), { measures: measured(200, 250, 750) })
      .add({ type: 'stopping', at: ms(2500), cause: 'interrupted', how: 'drain' })
      .ended(3000, 'drained')
      .figures();
    expect(reportJson(figures, EXTRA)).toMatchObject({
      version: 2,
      product: 'ballast 1.2.3',
      host: 'node-7',
      batch: 'fatigue',
      exitReason: 'interrupted',
      ending: 'drained',
      stop: { at: '2031-05-06T07:08:11.500Z', cause: 'interrupted', how: 'drain' },
      startedAt: '2031-05-06T07:08:09.000Z',
      firstAdmissionAt: '2031-05-06T07:08:09.500Z',
      lastSettlementAt: '2031-05-06T07:08:11.000Z',
      endedAt: '2031-05-06T07:08:12.000Z',
      reader: { name: 'openfast', details: { version: '1' } },
      budget: { memoryBytes: 8 * 2 ** 30, source: 'free memory', workers: 4 },
      figures: {
        inputs: 2,
        inputBytes: 12_000,
        unsettled: 1,
        makespanSeconds: 1.5,
        loadSeconds: 0.25,
        computeSeconds: 0.75,
        meanInFlight: 1,
        mostInFlight: 1,
        predictedMakespanSeconds: null,
        predictedMakespan90Seconds: null,
        meanReservedPerHighWater: expect.any(Number),
        boundBy: expect.any(String),
      },
      files: [
        {
          expectedBytes: 300,
          expectedComputeSeconds: 0.001,
          reservedAtStartBytes: 400,
          reservedAtEndBytes: 1000,
          highWaterBytes: 200,
        },
        { file: 'b.out', reservedAtStartBytes: null },
      ],
      slowest: [{ file: 'a.out', elapsedSeconds: 1.5 }],
      tables: EXTRA.tables,
    });
  });

  it('adds up what was read, and what the readers counted', () => {
    const figures = journal()
      .input('a.out')
      .input('b.out')
      .settled(1, 0, succeeded(), { measures: measured(1) })
      .settled(1, 1, succeeded(), { measures: measured(1) })
      .figures();
    const counted = reportJson(figures, { ...EXTRA, counters: { 'library calls': 12 } });
    expect(counted.figures).toMatchObject({ readBytes: 154, counters: { 'library calls': 12 } });
    expect(reportJson(figures, EXTRA).figures.counters).toEqual({});
  });

  it('has every key for every file, null if there is no value', () => {
    const report = reportJson(journal().input('a.out', 5000).figures(), EXTRA);
    expect(report.files).toEqual([
      {
        file: 'a.out',
        sizeBytes: 5000,
        status: 'not-run',
        outcome: null,
        reason: 'was not run',
        attempts: 0,
        admittedAt: null,
        settledAt: null,
        elapsedSeconds: null,
        loadSeconds: null,
        computeSeconds: null,
        readBytes: null,
        expectedBytes: null,
        expectedComputeSeconds: null,
        reservedAtStartBytes: null,
        reservedAtEndBytes: null,
        highWaterBytes: null,
        result: null,
        completeness: null,
        problemCount: 0,
        problems: [],
        warnings: [],
        fault: null,
        process: null,
      },
    ]);
  });

  it('has completeness, problems and warnings of a file that was read', () => {
    const notes = [problem('no series'), warning('TRAILING_BYTES', '12')];
    const report = reportJson(
      batchOf({ a: succeeded({ completeness: 'partial', problems: 60, notes }) }).figures(),
      EXTRA,
    );
    expect(fileOf(report, 0)).toMatchObject({
      status: 'partial',
      outcome: 'succeeded',
      result: 'results/0.json',
      completeness: 'partial',
      problemCount: 60,
      problems: [{ code: 'NO_SERIES', message: 'no series' }],
      warnings: [{ code: 'TRAILING_BYTES', message: '12' }],
    });
  });

  it('has faults and ends of processes for programs, besides the sentence for people', () => {
    const fault = { code: 'FILE_CUT', message: 'cut', details: { row: 12 } };
    const report = reportJson(
      batchOf({
        a: failed(fault),
        b: lost({ exitCode: 9, stderr: ['\u001b[31mbye'] }),
        c: succeeded(),
      }).figures(),
      EXTRA,
    );
    expect(fileOf(report, 0).fault).toEqual({ ...fault, hint: null });
    expect(fileOf(report, 1).process).toEqual({
      exitCode: 9,
      signal: null,
      stderr: ['\u001b[31mbye'],
      log: null,
      quarantined: false,
    });
    expect(fileOf(report, 1).reason).toContain('exit code 9; the last line it wrote was: \\u{1b}[31mbye');
    expect([fileOf(report, 2).fault, fileOf(report, 2).process]).toEqual([null, null]);
  });

  it('survives JSON unchanged', () => {
    const outcomes = Object.fromEntries(
      EVERY_OUTCOME.map((outcome, index) => [`\u001b\ud83c${index}`, outcome]),
    );
    const report = reportJson(batchOf(outcomes).figures(), EXTRA);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.files).toHaveLength(9);
  });

  it('leaves out details that JSON cannot represent', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const report = reportJson(
      batchOf({
        a: failed({ code: 'IT_LOOPS', message: 'x', details: loop }),
        b: failed({ code: 'IT_IS_BIG', message: 'x', details: { offset: 2n ** 64n } }),
        c: failed({ code: 'IT_IS_BARE', message: 'x' }),
      }).figures(),
      EXTRA,
    );
    expect(report.files.map(({ fault }) => fault?.details)).toEqual([
      null,
      { offset: '18446744073709551616' },
      null,
    ]);
  });

  it('has no times of day if the start of the journal is not a time', () => {
    const { records } = batchOf({ a: succeeded() });
    const story = foldJournal({ header: { ...header(1), startedAt: 'unknown' }, records });
    const report = reportJson(figuresOf(story), EXTRA);
    expect([report.firstAdmissionAt, report.endedAt]).toEqual([null, null]);
    expect(fileOf(report, 0).elapsedSeconds).toBe(10);
  });
});
