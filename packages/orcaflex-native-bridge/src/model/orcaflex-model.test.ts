import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withModel } from '../../test/opened.ts';
import { buildStandin, generateFile, generateFiles, variableOf } from '../../test/standin.ts';
import { OrcaFlexModel } from './orcaflex-model.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const small = ['--min', '100KB', '--max', '150KB'];
const generate = (name: string, ...options: readonly string[]) =>
  generateFile(join(folder, name), ...small, ...options);
/** The fault that refused a load; fails if the load succeeds. */
const refusal = (path: string, options = {}): Promise<unknown> =>
  OrcaFlexModel.load(path, { library, ...options }).then(
    (model) => {
      model.dispose();
      throw new Error(`${path} was loaded`);
    },
    (error: unknown) => error,
  );

describe.runIf(library !== null)('a loaded model', () => {
  const [file, other] = generateFiles(
    join(folder, 'two'),
    '--files',
    '2',
    '--min',
    '200KB',
    '--max',
    '300KB',
  );
  if (file === undefined || other === undefined) throw new Error('no files were generated');

  it('has one thread by default, or as many as requested', async () => {
    expect(await withModel(file.path, library, (model) => model.threadCount)).toBe(1);
    using model = await OrcaFlexModel.load(file.path, { library, threadCount: 3 });
    expect(model.threadCount).toBe(3);
  });

  it('reports its state, times, objects and library', async () => {
    using model = await OrcaFlexModel.load(file.path, { library });
    expect([model.state, model.warnings(), model.restartedFrom]).toEqual(['complete', [], null]);
    expect(model.times).toEqual({ start: file.start, end: file.end, plannedEnd: file.plannedEnd });
    expect(model.objects().map(({ name }) => name)).toEqual(file.objects.map(({ name }) => name));
    expect(model.library).toEqual({ path: library, version: '11.3-standin' });
    expect(model.properties).toMatchObject({ timeDomain: true, frequencyDomain: false });
    expect(model.data('LicenceStatus')).toBe('OK');
  });

  it('returns series of several objects with their names, units and times', async () => {
    using model = await OrcaFlexModel.load(file.path, { library });
    const ramp = variableOf(file, 'Vessel1', 'X').series;
    if (ramp.kind !== 'ramp') throw new Error('another kind was planned');
    const { times, series } = model.timeHistories([
      { object: 'Vessel1', variable: 'X' },
      { object: 'Line1', variable: 'Effective Tension', at: { kind: 'end', end: 'A' } },
    ]);
    expect(series.map(({ object, name, unit }) => `${object} ${name} ${unit}`)).toEqual([
      'Vessel1 X m',
      'Line1 Effective Tension kN',
    ]);
    expect(series.map(({ values }) => values.length)).toEqual([times.length, file.samples]);
    expect(Array.from(series[0]?.values ?? [])).toEqual(
      Array.from({ length: file.samples }, (_, i) => ramp.from + ramp.step * i),
    );
  });

  it('returns the sample times of a period', async () => {
    using model = await OrcaFlexModel.load(file.path, { library });
    expect(Array.from(model.sampleTimes({ kind: 'range', from: 0, to: 0.5 }))).toEqual([
      0, 0.125, 0.25, 0.375, 0.5,
    ]);
    expect(model.sampleTimes({ kind: 'latest-wave' })).toHaveLength(file.latestWaveSamples);
    expect(model.sampleTimes({ kind: 'instant', time: 0.3 })).toEqual(Float64Array.of(0.25));
    expect(() => model.sampleTimes({ kind: 'instant', time: 1e6 })).toThrow(
      expect.objectContaining({ code: 'PERIOD_NOT_SIMULATED' }),
    );
  });

  it('refuses unknown names with the library’s text', async () => {
    using model = await OrcaFlexModel.load(file.path, { library });
    expect(() => model.object('Line9')).toThrow(
      expect.objectContaining({
        code: 'ORCFXAPI_NO_SUCH_OBJECT',
        message: "There is no object named 'Line9' in this model. (C_ObjectCalledW, status 23)",
      }),
    );
    expect(() => model.timeHistories([{ object: 'Line1', variable: 'Colour' }])).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_UNRECOGNISED_VAR_NAME' }),
    );
  });

  it('can be followed by another model, and cannot be used once it is disposed of', async () => {
    const first = await OrcaFlexModel.load(file.path, { library });
    first.dispose();
    first.dispose();
    using second = await OrcaFlexModel.load(other.path, { library });
    expect(second.sampleTimes()).toHaveLength(other.samples);
    expect(() => first.sampleTimes()).toThrow(expect.objectContaining({ code: 'MODEL_DISPOSED' }));
  });

  it.each(['virtual', 'memory', 'disk'] as const)(
    'returns the same samples with its log kept: %s',
    async (logging) => {
      const specs = [
        { object: 'Line2', variable: 'Effective Tension', at: { kind: 'end', end: 'B' } },
      ] as const;
      using usual = await OrcaFlexModel.load(file.path, { library });
      using unusual = await OrcaFlexModel.load(file.path, { library, logging });
      expect(unusual.timeHistories(specs)).toEqual(usual.timeHistories(specs));
    },
  );

  it('reports its progress while it is loaded', async () => {
    const percents: number[] = [];
    const onProgress = (percent: number): boolean => percents.push(percent) > 0;
    (await OrcaFlexModel.load(file.path, { library, onProgress })).dispose();
    expect(percents.at(-1)).toBe(100);
  });

  it('is not loaded if the progress handler returns false', async () => {
    expect(await refusal(file.path, { onProgress: () => false })).toMatchObject({
      code: 'ORCFXAPI_OPERATION_CANCELLED',
    });
  });

  it('passes on what a progress handler throws', async () => {
    const onProgress = (): boolean => {
      throw new Error('handler');
    };
    expect(await refusal(file.path, { onProgress })).toMatchObject({ message: 'handler' });
  });

  it('is not loaded once a signal is aborted, before the load or during it', async () => {
    const reason = new Error('no longer wanted');
    expect(await refusal(file.path, { signal: AbortSignal.abort(reason) })).toBe(reason);
    const aborting = new AbortController();
    const onProgress = (): boolean => {
      aborting.abort(reason);
      return true;
    };
    expect(await refusal(file.path, { signal: aborting.signal, onProgress })).toBe(reason);
  });
});

