import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, readTable, temporaryFolder, tool, writeBatch } from './run-ballast.ts';

const BATCH = `version: 1
batch: output
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`;

describe('an output folder', () => {
  it('contains the effective batch, which gives the same tables from any folder', async () => {
    using folder = temporaryFolder();
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), '--files', '2', '--rows', '50']);
    const out = path.join(folder.path, 'else', 'where');
    const flags = ['--out', out, '--workers', '1', '--set', 'resources.timeout=20min'];
    await ballast(['run', writeBatch(folder.path, BATCH), ...flags]);
    const effective = path.join(out, 'batch.effective.yml');
    const text = readFileSync(effective, 'utf8');
    expect(text).not.toContain('$schema');
    expect(text).toContain('timeout: 20min');
    const copy = path.join(folder.path, 'copy.yml');
    writeFileSync(copy, text);
    const table = path.join(out, 'tables', 'wide.csv');
    const before = readFileSync(table, 'utf8');
    renameSync(path.join(folder.path, 'batch.yml'), path.join(folder.path, 'gone.yml'));
    expect(await ballast(['run', copy])).toMatchObject({ code: 0 });
    expect(readFileSync(table, 'utf8')).toBe(before);
    expect(readFileSync(effective, 'utf8')).toBe(text);
    expect(readTable(table)).toHaveLength(2);
  });
});
