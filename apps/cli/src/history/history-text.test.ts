import { describeRecord, storedModels } from '@ballast/batch';
import { bytes, computeTimeModel, highWaterModel, loadRateModel } from '@ballast/resource-model';
import { startModels } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { historyText } from './history-text.ts';

const fresh = startModels({ overhead: bytes(90e6), gamma: 3 });
let { memory, compute, loadRate } = fresh;
for (const size of [1e6, 2e6, 1e9, 4e9]) {
  memory = highWaterModel.observe(memory, { size, highWater: 100 * 2 ** 20 + 2.5 * size });
  compute = computeTimeModel.observe(compute, { size, computeTime: 2000 + size / 1e6 });
}
for (const permits of [1, 2, 4]) {
  loadRate = loadRateModel.observe(loadRate, { permits, bytesPerSecond: permits * 2 ** 27, seconds: 2 });
}
const models = storedModels({ ...fresh, memory, compute, loadRate });
const makespans = [0, 1, 2, 3].map((minute) => ({
  startedAt: new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString(),
  seconds: 90 + minute,
  inputs: 4,
  bytes: 10 * 2 ** 30,
}));
const record = { machine: 'm', reader: 'orcaflex 1', plan: 'abc', models, makespans };

describe('the text of the history', () => {
  it('shows what was learned in readable units', () => {
    expect(historyText([describeRecord(record, 'm')])).toEqual([
      '',
      'orcaflex 1, plan abc, this machine',
      '  batches    4 kept, the last 3:',
      '             2030-01-01 00:03 UTC: 1 min 33 s for 4 inputs, 10.0 GiB',
      '             2030-01-01 00:02 UTC: 1 min 32 s for 4 inputs, 10.0 GiB',
      '             2030-01-01 00:01 UTC: 1 min 31 s for 4 inputs, 10.0 GiB',
      expect.stringMatching(/^ {2}memory {5}\d+(\.\d+)? MiB \+ 2\.\d\d x file size, from 4 files$/),
      expect.stringMatching(
        /^ {2}computing {2}\d+(\.\d+)? m?s \+ \d+(\.\d+)? m?s for each 10\^9 bytes of file, from 4 files$/,
      ),
      '  loads      fastest with 4 at once (512 MiB/s)',
    ]);
  });

  it('marks a record that has learned nothing', () => {
    const empty = { ...record, machine: 'x', models: storedModels(fresh), makespans: [] };
    expect(historyText([describeRecord(empty, 'm')])).toEqual([
      '',
      'orcaflex 1, plan abc, machine x',
      '  batches    none with a makespan',
      '  memory     nothing learned',
      '  computing  nothing learned',
      '  loads      nothing learned',
    ]);
  });

  it('names damaged models, and prints hostile names safely', () => {
    const hostile = { ...record, reader: 'a\u001b[2Jb', plan: 'p\nq', models: { ...models, memory: 5 } };
    const text = historyText([describeRecord(hostile, 'm')]).join('|');
    expect(text).toContain('a\\u{1b}[2Jb, plan p\\u{a}q');
    expect(text).toContain('damaged    memory: ignored');
  });
});

describe('a described record', () => {
  it('has the coefficients of the models', () => {
    const { memory: line, compute: time, loads } = describeRecord(record, 'other');
    const size = 3e9;
    const ofMemory = (line?.baseBytes ?? 0) + (line?.bytesPerFileByte ?? 0) * size;
    const ofTime = (time?.baseSeconds ?? 0) + (time?.secondsPerGigabyte ?? 0) * (size / 1e9);
    expect(ofMemory / highWaterModel.predict(memory, { size }).expected).toBeCloseTo(1, 6);
    expect((ofTime * 1000) / computeTimeModel.predict(compute, { size }).expected).toBeCloseTo(1, 2);
    expect([line?.files, time?.files]).toEqual([4, 4]);
    expect(loads).toEqual({ best: 4, bytesPerSecond: 2 ** 29 });
  });
});
