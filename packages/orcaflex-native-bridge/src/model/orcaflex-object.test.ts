import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedStatistics } from '../../test/closed-form.ts';
import { FIRST_SECONDS, factorAt, objectOf } from '../../test/opened.ts';
import { buildStandin, generateFile, variableOf } from '../../test/standin.ts';
import { OrcaFlexModel } from './orcaflex-model.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-object-'));

describe.runIf(library !== null)('an object of a model', () => {
  const file = generateFile(folder, '--min', '200KB', '--max', '300KB', '--rich');
  const described = objectOf(file, 'Line1');
  let model: OrcaFlexModel;
  beforeAll(async () => {
    model = await OrcaFlexModel.load(file.path, { library });
  });
  afterAll(() => {
    model.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has a type and variables with full names and units', () => {
    const line = model.object('Line1');
    expect(line.typeName).toBe('Line');
    expect(line.variables()).toEqual(
      described.variables.map(({ name, fullName, units }) => ({ name, fullName, unit: units })),
    );
    expect(line.unit('Bend Moment')).toBe('kN.m');
    expect(line.variables({ results: 'range-graph' }).map(({ name }) => name)).toEqual(
      described.variables.filter(({ resultPoints }) => resultPoints > 0).map(({ name }) => name),
    );
  });

  it('lists a line’s nodes by arc length, and refuses those of a vessel', () => {
    const lengths = model.object('Line1').nodeArclengths();
    expect([lengths.length, lengths[0], lengths.at(-1)]).toEqual([described.nodes, 0, described.length]);
    expect(() => model.object('Vessel1').nodeArclengths()).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_OBJECT_TYPE' }),
    );
  });

  it('returns series at one position, or each at its own', () => {
    const line = model.object('Line1');
    const { times, series } = line.timeHistories(
      ['Effective Tension', { variable: 'Effective Tension', at: { kind: 'end', end: 'B' } }],
      { period: FIRST_SECONDS, at: { kind: 'end', end: 'A' } },
    );
    expect(times).toHaveLength(5);
    const [endA, endB] = series;
    expect(endB?.values).toEqual(endA?.values.map((value) => value * 1.5));
    expect([endA?.name, endA?.unit]).toEqual(['Effective Tension', 'kN']);
    expect(line.timeHistories([]).series).toEqual([]);
  });

  it('reads variables at points of the sea, of bodies, of walls and of winches', () => {
    const { value: inner } = model
      .object('Line1')
      .staticResult('ZZ Stress', { on: { kind: 'end', end: 'A' } });
    const { value: outer } = model
      .object('Line1')
      .staticResult('ZZ Stress', { on: { kind: 'end', end: 'A' }, radial: 'outer', theta: 36 });
    expect((outer ?? 0) / (inner ?? 1)).toBeCloseTo(1.01 / 0.9, 12);
    const pressure = variableOf(file, 'Environment', 'Static Pressure').static;
    const sea = model.object('Environment');
    expect(sea.staticResult('Static Pressure', { point: [10, 20, 30] }).value).toBeCloseTo(
      pressure * 1.14,
      9,
    );
    expect(sea.staticResult('Static Pressure', { kind: 'point', x: 10, y: 20, z: 30 }).value).toBeCloseTo(
      pressure * 1.14,
      9,
    );
    const gap = variableOf(file, 'Vessel1', 'Air Gap').static;
    expect(model.object('Vessel1').staticResult('Air Gap', { bodyPoint: [1, 1, 1] }).value).toBeCloseTo(
      gap * 1.006,
      9,
    );
    const winch = variableOf(file, 'Winch1', 'Tension').static;
    expect(model.object('Winch1').staticResult('Tension', { winchConnection: 3 }).value).toBeCloseTo(
      winch * 1.2,
      9,
    );
    const pitch = variableOf(file, 'Turbine1', 'Blade Pitch').static;
    expect(model.object('Turbine1').staticResult('Blade Pitch', { blade: 2 }).value).toBeCloseTo(
      pitch * 1.1,
      9,
    );
  });

  it('refuses a variable without the position that it needs', () => {
    expect(() => model.object('Line1').staticResult('Effective Tension')).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_OBJECT_EXTRA' }),
    );
  });

  it('returns static results with their units', () => {
    const tension = variableOf(file, 'Line1', 'Effective Tension');
    expect(model.object('Line1').staticResult('Effective Tension', { kind: 'end', end: 'B' })).toEqual({
      value: tension.static * 1.5,
      unit: 'kN',
    });
  });

  it('returns range graphs over its whole length', () => {
    const tension = variableOf(file, 'Line1', 'Effective Tension');
    const graph = model.object('Line1').rangeGraph('Effective Tension');
    expect(graph.unit).toBe('kN');
    expect(graph.arcLengths).toHaveLength(graph.min?.values.length ?? 0);
    expect([graph.min?.name, graph.max?.name, graph.mean?.name]).toEqual(['Minimum', 'Maximum', 'Mean']);
    expect([graph.upper?.name, graph.lower?.name]).toEqual([tension.upper?.name, tension.lower?.name]);
    for (const [index, x] of graph.arcLengths.entries()) {
      const expected = expectedStatistics(file, tension.series, factorAt(described, x));
      expect(graph.min?.values[index]).toBeCloseTo(expected.min ?? 0, 6);
      expect(graph.max?.values[index]).toBeCloseTo(expected.max ?? 0, 6);
      expect(graph.mean?.values[index]).toBeCloseTo(expected.mean ?? 0, 6);
      expect(graph.stdDev?.values[index]).toBeCloseTo(expected.std ?? 0, 6);
    }
  });

  it('returns range graphs of a part of it: arc lengths, open ends, sections', () => {
    const line = model.object('Line1');
    const over = (arcLength: Parameters<typeof line.rangeGraph>[1]): number[] =>
      Array.from(line.rangeGraph('Effective Tension', arcLength).arcLengths);
    const whole = over({});
    const [first = 0] = described.sections;
    const part = { kind: 'arclength', from: 20, to: 60 } as const;
    expect(over({ arcLength: part })).toEqual(whole.filter((x) => x >= 20 && x <= 60));
    expect(over({ arcLength: { ...part, to: null } })).toEqual(whole.filter((x) => x >= 20));
    expect(over({ arcLength: { ...part, from: null } })).toEqual(whole.filter((x) => x <= 60));
    expect(over({ arcLength: { ...part, from: null, to: null } })).toEqual(whole);
    expect(over({ arcLength: { kind: 'sections', from: 1, to: 1 } })).toEqual(
      whole.filter((x) => x <= first),
    );
    expect(() => over({ arcLength: { ...part, from: 60, to: 20 } })).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_ARCLENGTH_RANGE' }),
    );
  });

  it('has fewer curves in the static state', () => {
    const graph = model.object('Line1').rangeGraph('Effective Tension', { period: { kind: 'static' } });
    const tension = variableOf(file, 'Line1', 'Effective Tension');
    expect([graph.min, graph.max, graph.stdDev]).toEqual([null, null, null]);
    expect([graph.mean?.name, graph.mean?.values[0]]).toEqual(['Static Value', tension.static]);
  });

  it('has no range graph for a variable that is not along it', () => {
    const without = described.variables.find(({ resultPoints }) => resultPoints === 0);
    const name = without?.name ?? '';
    expect(() => model.object('Line1').rangeGraph(name)).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_RANGE_GRAPH_ERROR' }),
    );
  });

  it('links the extremes of its variables', () => {
    const vessel = model.object('Vessel1');
    const { variables, pairs } = vessel.linkedStatistics(['X', 'Z'], { period: { kind: 'whole' } });
    const { times, series } = vessel.timeHistories(['X', 'Z']);
    const [x, z] = series.map(({ values }) => values);
    if (x === undefined || z === undefined) throw new Error('no series');
    const top = z.indexOf(Math.max(...z));
    expect(pairs.map(({ variable, linked }) => `${variable} ${linked}`)).toEqual(['X Z', 'Z X']);
    expect(pairs[1]?.max).toEqual({ time: times[top], value: z[top], linked: x[top] });
    expect(pairs[0]?.min).toEqual({ time: times[0], value: x[0], linked: z[0] });
    const expected = expectedStatistics(file, variableOf(file, 'Vessel1', 'Z').series, 1);
    expect(variables.map(({ name, unit }) => `${name} ${unit}`)).toEqual(['X m', 'Z m']);
    expect(variables[1]?.statistics.mean).toBeCloseTo(expected.mean ?? 0, 9);
    expect(variables[1]?.statistics.stdDev).toBeCloseTo(expected.std ?? 0, 9);
    expect(variables[1]?.statistics.rms).toBeCloseTo(expected.rms ?? 0, 9);
  });

  it('refuses to link unknown variables', () => {
    expect(() => model.object('Vessel1').linkedStatistics([])).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_NOT_ENOUGH_VARS' }),
    );
  });

  it.each(
    file.objects.flatMap((object) => object.data.map((item) => [object.name, item.name, item] as const)),
  )('has the data that were written: %s %s', (name, item, { rows, values }) => {
    const object = model.object(name);
    expect(object.dataRows(item)).toBe(rows < 0 ? null : rows);
    const read = values.map((_, index) => object.data(item, rows < 0 ? 0 : index + 1));
    expect(read).toEqual(values);
  });

  it('refuses unknown data names', () => {
    const line = model.object('Line1');
    expect(() => line.data('Colour')).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_DATA_NAME' }),
    );
    expect(() => line.data('Length', 9)).toThrow(expect.objectContaining({ code: 'ORCFXAPI_INVALID_INDEX' }));
  });
});
