import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, readTable, writeBatch } from '../support/run-ballast.ts';
import { handCycles, handLoad, meanOf, stdOf } from './by-hand.ts';
import { madeLoads, randomFrom, textFile } from './made-files.ts';

type Row = Record<string, string>;

const STEP = 0.125;
const SEEDS = [3, 9, 1, 6.5, 5, 11.5];

/** Four load cases of six seeds. The largest moment of a seed is `top` and what `SEEDS` adds. */
const CASES = [
  { dlc: '1.1', ws: 8, top: 100, psf: 1.25, hours: 4000 },
  { dlc: '1.1', ws: 12, top: 200, psf: 1.25, hours: 2000 },
  { dlc: '6.1', ws: 8, top: 230, psf: 1.125, hours: 300 },
  { dlc: '6.1', ws: 12, top: 180, psf: 1.125, hours: 100 },
] as const;

interface MadeSeed {
  readonly file: string;
  readonly of: (typeof CASES)[number];
  readonly seed: number;
  readonly moment: readonly number[];
  readonly power: readonly number[];
}

/** The last seed of each case is twice as long as the others. */
const FILES: readonly MadeSeed[] = CASES.flatMap((of, k) =>
  SEEDS.map((more, i): MadeSeed => {
    const count = i === 5 ? 481 : 241;
    const amplitude = of.top / 8 + i;
    const moment = madeLoads(count, { step: STEP, seed: 10 * k + i + 1, mean: 0, amplitude });
    moment[20 + i] = of.top + more;
    moment[60 + i] = -of.top - more;
    const power = moment.map((_, at) => (of.dlc === '1.1' ? 100 * of.ws + i + (at % 2) : 0));
    return { file: `DLC${of.dlc}_v${of.ws}_s${i + 1}.out`, of, seed: i, moment, power };
  }),
);

const wind = (ws: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => ws + (at % 2 === 0 ? 0.5 : -0.5));

const CLIMATE = 'climate: { weibull: { A: 9, k: 2 } }';
const AVAILABLE = 'availability: { share: 0.95, column: dlc, operating: ["1.1"], idling: ["6.1"] }';
const NUMBERS = 'columns: [{ variable: My, statistics: [max, { del: { m: 4 } }] }]';
const LOADS =
  'columns: [{ variable: My, statistics: [{ del: { m: 4 } }, { damage: { curve: D, factor: 0.5 } }] }]';

const BATCH = `version: 1
batch: cases
reader: openfast
inputs: { directory: ./sims, include: ["*.out"] }
output: ./out
cases:
  file: cases.csv
  pattern: DLC{dlc}_v{ws}_s{seed}.out
  channels: { meanws: { variable: Wind1VelX } }
tables:
  - { name: list, kind: cases }
  - { name: bins, kind: bins, by: meanws, bins: { width: 4 }, ${NUMBERS} }
  - { name: seeds, kind: seeds, over: [dlc, ws], ${NUMBERS} }
  - { name: several, kind: seeds, over: [dlc], columns: [{ variable: "*n*", statistics: [max] }] }
${['mean', 'upper-half', 'worst']
  .map(
    (rule) =>
      `  - { name: ${rule}, kind: ultimate, over: [dlc, ws], factor: psf, characteristic: ${rule}, columns: [{ variable: My }, { variable: Count }] }`,
  )
  .join('\n')}
  - { name: life, kind: lifetime, by: ws, bins: { width: 4 }, ${CLIMATE}, ${AVAILABLE}, years: 25, ${LOADS} }
  - { name: shares, kind: lifetime, by: meanws, bins: { width: 4 }, ${CLIMATE}, normalise: true, ${LOADS} }
  - { name: hours, kind: lifetime, by: ws, bins: { width: 4 }, climate: { hours: hours }, cycles: 1e7, ${LOADS} }
  - { name: energy, kind: aep, by: ws, bins: { width: 4 }, ${CLIMATE}, ${AVAILABLE}, columns: [{ variable: GenPwr }] }
`;

const place = placeOfAllTests();
const texts: Record<string, string>[] = [];
let printed = '';

const fileOf = (name: string): string => path.join(place.out, 'tables', name);
const table = (name: string): Row[] => readTable(fileOf(`${name}.csv`));
const near = (found: string | undefined, expected: number, share = 1e-9): void =>
  expect(Math.abs(Number(found) / expected - 1), `${found}, expected ${expected}`).toBeLessThan(share);

