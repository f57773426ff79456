import { describe, expect, it } from 'vitest';
import { unitKey } from './unit-key.ts';

const EQUAL: readonly (readonly string[])[] = [
  ['kN-m', '(kN-m)', '[kN·m]', 'kNm', '(kN m)', 'kN*m', 'kN.m', 'kN⋅m', 'KN-m', '( kN-m )'],
  ['N-m', '(Nm)', 'N·m', 'N m'],
  ['MN-m', 'MNm'],
  ['m/s^2', '(m/s²)', 'm/s/s', 'm/sec^2', 'm/s2', 'm/s**2', '(m/sec/sec)'],
  ['m/s', '(m/sec)', 'm / s', 'm per s'],
  ['deg', '(deg)', '°', '[degrees]', 'Deg'],
  ['deg/s', '(°/s)', 'deg/sec'],
  ['deg/s^2', '(deg/s²)', 'deg/sec^2'],
  ['s', '(s)', '(sec)', 'seconds'],
  ['rpm', '(RPM)', 'rev/min'],
  ['-', '(-)', '[-]', 'none'],
  ['kN·m/rad', 'kNm/rad', '(kN-m/rad)'],
  ['N·s/m', 'N-s/m', 'Ns/m'],
  ['W', '(watt)'],
  ['kW', '(kW)', 'KW'],
];

describe('the units that mean the same', () => {
  it.each(EQUAL)('%s is spelled in several ways', (...spellings) => {
    expect([...new Set(spellings.map(unitKey))]).toHaveLength(1);
  });

  it('never equal those of another line', () => {
    const keys = EQUAL.map(([first = '']) => unitKey(first));
    expect(new Set(keys).size).toBe(EQUAL.length);
  });

  it.each([
    ['mm', 'Mm'],
    ['ms', 'm·s'],
    ['kN', 'kn'],
    ['kN', 'N'],
    ['m', 'M'],
    ['m/s', 'm/s^2'],
    ['deg', 'rad'],
    ['kW', 'MW'],
    ['mW', 'MW'],
    ['s', 'S'],
    ['1/s', 's'],
    ['N/m', 'N-m'],
  ])('%s is not %s', (one, other) => {
    expect(unitKey(one)).not.toBe(unitKey(other));
  });

  it.each(['', ' ', '()', '[ ]'])('%j is not a known unit', (unit) => {
    expect(unitKey(unit)).toBe('');
  });
});
