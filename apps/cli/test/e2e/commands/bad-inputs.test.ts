import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ballast,
  readTable,
  temporaryFolder,
  tool,
  unprivilegedUser,
  writeBatch,
} from '../support/run-ballast.ts';

const BATCH = `version: 1
batch: bad-inputs
reader: openfast
inputs: { directory: ./sims, include: ["**/*.outb", "**/*.out", x.outb] }
output: ./out
tables:
  - { name: long, layout: long, columns: [{ variable: "*", statistics: all }] }
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`;

describe('inputs that cannot be read', () => {
  it('affect only their own rows, each with its status and its reason', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    await tool('openfast-files', [
      '--out',
      sims,
      '--files',
      '4',
      '--format',
      'outb4',
      '--channels',
      '40',
      '--rows',
      '300',
    ]);
    const good = readdirSync(sims).toSorted();
    writeFileSync(path.join(sims, 'a-empty.outb'), '');
    const [first = ''] = good;
    writeFileSync(path.join(sims, 'b-truncated.outb'), readFileSync(path.join(sims, first)));
    truncateSync(path.join(sims, 'b-truncated.outb'), 4000);
    writeFileSync(
      path.join(sims, 'c-random.outb'),
      Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) & 255)),
    );
    // A pattern names the first; no folder is an input for a wildcard alone.
    for (const name of ['x.outb', 'y.outb']) mkdirSync(path.join(sims, name));
    const bad = ['a-empty.outb', 'b-truncated.outb', 'c-random.outb', 'x.outb'];
    const reader = unprivilegedUser();
    if (reader === null) {
      console.warn('not covered: an unreadable file, since nobody here may be denied one');
    } else {
      writeFileSync(path.join(sims, 'd-denied.outb'), readFileSync(path.join(sims, first)));
      chmodSync(path.join(sims, 'd-denied.outb'), 0);
      bad.push('d-denied.outb');
    }
    const batch = writeBatch(folder.path, BATCH);
    chmodSync(folder.path, 0o777);
    const ended = await ballast(['run', batch], reader ?? {});
    expect(ended.code).toBe(1);
    const wide = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    expect(wide.map((row) => row.file)).toEqual([...good, ...bad].toSorted());
    for (const row of wide) {
      const isBad = bad.includes(row.file ?? '');
      const ofBad = row.file === 'c-random.outb' ? 'wrong-format' : 'failed';
      expect(row.status).toBe(isBad ? ofBad : 'succeeded');
      expect(row.TwrBsMyt_max === '').toBe(isBad);
    }
    const long = readTable(path.join(folder.path, 'out', 'tables', 'long.csv'));
    for (const name of bad) {
      expect(long.filter((row) => row.file === name)).toHaveLength(1);
      expect(ended.stderr).toContain(name);
    }
    expect(ended.stderr).toMatch(/a-empty\.outb.*empty/);
    expect(ended.stderr).toMatch(/x\.outb.*folder/);
    if (reader !== null) expect(ended.stderr).toMatch(/d-denied\.outb.*permission/i);
    expect(ended.stderr).toMatch(/b-truncated\.outb/);
  });

  it('are printed safely, whatever their names contain', async () => {
    if (process.platform === 'win32') return expect(path.sep).toBe('\\');
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    mkdirSync(sims);
    writeFileSync(path.join(sims, '=cmd|calc!A1.out'), '');
    writeFileSync(path.join(sims, '\u001b[31mred\nline.out'), '');
    const ended = await ballast(['run', writeBatch(folder.path, BATCH)]);
    expect(ended.code).toBe(1);
    expect(ended.stderr + ended.stdout).not.toContain('\u001b');
    const table = readFileSync(path.join(folder.path, 'out', 'tables', 'wide.csv'), 'utf8');
    expect(table).toContain("'=cmd|calc!A1.out");
    expect(table).not.toMatch(/^=/m);
  });
});
