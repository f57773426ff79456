import { expect, it } from 'vitest';
import { columnsOf, conditioned, formula } from '../../test/derived.ts';
import { column, link, range, staticOf, table } from '../../test/specs.ts';
import { planBytes } from './plan-bytes.ts';
import { planReads } from './plan-reads.ts';

const HEADER = { samples: 1000, series: 50 };
const MANY = Number.MAX_SAFE_INTEGER;

it('statistics of a reader that streams take no memory', () => {
  expect(planBytes(planReads([table('wide', column('*'), staticOf('T'))]), HEADER, 0)).toBe(0);
});

it('a reader that delivers a period at once holds its largest one, at most its buffer', () => {
  const late = range(5, null);
  const plan = planReads([table('wide', column('A'), column('B'), column('A', { period: late }))]);
  expect(planBytes(plan, HEADER, MANY)).toBe(2 * 1000 * 8);
  expect(planBytes(plan, HEADER, 12_000)).toBe(12_000);
});

it('linked series and time series are kept in full with their times, each once', () => {
  const plan = planReads([
    table('linked', link('A', ['B', 'C'])),
    table('time-series', column('A'), column('D')),
    table('wide', column('E')),
  ]);
  expect(planBytes(plan, HEADER, 0)).toBe((4 + 1) * 1000 * 8);
  expect(planBytes(plan, HEADER, MANY)).toBe((4 + 1) * 1000 * 8 + 5 * 1000 * 8);
});

it('a wildcard stands for all series of the file, an instant for one sample', () => {
  const whole = planReads([table('time-series', column('*'))]);
  expect(planBytes(whole, HEADER, 0)).toBe((50 + 1) * 1000 * 8);
  const instant = planReads([table('time-series', column('A', { period: { kind: 'instant', time: 3 } }))]);
  expect(planBytes(instant, { samples: null, series: null }, 0)).toBe(2 * 8);
});

it('a file whose header has no counts yields no estimate', () => {
  const plan = planReads([table('time-series', column('*'))]);
  expect(planBytes(plan, { samples: null, series: 3 }, 0)).toBeNull();
  expect(planBytes(plan, { samples: 10, series: null }, 0)).toBeNull();
});

it('formulas take no memory if their series arrive together, and hold whole ones otherwise', () => {
  const of = columnsOf(formula('Sum', 'A + B'), formula('Twice', '2 * A'));
  const plan = planReads([table('wide', of('Sum'), of('Twice'), of('*'))]);
  expect(planBytes(plan, HEADER, 0)).toBe(0);
  const named = planReads([table('wide', of('Sum'), of('Twice'))]);
  expect(planBytes(named, { samples: 1000, series: null }, 0)).toBe(2 * 2 * 1000 * 8);
});

it('filtered series are held in full up to 64 MiB at a time, with what the filter works on', () => {
  const filter = { kind: 'filter', filter: { kind: 'lowpass', cutOff: 1, order: 2 } } as const;
  const of = columnsOf(...['A', 'B', 'C'].map((name) => conditioned(`Low${name}`, name, filter)));
  const plan = planReads([table('wide', of('LowA'), of('LowB'), of('LowC'))]);
  expect(planBytes(plan, HEADER, 0)).toBe((3 + 2) * 1000 * 8);
  const samples = 5_000_000;
  expect(planBytes(plan, { samples, series: 50 }, 0)).toBe(64 * 2 ** 20 + 2 * 8 * samples);
});
