import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeriesKey } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { readKeys } from '../../test/read-keys.ts';
import { buildStandin, generateFiles, variableOf } from '../../test/standin.ts';
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

  it('say why a period that does not exist has no samples', async () => {
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

  it('warn of a period that ends past what was simulated', async () => {
    const period = { kind: 'range', from: 0, to: 10800 } as const;
    const { facts, series } = await readKeys(reader, file.path, [
      { object: 'Vessel1', variable: 'X', period },
    ]);
    expect(series[0]?.statistics?.n).toBe(1 + file.end / file.step);
    expect(facts.warnings.map(({ code }) => code)).toEqual(['PERIOD_BEYOND_END']);
  });
});
