import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildStandin, generateFiles, variableOf } from '../../test/standin.ts';
import { OrcaFlexModel } from './orcaflex-model.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(library !== null)('a loaded model', () => {
  const [file, other] = generateFiles(folder, '--files', '2', '--min', '200KB', '--max', '300KB');
  if (file === undefined || other === undefined) throw new Error('no files were generated');
  const load = (path = file.path): OrcaFlexModel => OrcaFlexModel.load(path, { library: library ?? '' });

  it('has one thread of its own', () => {
    using model = load();
    expect(model.threadCount).toBe(1);
  });

  it('tells its state, times and objects', () => {
    using model = load();
    expect([model.state, model.completeness, model.warnings()]).toEqual(['stopped', 'complete', []]);
    expect(model.times).toEqual({ start: file.start, end: file.end, plannedEnd: file.plannedEnd });
    expect(model.objectNames()).toEqual(file.objects.map(({ name }) => name));
  });

  it('describes an object with its variables and units', () => {
    using model = load();
    const line = model.object('Line1');
    const described = file.objects.find(({ name }) => name === 'Line1');
    expect(line.typeName).toBe('Line');
    expect(line.variables()).toEqual(described?.variables.map(({ name, units: unit }) => ({ name, unit })));
    expect(line.unit('Bend Moment')).toBe('kN.m');
  });

  it('gives a line’s nodes by arc length, and refuses that of a vessel', () => {
    using model = load();
    const lengths = model.object('Line1').nodeArclengths();
    expect([lengths.length, lengths[0], lengths[1], lengths[40]]).toEqual([41, 0, 5, 200]);
    expect(() => model.object('Vessel1').nodeArclengths()).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_OBJECT_TYPE' }),
    );
  });

  it('gives several series of one period as one array each', () => {
    using model = load();
    const ramp = variableOf(file, 'Vessel1', 'X').series;
    const level = variableOf(file, 'Vessel1', 'Y').series;
    if (ramp.kind !== 'ramp' || level.kind !== 'constant') throw new Error('other kinds were planned');
    const [x, y] = model.multipleTimeHistories([
      { object: 'Vessel1', variable: 'X' },
      { object: 'Vessel1', variable: 'Y' },
    ]);
    expect(Array.from(x ?? [])).toEqual(
      Array.from({ length: file.samples }, (_, i) => ramp.from + ramp.step * i),
    );
    expect(Array.from(y ?? [])).toEqual(Array(file.samples).fill(level.value));
  });

  it('gives the times of a period', () => {
    using model = load();
    expect(Array.from(model.sampleTimes({ kind: 'range', from: 0, to: 0.5 }))).toEqual([
      0, 0.125, 0.25, 0.375, 0.5,
    ]);
    expect(model.sampleTimes({ kind: 'latest-wave' })).toHaveLength(file.latestWaveSamples);
    expect(model.sampleTimes({ kind: 'instant', time: 0.3 })).toEqual(Float64Array.of(0.25));
  });

  it('refuses names it does not have in the library’s words', () => {
    using model = load();
    expect(() => model.object('Line9')).toThrow(
      expect.objectContaining({
        code: 'ORCFXAPI_NO_SUCH_OBJECT',
        message: "There is no object named 'Line9' in this model. (C_ObjectCalledW, status 23)",
      }),
    );
    expect(() => model.multipleTimeHistories([{ object: 'Line1', variable: 'Colour' }])).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_UNRECOGNISED_VAR_NAME' }),
    );
  });

  it('refuses an instant that was not simulated', () => {
    using model = load();
    expect(() => model.sampleTimes({ kind: 'instant', time: 1e6 })).toThrow(
      expect.objectContaining({ code: 'PERIOD_NOT_SIMULATED' }),
    );
  });

  it('can be followed by another, and cannot be used once it is disposed of', () => {
    const first = load();
    first.dispose();
    first.dispose();
    using second = load(other.path);
    expect(second.sampleTimes()).toHaveLength(other.samples);
    expect(() => first.sampleTimes()).toThrow(expect.objectContaining({ code: 'MODEL_DISPOSED' }));
  });

  it('gives the same samples when its log stays in the file', () => {
    using held = load();
    using left = OrcaFlexModel.load(file.path, { library: library ?? '', logging: 'virtual' });
    const specs = [
      { object: 'Line2', variable: 'Effective Tension', at: { kind: 'end', end: 'B' } },
    ] as const;
    expect(left.multipleTimeHistories(specs)).toEqual(held.multipleTimeHistories(specs));
  });

  it('says so where this library cannot keep the log as asked', () => {
    expect(() => OrcaFlexModel.load(file.path, { library: library ?? '', logging: 'memory' })).toThrow(
      expect.objectContaining({ code: 'NOT_IN_THIS_VERSION' }),
    );
  });

  it('tells its progress while it is loaded', () => {
    const percents: number[] = [];
    const onProgress = (percent: number): boolean => percents.push(percent) > 0;
    OrcaFlexModel.load(file.path, { library: library ?? '', onProgress }).dispose();
    expect(percents.at(-1)).toBe(100);
  });

  it('is not loaded when the progress handler says no', () => {
    expect(() => OrcaFlexModel.load(file.path, { library: library ?? '', onProgress: () => false })).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_OPERATION_CANCELLED' }),
    );
  });

  it('passes on what a progress handler throws', () => {
    const onProgress = (): boolean => {
      throw new Error('handler');
    };
    expect(() => OrcaFlexModel.load(file.path, { library: library ?? '', onProgress })).toThrow('handler');
  });
});
