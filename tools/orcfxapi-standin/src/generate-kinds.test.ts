import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Generated, generate } from './generate.ts';
import { generateOptions } from './generate-options.ts';
import type { PlannedObject, PlannedVariable } from './model-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-kinds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

/** Generates one small file with options of the command line. */
function one(...args: readonly string[]): Generated {
  made += 1;
  const out = join(folder, String(made));
  const [file] = generate(generateOptions(['--out', out, '--files', '1', '--min', '50KB', ...args]));
  if (file === undefined) throw new Error('no file was generated');
  return file;
}

function objectOf(file: Generated, name: string): PlannedObject {
  const found = file.objects.find((object) => object.name === name);
  if (found === undefined) throw new Error(`no ${name} was planned`);
  return found;
}

function variableOf(file: Generated, object: string, name: string): PlannedVariable {
  const found = objectOf(file, object).variables.find((variable) => variable.name === name);
  if (found === undefined) throw new Error(`no ${name} was planned`);
  return found;
}

describe('a rich file', () => {
  const plain = one();
  const rich = one('--rich');

  it('has everything that a plain one has, with the same series', () => {
    for (const { name, variables } of plain.objects) {
      const series = objectOf(rich, name).variables.map((variable) => [variable.name, variable.series]);
      expect(series.slice(0, variables.length)).toEqual(variables.map(({ name, series }) => [name, series]));
    }
  });

  it('has objects of more types', () => {
    const names = rich.objects
      .map(({ name }) => name)
      .filter((name) => !plain.objects.some((o) => o.name === name));
    expect(names).toEqual(['3D Buoy1', 'Winch1', 'Link1', 'Constraint1', 'Turbine1']);
  });

  it('has variables that need more than a place on the line, and one that was not logged', () => {
    const needs = rich.objects.flatMap(({ variables }) => variables.flatMap(({ requires }) => requires));
    expect([...new Set(needs)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 6, 7, 12]);
    expect(variableOf(rich, 'Line1', 'Slug Flow Rate').available).toBe(false);
  });

  it('has static values that differ from the start of its series', () => {
    const { series, static: value } = variableOf(rich, 'Vessel1', 'X');
    expect(series.kind === 'ramp' && series.from === value).toBe(false);
    const ramp = variableOf(plain, 'Vessel1', 'X');
    expect(ramp.series.kind === 'ramp' && ramp.series.from).toBe(ramp.static);
  });
});

describe('every file', () => {
  const file = one('--lines', '4');

  it('has the requested number of lines, each of two sections that add up to its length', () => {
    const lines = file.objects.filter(({ type }) => type === 6);
    expect(lines.map(({ name }) => name)).toEqual(['Line1', 'Line2', 'Line3', 'Line4']);
    for (const { length, sections, data, nodes } of lines) {
      expect(sections.reduce((sum, section) => sum + section, 0)).toBe(length);
      expect(data.find(({ name }) => name === 'Length')?.values).toEqual(sections);
      const segments = data.find(({ name }) => name === 'NumberOfSegments')?.values as number[];
      expect(segments.reduce((sum, count) => sum + count, 0)).toBe(nodes - 1);
    }
  });

  it('contains its stages and its step as data of General', () => {
    const { data } = objectOf(file, 'General');
    expect(data.find(({ name }) => name === 'ActualLogSampleInterval')?.values).toEqual([file.step]);
    expect(data.find(({ name }) => name === 'StageDuration')).toMatchObject({
      rows: file.stages.length,
      values: file.stages,
    });
  });

  it('has range graphs only for variables along a line', () => {
    const variables = file.objects.flatMap((object) => object.variables);
    expect(variables.filter(({ resultPoints, positioned }) => resultPoints > 0 && !positioned)).toEqual([]);
    expect(variableOf(file, 'Line1', 'Effective Tension').upper).toEqual({
      name: 'Allowable Tension',
      value: 5000,
    });
  });
});

describe('the first bytes', () => {
  const head = (file: Generated): string => readFileSync(file.path).subarray(0, 18).toString('latin1');

  it.each([
    [[], '\x0b\0\x023c\0\0\x02'],
    [['--static-state'], '\x0b\0\x023c\0\0\x01'],
    [['--data-only'], '\x0b\0\x023c\0\0\0'],
    [['--file-version', '12.0a'], '\x0c\0\x020a\0\0\x02'],
    [['--file-version', '10.3.b'], '\x0a\0\x033.b\0'],
  ])('of a file generated with %j have its version and kind', (args, expected) => {
    expect(head(one(...args)).slice(10, 10 + expected.length)).toBe(expected);
  });

  it('of model data belong to a .dat, and are not followed by a log', () => {
    const file = one('--data-only');
    expect(basename(file.path)).toMatch(/\.dat$/);
    expect(file.fileType).toBe(0);
  });
});

describe('a simulation that ended early', () => {
  it.each(['partial', 'unstable'])('covers the requested fraction: %s', (fault) => {
    const { start, end, plannedEnd } = one('--fault', fault, '--simulated', '0.25');
    expect((end - start) / (plannedEnd - start)).toBeCloseTo(0.25, 2);
  });
});

describe('switches', () => {
  it('are kept with the file, as is the parent of a restart', () => {
    const file = one('--switch', 'fail-after=2', '--switch', 'fail-status=25', '--restart-parent', 'a b.sim');
    const expected = { 'fail-after': '2', 'fail-status': '25', 'restart-parent': 'a b.sim' };
    expect(file.switches).toEqual(expected);
    const bytes = readFileSync(file.path).toString('latin1');
    for (const text of Object.entries(expected).flat()) expect(bytes).toContain(text);
  });

  it('of variables that were not logged mark each variable of that name', () => {
    const file = one('--not-logged', 'X', '--not-logged', 'Curvature');
    const gone = file.objects.flatMap(({ name, variables }) =>
      variables.filter(({ available }) => !available).map((variable) => `${name} ${variable.name}`),
    );
    expect(gone).toEqual([
      'Vessel1 X',
      'Line1 Curvature',
      'Line1 X',
      'Line2 Curvature',
      'Line2 X',
      '6D Buoy1 X',
    ]);
  });
});

describe('impossible options', () => {
  it.each([
    [['--switch', 'fail-after'], /KEY=NUMBER/],
    [['--static-state', '--data-only'], /exclude each other/],
    [['--file-version', 'new'], /a version like 11.3c/],
    [['--simulated', '1.5'], /between 0 and 1/],
    [['--fault', 'rust'], /needs one of none/],
    [['--lines', '0'], /at least 1/],
    [['--colour', 'red'], /usage|generate/],
  ])('%j are refused with a message', (args, sentence) => {
    expect(() => generateOptions(['--out', folder, ...args])).toThrow(sentence);
  });
});
