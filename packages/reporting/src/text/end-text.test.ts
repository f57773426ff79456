import type { Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  EVERY_OUTCOME,
  failed,
  journal,
  lost,
  measured,
  ms,
  problem,
  succeeded,
  warning,
} from '../../test/journal-builder.ts';
import { endText, type Places } from './end-text.ts';

const PLACES: Places = {
  tables: [{ path: 'out/loads.csv' }, { path: 'out/moments.csv' }],
  journal: 'out/journal.jsonl',
  report: 'out/report.json',
};

const CUT = failed({ code: 'FILE_CUT', message: 'it ends in row 12 of 40', hint: 'copy it again' });

function many(count: number, outcome: (index: number) => Outcome): Record<string, Outcome> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.out`, outcome(index)]));
}

describe('endText', () => {
  it('reports how many files succeeded, how fast and where everything is, and nothing more if all is well', () => {
    const built = journal();
    for (let task = 0; task < 8; task += 1) {
      built.input(`${task}`).admitted(0, task);
      built.settled(task < 4 ? 10_000 : 20_000, task, succeeded(), { measures: measured(1000, 10, 8000) });
    }
    const range = { median: ms(18_000), ninetieth: ms(25_000) };
    built.add({
      type: 'predicted',
      at: ms(0),
      modelled: ms(16_000),
      ...range,
      learned: true,
    });
    expect(endText(built.ended(20_000).figures(), PLACES)).toEqual({
      stdout: [
        '8 of 8 files succeeded in 20.0 s',
        '  bound    fastest possible: 16.0 s (bound by the cores); actual: 1.25 x',
        '  time     predicted 18.0 s, with 90 % probability below 25.0 s',
        '  models   median error: 0 % (memory), 799900 % (computing time)',
        '  memory   0 % of the files needed more than was reserved for them; 10 % may',
        '  table    out/loads.csv',
        '  table    out/moments.csv',
        '  journal  out/journal.jsonl',
        '  report   out/report.json',
      ],
      stderr: [],
      failures: [],
    });
  });

  it('names a table of many files by its pattern', () => {
    const samples = [{ pattern: 'out/*_times.csv', files: ['a', 'b'] }];
    const { stdout } = endText(batchOf({ a: succeeded() }).figures(), { ...PLACES, samples });
    expect(stdout).toContain('  table    out/*_times.csv (2 files)');
  });

  it('groups the files that did not succeed, with reasons, warnings and what to do next', () => {
    const figures = batchOf({
      'a.out': succeeded({ notes: [warning('TRAILING_BYTES', '3344 bytes follow the data')] }),
      'b.out': succeeded({ problems: 1, notes: [problem('no series "Tenson"')] }),
      'c.out': CUT,
      'd.out': lost({ signal: 'SIGSEGV' }),
      'e.out': CUT,
    }).figures();
    expect(endText(figures, PLACES).stderr).toEqual([
      '2 files failed:',
      '  c.out: it ends in row 12 of 40; copy it again',
      '  e.out: it ends in row 12 of 40; copy it again',
      '1 file lost the worker process:',
      '  d.out: the worker process ended on signal SIGSEGV (segmentation fault in native code)',
      '1 file lacks some columns:',
      '  b.out: was read, but 1 column has no values: no series "Tenson"',
      '',
      '1 warning:',
      '  TRAILING_BYTES: a.out: 3344 bytes follow the data',
      '',
      'What to do next:',
      '  failed: follow the reason beside each file',
      '  worker-lost: exclude those that were also tried alone: the file, or the library that reads it, is at fault; run the others again',
      '  incomplete: check the names of objects and variables in the batch; the rest of their values is in the tables',
    ]);
  });

  it('names fifty files and counts the rest, whatever their status', () => {
    const figures = batchOf(many(62, (index) => (index < 60 ? CUT : lost({ exitCode: 1 })))).figures();
    const { stderr } = endText(figures, PLACES);
    expect(stderr.filter((line) => line.includes('.out:'))).toHaveLength(50);
    expect(stderr).toContain('60 files failed:');
    expect(stderr).toContain('2 files lost the worker process:');
    expect(stderr).toContain('  and 12 more; all are in out/report.json');
  });

  it('points to the journal if there is no report', () => {
    const figures = batchOf(many(51, () => CUT)).figures();
    const { stdout, stderr } = endText(figures, { ...PLACES, report: null });
    expect(stderr).toContain('  and 1 more; all are in out/journal.jsonl');
    expect(stdout.filter((line) => line.startsWith('  report'))).toEqual([]);
  });

  it('puts equal warnings on one line, with their number and the first files', () => {
    const alone = warning('LARGER_THAN_BUDGET', 'needs 2 GiB; it runs alone.');
    const figures = batchOf({
      ...many(40, () => succeeded({ notes: [alone] })),
      'twice.out': succeeded({ notes: [warning('OLD_FORMAT', 'one'), warning('OLD_FORMAT', 'two')] }),
      'once.out': succeeded({ notes: [warning('STALE_END', '18 bytes')] }),
    })
      .add({ type: 'warning', at: ms(0), task: null, code: 'SLOW_DISK', message: 'slow' })
      .figures();
    expect(endText(figures, PLACES).stderr).toEqual([
      '44 warnings:',
      '  SLOW_DISK: the batch: slow',
      '  LARGER_THAN_BUDGET: 40 files, e.g. 0.out: needs 2 GiB; it runs alone; 1.out: needs 2 GiB; it runs alone; 2.out: needs 2 GiB; it runs alone',
      '  OLD_FORMAT: 2 times in 1 file, e.g. twice.out: one',
      '  STALE_END: once.out: 18 bytes',
    ]);
  });

  it('names twenty kinds of warnings and counts the rest', () => {
    const figures = batchOf(many(30, (i) => succeeded({ notes: [warning(`KIND_${i}`, 'x')] }))).figures();
    const { stderr } = endText(figures, PLACES);
    expect(stderr.filter((line) => line.includes('KIND_'))).toHaveLength(20);
    expect(stderr.at(-1)).toBe('  and 10 more kinds; all are in out/report.json');
  });

  it('has the failures apart from warnings and advice', () => {
    const figures = batchOf({
      'a.out': succeeded({ notes: [warning('OLD_FORMAT', 'old')] }),
      'b.out': CUT,
    }).figures(3);
    expect(endText(figures, PLACES).failures).toEqual([
      '1 file failed:',
      '  b.out: it ends in row 12 of 40; copy it again',
      '',
      '1 file did not run to completion',
    ]);
  });

  it('reports why files were not run and what to do next', () => {
    const figures = journal()
      .input('a')
      .input('b')
      .admitted(0, 0)
      .add({ type: 'stopping', at: ms(5), cause: 'interrupted', how: 'drain' })
      .settled(1500, 0)
      .ended(1500, 'drained')
      .figures();
    expect(endText(figures, PLACES)).toMatchObject({
      stdout: expect.arrayContaining(['1 of 2 files succeeded in 1.5 s']),
      stderr: [
        '1 file did not run to completion: the batch was stopped (interrupted)',
        '',
        'What to do next:',
        '  not-run: run the batch again',
      ],
    });
  });

  it('reports that the journal breaks off', () => {
    const { stdout, stderr } = endText(journal().input('a').figures(), PLACES);
    expect(stdout[0]).toBe('0 of 1 file succeeded');
    expect(stderr[0]).toBe('1 file did not run to completion: the journal breaks off');
  });

  it('has a heading and a next step for every outcome', () => {
    for (const outcome of EVERY_OUTCOME.filter(({ kind }) => kind !== 'succeeded')) {
      const { stderr } = endText(batchOf({ 'a.out': outcome }).figures(), PLACES);
      expect(stderr[0], outcome.kind).toMatch(/^1 file .+:$/);
      expect(stderr[1], outcome.kind).toMatch(/^ {2}a\.out: /);
      expect(stderr, outcome.kind).toContainEqual(expect.stringMatching(`^  ${outcome.kind}: `));
    }
  });

  it('prints no control character of a name, a text or a place', () => {
    const evil = '\u001b]0;x\u0007\n\u202e';
    const figures = batchOf({
      [`${evil}a`]: failed({ code: 'LIB_SAYS', message: evil, hint: evil }),
      [`${evil}b`]: succeeded({ notes: [warning(evil, evil)] }),
    }).figures();
    const places = { tables: [{ path: evil }], journal: evil, report: evil };
    const { stdout, stderr } = endText(figures, places);
    expect([...stdout, ...stderr].filter((line) => /[\p{Cc}\u202e]/u.test(line))).toEqual([]);
    expect(stderr.join()).toContain('\\u{1b}]0;x\\u{7}\\u{a}\\u{202e}a: ');
  });
});
