import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldBatch } from '../batches/held-batch.ts';
import { ballast, readTable, temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';

const began = (out: string): Promise<boolean> =>
  until(`a journal in ${out}`, () => existsSync(path.join(out, 'journal.ndjson')));

describe.runIf(HAS_COMPILER)('a running batch', () => {
  it('keeps a second one out of its folder, and releases the folder at the end', async () => {
    using folder = temporaryFolder();
    const { file, out, start, release } = await heldBatch(folder.path);
    const first = start();
    await began(out);
    const second = await ballast(['run', file]);
    release();
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('OUTPUT_IN_USE');
    expect(second.stderr).toContain(String(first.child.pid));
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(readTable(path.join(out, 'tables', 'wide.csv'))).toHaveLength(6);
    expect(readdirSync(out)).not.toContain('.ballast.lock');
    expect(readdirSync(out)).not.toContain('earlier-1');
  });

  it('reports what is kept if its report cannot be written', async () => {
    using folder = temporaryFolder();
    const { out, start, release } = await heldBatch(folder.path);
    const { ended } = start();
    await began(out);
    mkdirSync(path.join(out, 'report.json', 'in-the-way'), { recursive: true });
    release();
    const { code, stderr } = await ended;
    expect(code).toBe(5);
    expect(stderr).toContain('OUTPUT_UNWRITABLE');
    expect(stderr).toContain(`kept in ${out}`);
    expect(stderr).toContain(`ballast run "${path.join(out, 'batch.effective.yml')}"`);
    expect(readdirSync(out)).not.toContain('.ballast.lock');
  });
});
