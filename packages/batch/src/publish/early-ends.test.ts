import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlyEnds } from './early-ends.ts';
import type { FileEnd } from './end-groups.ts';

type Described = Readonly<Record<string, number | { readonly end: number; readonly planned: number }>>;

function filesOf(ends: Described, step = 0.5): FileEnd[] {
  return Object.entries(ends).map(([file, of], task) => {
    const { end, planned } = typeof of === 'number' ? { end: of, planned: null } : of;
    return { task, file, end, step, planned: planned === null ? null : { time: planned, file: 'x.fst' } };
  });
}

/** The files that are found, with `?` behind those that are not certain. */
function found(ends: Described): string[] {
  const files = filesOf(ends);
  return earlyEnds(files).map(({ task, certain }) => `${files[task]?.file}${certain ? '' : '?'}`);
}

describe('a simulation that ended early', () => {
  it.each<[what: string, ends: Described, early: string[]]>([
    ['before the end in its input file', { 'a.out': { end: 6.5, planned: 60 } }, ['a.out']],
    ['not if it lacks less than a sample', { 'a.out': { end: 59.5, planned: 60 } }, []],
    ['not if its input file has no other end', { 'a.out': { end: 60, planned: 60 }, 'b.out': 600 }, []],
    [
      'among files numbered through',
      { 'c_1.out': 60, 'c_2.out': 60, 'c_3.out': 6.5, 'c_4.out': 60 },
      ['c_3.out'],
    ],
    [
      'twice among files numbered through',
      { 'c_1.outb': 9, 'c_2.outb': 60, 'c_3.outb': 60, 'c_4.outb': 7 },
      ['c_1.outb', 'c_4.outb'],
    ],
    ['in folders numbered through', { 'c1/t.out': 60, 'c2/t.out': 60, 'c3/t.out': 6.5 }, ['c3/t.out']],
    ['as text among binary files', { 'c_1.outb': 60, 'c_2.outb': 60, 'c_3.out': 6.5 }, ['c_3.out']],
    ['not of two files, either of which may be right', { 'c_1.out': 60, 'c_2.out': 6.5 }, []],
    [
      'not if every file has an end of its own',
      { 'c_1.out': 10, 'c_2.out': 20, 'c_3.out': 30, 'c_4.out': 40 },
      [],
    ],
    ['not in a tie', { 'c_1.out': 10, 'c_2.out': 10, 'c_3.out': 30, 'c_4.out': 30 }, []],
    ['not after the others', { 'c_1.out': 60, 'c_2.out': 60, 'c_3.out': 600 }, []],
    [
      'not with the other files of its load case',
      { 'd1_s1.out': 600, 'd1_s2.out': 600, 'd1_s3.out': 600, 'd5_s1.out': 100, 'd5_s2.out': 100 },
      [],
    ],
    [
      'within its load case',
      { 'd1_s1.out': 600, 'd1_s2.out': 600, 'd1_s3.out': 6.5, 'd5_s1.out': 600, 'd5_s3.out': 600 },
      ['d1_s3.out'],
    ],
    [
      'perhaps, as the only one of its load case',
      { 'd1_s1.out': 600, 'd1_s2.out': 600, 'd1_s3.out': 600, 'd5_s9.out': 100 },
      ['d5_s9.out?'],
    ],
    [
      'by folder, where the folders have other ends',
      { 'p/a1.out': 60, 'p/a2.out': 60, 'p/a3.out': 5, 'q/b1.out': 600, 'q/b2.out': 600, 'q/b3.out': 60 },
      ['p/a3.out', 'q/b3.out'],
    ],
    ['perhaps, among names of words', { 'calm.out': 60, 'gust.out': 60, 'storm.out': 6.5 }, ['storm.out?']],
    [
      'perhaps, alone in its folder',
      { 'p/calm.out': 9, 'q/c1.out': 60, 'q/c2.out': 60, 'q/c3.out': 60 },
      ['p/calm.out?'],
    ],
    [
      'not in a folder whose files agree',
      { 'p/calm.out': 9, 'p/gust.out': 9, 'q/c1.out': 60, 'q/c2.out': 60, 'q/c3.out': 60 },
      [],
    ],
    [
      'with the planned end of another as example',
      { 'c_1.out': { end: 6, planned: 60 }, 'c_2.out': { end: 60, planned: 60 }, 'c_3.out': 7 },
      ['c_1.out', 'c_3.out'],
    ],
    [
      'though an input file with another end is beside it',
      { 'c_1.out': 60, 'c_2.out': 60, 'c_3.out': { end: 30, planned: 10 } },
      ['c_3.out'],
    ],
  ])('is found %s', (_, ends, early) => {
    expect(found(ends)).toEqual(early);
  });

  it('is described with both times', () => {
    const files = filesOf({
      'c_1.out': 60,
      'c_2.out': 60.000001,
      'c_3.out': { end: 6.5, planned: 60 },
      'c_4.out': 7,
    });
    expect(earlyEnds(files).map(({ message }) => message)).toEqual([
      'its simulation ended at 6.5 s of 60 s (TMax in x.fst)',
      'its simulation ended at 7 s, and 3 of 4 files with names like it at 60 s',
    ]);
  });

  it('is never one of files that all end together', () => {
    const name = fc.stringMatching(/^[ab]{1,2}(\/[ab])?[0-9]{0,2}\.out$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 12 }), fc.nat(1000), (names, end) => {
        expect(earlyEnds(filesOf(Object.fromEntries(names.map((file) => [file, end]))))).toEqual([]);
      }),
    );
  });

  it('is found among numbered files wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20 }), fc.nat(19), (count, at) => {
        const early = at % count;
        const ends = Array.from({ length: count }, (_, i) => [`c_${i}.out`, i === early ? 3 : 60]);
        expect(found(Object.fromEntries(ends))).toEqual([`c_${early}.out`]);
      }),
    );
  });
});
