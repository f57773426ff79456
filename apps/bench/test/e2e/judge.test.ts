import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpExperiment } from '../support/made-up-result.ts';
import { bench, temporaryFolder } from './run-bench.ts';

const TIMES = { auto: 10, 'auto-again': 10, 'fixed-2': 12, yardstick: 4 };

function written(folder: string, name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('bench compare', () => {
  it('exits 1 if 20 % were planted, and 0 if not', async () => {
    using folder = temporaryFolder();
    const older = written(folder.path, 'older.json', madeUpExperiment({ seed: 1, times: TIMES }));
    const same = written(folder.path, 'same.json', madeUpExperiment({ seed: 2, times: TIMES }));
    const slow = written(
      folder.path,
      'slow.json',
      madeUpExperiment({ seed: 3, times: { ...TIMES, auto: 12, 'auto-again': 12 } }),
    );
    const [unchanged, slower] = await Promise.all([
      bench(['compare', older, same]),
      bench(['compare', older, slow]),
    ]);
    expect(unchanged).toMatchObject({ code: 0, stderr: '' });
    expect(unchanged.stdout).not.toContain('REGRESSION');
    expect(slower.code).toBe(1);
    expect(slower.stdout).toMatch(/\| all +\| +auto \|.*REGRESSION/);
  });

  it('exits 2 with the reason if nothing can be compared', async () => {
    using folder = temporaryFolder();
    const one = written(folder.path, 'one.json', madeUpExperiment({ times: TIMES, cases: ['small x warm'] }));
    const other = written(
      folder.path,
      'other.json',
      madeUpExperiment({ times: TIMES, cases: ['large x warm'] }),
    );
    const newer = written(folder.path, 'newer.json', { ...madeUpExperiment({ times: TIMES }), version: 99 });
    const text = written(folder.path, 'text.json', 'no result');
    const ended = await Promise.all([
      bench(['compare', one, other]),
      bench(['compare', one, newer]),
      bench(['compare', one, text]),
      bench(['compare', one]),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(ended.map(({ stderr }) => stderr).join('')).toMatch(
      /no case in common[\s\S]*has version 99[\s\S]*does not contain an object[\s\S]*needs two results/,
    );
  });
});

describe('bench aims', () => {
  it('exits 1 if a claim is not met', async () => {
    using folder = temporaryFolder();
    const good = written(folder.path, 'good.json', madeUpExperiment({ times: { auto: 1, 'fixed-2': 2 } }));
    const bad = written(folder.path, 'bad.json', madeUpExperiment({ times: { auto: 2, 'fixed-2': 1 } }));
    const [met, notMet] = await Promise.all([bench(['aims', good]), bench(['aims', bad])]);
    expect([met.code, notMet.code]).toEqual([0, 1]);
    expect(notMet.stdout).toContain('not met');
  });
});

describe('bench', () => {
  it('explains itself, and each of its commands', async () => {
    const [all, one, unknown] = await Promise.all([
      bench(['--help']),
      bench(['tiny', '--help']),
      bench(['tinny']),
    ]);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toContain('bench sweep');
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toMatch(/^bench tiny \[--files/);
    expect(one.stdout).not.toContain('bench sweep');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('bench sweep');
  });
});
