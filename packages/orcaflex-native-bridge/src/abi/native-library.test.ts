import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStandin } from '../../test/standin.ts';
import { createModel, modelState } from './functions/model-calls.ts';
import type { ModelHandle, ObjectHandle } from './handles.ts';
import { NativeLibrary } from './native-library.ts';
import { numberOrNull } from './special-numbers.ts';

const path = buildStandin();
const older = buildStandin('--emulate', '10');
const folder = mkdtempSync(join(tmpdir(), 'bridge-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a path that is not a library', () => {
  it('is refused with the reason of the operating system', () => {
    const file = join(folder, 'libOrcFxAPI.so');
    writeFileSync(file, 'text');
    expect(() => NativeLibrary.open(file)).toThrow(
      expect.objectContaining({ code: 'LIBRARY_UNUSABLE', details: { path: file } }),
    );
  });
});

describe.runIf(path !== null)('a loaded library', () => {
  let library: NativeLibrary;
  beforeAll(() => {
    library = NativeLibrary.open(path ?? '');
  });

  it('has a version without a model', () => {
    expect(library.version).toBe('11.3-standin');
  });

  it('is loaded once per path', () => {
    expect(NativeLibrary.open(library.path)).toBe(library);
  });

  it('lists the exports it has', () => {
    expect(library.has('C_GetTimeHistory2W')).toBe(true);
    expect(library.has('C_SaveSpreadsheetW')).toBe(false);
  });

  it('refuses an absent export by name and version', () => {
    const tenth = NativeLibrary.open(older ?? '');
    expect(() => tenth.call('C_ForceInMemoryLogging', 1n as ModelHandle)).toThrow(
      expect.objectContaining({
        code: 'FUNCTION_NOT_IN_VERSION',
        message: 'OrcFxAPI 10.3-standin has no function C_ForceInMemoryLogging',
      }),
    );
  });

  it('counts its calls by export', () => {
    const before = library.counts.get('C_GetModelThreadCount') ?? 0;
    const model = createModel(library, 1);
    library.call('C_GetModelThreadCount', model);
    library.call('C_DestroyModel', model);
    expect(library.counts.get('C_GetModelThreadCount')).toBe(before + 1);
  });

  it('reads each special number once', () => {
    expect(library.real('OrcinaUndefinedReal')).not.toBe(library.real('OrcinaDefaultReal'));
    expect(numberOrNull(library, library.real('OrcinaUndefinedReal'))).toBeNull();
    expect(numberOrNull(library, -library.real('OrcinaInfinity'))).toBe(Number.NEGATIVE_INFINITY);
    expect(numberOrNull(library, 12.5)).toBe(12.5);
  });

  it('turns a bad status into a fault with the call, the status and the library’s text', () => {
    expect(() => library.call('C_LoadSimulationW', 1n as ModelHandle, 'x')).toThrow(
      expect.objectContaining({
        code: 'ORCFXAPI_INVALID_HANDLE',
        message: 'The handle is not that of a live model. (C_LoadSimulationW, status 19)',
        details: {
          status: 19,
          call: 'C_LoadSimulationW',
          text: 'The handle is not that of a live model.',
        },
      }),
    );
  });

  it('distinguishes model handles from object handles and from dead ones', () => {
    const model = createModel(library, 1);
    const id = new Int32Array(1);
    expect(() => library.call('C_GetVarIDW', model as bigint as ObjectHandle, 'X', id)).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_OBJECT_HANDLE_ERROR' }),
    );
    library.call('C_DestroyModel', model);
    expect(() => modelState(library, model)).toThrow(
      expect.objectContaining({ code: 'ORCFXAPI_INVALID_HANDLE' }),
    );
  });

  it('gives a model the requested number of threads', () => {
    const model = createModel(library, 3);
    expect(library.call('C_GetModelThreadCount', model)).toBe(3);
    library.call('C_DestroyModel', model);
  });

  it('treats a call on a model from another thread as a defect, not as a fault of the file', async () => {
    const model = createModel(library, 1);
    const worker = new Worker(new URL('../../test/foreign-thread.mjs', import.meta.url), {
      workerData: { library: library.path, model },
    });
    const answer = await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    library.call('C_DestroyModel', model);
    expect(answer).toMatch(/^Error undefined defect: .*\(C_GetModelState, status 68\)$/);
  });
});
