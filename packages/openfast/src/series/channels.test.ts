import type { Position } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { Channels } from './channels.ts';

const channels = new Channels(
  ['Time', 'GenPwr', 'TTDspSS', 'ttdspfa', 'TTDspSS', 'TTDspFA', 'TTDspSS', 'Odd#1'],
  ['(s)', '(kW)', '(m)', '(m)', '(m)', '(m)', '(m)', ''],
);

function find(variable: string, object: string | null = null, at: Position | null = null): unknown {
  const resolution = channels.resolve({ object, variable, at });
  return resolution.kind === 'found' ? resolution.series.map(({ index }) => index) : resolution.problem.code;
}

describe('a channel', () => {
  it('is found by its exact name, with its position and unit', () => {
    expect(channels.resolve({ object: null, variable: 'GenPwr', at: null })).toEqual({
      kind: 'found',
      series: [{ ref: 1, index: 1, object: null, variable: 'GenPwr', unit: '(kW)' }],
    });
  });

  it('that does not exist may have been meant to be another one, or one that is not in the file', () => {
    const messageOf = (alsoKnown?: readonly string[]): string => {
      const request = { object: null, variable: 'GenPwer', at: null, ...(alsoKnown && { alsoKnown }) };
      const resolution = channels.resolve(request);
      return resolution.kind === 'missing' ? resolution.problem.message : '';
    };
    expect(messageOf()).toMatch(/did you mean GenPwr\?$/);
    expect(messageOf(['Other', 'GenPwerMax'])).toMatch(/did you mean GenPwr\?$/);
    expect(messageOf(['Other', 'GenPower'])).toMatch(/did you mean GenPower\?$/);
  });

  it('is found in other spelling if only one spelling matches', () => {
    expect(find('GENPWR')).toEqual([1]);
  });

  it('in other spelling is ambiguous if two spellings match, and exact if one is exact', () => {
    expect(find('TTDSPFA')).toBe('CHANNEL_AMBIGUOUS');
    expect(find('TTDspFA')).toEqual([5]);
  });

  it('that is the time column can be requested by name', () => {
    expect(find('Time')).toEqual([0]);
  });

  it('whose name repeats is the first, and with a number one of the others', () => {
    expect(find('TTDspSS')).toEqual([2]);
    expect(find('TTDspSS#1')).toEqual([2]);
    expect(find('TTDspSS#2')).toEqual([4]);
    expect(find('ttdspss#3')).toEqual([6]);
    expect(find('TTDspSS#4')).toBe('CHANNEL_NOT_FOUND');
    expect(find('TTDspSS#0')).toBe('CHANNEL_NOT_FOUND');
  });

  it('whose own name ends in a number is itself', () => {
    expect(find('Odd#1')).toEqual([7]);
  });

  it('under a wildcard is every column with such a name, in any spelling, unless it is a name itself', () => {
    expect(find('ttd*')).toEqual([2, 3, 4, 5, 6]);
    expect(find('*T*')).toEqual([2, 3, 4, 5, 6]);
    expect(find('X*')).toEqual([]);
    const starred = new Channels(['Time', 'a*b', 'axb'], ['', '', '']);
    expect(starred.resolve({ object: null, variable: 'a*b', at: null })).toMatchObject({
      series: [{ index: 1 }],
    });
  });

  it('under * is every column but the time', () => {
    expect(find('*')).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has neither object nor position', () => {
    expect(find('GenPwr', 'Line1')).toBe('NOT_APPLICABLE');
    expect(find('*', null, { kind: 'end', end: 'A' })).toBe('NOT_APPLICABLE');
  });

  it('that is missing has a problem that suggests the nearest name', () => {
    const missing = channels.resolve({ object: null, variable: 'GenPwrr', at: null });
    expect(missing).toMatchObject({ kind: 'missing', problem: { code: 'CHANNEL_NOT_FOUND' } });
    expect(missing.kind === 'missing' && missing.problem.message).toContain('GenPwr?');
  });
});

describe('the warning about a repeated name', () => {
  it('appears for columns found through a bare name only', () => {
    const fresh = new Channels(['Time', 'A', 'A', 'B'], ['', '', '', '']);
    fresh.resolve({ object: null, variable: '*', at: null });
    fresh.resolve({ object: null, variable: 'A#2', at: null });
    expect(fresh.duplicateWarnings([1, 2, 3])).toEqual([]);
    fresh.resolve({ object: null, variable: 'a', at: null });
    expect(fresh.duplicateWarnings([1, 2, 3])).toMatchObject([
      { code: 'DUPLICATE_CHANNEL', details: { name: 'A', columns: [1, 2] } },
    ]);
    expect(fresh.duplicateWarnings([3])).toEqual([]);
  });
});

describe('a pattern', () => {
  const channels = new Channels(
    ['Time', 'RootMxb1', 'RootMyb1', 'RootMxb2', 'GenPwr', 'Odd*'],
    ['(s)', '(kN-m)', '(kN-m)', '(kN-m)', '(kW)', ''],
  );
  const found = (variable: string, ...except: readonly string[]): unknown => {
    const left = except.length === 0 ? {} : { except };
    const resolution = channels.resolve({ object: null, variable, at: null, ...left });
    return resolution.kind === 'found'
      ? resolution.series.map((series) => series.variable)
      : resolution.problem.code;
  };

  it('stands for the channels that match, without the time and the exceptions', () => {
    expect(found('Root*1')).toEqual(['RootMxb1', 'RootMyb1']);
    expect(found('root*', '*2', 'RootMyb1')).toEqual(['RootMxb1']);
    expect(found('*', 'Root*', 'GenPwr_[kW]')).toEqual(['Odd*']);
    expect(found('T*')).toEqual([]);
  });

  it('is a name if the file has it', () => {
    expect(found('Odd*')).toEqual(['Odd*']);
  });

  it('is none with brackets alone, which are a unit behind a name', () => {
    expect(found('GenPwr_[kW]')).toEqual(['GenPwr']);
    expect(found('GenPwr_[MW]')).toBe('UNIT_DIFFERS');
    expect(found('Gen_[kW]')).toBe('CHANNEL_NOT_FOUND');
  });
});
