import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FAULTS } from './file-plan.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { sampleOf } from './series.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-generate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function options(out: string, changes: Partial<GenerateOptions> = {}): GenerateOptions {
  return {
    out: join(folder, out),
    files: 1,
    min: 60_000,
    max: 60_000,
    seed: 7,
    prefix: 'fsts',
    float32: false,
    memoryFactor: 1,
    fault: 'none',
    faultArgument: 0,
    computePasses: 1,
    samples: undefined,
    simulated: undefined,
    rich: false,
    lines: 2,
    notLogged: [],
    type: 'simulation',
    version: '11.3c',
    switches: {},
    ...changes,
  };
}

describe('generated files', () => {
  it('have the requested sizes, spread on a logarithmic scale', () => {
    const files = [...generate(options('sizes', { files: 3, min: 20_000, max: 2_000_000 }))];
    expect(files.map(({ size }) => size).sort((a, b) => a - b)).toEqual([20_000, 200_000, 2_000_000]);
    expect(files.map(({ path }) => statSync(path).size)).toEqual(files.map(({ size }) => size));
  });

  it('are larger than requested if their samples need it', () => {
    const [file] = generate(options('samples', { samples: 5000 }));
    expect(file?.samples).toBe(5760);
    expect(file?.size).toBeGreaterThan(5760 * 8 * 20);
  });

  it('are equal for equal seeds and differ for others', () => {
    const bytes = (out: string, seed: number): string =>
      [...generate(options(out, { seed }))].map(({ path }) => readFileSync(path, 'latin1')).join();
    expect(bytes('first', 1)).toBe(bytes('second', 1));
    expect(bytes('third', 2)).not.toBe(bytes('first', 1));
  });

  it('begin like an OrcaFlex simulation, then like the stand-in’s container', () => {
    const [file] = generate(options('header'));
    const head = readFileSync(file?.path ?? '').subarray(0, 26);
    expect(head.toString('latin1')).toBe('\x08ORCAFLEX\0\x0b\0\x023c\0\0\x02STANDIN1');
  });

  it('contain the logged samples of their plan, series after series', () => {
    const [file] = generate(options('log'));
    if (file === undefined) throw new Error('no file was generated');
    const bytes = readFileSync(file.path);
    const log = 18 + 12 + bytes.readUInt32LE(26);
    const logged = file.objects.flatMap(({ variables }) => variables).filter((variable) => variable.logged);
    expect(logged).toHaveLength(20);
    for (const [block, { series }] of logged.entries()) {
      const found = Array.from({ length: file.samples }, (_, i) =>
        bytes.readDoubleLE(log + 8 * (block * file.samples + i)),
      );
      expect(found).toEqual(Array.from({ length: file.samples }, (_, i) => sampleOf(series, i)));
    }
  });

  it('have a whole number of cycles of every series, each a multiple of 16 samples', () => {
    for (const { samples, objects } of generate(options('cycles', { files: 4, max: 400_000 }))) {
      const cycles = objects
        .flatMap(({ variables }) => variables)
        .flatMap(({ series }) => ('cycle' in series ? [series.cycle] : []));
      expect(cycles.filter((cycle) => samples % cycle !== 0 || cycle % 16 !== 0)).toEqual([]);
    }
  });

  it.each(['partial', 'unstable'] as const)(
    'of fault %s end before their plan and lack its last stage',
    (fault) => {
      const [file] = generate(options(fault, { fault }));
      if (file === undefined) throw new Error('no file was generated');
      const begins = file.start + file.stages.slice(0, -1).reduce((sum, length) => sum + length, 0);
      expect(file.plannedEnd).toBeGreaterThan(file.end);
      expect(begins).toBe(file.end + file.step);
      expect(file.start + file.stages.reduce((sum, length) => sum + length, 0)).toBe(file.plannedEnd);
    },
  );

  it('use the same fault numbers as the library', () => {
    const header = readFileSync(new URL('../native/container/container.h', import.meta.url), 'utf8');
    const numbers = [...header.matchAll(/^ {2}fault(\w+) = (\d+)/gm)].map(([, name = '', number]) => [
      name.replace(/(?<=[a-z])([A-Z])/g, '-$1').toLowerCase(),
      Number(number),
    ]);
    expect(numbers).toEqual(FAULTS.map((name, index) => [name, index]));
  });
});
