import { bytes, milliseconds } from '@ballast/resource-model';
import type { Binding, JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_OUTCOME, failed, header, journal, measured, succeeded } from '../../test/journal-builder.ts';
import { journalFold } from '../fold/fold-journal.ts';
import type { Figures } from './figures.ts';
import { figuresFold, journalFigures } from './figures-fold.ts';
import { reportFold } from './report-fold.ts';

const GIB = 2 ** 30;

function sample(at: number, more: Partial<RecordOf<'sample'>> = {}): RecordOf<'sample'> {
  return {
    type: 'sample',
    at: milliseconds(at),
    span: milliseconds(1000),
    res: bytes(GIB),
    hold: bytes(2 * GIB),
    n: [0, 1, 0, 2, 0],
    read: bytes(GIB),
    cpu: milliseconds(2000),
    loads: 4,
    bound: 'memory',
    ...more,
  };
}

const figures = (records: readonly JournalRecord[], inputs: number): Figures =>
  journalFigures({ header: header(inputs), records });

/** Two files on two workers, sampled for four seconds. */
function small(): JournalRecord[] {
  const bounds: Binding[] = ['storage', 'memory', 'memory', 'tail'];
  return journal()
    .input('a.out', 3 * GIB)
    .input('b.out', GIB)
    .admitted(0, 0, { reserved: GIB, expected: GIB, worker: 1 })
    .admitted(10, 1, { reserved: GIB, expected: GIB, worker: 2 })
    .add(...bounds.map((bound, i) => sample(1000 * (i + 1), { bound, res: bytes((i + 1) * GIB) })))
    .settled(3000, 0, succeeded(), { measures: measured(2 * GIB, 1000, 1900) })
    .settled(4000, 1, failed({ code: 'FILE_CUT', message: 'it ends early' }))
    .ended(4000).records;
}

describe('the figures of a journal', () => {
  it('have the peak of memory, the means of counts, and the share of time by what bound', () => {
    const { series, boundSeconds, says, keys } = figures(small(), 2);
    expect(series).toMatchObject({
      at: [1000, 2000, 3000, 4000],
      computing: [2, 2, 2, 2],
      loading: [1, 1, 1, 1],
    });
    expect(series.used?.at(-1)).toBe(4 * GIB);
    expect(boundSeconds).toMatchObject({ storage: 1, memory: 2, tail: 1, cores: 0 });
    expect(says.bound).toBe(
      'Bound by memory for 50 % of the time, the storage for 25 %, the last files for 25 %.',
    );
    expect(says.memory).toBe(
      'Memory stayed within its budget throughout: at most 4.00 GiB of 8.00 GiB were used.',
    );
    expect(keys.map(({ id, value, unit }) => [id, `${value} ${unit}`.trim()])).toEqual([
      ['took', '4.0 s'],
      ['bound', expect.any(String)],
      ['memory', '4.00 GiB'],
      ['cores', '50 %'],
      ['storage', '1.00 GiB/s'],
      ['model', '100 %'],
    ]);
  });

  it('have a lane for each worker, and when each file began to compute', () => {
    const { tasks, lanes } = figures(small(), 2);
    expect(lanes).toBe(2);
    expect(tasks.lane).toEqual([0, 1]);
    expect(tasks.computingAt).toEqual([1100, null]);
  });

  it('group files that need a look by the words of the reason', () => {
    const built = journal();
    const cut = failed({ code: 'FILE_CUT', message: 'it ends early' });
    for (const [task, outcome] of [succeeded(), cut, cut, failed({ code: 'X', message: 'odd' })].entries())
      built
        .input(`${task}.out`)
        .admitted(task, task)
        .settled(task + 1, task, outcome);
    const { look, headline } = figures(built.ended(9).records, 4);
    expect(look).toEqual([
      {
        status: 'failed',
        mark: 'bad',
        count: 3,
        next: expect.any(String),
        reasons: [
          { words: 'it ends early', tasks: [1, 2] },
          { words: 'odd', tasks: [3] },
        ],
      },
    ]);
    expect(headline).toMatchObject({ tone: 'look', sentence: '1 of 4 files succeeded; 3 need a look.' });
  });

  it('fold many samples into at most 1200 rows and keep the peak and the sum of time', () => {
    const many = Array.from({ length: 9600 }, (_, i) =>
      sample(1000 * (i + 1), { res: bytes(i === 4321 ? 7 * GIB : GIB) }),
    );
    const { series } = figures([...journal().input('a').records, ...many], 1);
    expect(series.at.length).toBeLessThanOrEqual(1200);
    expect(Math.max(...(series.used ?? []))).toBe(7 * GIB);
    expect(series.span.reduce((sum, span) => sum + span, 0)).toBe(9_600_000);
  });

  it('name what a journal without samples lacks, and still show tasks in flight', () => {
    const records = small().filter(({ type }) => type !== 'sample');
    const { series, boundSeconds, says } = figures(records, 2);
    expect([series.used, series.read, series.bound, boundSeconds]).toEqual([null, null, null, null]);
    expect(says.missing).toContain('no samples');
    expect(Math.max(...series.computing)).toBe(1);
    expect(Math.max(...series.loading)).toBe(2);
  });
});

