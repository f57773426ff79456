import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileResult, type Position, UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { expectedStatistics, expectStatistics } from '../../test/closed-form.ts';
import { readKeys } from '../../test/read-keys.ts';
import {
  buildStandin,
  generateFiles,
  type StandinFile,
  type StandinVariable,
  variableOf,
} from '../../test/standin.ts';
import { orcaflex } from './orcaflex.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = orcaflex({ library, environment: {}, platform: process.platform });

interface Wanted {
  readonly object: StandinFile['objects'][number];
  readonly variable: StandinVariable;
  readonly at: Position | null;
  /** The factor by which the series at this position exceeds the one at end A. */
  readonly factor: number;
}

/** Every variable of an object, at every kind of position if it has one. */
function wantedOf(object: StandinFile['objects'][number]): Wanted[] {
  const places: readonly (readonly [at: Position, factor: number])[] = [
    [{ kind: 'end', end: 'A' }, 1],
    [{ kind: 'end', end: 'B' }, 1.5],
    [{ kind: 'touchdown' }, 1.375],
    [{ kind: 'node', node: 7 }, 1 + 3 / (object.nodes - 1)],
    [{ kind: 'arclength', arclength: 50 }, 1 + 25 / object.length],
  ];
  return object.variables.flatMap((variable): Wanted[] =>
    variable.positioned
      ? places.map(([at, factor]) => ({ object, variable, at, factor }))
      : [{ object, variable, at: null, factor: 1 }],
  );
}

function generate(name: string, ...options: readonly string[]): StandinFile {
  const [file] = generateFiles(join(folder, name), '--files', '1', ...options);
  if (file === undefined) throw new Error('no file was generated');
  return file;
}

describe('the orcaflex reader', () => {
  it('lists the places searched if there is no library', () => {
    const lost = orcaflex({ library: null, environment: {}, platform: 'linux' });
    expect(() => lost.version).toThrow(expect.objectContaining({ code: 'LIBRARY_NOT_FOUND' }));
  });
});

