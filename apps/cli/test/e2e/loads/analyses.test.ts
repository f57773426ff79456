import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, readTable, writeBatch } from '../support/run-ballast.ts';
import { handCycles, handDensity, handLoad, meanOf, stdOf, upCrossingsAt } from './by-hand.ts';
import { binaryFile, type MadeRun, madeLoads, textFile } from './made-files.ts';

type Row = Record<string, string>;

const STEP = 0.125;
const COUNT = 4801;
const SECONDS = STEP * (COUNT - 1);
const loads = madeLoads(COUNT, { step: STEP, seed: 3, mean: 40, amplitude: 25 });

/** The same samples in rows of three widths, which are read in blocks of as many sizes. */
const GOOD: MadeRun = {
  step: STEP,
  channels: [
    { name: 'My', unit: 'kN-m', values: loads },
    { name: 'Mx', unit: 'kN-m', values: loads.map((value) => 10 - 0.5 * value) },
    { name: 'Still', unit: 'm', values: loads.map(() => 7.5) },
  ],
};

const BATCH = `version: 1
batch: loads
reader: openfast
inputs: { directory: ./sims, include: ["**/*"] }
output: ./out
tables:
  - name: loads
    layout: wide
    columns:
      - variable: My
        statistics:
          - max
          - absmax
          - p99
          - integral
          - travel
          - { del: { m: [4, 10] } }
          - { del: { m: 10, residue: repeat } }
          - { del: { m: 5, cycles: 1000 } }
          - { damage: { curve: D, environment: seawater, factor: 2, per: year } }
      - { variable: Still, statistics: [absmax, p50, travel, { del: { m: 4 } }] }
  - { name: cycles, kind: rainflow, columns: [{ variable: My }] }
  - { name: matrix, kind: rainflow, markov: { ranges: [0, 40, 80], means: [0, 30, 60] }, columns: [{ variable: My }] }
  - { name: moments, kind: spectrum, columns: [{ variable: My }] }
  - { name: lines, kind: spectrum, output: lines, segment: 32, columns: [{ variable: My }] }
  - { name: crossings, kind: crossings, levels: [mean, 60, mean+1std], columns: [{ variable: My }] }
  - { name: peaks, kind: peaks, ends: [max, min], columns: [{ variable: My }] }
  - { name: clusters, kind: peaks, clusters: { threshold: 75, gap: 5 }, columns: [{ variable: My }] }
  - name: extremes
    kind: extreme
    methods: [rayleigh, gumbel-moments, weibull-mle, gpd]
    ends: [max, min]
    hours: 3
    quantiles: [0.5, 0.9]
    blocks: 10
    columns: [{ variable: My }, { variable: Still }]
  - name: windows
    kind: windows
    length: 100
    statistics: [mean, max, { del: { m: 4 } }]
    columns: [{ variable: My }]
`;

const place = placeOfAllTests();
const texts: Record<string, string>[] = [];
let code: number | null = null;

const fileOf = (name: string): string => path.join(place.out, 'tables', name);
const table = (name: string, file = 'narrow.outb'): Row[] => {
  const rows = readTable(fileOf(name));
  return rows[0]?.file === undefined ? rows : rows.filter((row) => row.file === file);
};
const near = (found: string | undefined, expected: number, digits = 9): void =>
  expect(Math.abs(Number(found) / expected - 1), `${found}, expected ${expected}`).toBeLessThan(
    10 ** -digits,
  );