const secondsOf = ({ moment }: MadeSeed): number => STEP * (moment.length - 1);
const load4 = (made: MadeSeed): number => handLoad(handCycles(made.moment), 4, secondsOf(made));
/** Damage of a file by the curve D in air: its ranges of stress are half the ranges of the moment. */
function damageOf({ moment }: MadeSeed): number {
  return handCycles(moment).reduce((sum, { range, count }) => {
    const n = 10 ** (12.164 - 3 * Math.log10(range / 2));
    return sum + count / (n <= 1e7 ? n : 1e7 * (range / 2 / 10 ** ((12.164 - 7) / 3)) ** -5);
  }, 0);
}
/** Weibull probability of 9 and 2 between two wind speeds. */
const between = (a: number, b: number): number => Math.exp(-((a / 9) ** 2)) - Math.exp(-((b / 9) ** 2));

/** The first position at which the sum of the weights so far exceeds a share of their total. */
function drawn(share: number, weights: readonly number[]): number {
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  return weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
}

describe('tables over 24 load cases', () => {
  beforeAll(async () => {
    mkdirSync(place.sims);
    for (const { file, of, moment, power } of FILES) {
      const channels = [
        { name: 'Wind1VelX', unit: 'm/s', values: wind(of.ws, moment.length) },
        { name: 'My', unit: 'kN-m', values: moment },
        { name: 'Count', unit: '-', values: moment.map((_, at) => at) },
        { name: 'GenPwr', unit: 'kW', values: power },
      ];
      writeFileSync(path.join(place.sims, file), textFile({ step: STEP, channels }));
    }
    writeFileSync(
      path.join(place.sims, 'unlisted.out'),
      readFileSync(path.join(place.sims, FILES[0]?.file ?? '')),
    );
    const lines = FILES.map(({ file, of }) => `${file},${of.psf},${of.hours}`);
    writeFileSync(
      path.join(place.folder, 'cases.csv'),
      ['file,psf,hours', ...lines, 'DLC9.9_v8_s1.out,1,1', ''].join('\n'),
    );
    const batch = writeBatch(place.folder, BATCH);
    for (const workers of ['1', '4']) {
      const ended = await ballast(['run', batch, '--workers', workers, '--fresh', '--no-history']);
      printed = `${ended.stdout}\n${ended.stderr}`;
      const names = readdirSync(path.join(place.out, 'tables')).toSorted();
      texts.push(Object.fromEntries(names.map((name) => [name, readFileSync(fileOf(name), 'utf8')])));
    }
  });

  it('are the same bytes for one worker and for four', () => {
    expect(Object.keys(texts[0] ?? {})).toHaveLength(12);
    expect(texts[1]).toEqual(texts[0]);
  });

  it('have every input with its case, and name what has none', () => {
    const rows = table('list');
    expect(rows).toHaveLength(25);
    const { meanws, ...row } = rows.find(({ file }) => file === 'DLC6.1_v12_s3.out') ?? {};
    expect(row).toEqual({
      file: 'DLC6.1_v12_s3.out',
      status: 'succeeded',
      dlc: '6.1',
      ws: '12',
      seed: '3',
      psf: '1.125',
      hours: '100',
    });
    near(meanws, meanOf(wind(12, 241)));
    expect(rows.find(({ file }) => file === 'unlisted.out')).toMatchObject({ dlc: '', meanws: '' });
    expect(printed).toContain('1 input without a load case');
    expect(printed).toContain('DLC9.9_v8_s1.out');
  });

  it.each([
    ['mean', 236, 4, 6.5],
    ['upper-half', 239, 2, 9],
    ['worst', 241.5, 6, 11.5],
  ] as const)(
    'find the governing case by the %s of the seeds after the safety factor',
    (rule, value, seed, own) => {
      const [max = {}, min = {}] = table(rule);
      expect(max).toEqual({
        series: 'My',
        unit: '(kN-m)',
        end: 'max',
        value: `${1.125 * value}`,
        characteristic: `${value}`,
        factor: '1.125',
        dlc: '6.1',
        ws: '8',
        seeds: '6',
        file: `DLC6.1_v8_s${seed}.out`,
        fileValue: `${1.125 * (230 + own)}`,
        time: `${STEP * (19 + seed)}`,
        at_My: `${1.125 * (230 + own)}`,
        at_Count: `${1.125 * (19 + seed)}`,
      });
      expect(min).toMatchObject({ end: 'min', value: `${-1.125 * value}`, time: `${STEP * (59 + seed)}` });
    },
  );

  it('combine the seeds of each case, and the files of each bin', () => {
    const rows = table('seeds').filter(({ figure }) => figure === 'My_max');
    expect(rows).toHaveLength(4);
    for (const { dlc, ws, top } of CASES) {
      const row = rows.find((one) => one.dlc === dlc && one.ws === `${ws}`);
      const tops = SEEDS.map((more) => top + more);
      expect(row).toMatchObject({ n: '6', min: `${top + 1}`, max: `${top + 11.5}` });
      near(row?.mean, meanOf(tops));
      near(row?.std, stdOf(tops) * Math.sqrt(6 / 5));
    }
    const bins = table('bins').filter(({ figure }) => figure === 'My_del4');
    expect(bins.map(({ bin, from, to, n }) => [bin, from, to, n].join())).toEqual([
      '8,6,10,12',
      '12,10,14,12',
    ]);
    for (const [k, ws] of [8, 12].entries()) {
      const own = FILES.filter(({ of }) => of.ws === ws).map(load4);
      near(bins[k]?.mean, meanOf(own));
      near(bins[k]?.max, Math.max(...own));
      near(bins[k]?.spread, stdOf(own) * Math.sqrt(12 / 11));
    }
  });

  it('have the figures of every channel that a wildcard finds', () => {
    const rows = table('several').map(({ dlc, figure, n, max }) => [dlc, figure, n, max].join());
    expect(rows).toEqual([
      '1.1,Wind1VelX_max,12,12.5',
      '1.1,Count_max,12,480',
      '1.1,GenPwr_max,12,1206',
      '6.1,Wind1VelX_max,12,12.5',
      '6.1,Count_max,12,480',
      '6.1,GenPwr_max,12,0',
    ]);
  });

  it('have the lifetime loads, the damage and the energy of a year that is drawn at random', () => {
    const random = randomFrom(11);
    const known = FILES.map((made) => ({
      ...made,
      seconds: secondsOf(made),
      fourth: load4(made) ** 4,
      rate: damageOf(made) / secondsOf(made),
      mean: meanOf(made.power),
    }));
    const periods = 52_596;
    const total = { fourth: 0, rate: 0, mean: 0, covered: 0 };
    for (let period = 0; period < periods; period += 1) {
      const speed = 9 * Math.sqrt(-Math.log(1 - random()));
      const dlc = random() < 0.95 ? '1.1' : '6.1';
      const own = known.filter(({ of }) => of.dlc === dlc && Math.abs(speed - of.ws) < 2);
      const one =
        own[
          drawn(
            random(),
            own.map(({ seconds }) => seconds),
          )
        ];
      if (one === undefined) continue;
      total.covered += 1 / periods;
      for (const name of ['fourth', 'rate', 'mean'] as const) total[name] += one[name] / periods;
    }
    const [load = {}, damage = {}] = table('life');
    near(load.lifetime, total.fourth ** (1 / 4), 0.01);
    near(damage.lifetime, total.rate * 25 * 31_557_600, 0.03);
    const [energy = {}] = table('energy');
    near(energy.perYear, total.mean * 8766, 0.01);
    for (const { covered, files } of [load, damage, energy]) {
      near(covered, between(6, 14));
      near(covered, total.covered, 0.01);
      expect(files).toBe('24');
    }
  });

  it('weight files by durations inside a bin, and print what they cover', () => {
    const meanIn = (files: readonly MadeSeed[]): number =>
      files.reduce((sum, made) => sum + secondsOf(made) * load4(made) ** 4, 0) /
      files.reduce((sum, made) => sum + secondsOf(made), 0);
    const of = (dlc: string | null, ws: number): MadeSeed[] =>
      FILES.filter((made) => made.of.ws === ws && (dlc === null || made.of.dlc === dlc));
    const [life = {}] = table('life');
    const expected = ([8, 12] as const).map((ws) => {
      const both = 0.95 * meanIn(of('1.1', ws)) + 0.05 * meanIn(of('6.1', ws));
      return between(ws - 2, ws + 2) * both;
    });
    near(life.lifetime, expected.reduce((a, b) => a + b) ** (1 / 4));
    const [shares = {}] = table('shares');
    const plain = ([8, 12] as const).map((ws) => between(ws - 2, ws + 2) * meanIn(of(null, ws)));
    near(shares.lifetime, (plain.reduce((a, b) => a + b) / between(6, 14)) ** (1 / 4));
    const [hours = {}] = table('hours');
    const sum = CASES.reduce((all, { dlc, ws, hours: own }) => all + (own / 8766) * meanIn(of(dlc, ws)), 0);
    near(hours.lifetime, ((sum * 20 * 31_557_600) / 1e7) ** (1 / 4));
    near(hours.covered, 6400 / 8766);
    expect([life.years, hours.cycles, hours.years]).toEqual(['25', '10000000', '20']);
  });
});
