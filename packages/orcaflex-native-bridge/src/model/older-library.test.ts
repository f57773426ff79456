import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Position, UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { readKeys } from '../../test/read-keys.ts';
import { buildStandin, generateFile } from '../../test/standin.ts';
import { timeSeriesStatistics } from '../arithmetic/summaries.ts';
import { orcaflex } from '../reader/orcaflex.ts';
import { OrcaFlexModel } from './orcaflex-model.ts';

const older = buildStandin('--emulate', '10');
const today = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-older-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const endB: Position = { kind: 'end', end: 'B' };

describe.runIf(older !== null)('an older library, with shorter structs and fewer functions', () => {
  const file = generateFile(folder, '--min', '100KB', '--max', '100KB', '--file-version', '10.3a');

  it('gives the same series, static results and statistics as the current one', async () => {
    using old = await OrcaFlexModel.load(file.path, { library: older });
    using now = await OrcaFlexModel.load(file.path, { library: today });
    const read = (model: OrcaFlexModel): unknown => {
      const line = model.object('Line1');
      return [
        line.timeHistories(['Effective Tension', 'X'], { at: endB }),
        line.staticResult('Effective Tension', endB),
        line.rangeGraph('Effective Tension'),
        line.rangeGraph('Effective Tension', { arcLength: { kind: 'arclength', from: 10, to: null } }),
        line.linkedStatistics(['Effective Tension', 'X'], { position: endB }),
      ];
    };
    expect(read(old)).toEqual(read(now));
    expect(old.library.version).toBe('10.3-standin');
  });

  it('computes values that its shorter structs lack', () => {
    const values = Float64Array.of(1, 2, 3, 2, 1, 2, 3, 2);
    const statistics = timeSeriesStatistics(values, 0.5, { library: older });
    expect(statistics.rms).toBeCloseTo(timeSeriesStatistics(values, 0.5, { library: today }).rms, 12);
    expect(statistics.rms).toBeGreaterThan(2);
  });

  it('reads series one by one, with the same statistics', async () => {
    const keys = [
      { object: 'Vessel1', variable: '*' },
      { object: 'Line1', variable: '*', at: endB },
      { object: 'Line1', variable: 'X' },
    ];
    const results = await Promise.all(
      [older, today].map(async (library) => {
        const reader = orcaflex({ library, environment: {}, platform: process.platform });
        const { keys: found, series, facts } = await readKeys(reader, file.path, keys);
        return { found, series, multiple: facts.counters?.C_GetMultipleTimeHistoriesW ?? 0 };
      }),
    );
    expect(results[0]?.series).toEqual(results[1]?.series);
    expect(results[0]?.found).toEqual(results[1]?.found);
    expect(results.map(({ multiple }) => multiple > 0)).toEqual([false, true]);
  });

  it('names the logging mode that it lacks', async () => {
    await expect(OrcaFlexModel.load(file.path, { library: older, logging: 'memory' })).rejects.toMatchObject({
      code: 'FUNCTION_NOT_IN_VERSION',
      details: { call: 'C_ForceInMemoryLogging', version: '10.3-standin' },
    });
  });

  it('refuses files of later versions by name', async () => {
    const later = generateFile(join(folder, 'later'), '--min', '50KB', '--max', '50KB');
    const reader = orcaflex({ library: older, environment: {}, platform: process.platform });
    await expect(reader.open(later.path, UNPACED)).rejects.toMatchObject({ code: 'FILE_FROM_LATER_VERSION' });
  });
});