const happening = fc.record({
  task: fc.nat(4),
  what: fc.constantFrom('admit', 'settle', 'sample', 'lose', 'resume'),
  after: fc.nat(3000),
  outcome: fc.constantFrom(...EVERY_OUTCOME),
});

function played(
  happenings: readonly {
    task: number;
    what: string;
    after: number;
    outcome: (typeof EVERY_OUTCOME)[number];
  }[],
) {
  const built = journal();
  for (let task = 0; task < 5; task += 1) built.input(`${task}.out`, 1000 * (task + 1));
  const running = new Set<number>();
  let at = 0;
  for (const { task, what, after, outcome } of happenings) {
    at += after;
    if (what === 'sample') built.add(sample(at));
    if (what === 'lose')
      built.add({ type: 'worker-lost', at: milliseconds(at), worker: task, exitCode: 1, signal: null });
    if (what === 'resume') {
      const times = { at: milliseconds(at), time: '2031-05-06T08:08:09.000Z', done: 0, left: 0 };
      built.add({ type: 'resumed', product: 'ballast 1.2.3', host: 'h', pid: 1, ...times });
      running.clear();
    }
    if (what === 'admit' && !running.has(task)) {
      built.admitted(at, task, { worker: task });
      running.add(task);
    }
    if (what === 'settle' && running.delete(task)) built.settled(at, task, outcome);
  }
  return built.records;
}

describe('what a batch publishes of its journal', () => {
  it('says the same with a page and without one, whatever the version of the journal', () => {
    const machine = { memory: bytes(8 * GIB), cpu: 'c', os: 'o', storage: 'ssd', storageEvidence: [] };
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), fc.boolean(), (happenings, isOld) => {
        const records = played(happenings);
        const of = isOld ? header(5) : { ...header(5), machine };
        const report = (page: boolean) => {
          const fold = reportFold(of);
          for (const record of records) fold.take(record);
          return fold.report({ page });
        };
        const [without, withPage] = [report(false), report(true)];
        expect(without.document).toBeNull();
        expect(withPage.document).toEqual(journalFigures({ header: of, records }));
        expect([without.figures, without.at]).toEqual([withPage.figures, withPage.at]);
        const { headline, says, boundSeconds, alerts } = without.said;
        expect(withPage.said).toMatchObject({ headline, says, boundSeconds, alerts });
      }),
      { numRuns: 100 },
    );
  });

  it('forgets each task once the next one is asked for', () => {
    const fold = journalFold(header(3));
    for (const record of journal().input('a').input('b').input('c').records) fold.take(record);
    const left: number[] = [];
    const files: string[] = [];
    for (const { input } of fold.lastStory().tasks) {
      files.push(input.file);
      left.push(fold.story().tasks.length);
    }
    expect([files, left]).toEqual([
      ['a', 'b', 'c'],
      [3, 2, 1],
    ]);
  });
});

describe('a fold that grows with its journal', () => {
  it('equals the fold of the whole journal at every step', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const records = played(happenings);
        const growing = figuresFold(header(5));
        for (const [i, record] of records.entries()) {
          growing.take(record);
          if (i % 5 === 4) expect(growing.figures()).toEqual(figures(records.slice(0, i + 1), 5));
        }
        expect(growing.figures()).toEqual(figures(records, 5));
      }),
      { numRuns: 60 },
    );
  });

  it('has a headline that fits, wherever the journal is cut off', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), fc.nat(), (happenings, cut) => {
        const whole = played(happenings);
        const records = whole.slice(0, cut % (whole.length + 1));
        const { headline, counts, tasks, look } = figures(records, 5);
        expect(headline.tone).toBe('broken');
        expect(headline.sentence).toMatch(/^Broken off after \d of 5 files/);
        expect(Number(/after (\d)/.exec(headline.sentence)?.[1])).toBe(5 - counts.unsettled);
        const shown = look.reduce((sum, { count }) => sum + count, 0);
        expect(shown + counts.statuses.succeeded).toBe(5);
        expect(tasks.file.length).toBe(records.filter(({ type }) => type === 'input').length);
      }),
    );
  });
});
