import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';
import { derivedBatch } from './derived-batch.ts';

describe('derived channels of OpenFAST files', () => {
  it('are computed again if their formula changes', async () => {
    using folder = temporaryFolder();
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--files', '1', '--rows', '301']);
    const largest = async (factor: string): Promise<number> => {
      await ballast(['run', writeBatch(folder.path, derivedBatch(factor)), '--no-check']);
      const [row] = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
      return Number(row?.['Scaled_max [MN-m]']);
    };
    const first = await largest('1000');
    expect(first).toBeGreaterThan(0);
    expect((await largest('500')) / first).toBeCloseTo(2, 12);
    expect(await largest('1000')).toBe(first);
  });

  it('are written in full in the effective batch file, which gives the same tables', async () => {
    using folder = temporaryFolder();
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--files', '1', '--rows', '301']);
    await ballast(['run', writeBatch(folder.path, derivedBatch('1000')), '--no-check']);
    const out = path.join(folder.path, 'out');
    const wide = (): string => readFileSync(path.join(out, 'tables', 'wide.csv'), 'utf8');
    const before = wide();
    const effective = readFileSync(path.join(out, 'batch.effective.yml'), 'utf8');
    expect(effective).toContain('formula: RootMb1 / 1000');
    expect(effective).toContain('lowpass: 0.5');
    await ballast(['run', writeBatch(folder.path, effective), '--fresh', '--no-check']);
    expect(wide()).toBe(before);
  });
});
