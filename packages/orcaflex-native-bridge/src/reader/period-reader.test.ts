import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileResult, SeriesKey } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { readKeys } from '../../test/read-keys.ts';
import { buildStandin, generateFile, generateFiles, variableOf } from '../../test/standin.ts';
import { orcaflex } from './orcaflex.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-periods-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = orcaflex({ library, environment: {}, platform: process.platform });

describe.runIf(library !== null)('files of the stand-in', () => {
  const [file] = generateFiles(folder, '--files', '1', '--min', '300KB');
  if (file === undefined) throw new Error('no file was generated');

  it('give each period its own samples', async () => {
    const ramp = variableOf(file, 'Vessel1', 'X').series;
    if (ramp.kind !== 'ramp') throw new Error('another kind was planned');
    const at = (time: number): number => ramp.from + ramp.step * ((time - file.start) / file.step);
    const [, first = 0] = file.stages;
    const periods: [SeriesKey['period'], n: number, min: number | undefined, max: number | undefined][] = [
      [{ kind: 'range', from: 1, to: 3 }, 17, at(1), at(3)],
      [{ kind: 'range', from: null, to: 0 }, 1 - file.start / file.step, at(file.start), at(0)],
      [{ kind: 'instant', time: 2.05 }, 1, at(2), at(2)],
      [{ kind: 'stage', stage: 0 }, 1 - file.start / file.step, at(file.start), at(0)],
      [{ kind: 'stage', stage: 1 }, 1 + first / file.step, at(0), at(first)],
      [{ kind: 'static' }, 1, ramp.from, ramp.from],
      [
        { kind: 'latest-wave' },
        file.latestWaveSamples,
        at(file.end - (file.latestWaveSamples - 1) * file.step),
        at(file.end),
      ],
    ];
    const { series } = await readKeys(
      reader,
      file.path,
      periods.map(([period]) => ({ object: 'Vessel1', variable: 'X', period })),
    );
    expect(series.map(({ statistics }) => [statistics?.n, statistics?.min, statistics?.max])).toEqual(
      periods.map(([, n, min, max]) => [n, min, max]),
    );
  });

  it('report why a nonexistent period has no samples', async () => {
    const vessel = { object: 'Vessel1', variable: 'X' };
    const { series } = await readKeys(reader, file.path, [
      { ...vessel, period: { kind: 'range', from: 1e6, to: 2e6 } },
      { ...vessel, period: { kind: 'range', from: 5, to: 1 } },
      { ...vessel, period: { kind: 'stage', stage: 9 } },
      { ...vessel, period: { kind: 'instant', time: 1e6 } },
    ]);
    expect(series.map(({ problem }) => problem?.code)).toEqual([
      'ORCFXAPI_PERIOD_NOT_YET_STARTED',
      'ORCFXAPI_INVALID_PERIOD',
      'ORCFXAPI_INVALID_PERIOD',
      'EMPTY_PERIOD',
    ]);
  });

  it('warn about a period that ends beyond the end of the simulation', async () => {
    const period = { kind: 'range', from: 0, to: 10800 } as const;
    const { facts, series } = await readKeys(reader, file.path, [
      { object: 'Vessel1', variable: 'X', period },
    ]);
    expect(series[0]?.statistics?.n).toBe(1 + file.end / file.step);
    expect(facts.warnings.map(({ code }) => code)).toEqual(['PERIOD_BEYOND_END']);
  });

  it('warn about the stage that a stopped simulation ended in, and about no other', async () => {
    const stopped = generateFile(join(folder, 'stopped'), '--min', '100KB', '--fault', 'partial');
    const stages = (path: string): Promise<FileResult> =>
      readKeys(
        reader,
        path,
        [0, 1].map((stage) => ({
          object: 'Vessel1',
          variable: 'X',
          period: { kind: 'stage', stage } as const,
        })),
      );
    const { facts, series } = await stages(stopped.path);
    expect(series.map(({ problem }) => problem)).toEqual([null, null]);
    const ended = series.map(({ statistics }) => (statistics?.tMax === stopped.end ? 1 : 0));
    expect(facts.warnings.map(({ code }) => code)).toEqual(Array(ended[1]).fill('PERIOD_BEYOND_END'));
    expect((await stages(file.path)).facts.warnings).toEqual([]);
  });

  it('do not warn about a period that has no samples at all', async () => {
    const period = { kind: 'range', from: 1e6, to: 2e6 } as const;
    const { facts } = await readKeys(reader, file.path, [{ object: 'Vessel1', variable: 'X', period }]);
    expect(facts.warnings).toEqual([]);
  });

  it('are read in as many calls as the memory of a call allows, with the same statistics', async () => {
    const keys = [{ object: null, variable: '*' }];
    const results: { readonly calls: number | undefined; readonly series: FileResult['series'] }[] = [];
    for (const callBytes of [1, 3 * 8 * file.samples, 64 * 2 ** 20]) {
      const limited = orcaflex({ library, environment: {}, platform: process.platform, callBytes });
      const { facts, series } = await readKeys(limited, file.path, keys);
      results.push({ calls: facts.counters?.C_GetMultipleTimeHistoriesW, series });
    }
    const count = results[0]?.series.length ?? 0;
    expect(count).toBeGreaterThan(6);
    expect(results.map(({ calls }) => calls)).toEqual([count, Math.ceil(count / 3), 1]);
    expect(results[0]?.series).toEqual(results[2]?.series);
    expect(results[1]?.series).toEqual(results[2]?.series);
  });

  it('look up each name once, whatever the number of periods', async () => {
    const periods = [0, 1, 2].map((from) => ({ kind: 'range', from, to: null }) as const);
    const keys = periods.flatMap((period) =>
      ['X', 'Y'].map((variable) => ({ object: 'Vessel1', variable, period })),
    );
    const { facts } = await readKeys(reader, file.path, keys);
    expect(facts.counters).toMatchObject({
      C_ObjectCalledW: 1,
      C_GetVarIDW: 2,
      C_GetMultipleTimeHistoriesW: 1,
    });
  });

  it('give nested periods the same samples as when they are read alone', async () => {
    const periods: SeriesKey['period'][] = [
      { kind: 'static' },
      { kind: 'range', from: 1, to: 4 },
      { kind: 'whole' },
      { kind: 'stage', stage: 1 },
      { kind: 'instant', time: 2.05 },
      { kind: 'latest-wave' },
      { kind: 'range', from: null, to: 2 },
    ];
    const keys = periods.map((period) => ({ object: 'Vessel1', variable: 'Z', period }));
    const together = await readKeys(reader, file.path, keys);
    expect(together.facts.counters?.C_GetMultipleTimeHistoriesW).toBe(2);
    const alone = await Promise.all(keys.map((key) => readKeys(reader, file.path, [key])));
    expect(together.series).toEqual(alone.flatMap(({ series }) => series));
  });
});