describe('tables of fatigue, spectra and extremes', () => {
  beforeAll(async () => {
    mkdirSync(place.sims);
    writeFileSync(path.join(place.sims, 'narrow.outb'), binaryFile(GOOD));
    writeFileSync(path.join(place.sims, 'wide.outb'), binaryFile(GOOD, 600));
    writeFileSync(path.join(place.sims, 'text.out'), textFile(GOOD));
    const bad = GOOD.channels.map((channel) => ({
      ...channel,
      values: channel.values.with(100, Number.NaN),
    }));
    writeFileSync(path.join(place.sims, 'nan.outb'), binaryFile({ step: STEP, channels: bad }));
    const one = GOOD.channels.map((channel) => ({ ...channel, values: channel.values.slice(0, 1) }));
    writeFileSync(path.join(place.sims, 'one.outb'), binaryFile({ step: STEP, channels: one }));
    const batch = writeBatch(place.folder, BATCH);
    for (const workers of ['1', '4']) {
      ({ code } = await ballast(['run', batch, '--workers', workers, '--fresh', '--no-history']));
      const names = readdirSync(path.join(place.out, 'tables')).toSorted();
      texts.push(Object.fromEntries(names.map((name) => [name, readFileSync(fileOf(name), 'utf8')])));
    }
  });

  it('are the same bytes for one worker and for four', () => {
    expect(Object.keys(texts[0] ?? {}).length).toBeGreaterThan(10);
    expect(texts[1]).toEqual(texts[0]);
    expect(code).toBe(1);
  });

  it('are the same numbers for blocks of any size, and for text', () => {
    for (const name of ['loads', 'matrix', 'moments', 'crossings', 'extremes', 'windows']) {
      const of = (file: string) => table(`${name}.csv`, file).map(({ file: _, status: __, ...rest }) => rest);
      expect(of('narrow.outb').length, name).toBeGreaterThan(0);
      expect(of('wide.outb'), name).toEqual(of('narrow.outb'));
      expect(of('text.out'), name).toEqual(of('narrow.outb'));
    }
    for (const name of ['cycles', 'lines', 'peaks', 'clusters']) {
      const text = texts[0]?.[`narrow_${name}.csv`];
      expect(text?.length, name).toBeGreaterThan(100);
      expect([texts[0]?.[`wide_${name}.csv`], texts[0]?.[`text_${name}.csv`]], name).toEqual([text, text]);
    }
  });

  it('have loads and damage as counted by the rule of the standard', () => {
    const [row = {}] = table('loads.csv');
    const cycles = handCycles(loads);
    near(row.My_del4, handLoad(cycles, 4, SECONDS));
    near(row.My_del10, handLoad(cycles, 10, SECONDS));
    near(row.My_del5_1000cycles, handLoad(cycles, 5, 1000));
    const top = loads.indexOf(Math.max(...loads));
    const turned = [...loads.slice(top), ...loads.slice(0, top + 1)];
    near(row.My_del10_repeat, handLoad(handCycles(turned), 10, SECONDS));
    const failure = (stress: number): number => {
      const n = 10 ** (11.764 - 3 * Math.log10(stress));
      return n <= 1e6 ? n : 1e6 * (stress / 10 ** ((11.764 - 6) / 3)) ** -5;
    };
    const damage = cycles.reduce((sum, { range, count }) => sum + count / failure(2 * range), 0);
    near(row['My_damage_D-seawater_year'], (damage * 31_557_600) / SECONDS);
  });

  it('have quantiles, integrals and travels of the samples', () => {
    const [row = {}] = table('loads.csv');
    const sorted = loads.toSorted((a, b) => a - b);
    const at = 0.99 * (COUNT - 1);
    const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    expect(row.My_absmax).toBe(`${Math.max(...loads.map(Math.abs))}`);
    near(row.My_p99, low + (high - low) * (at - Math.floor(at)));
    const pairs = loads.slice(1).map((value, i) => [loads[i] ?? 0, value] as const);
    near(
      row.My_integral,
      pairs.reduce((sum, [a, b]) => sum + ((a + b) / 2) * STEP, 0),
    );
    near(
      row.My_travel,
      pairs.reduce((sum, [a, b]) => sum + Math.abs(b - a), 0),
    );
    expect([row.Still_absmax, row.Still_p50, row.Still_travel, row.Still_del4]).toEqual([
      '7.5',
      '7.5',
      '0',
      '0',
    ]);
  });

  it('list the cycles, and count them in the bins of a matrix', () => {
    const cycles = handCycles(loads);
    const rows = readTable(fileOf('narrow_cycles.csv'));
    const histogram = (all: readonly { range: number; count: number }[]): [number, number][] => {
      const counts = new Map<number, number>();
      for (const { range, count } of all) counts.set(range, (counts.get(range) ?? 0) + count);
      return [...counts].toSorted(([a], [b]) => a - b);
    };
    const own = rows.map(({ range, count }) => ({ range: Number(range), count: Number(count) }));
    expect(histogram(own)).toEqual(histogram(cycles));
    for (const { range, from, to } of rows.slice(0, 200)) {
      const [a, b] = [loads[Number(from) / STEP] ?? 0, loads[Number(to) / STEP] ?? 0];
      expect(Math.abs(a - b)).toBe(Number(range));
    }
    const middle = cycles.filter(({ range, mean }) => range >= 40 && range < 80 && mean >= 30 && mean < 60);
    const bins = table('matrix.csv').filter(
      ({ rangeFrom, meanFrom }) => rangeFrom === '40' && meanFrom === '30',
    );
    expect(bins.map(({ count }) => Number(count))).toEqual([
      middle.reduce((sum, { count }) => sum + count, 0),
    ]);
    const total = table('matrix.csv').reduce((sum, { count }) => sum + Number(count), 0);
    expect(total).toBe(cycles.reduce((sum, { count }) => sum + count, 0));
  });

  it('have spectra and moments as by the definition of the transform', () => {
    const lines = readTable(fileOf('narrow_lines.csv'));
    const density = handDensity(loads, 1 / STEP, 256);
    const peak = Math.max(...density);
    expect(lines.map(({ frequency }) => Number(frequency))).toEqual(density.map((_, i) => i / 32));
    for (const [i, expected] of density.entries())
      expect(Math.abs(Number(lines[i]?.density) - expected)).toBeLessThan(1e-9 * peak);
    const [row = {}] = table('moments.csv');
    const segment = 1024;
    expect(row.segment).toBe(`${segment * STEP}`);
    const whole = handDensity(loads, 1 / STEP, segment);
    const step = 1 / STEP / segment;
    const moment = (k: number): number =>
      whole.slice(1).reduce((sum, value, i) => sum + ((i + 1) * step) ** k * value * step, 0);
    for (const k of [0, 1, 2, 3, 4]) near(row[`m${k}`], moment(k));
    near(row.Hm0, 4 * Math.sqrt(moment(0)));
    near(row.Tm02, Math.sqrt(moment(0) / moment(2)));
    near(row.Tp, 1 / (step * whole.indexOf(Math.max(...whole))));
  });

  it('count the crossings of levels and find their peaks', () => {
    const rows = table('crossings.csv');
    const levels = [meanOf(loads), 60, meanOf(loads) + stdOf(loads)];
    expect(rows).toHaveLength(3);
    for (const [i, level] of levels.entries()) {
      const ups = upCrossingsAt(loads, level);
      near(rows[i]?.level, level);
      expect(rows[i]?.upCrossings).toBe(`${ups.length}`);
      near(rows[i]?.Tz, (STEP * ((ups.at(-1) ?? 0) - (ups[0] ?? 0))) / (ups.length - 1));
      near(rows[i]?.shareAbove, loads.filter((value) => value > level).length / COUNT);
    }
    const ups = upCrossingsAt(loads, meanOf(loads)).map(Math.ceil);
    const tops = ups.slice(1).map((end, i) => Math.max(...loads.slice(ups[i], end)));
    const found = readTable(fileOf('narrow_peaks.csv'));
    const maxima = found.filter(({ end }) => end === 'max').map(({ value }) => Number(value));
    expect(maxima.slice(0, tops.length)).toEqual(tops);
    expect(maxima.length - tops.length).toBeLessThanOrEqual(1);
    for (const { time, value } of found) expect(loads[Number(time) / STEP]).toBe(Number(value));
    const above = loads.flatMap((value, i) => (value > 75 ? [i] : []));
    const starts = above.filter((i, at) => at === 0 || (i - (above[at - 1] ?? 0)) * STEP > 5);
    expect(readTable(fileOf('narrow_clusters.csv'))).toHaveLength(starts.length);
  });

  it('extrapolate extremes by the formulas of each method', () => {
    const rows = table('extremes.csv').filter(({ series }) => series === 'My');
    expect(rows.map(({ end, method }) => `${end} ${method}`)).toHaveLength(8);
    const [rayleigh = {}, gumbel = {}] = rows;
    const ups = upCrossingsAt(loads, meanOf(loads));
    const tz = (STEP * ((ups.at(-1) ?? 0) - (ups[0] ?? 0))) / (ups.length - 1);
    near(rayleigh.mostProbable, meanOf(loads) + stdOf(loads) * Math.sqrt(2 * Math.log(10_800 / tz)));
    const maxima = Array.from({ length: 10 }, (_, i) =>
      Math.max(...loads.slice(480 * i, 480 * (i + 1) + (i === 9 ? 1 : 0))),
    );
    const scale = (stdOf(maxima) * Math.sqrt(10 / 9) * Math.sqrt(6)) / Math.PI;
    const location = meanOf(maxima) - 0.5772156649015329 * scale;
    near(gumbel.location, location);
    near(gumbel['q0.9'], location + scale * Math.log(10_800 / 60) - scale * Math.log(-Math.log(0.9)));
    const still = table('extremes.csv').filter(({ series }) => series === 'Still');
    expect(still).toHaveLength(8);
    for (const { mostProbable, reason } of still) expect([mostProbable, reason !== '']).toEqual(['', true]);
  });

  it('have the numbers of each window', () => {
    const rows = table('windows.csv');
    expect(rows.map(({ window, from, to }) => [window, from, to].join())).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => `${i + 1},${100 * i},${100 * (i + 1)}`),
    );
    for (const [i, row] of rows.entries()) {
      const part = loads.slice(800 * i, 800 * (i + 1) + (i === 5 ? 1 : 0));
      near(row.mean, meanOf(part));
      expect(row.max).toBe(`${Math.max(...part)}`);
      near(row.del4, handLoad(handCycles(part), 4, STEP * (part.length - 1)));
    }
  });

  it('are empty with a reason for a sample that is not finite, and for a single one', () => {
    for (const name of ['moments', 'extremes']) {
      const [nan = {}] = table(`${name}.csv`, 'nan.outb');
      expect(nan.reason, name).toBe('a sample is not finite');
      for (const row of table(`${name}.csv`, 'one.outb')) expect(row.reason, name).not.toBe('');
    }
    const [row = {}] = table('loads.csv', 'nan.outb');
    expect([row.My_del4, row.My_p99, row.My_travel]).toEqual(['', '', '']);
    const [one = {}] = table('loads.csv', 'one.outb');
    expect([one.My_del4, one.My_travel, one.Still_p50]).toEqual(['', '0', '7.5']);
  });

  it('state every definition in a file beside them and in the report', () => {
    const definitions = readTable(fileOf('definitions.csv'));
    const tables = new Set(definitions.map((one) => one.table));
    expect([...tables].toSorted()).toEqual([
      'clusters',
      'crossings',
      'cycles',
      'extremes',
      'lines',
      'loads',
      'matrix',
      'moments',
      'peaks',
      'windows',
    ]);
    const report = JSON.parse(readFileSync(path.join(place.out, 'report.json'), 'utf8')) as {
      definitions: unknown;
    };
    expect(report.definitions).toEqual(definitions);
  });
});