describe.runIf(library !== null)('a simulation that did not end as planned', () => {
  it('and became unstable reports that, with the reason', async () => {
    const file = generate('unstable', '--fault', 'unstable');
    await withModel(file.path, library, (model) => {
      expect(model.state).toBe('unstable');
      expect(model.warnings()).toMatchObject([{ text: `The simulation became unstable at ${file.end} s.` }]);
    });
  });

  it('and stopped early reports how far it got', async () => {
    const file = generate('partial', '--fault', 'partial');
    await withModel(file.path, library, (model) => {
      expect([model.state, model.times.end, model.times.plannedEnd]).toEqual([
        'partial',
        file.end,
        file.plannedEnd,
      ]);
      expect(file.plannedEnd).toBeGreaterThan(file.end);
    });
  });

  it('and holds only the static state has its static results', async () => {
    const file = generate('static', '--static-state');
    const vessel = variableOf(file, 'Vessel1', 'X');
    await withModel(file.path, library, (model) => {
      expect(model.state).toBe('static');
      expect(model.object('Vessel1').staticResult('X').value).toBe(vessel.static);
      expect(model.object('Vessel1').timeHistories(['X']).series[0]?.values).toEqual(
        Float64Array.of(vessel.static),
      );
    });
  });

  it('and is in the frequency domain reports that', async () => {
    const file = generate('frequency', '--switch', 'frequency-domain=1');
    await withModel(file.path, library, (model) => {
      expect(model.properties).toMatchObject({ timeDomain: false, frequencyDomain: true });
    });
  });

  it('and is a restart names its parent', async () => {
    const file = generate('restarted', '--restart-parent', 'Ältere.sim');
    expect(await withModel(file.path, library, (model) => model.restartedFrom)).toBe('Ältere.sim');
  });
});

describe.runIf(library !== null)('a file that cannot be loaded', () => {
  it('has a fault of its own for each cause', async () => {
    const later = generate('later', '--file-version', '12.0a');
    const data = generate('data', '--data-only');
    const broken = generate('broken', '--fault', 'read-error');
    expect(await refusal(join(folder, 'absent.sim'))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(await refusal(folder)).toMatchObject({ code: 'FILE_IS_FOLDER' });
    expect(await refusal(data.path)).toMatchObject({ code: 'DATA_FILE_NOT_SIMULATION' });
    expect(await refusal(broken.path)).toMatchObject({ code: 'ORCFXAPI_FILE_READ_ERROR' });
    expect(await refusal(later.path)).toMatchObject({
      code: 'FILE_FROM_LATER_VERSION',
      details: { written: '12.0a', library: '11.3-standin', status: 67 },
    });
  });

  it('is refused by a library of another version than the required one', async () => {
    const file = generate('any');
    expect(await refusal(file.path, { version: '11.6' })).toMatchObject({
      code: 'LIBRARY_OF_OTHER_VERSION',
      details: { version: '11.3-standin', wanted: '11.6' },
    });
    using model = await OrcaFlexModel.load(file.path, { library, version: '11.3' });
    expect(model.state).toBe('complete');
  });
});