describe.runIf(library !== null)('files of the stand-in', () => {
  const files = generateFiles(join(folder, 'six'), '--files', '6', '--min', '1MB', '--max', '8MB');

  it.each(files.map((file, index) => [index + 1, file] as const))(
    'number %d yields the statistics of the closed form for every series',
    async (_, file) => {
      const wanted = file.objects.flatMap(wantedOf);
      const keys = wanted.map(({ object, variable, at }) => ({
        object: object.name,
        variable: variable.name,
        at,
      }));
      const result = await readKeys(reader, file.path, keys);
      expect(result.series).toHaveLength(wanted.length);
      for (const [index, { object, variable, factor }] of wanted.entries()) {
        const series = result.series[index];
        const what = `${object.name} ${variable.name}`;
        expect([series?.object, series?.variable, series?.unit, series?.problem], what).toEqual([
          object.name,
          variable.name,
          variable.units,
          null,
        ]);
        expectStatistics(series?.statistics ?? null, expectedStatistics(file, variable.series, factor), what);
      }
    },
  );

  const [file] = files;
  if (file === undefined) throw new Error('no files were generated');

  it('are described before they are loaded', () => {
    expect(reader.probe(file.path)).toEqual({
      format: 'OrcaFlex simulation, written by 11.3c',
      size: file.size,
      held: null,
      samples: null,
      series: null,
    });
  });

  it('are described in more detail once they are open', async () => {
    const { facts } = await readKeys(reader, file.path, []);
    expect(facts).toEqual({
      format: `OrcaFlex simulation through OrcFxAPI 11.3-standin (${library})`,
      licence: 'OK',
      completeness: 'complete',
      samples: file.samples,
      series: null,
      startTime: file.start,
      endTime: file.end,
      plannedEndTime: file.plannedEnd,
      warnings: [],
      writtenBy: 'OrcaFlex 11.3c',
      counters: expect.objectContaining({ C_LoadSimulationW: 1 }),
    });
    expect(facts.counters?.['library calls']).toBeGreaterThan(5);
  });

  it('are read ahead in pieces of at most 64 MiB that add up to the file', async () => {
    const pieces: number[] = [];
    const opened = await reader.open(file.path, {
      ...UNPACED,
      chunk: async (bytes) => void pieces.push(bytes),
    });
    opened.close();
    expect(pieces.reduce((sum, bytes) => sum + bytes, 0)).toBe(file.size);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(64 * 1024 * 1024);
  });

  it('report missing objects and variables with the library’s text, and yield the others', async () => {
    const { keys, series } = await readKeys(reader, file.path, [
      { object: 'Line9', variable: 'Effective Tension' },
      { object: 'Vessel1', variable: 'Colour' },
      { variable: 'X' },
      { object: 'Vessel1', variable: 'Z' },
    ]);
    expect(keys.map(({ problem }) => problem)).toEqual([
      { code: 'ORCFXAPI_NO_SUCH_OBJECT', message: "There is no object named 'Line9' in this model." },
      {
        code: 'ORCFXAPI_UNRECOGNISED_VAR_NAME',
        message: "'Vessel1' has no result variable named 'Colour'.",
      },
      {
        code: 'OBJECT_NEEDED',
        message: 'in an OrcaFlex model, X belongs to an object: name the object too',
      },
      null,
    ]);
    expect(series.map(({ statistics }) => statistics?.n)).toEqual([file.samples]);
  });

  it('report a series that cannot be read with the library’s text and keep the others of the call', async () => {
    const { series } = await readKeys(reader, file.path, [
      { object: 'Line1', variable: 'X', at: { kind: 'end', end: 'A' } },
      { object: 'Line1', variable: 'X', at: { kind: 'arclength', arclength: 201 } },
      { object: 'Line1', variable: 'X', at: { kind: 'node', node: 42 } },
      { object: 'Line1', variable: 'X' },
      { object: 'Line1', variable: 'X', at: { kind: 'end', end: 'B' } },
    ]);
    expect(series.map(({ problem }) => problem?.message ?? null)).toEqual([
      null,
      "'Line1' is 200 long; there is no arc length 201 on it.",
      "'Line1' has nodes 1 to 41, not 42.",
      "'X' of 'Line1' needs a position on the line.",
      null,
    ]);
    const ramp = variableOf(file, 'Line1', 'X').series;
    expectStatistics(
      series[4]?.statistics ?? null,
      expectedStatistics(file, ramp, 1.5),
      'the last of the call',
    );
  });

  describe('queried with a wildcard', () => {
    const of = async (object: string | null, at: Position | null): Promise<FileResult> =>
      readKeys(reader, file.path, [{ object, variable: '*', at }]);
    const shown = ({ series }: FileResult): string[] =>
      series.map((one) => `${one.index} ${one.object} ${one.variable} ${one.unit} ${one.statistics?.n}`);
    const expected = (name: string | null, positioned: boolean): string[] =>
      file.objects
        .filter((object) => name === null || object.name === name)
        .flatMap(({ name, variables }) =>
          variables
            .filter((variable) => variable.positioned === positioned)
            .map((variable) => `${name} ${variable.name} ${variable.units} ${file.samples}`),
        )
        .map((text, index) => `${index} ${text}`);

    it.each(['Vessel1', null])('without a position yield what needs none: object %s', async (object) => {
      const result = await of(object, null);
      expect(shown(result)).toEqual(expected(object, false));
      expect(result.series.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
      expect(result.series.length).toBeGreaterThan(2);
    });

    it.each(['Line1', null])('with a position yield what takes one: object %s', async (object) => {
      const result = await of(object, { kind: 'end', end: 'A' });
      expect(shown(result)).toEqual(expected(object, true));
      expect(result.series.length).toBeGreaterThan(2);
      expect(result.facts.warnings).toEqual([]);
    });

    it('list once what they leave out', async () => {
      const count = expected(null, true).length;
      const { facts } = await readKeys(reader, file.path, [
        { object: null, variable: '*', period: { kind: 'range', from: 0, to: 1 } },
        { object: null, variable: '*' },
      ]);
      expect(facts.warnings).toMatchObject([{ code: 'POSITION_NEEDED', details: { count } }]);
      expect((await of('Vessel1', null)).facts.warnings).toEqual([]);
    });

    it('report an object in which nothing takes a position', async () => {
      const { keys } = await of('Vessel1', { kind: 'end', end: 'A' });
      expect(keys.map(({ problem }) => problem?.code)).toEqual(['NO_SERIES']);
    });
  });

  it('that stopped early report that', async () => {
    const partial = generate('partial', '--min', '100KB', '--fault', 'partial');
    const unstable = generate('unstable', '--min', '100KB', '--fault', 'unstable');
    const { facts } = await readKeys(reader, partial.path, []);
    expect([facts.completeness, facts.endTime, facts.plannedEndTime, facts.warnings]).toEqual([
      'partial',
      partial.end,
      partial.plannedEnd,
      [],
    ]);
    const result = await readKeys(reader, unstable.path, [{ object: 'Vessel1', variable: 'X' }]);
    expect(result.facts.completeness).toBe('unstable');
    expect(result.facts.warnings).toEqual([
      { code: 'MODEL_WARNING', message: `The simulation became unstable at ${unstable.end} s.` },
    ]);
    expect(result.series[0]?.statistics?.n).toBe(unstable.samples);
  });

  it('keep single precision if the log has it', async () => {
    const single = generate('single', '--min', '200KB', '--float32');
    const tension = variableOf(single, 'Line1', 'Effective Tension').series;
    const key = { object: 'Line1', variable: 'Effective Tension', at: { kind: 'end', end: 'A' } } as const;
    const { series } = await readKeys(reader, single.path, [key]);
    const expected = expectedStatistics(single, tension, 1);
    expect(series[0]?.statistics?.max).toBe(Math.fround(expected.max ?? 0));
  });

  it('are loaded one after the other by one reader', async () => {
    const counts: unknown[] = [];
    for (const { path } of [...files].reverse())
      counts.push((await readKeys(reader, path, [])).facts.samples);
    expect(counts).toEqual([...files].reverse().map(({ samples }) => samples));
  });
});
