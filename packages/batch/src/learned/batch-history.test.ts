import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machineId } from '@ballast/profiler';
import { bytes, computeTimeModel, highWaterModel, loadRateModel } from '@ballast/resource-model';
import { type Models, startModels } from '@ballast/scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedModels, loadModels, saveModels } from './batch-history.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { historyFile } from './history-folder.ts';
import type { Makespan } from './makespan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nothing: LoadedModels = { models: null, makespans: [], ofReader: [], warning: null };

function learned(highWater: number): Models {
  const fresh = startModels({ overhead: bytes(90e6), gamma: 3 });
  return {
    ...fresh,
    memory: highWaterModel.observe(fresh.memory, { size: 1e9, highWater }),
    compute: computeTimeModel.observe(fresh.compute, { size: 1e9, computeTime: 7000 }),
    loadRate: loadRateModel.observe(fresh.loadRate, { permits: 4, bytesPerSecond: 3e8, seconds: 2 }),
  };
}

function makespan(minute: number): Makespan {
  const startedAt = new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();
  return { startedAt, seconds: 12.5, inputs: 30, bytes: 4e9 };
}

function save(planKey: string, models: Models, minute: number): Promise<string | null> {
  return saveModels({ readerKey: 'orcaflex 1', planKey, models, makespan: makespan(minute) }, folder);
}

function load(planKey: string, readerKey = 'orcaflex 1'): Promise<LoadedModels> {
  return loadModels({ readerKey, planKey }, folder);
}

function change(edit: (record: Record<string, unknown>) => void): void {
  const file = historyFile(folder);
  const history = JSON.parse(readFileSync(file, 'utf8')) as { records: Record<string, unknown>[] };
  for (const record of history.records) edit(record);
  writeFileSync(file, JSON.stringify(history));
}

