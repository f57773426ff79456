import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileNumbers } from '../src/survey/file-numbers.ts';
import { namedFiles } from '../src/survey/named-files.ts';
import { contentsOf } from '../src/survey/survey-files.ts';

const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const FILES = path.join(DATA, 'openfast');
const ORACLE = path.join(DATA, 'oracles', 'stats_open.json');
const HAS_DATA = existsSync(FILES) && existsSync(ORACLE);
if (!HAS_DATA) console.warn(`skipped: there are no real OpenFAST files in ${DATA}`);

interface OracleFile {
  readonly rows: number;
  readonly t0: number;
  readonly tEnd: number;
  readonly stats: readonly {
    readonly i: number;
    readonly name: string;
    readonly n: number;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly std0: number;
  }[];
}

const oracle = HAS_DATA ? (JSON.parse(readFileSync(ORACLE, 'utf8')) as Record<string, OracleFile>) : {};
const names = HAS_DATA ? readdirSync(FILES).filter((name) => oracle[name] !== undefined) : [];

describe.runIf(HAS_DATA)('a real file', () => {
  it.each(names)('%s is listed and has the numbers of the oracle', async (name) => {
    const { rows, t0, tEnd, stats } = oracle[name] as OracleFile;
    const [input] = namedFiles([path.join(FILES, name)]).inputs;
    if (input === undefined) throw new Error(`${name} is not found`);
    const contents = await contentsOf(input);
    if ('code' in contents) throw new Error(contents.message);
    const { samples, counted, start, end, channels } = contents;
    expect(channels.map((one) => one.name)).toEqual(stats.map((one) => one.name));
    if (counted) expect(samples).toBe(rows);
    else expect(Math.abs((samples ?? 0) - rows)).toBeLessThanOrEqual(0.01 * rows);
    expect(start).toBeCloseTo(t0, 6);
    expect(end).toBeCloseTo(tEnd, 6);
    const seen = new Map<string, number>();
    const requests = channels.map((one) => {
      const count = (seen.get(one.name) ?? 0) + 1;
      seen.set(one.name, count);
      return { object: null, variable: count === 1 ? one.name : `${one.name}#${count}`, at: null };
    });
    const { series } = await fileNumbers(input, requests, { spectrum: false });
    for (const { i, n, min, max, mean, std0 } of stats) {
      const own = series[i]?.statistics;
      if (min === null) continue;
      const tolerance = 1e-9 * Math.max(max - min, Math.abs(max), 1e-9);
      expect(own?.n).toBe(n);
      const pairs = {
        min: [own?.min, min],
        max: [own?.max, max],
        mean: [own?.mean, mean],
        std: [own?.std, std0],
      };
      for (const [what, [found = Number.NaN, expected]] of Object.entries(pairs))
        expect(
          Math.abs((found ?? Number.NaN) - (expected ?? Number.NaN)),
          `${what} of column ${i}`,
        ).toBeLessThanOrEqual(tolerance);
    }
  });
});
