import { describe, expect, it } from 'vitest';
import { type NamePattern, partNames, readName } from './name-pattern.ts';

const POSITIONS: NamePattern = {
  kind: 'positions',
  delimiter: '_',
  positions: ['scenario', 'router', 'seed', 'ttl', 'buffer', 'report_type'].map((name, position) => ({
    name,
    position,
  })),
  extract: ['seed', 'ttl', 'buffer'].map((name) => ({ name, pattern: '(\\d+)' })),
};

function textsOf(pattern: NamePattern, file: string): Record<string, string> | string {
  const found = readName(pattern)(file);
  return typeof found === 'string'
    ? found
    : Object.fromEntries([...found].map(([name, { text, unit }]) => [name, text + (unit && ` ${unit}`)]));
}

describe('the parts of a name', () => {
  it('are at their positions, numbers without their units', () => {
    expect(textsOf(POSITIONS, 'sub/TEST_EpidemicRouter_10_60_5M_MessageStatsReport.txt')).toEqual({
      scenario: 'TEST',
      router: 'EpidemicRouter',
      seed: '10',
      ttl: '60',
      buffer: '5 M',
      report_type: 'MessageStatsReport',
    });
  });

  it('take a fraction with its unit', () => {
    expect(textsOf(POSITIONS, 'T_R_1_60_1.5M_MessageStatsReport.txt')).toMatchObject({ buffer: '1.5 M' });
  });

  it('keep a router with a digit in its name', () => {
    expect(textsOf(POSITIONS, 'T_SprayAndWait6Router_1_60_5M_MessageStatsReport.txt')).toMatchObject({
      router: 'SprayAndWait6Router',
    });
  });

  it('are the same with the delimiter in the scenario', () => {
    expect(textsOf(POSITIONS, 'MY_TEST_A_R_1_60_5M_MessageStatsReport.txt')).toMatchObject({
      scenario: 'MY_TEST_A',
      router: 'R',
      buffer: '5 M',
    });
  });

  it('do not match in part', () => {
    expect(textsOf(POSITIONS, 'T_R_1_60m30_5M_MessageStatsReport.txt')).toBe(
      'its ttl "60m30" does not match what is taken of it',
    );
    expect(textsOf(POSITIONS, 'T_R_one_60_5M_MessageStatsReport.txt')).toMatch(/^its seed "one"/);
  });

  it('are too few', () => {
    expect(textsOf(POSITIONS, 'T_R_1_60_MessageStatsReport.txt')).toBe(
      'expected 5 parts before the kind of report, found 4: T, R, 1, 60',
    );
  });

  it('may be counted from the end', () => {
    const pattern: NamePattern = {
      kind: 'positions',
      delimiter: '_',
      positions: [
        { name: 'router', position: 1 },
        { name: 'ttl', position: -2 },
      ],
      extract: [{ name: 'ttl', pattern: '^t(\\w+)$' }],
    };
    expect(textsOf(pattern, 'a_b_c_t60_MessageStatsReport_0003.txt')).toEqual({
      router: 'b',
      ttl: '60',
      report_type: 'MessageStatsReport',
      interval: '0003',
    });
  });

  it('are the groups of an expression', () => {
    const pattern: NamePattern = {
      kind: 'expression',
      expression: '(?<scenario>.+)_s(?<seed>\\d+)_(?<report_type>\\w+)',
      extract: [],
    };
    expect(textsOf(pattern, 'helsinki_snw_s12_MessageStatsReport.txt')).toEqual({
      scenario: 'helsinki_snw',
      seed: '12',
      report_type: 'MessageStatsReport',
    });
    expect(textsOf(pattern, 'other_MessageStatsReport.txt')).toMatch(/does not match/);
    expect(partNames(pattern)).toEqual(['scenario', 'seed', 'report_type']);
  });

  it('have a delimiter of their own in front of the kind', () => {
    const pattern: NamePattern = {
      kind: 'positions',
      delimiter: '-',
      positions: [
        { name: 'router', position: 0 },
        { name: 'buffer', position: 1 },
      ],
      extract: [{ name: 'buffer', pattern: 'number' }],
    };
    expect(textsOf(pattern, 'Epidemic-5M_MessageStatsReport.txt')).toMatchObject({
      router: 'Epidemic',
      buffer: '5 M',
    });
  });
});