describe('the history of batches', () => {
  it('is empty before the first batch', async () => {
    expect(await load('p')).toEqual(nothing);
  });

  it('returns the models and makespans that were saved', async () => {
    const models = learned(3e9);
    expect(await save('p', models, 0)).toBeNull();
    expect(await save('p', models, 1)).toBeNull();
    const makespans = [makespan(0), makespan(1)];
    expect(await load('p')).toEqual({ models, makespans, ofReader: makespans, warning: null });
  });

  it('keeps the last 20 makespans of a plan', async () => {
    for (let minute = 0; minute < 22; minute += 1) await save('p', learned(3e9), minute);
    const { makespans } = await load('p');
    expect(makespans).toEqual(Array.from({ length: 20 }, (_, i) => makespan(i + 2)));
  });

  it('gives a new plan the memory and load models of the newest other plan, and no makespans', async () => {
    await save('older', learned(5e9), 1);
    await save('newest', learned(4e9), 7);
    await save('old', learned(6e9), 2);
    const { models, makespans } = await load('new');
    expect(models).toEqual({
      ...startModels({ overhead: bytes(90e6), gamma: 3 }),
      memory: learned(4e9).memory,
      loadRate: learned(4e9).loadRate,
    });
    expect(makespans).toEqual([]);
  });

  it('takes memory from the newest plan of the reader, and computing time from its own', async () => {
    await save('p', learned(3e9), 1);
    await save('q', learned(4e9), 5);
    const { models, makespans } = await load('p');
    expect(models).toEqual({ ...learned(3e9), memory: learned(4e9).memory });
    expect(makespans).toEqual([makespan(1)]);
  });

  it('has the best rate of the storage with any plan, and typical rates of the own one', async () => {
    const rates = (bytesPerSecond: number): Models => {
      const window = { permits: 4, bytesPerSecond, seconds: 5 };
      return { ...learned(3e9), loadRate: loadRateModel.observe(loadRateModel.start(), window) };
    };
    await save('fast', rates(9e8), 1);
    const starved = (await load('starved')).models;
    const slow = loadRateModel.observe(starved?.loadRate ?? loadRateModel.start(), {
      ...{ permits: 4, bytesPerSecond: 1e7, seconds: 600 },
    });
    await save('starved', { ...rates(1e7), loadRate: slow }, 2);
    const own = (await load('starved')).models?.loadRate;
    expect(own?.fastest).toBeCloseTo(9e8);
    expect(own && loadRateModel.rateAt(own, 4)).toBeLessThan(3e8);
    const other = (await load('other')).models?.loadRate;
    expect(other && loadRateModel.rateAt(other, 4)).toBeCloseTo(9e8);
  });

  it('is not shared between readers or machines', async () => {
    await save('p', learned(3e9), 0);
    expect(await load('p', 'openfast 1')).toEqual(nothing);
    change((record) => {
      record.machine = 'fedcba9876543210';
    });
    expect(await load('p')).toEqual(nothing);
  });

  it('is ignored with a warning if it is not JSON, and written again', async () => {
    writeFileSync(historyFile(folder), '{"version": 1, "records": [');
    expect(await load('p')).toEqual({ ...nothing, warning: expect.stringContaining('is not JSON') });
    expect(await save('p', learned(3e9), 0)).toBeNull();
    const makespans = [makespan(0)];
    expect(await load('p')).toEqual({ models: learned(3e9), makespans, ofReader: makespans, warning: null });
  });

  it('is neither used nor overwritten if a newer version wrote it', async () => {
    const text = '{"version": 99, "records": []}';
    writeFileSync(historyFile(folder), text);
    expect(await load('p')).toEqual({ ...nothing, warning: expect.stringContaining('newer') });
    expect(await save('p', learned(3e9), 0)).toContain('newer');
    expect(readFileSync(historyFile(folder), 'utf8')).toBe(text);
  });

  it('replaces a damaged model by an empty one, names it, and keeps the others', async () => {
    await save('p', learned(3e9), 0);
    change((record) => {
      record.models = { ...(record.models as object), compute: { version: 1, count: -1 } };
    });
    const { models, makespans, warning } = await load('p');
    expect(models).toEqual({ ...learned(3e9), compute: computeTimeModel.start() });
    expect(makespans).toEqual([makespan(0)]);
    expect(warning).toMatch(/ compute of the record for plan p cannot be used/);
  });

  it('uses the models of another plan if the memory model is damaged', async () => {
    await save('p', learned(3e9), 5);
    change((record) => {
      record.models = { ...(record.models as object), memory: null };
    });
    expect(await load('p')).toEqual({
      models: null,
      makespans: [makespan(5)],
      ofReader: [makespan(5)],
      warning: expect.stringContaining('memory'),
    });
    await save('q', learned(4e9), 1);
    expect((await load('p')).models?.memory).toEqual(learned(4e9).memory);
  });

  it('skips makespans that are damaged', async () => {
    await save('p', learned(3e9), 5);
    change((record) => {
      const good = (record.makespans as unknown[])[0] as object;
      record.makespans = [null, 5, { ...good, seconds: '1' }, { ...good, startedAt: 'once' }, good];
    });
    expect((await load('p')).makespans).toEqual([makespan(5)]);
  });

  it('leaves the records of other machines in place', async () => {
    const other = { machine: 'other', reader: 'r', plan: 'p', models: {}, makespans: [] };
    await writeHistory(folder, { records: [other] });
    await save('p', learned(3e9), 0);
    const { history } = await readHistory(folder);
    expect(history.records.map(({ machine }) => machine)).toEqual(['other', machineId()]);
  });

  it('returns a warning if it cannot be written', async () => {
    const file = path.join(folder, 'taken');
    writeFileSync(file, '');
    const key = { readerKey: 'r', planKey: 'p' };
    const warning = await saveModels({ ...key, models: learned(1), makespan: makespan(0) }, file);
    expect(warning).toMatch(/cannot be written: .*; make the folder writable/);
  });
});
