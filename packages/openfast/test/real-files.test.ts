import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract, planReads, type Statistics, UNPACED, WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { openfast } from '../src/index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(DATA);
if (!present) console.warn(`skipped: files of other programs are not in ${DATA}`);

type Oracle = Readonly<Record<string, number | string | null>>;
interface OracleFile {
  readonly rows: number;
  readonly channels: number;
  readonly t0: number;
  readonly tEnd: number;
  readonly extraBytes?: number;
  readonly stats: readonly Oracle[];
}

const oracles: Readonly<Record<string, OracleFile>> = present
  ? JSON.parse(readFileSync(join(DATA, 'oracles/stats_open.json'), 'utf8'))
  : {};
const names = present ? readdirSync(join(DATA, 'openfast')) : [];

const PLAN = planReads([
  {
    name: 'all',
    layout: 'long',
    columns: [
      {
        kind: 'series',
        object: null,
        variable: '*',
        at: null,
        period: WHOLE,
        statistics: ['mean'],
        label: null,
        transform: null,
      },
    ],
  },
]);

const MOMENTS = ['skew', 'kurt'] as const;
const TIMES = ['tMin', 'tMax'] as const;
const VALUES = { min: 'min', max: 'max', mean: 'mean', std: 'std0', std1: 'std1', rms: 'rms' } as const;

/** The oracle has 12 digits. If a large mean hides a small spread, the difference is the oracle's own rounding. */
function compare(found: Statistics, oracle: Oracle, label: string): void {
  const number = (name: string): number => oracle[name] as number;
  const magnitude = Math.max(number('max') - number('min'), Math.abs(number('max')), Math.abs(number('min')));
  const near = (value: number | null, name: string, tolerance: number): void => {
    const expected = oracle[name] ?? null;
    if (value === null || expected === null) {
      expect(value, `${label} ${name}`).toBe(expected);
      return;
    }
    const difference = Math.abs(value - number(name));
    expect(difference, `${label} ${name}: ${value}, oracle ${expected}`).toBeLessThanOrEqual(tolerance);
  };
  expect(found.n, label).toBe(oracle.n);
  for (const [ours, theirs] of Object.entries(VALUES)) {
    near(found[ours as keyof typeof VALUES], theirs, 1e-9 * magnitude);
  }
  for (const name of TIMES) near(found[name], name, 1e-9 * Math.max(1, Math.abs(number(name))));
  const conditioning = number('std0') > 0 ? (1e-15 * magnitude) / number('std0') : 0;
  for (const name of MOMENTS) {
    near(found[name], name, (1e-9 + conditioning) * Math.max(1, Math.abs(number(name))));
  }
}

describe.runIf(present)('files that other programs wrote', () => {
  it('are all known to the oracle', () => {
    expect(names.length).toBeGreaterThan(25);
    expect(Object.keys(oracles).sort()).toEqual([...names].sort());
  });

  it.each(names)('%s yields the statistics that others computed from it', async (name) => {
    const oracle = oracles[name];
    if (oracle === undefined) throw new Error('no oracle');
    const path = join(DATA, 'openfast', name);
    const file = await openfast.open(path, UNPACED);
    const { facts, series } = await extract(file, PLAN);
    file.close();
    expect(facts).toMatchObject({
      completeness: 'complete',
      samples: oracle.rows,
      series: oracle.channels - 1,
    });
    expect(facts.startTime).toBeCloseTo(oracle.t0, 9);
    expect(facts.endTime).toBeCloseTo(oracle.tEnd, 7);
    expect(facts.warnings.map(({ code }) => code)).toEqual(oracle.extraBytes ? ['TRAILING_BYTES'] : []);
    expect(series.map(({ index, variable, unit }) => [index, variable, unit])).toEqual(
      oracle.stats.slice(1).map(({ i, name: channel, unit }) => [i, channel, unit]),
    );
    for (const { index, variable, statistics } of series) {
      const expected = oracle.stats[index];
      if (statistics === null || expected === undefined) throw new Error(`${variable} has no statistics`);
      compare(statistics, expected, `${name} ${variable}`);
    }
  });

  it.each(names)('%s has the same facts probed as opened', async (name) => {
    const path = join(DATA, 'openfast', name);
    const probed = openfast.probe(path);
    const file = await openfast.open(path, UNPACED);
    const { format, samples, series } = file.facts;
    file.close();
    expect(probed).toMatchObject({ format, series });
    expect(Math.abs((probed.samples ?? 0) - samples) / samples).toBeLessThan(0.02);
  });
});

describe.runIf(present)('the same run', () => {
  it('has the same statistics in text and binary, within the digits of the text', async () => {
    const [text, binary] = ['pCrunch_AOC_WSt.out', 'pCrunch_AOC_WSt.outb'].map((name) =>
      join(DATA, 'openfast', name),
    );
    if (text === undefined || binary === undefined) throw new Error('two files were named');
    const [a, b] = await Promise.all(
      [text, binary].map(async (path) => extract(await openfast.open(path, UNPACED), PLAN)),
    );
    expect(a?.series.length).toBe(27);
    a?.series.forEach(({ statistics }, index) => {
      const other = b?.series[index]?.statistics;
      const range = (other?.max ?? 0) - (other?.min ?? 0);
      const scale = Math.max(range, Math.abs(other?.max ?? 0), Math.abs(other?.min ?? 0));
      expect(Math.abs((statistics?.mean ?? 0) - (other?.mean ?? 0))).toBeLessThanOrEqual(5e-4 * scale);
    });
  });
});
