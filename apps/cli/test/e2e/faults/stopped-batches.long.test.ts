import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldBatch } from '../batches/held-batch.ts';
import { readTable, temporaryFolder } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('a batch that is stopped', () => {
  it.each([
    ['SIGINT', false],
    ['SIGKILL', true],
  ] as const)('by %s leaves a lock behind: %s; the next one resumes it either way', async (signal, stays) => {
    using folder = temporaryFolder();
    const { out, start, release } = await heldBatch(folder.path);
    const { child, ended } = start();
    await until(`a journal in ${out}`, () => existsSync(path.join(out, 'journal.ndjson')));
    child.kill(signal);
    await ended;
    release();
    expect(existsSync(path.join(out, '.ballast.lock'))).toBe(stays);
    const next = await start().ended;
    expect(next.code).toBe(0);
    expect(next.stderr.includes('takes it over')).toBe(stays);
    expect(next.stderr).toMatch(/resuming the batch of .*: \d of 6 files done, \d left/);
    expect(readTable(path.join(out, 'tables', 'wide.csv'))).toHaveLength(6);
    expect(readdirSync(out)).not.toContain('earlier-1');
  });
});
