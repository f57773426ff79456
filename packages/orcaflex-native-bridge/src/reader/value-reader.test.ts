import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResultsFile, UNPACED, type ValueAnswer, type ValueKey, WHOLE } from '@ballast/results-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedStatistics } from '../../test/closed-form.ts';
import { factorAt, objectOf } from '../../test/opened.ts';
import { buildStandin, generateFile, variableOf } from '../../test/standin.ts';
import { orcaflex } from './orcaflex.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-values-'));
const reader = orcaflex({ library, environment: {}, platform: process.platform });
const endA = { kind: 'end', end: 'A' } as const;

describe.runIf(library !== null)('values other than series', () => {
  const file = generateFile(folder, '--min', '100KB', '--max', '100KB', '--rich', '--fault', 'partial');
  let open: ResultsFile;
  beforeAll(async () => {
    open = await reader.open(file.path, UNPACED);
  });
  afterAll(() => {
    open.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const value = async (key: ValueKey): Promise<ValueAnswer | undefined> => open.value?.(key);
  const staticOf = (object: string | null, variable: string, at: typeof endA | null = null) =>
    value({ kind: 'static', object, variable, at });
  const data = (object: string | null, name: string, index: number | null = null) =>
    value({ kind: 'data', object, name, index });
  const graph = (variable: string, more: Partial<Extract<ValueKey, { kind: 'range-graph' }>> = {}) =>
    value({ kind: 'range-graph', object: 'Line1', variable, period: WHOLE, along: null, ...more });

  it('are results of the static state, with units', async () => {
    const tension = variableOf(file, 'Line1', 'Effective Tension');
    expect(await staticOf('Line1', 'Effective Tension', endA)).toEqual({
      kind: 'value',
      value: tension.static,
      unit: 'kN',
    });
  });

  it('are data: numbers, texts and answers', async () => {
    const [first] = objectOf(file, 'Line1').sections;
    expect(await data('Line1', 'Length', 1)).toEqual({ kind: 'value', value: first, unit: '' });
    expect(await data('Line1', 'Name')).toMatchObject({ value: 'Line1' });
    expect(await data('General', 'StaticsEnabled')).toMatchObject({ value: 'Yes' });
  });

  it('are data of the model if no object is named', async () => {
    expect(await data(null, 'LicenceStatus')).toMatchObject({ value: 'OK' });
  });

  it('are the curves of range graphs', async () => {
    const answer = await graph('Effective Tension', { along: { kind: 'arclength', from: 50, to: null } });
    if (answer?.kind !== 'curves') throw new Error('no curves');
    const { arclengths, min, std } = answer.curves;
    const tension = variableOf(file, 'Line1', 'Effective Tension');
    expect([answer.unit, arclengths.at(-1)]).toEqual(['kN', 200]);
    expect(arclengths[0]).toBeGreaterThanOrEqual(50);
    const expected = expectedStatistics(file, tension.series, factorAt(objectOf(file, 'Line1'), 200));
    expect(min.at(-1)).toBeCloseTo(expected.min ?? 0, 6);
    expect(std.at(-1)).toBeCloseTo(expected.std ?? 0, 6);
    const { lower, upper } = answer.curves;
    expect([lower?.at(-1), upper?.at(-1)]).toEqual([tension.lower?.value, tension.upper?.value]);
  });

  it('of the static state are curves of means alone', async () => {
    const answer = await graph('Effective Tension', { period: { kind: 'static' } });
    if (answer?.kind !== 'curves') throw new Error('no curves');
    const { arclengths, min, mean } = answer.curves;
    expect([min.length, mean.length]).toEqual([0, arclengths.length]);
  });

  it('warn if their period extends beyond the simulation', async () => {
    const reaching = { kind: 'range', from: 0, to: file.plannedEnd } as const;
    const within = { kind: 'range', from: 0, to: file.end } as const;
    expect(await graph('Effective Tension', { period: reaching })).toMatchObject({
      kind: 'curves',
      warning: { code: 'PERIOD_BEYOND_END' },
    });
    expect(await graph('Effective Tension', { period: within })).not.toHaveProperty('warning');
    expect(await graph('Effective Tension')).not.toHaveProperty('warning');
  });

  it.each<[string, () => Promise<ValueAnswer | undefined>, string]>([
    ['object', () => staticOf('Line9', 'X'), 'ORCFXAPI_NO_SUCH_OBJECT'],
    ['object name', () => staticOf(null, 'X'), 'OBJECT_NEEDED'],
    ['variable', () => staticOf('Vessel1', 'Colour'), 'ORCFXAPI_UNRECOGNISED_VAR_NAME'],
    ['position', () => staticOf('Line1', 'Effective Tension'), 'ORCFXAPI_INVALID_OBJECT_EXTRA'],
    ['data', () => data('Line1', 'Colour'), 'ORCFXAPI_INVALID_DATA_NAME'],
    ['data row', () => data('Line1', 'Length', 9), 'ORCFXAPI_INVALID_INDEX'],
    ['graph', () => graph('X', { object: 'Vessel1' }), 'ORCFXAPI_RANGE_GRAPH_ERROR'],
    [
      'stage',
      () => graph('Effective Tension', { period: { kind: 'stage', stage: 9 } }),
      'ORCFXAPI_INVALID_PERIOD',
    ],
    ['instant', () => graph('Effective Tension', { period: { kind: 'instant', time: 1e6 } }), 'EMPTY_PERIOD'],
    [
      'part of the line',
      () => graph('Effective Tension', { along: { kind: 'arclength', from: 60, to: 20 } }),
      'ORCFXAPI_INVALID_ARCLENGTH_RANGE',
    ],
  ])('are missing with a reason if there is no such %s', async (_, ask, code) => {
    expect(await ask()).toMatchObject({ kind: 'missing', problem: { code } });
  });
});

describe.runIf(library !== null)('a model without time histories', () => {
  it.each([
    ['frequency', ['--switch', 'frequency-domain=1'], 'its dynamics are in the frequency domain'],
    ['static', ['--static-state'], ''],
  ])('yields what it has and reports the rest: %s', async (name, options, why) => {
    const file = generateFile(join(folder, name), '--min', '50KB', '--max', '50KB', ...options);
    const open = await reader.open(file.path, UNPACED);
    try {
      expect(open.facts.samples).toBe(0);
      expect(open.facts.warnings).toMatchObject([
        { code: 'NO_TIME_HISTORIES', message: expect.stringContaining(why) },
      ]);
      expect(
        await open.value?.({ kind: 'static', object: 'Vessel1', variable: 'X', at: null }),
      ).toMatchObject({
        value: variableOf(file, 'Vessel1', 'X').static,
      });
    } finally {
      open.close();
    }
  });
});
