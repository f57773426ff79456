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
      built.settled(20_000, task, succeeded(), { measures: measured(1000, 10, 8000) });
    }
    expect(endText(built.ended(20_000).figures(), PLACES)).toEqual({
      stdout: [
        '8 of 8 files succeeded in 20.0 s',
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
      '  it ends in row 12 of 40; copy it again (2 of 5 files: c.out, e.out)',
      '1 file lost the worker process:',
      '  d.out: the worker process ended on signal SIGSEGV (segmentation fault in native code)',
      '1 file lacks some columns:',
      '  b.out: no series "Tenson"',
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

  it('has one line for each cause, whatever the number of files, and names three of them', () => {
    const missing = (name: string) => problem(`${name}: no such channel; did you mean TwrBsMyt?`);
    const figures = batchOf({
      ...many(700, () => succeeded({ problems: 2, notes: [missing('TwrBsMytt'), missing('TwrBsMyttt')] })),
      'last.out': CUT,
    }).figures();
    const { stderr } = endText(figures, PLACES, { nameAll: 'ballast explain out --all' });
    expect(stderr.slice(0, 6)).toEqual([
      '1 file failed:',
      '  last.out: it ends in row 12 of 40; copy it again',
      '700 files lack some columns:',
      '  TwrBsMytt: no such channel; did you mean TwrBsMyt? (700 of 701 files: 0.out, 1.out, 2.out and 697 more)',
      '  TwrBsMyttt: no such channel; did you mean TwrBsMyt? (700 of 701 files: 0.out, 1.out, 2.out and 697 more)',
      '  all of them: ballast explain out --all',
    ]);
    const whole = endText(figures, PLACES, { nameAll: 'ballast explain out --all', all: true }).stderr;
    expect(whole[3]).toContain('698.out, 699.out)');
    expect(whole.join()).not.toContain('all of them');
  });

  it('puts causes together that differ in numbers and in the names of their own files', () => {
    const cut = (index: number) =>
      failed({ code: 'FILE_CUT', message: `/sims/${index}.out ends in row ${index + 5} of 40` });
    const { stderr } = endText(batchOf(many(5, cut)).figures(), PLACES);
    expect(stderr.slice(0, 2)).toEqual([
      '5 files failed:',
      '  0.out: /sims/0.out ends in row 5 of 40 (and alike, 5 of 5 files: 1.out, 2.out and 2 more)',
    ]);
  });

  it('keeps causes apart that are about other columns', () => {
    const lacks = (name: string) => succeeded({ problems: 1, notes: [problem(`${name}: has no values`)] });
    const { stderr } = endText(batchOf({ a: lacks('Line 1'), b: lacks('Line 2') }).figures(), PLACES);
    expect(stderr.slice(1, 3)).toEqual(['  a: Line 1: has no values', '  b: Line 2: has no values']);
  });

  it('has at most twenty causes and counts the others', () => {
    const causes = many(62, (index) => failed({ code: 'X', message: `cause ${'x'.repeat(index)}` }));
    const { stderr } = endText(batchOf(causes).figures(), PLACES);
    expect(stderr.filter((line) => line.includes('.out: cause'))).toHaveLength(20);
    expect(stderr).toContain('  and 42 more causes; all are in out/report.json');
    const { stderr: unreported, stdout } = endText(batchOf(causes).figures(), { ...PLACES, report: null });
    expect(unreported).toContain('  and 42 more causes; all are in out/journal.jsonl');
    expect(stdout.filter((line) => line.startsWith('  report'))).toEqual([]);
  });

  it('says how to open a table, the workbook first', () => {
    const figures = batchOf({ a: succeeded() }).figures();
    const tables = [{ path: 'out/a.csv' }, { path: 'out/b.xlsx' }, { path: 'out/b.xlsx' }];
    const { stdout } = endText(figures, { ...PLACES, tables }, { opener: 'xdg-open' });
    expect(stdout.slice(1)).toEqual([
      '  table    out/a.csv',
      '  table    out/b.xlsx',
      '  journal  out/journal.jsonl',
      '  report   out/report.json',
      '  open     xdg-open "out/b.xlsx"',
    ]);
  });

  it('marks the words that tell how it went, after their text is safe to print', () => {
    const figures = batchOf({ 'a.out': CUT, b: succeeded({ problems: 1 }), c: succeeded() }).figures();
    const paint = (text: string, tone: string) => `<${tone}>${text}</>`;
    const { stdout, stderr } = endText(figures, PLACES, { paint });
    expect([...stdout, ...stderr].filter((line) => line.startsWith('<'))).toEqual([
      '<doubtful>1 of 3 files succeeded in 30.0 s</>',
      '<bad>1 file failed:</>',
      '<doubtful>1 file lacks some columns:</>',
    ]);
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
