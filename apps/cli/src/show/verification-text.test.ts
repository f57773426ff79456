import type { Verification } from '@ballast/batch';
import { describe, expect, it } from 'vitest';
import { verificationText } from './verification-text.ts';

const AS_WRITTEN: Verification = {
  root: '/out',
  differences: [],
  results: 4,
  outputs: 1,
  inputs: null,
  unchecked: 0,
  published: true,
};

const TABLE = { what: 'table', name: 'tables/wide.csv', input: null, reason: 'the file is missing' } as const;
const INPUT = { what: 'input', name: 'a.sim', input: 'a.sim', reason: 'expected 2 bytes, found 1' } as const;
const NAME = '.ballast/results/0-1-0a1b2c3d.json';
const RESULT = { what: 'result', name: NAME, input: 'a.sim', reason: 'expected 2 bytes, found 1' } as const;

describe('the text about a verified batch', () => {
  it('is one line if everything is as written', () => {
    expect(verificationText(AS_WRITTEN)).toEqual(['as written: 4 result files, 1 output file']);
    expect(verificationText({ ...AS_WRITTEN, inputs: 2 })[0]).toMatch(/, 2 inputs$/);
  });

  it('has a line for each difference, and how to repair them', () => {
    expect(verificationText({ ...AS_WRITTEN, differences: [TABLE, RESULT] })).toEqual([
      'table (tables/wide.csv): the file is missing',
      `result of a.sim (${NAME}): expected 2 bytes, found 1`,
      '2 differences from what was written (compared: 4 result files, 1 output file)',
      '  next: ballast resume "/out" --repair',
    ]);
  });

  it('names the next command by what differs', () => {
    const next = (...differences: Verification['differences']) =>
      verificationText({ ...AS_WRITTEN, differences }).at(-1);
    expect(next(TABLE, INPUT)).toBe('  next: ballast resume "/out" --verify');
    expect(next({ ...TABLE, what: 'batch' })).toContain('run the batch file again');
  });

  it('says what was not compared', () => {
    expect(verificationText({ ...AS_WRITTEN, unchecked: 2, published: false }).slice(1)).toEqual([
      '2 results without a checksum, written by an earlier version of Ballast',
      'tables were not compared: the batch has not published all of its results',
    ]);
  });
});
