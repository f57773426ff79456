import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { PlannedEnds, runTimeOf } from './planned-end.ts';

describe('the run time in an OpenFAST input file', () => {
  it.each([
    ['         60   TMax            - Total run time (s)', 60],
    ['"Fatal" AbortLevel\n   600.5\tTMax - Total run time (s)\n0.01 DT', 600.5],
    ['6.0D+02   TMax', 600],
    ['.5e3 TMax', 500],
    ["'60'  'TMax' - quoted", 60],
    ['60 tmax', 60],
    ['60   TMaxOut - another key', null],
    ['default   TMax', null],
    ['0   TMax', null],
    ['-1   TMax', null],
    ['TMax is 60', null],
    ['1 60 TMax', null],
    ['', null],
  ])('%j is %s', (text, time) => {
    expect(runTimeOf(text)).toBe(time);
  });
});

describe('the planned end of a result file', () => {
  function folderWith(...names: string[]): string {
    const folder = temporaryFolder();
    for (const name of names) writeFileSync(path.join(folder, name), '60 TMax\n');
    return folder;
  }

  it('is in the input file beside it with its stem, whatever the case of the names', () => {
    const folder = folderWith('Case_1.FST', 'case_2.fst', 'case_3.fst.bak');
    const ends = new PlannedEnds();
    const of = (name: string) => ends.of(path.join(folder, name));
    expect(of('case_1.out')).toEqual({ time: 60, file: 'Case_1.FST' });
    expect(of('case_2.outb')).toEqual({ time: 60, file: 'case_2.fst' });
    expect(of('case_3.out')).toBeNull();
    expect(of('case_2.SD.out')).toBeNull();
  });

  it('is not known if the input file is a folder, or its own folder is gone', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'a.fst'));
    expect(new PlannedEnds().of(path.join(folder, 'a.out'))).toBeNull();
    expect(new PlannedEnds().of(path.join(folder, 'gone', 'a.out'))).toBeNull();
  });
});
