import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ended, installed, makeFiles, type Running, start } from './installed.ts';

const FILES = 80;

describe('the example that runs a batch', () => {
  it('prints progress, rows and the cause of a bad file, and resumes what was aborted', async () => {
    using example = await installed('run-a-batch', '@ballast/batch');
    const { folder } = example;
    const sims = path.join(folder, 'sims');
    await makeFiles(sims, FILES);
    writeFileSync(path.join(sims, 'bad.outb'), 'no results');
    const run = (out: string): Running => start([process.execPath, 'dist/run.js', sims, out], folder);
    const table = (out: string): string =>
      readFileSync(path.join(folder, out, 'tables', 'tower.csv'), 'utf8');

    const whole = await run('whole').ended;
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(/^\d+ of 81 files$/m);
    expect(whole.stdout).toMatch(/^"bad\.outb" .+$/m);
    expect(rowsIn(whole)).toHaveLength(FILES + 1);
    expect(whole.stdout.trimEnd().split('\n').at(-1)).toBe('some-did-not');

    // On Windows a signal ends a process at once, which leaves the batch to be resumed as well.
    const first = run('aborted');
    await first.printed(/^[1-9]\d* of 81 files$/m);
    first.child.kill('SIGINT');
    const aborted = await first.ended;
    if (process.platform !== 'win32') {
      expect(aborted).toMatchObject({ code: 0, stderr: '' });
      expect(aborted.stdout.trimEnd().split('\n').at(-1)).toBe('interrupted');
      expect(table('aborted')).toMatch(/not-run|cancelled/);
    }
    const resumed = await run('aborted').ended;
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(rowsIn(resumed)).toEqual(rowsIn(whole));
    expect(table('aborted')).toBe(table('whole'));
    const journal = readFileSync(path.join(folder, 'aborted', 'journal.ndjson'), 'utf8');
    expect(journal).toContain('{"type":"resumed"');
  });
});

/** The objects that the example printed. */
function rowsIn({ stdout }: Ended): readonly string[] {
  return stdout.split(/^(?=\{)/m).filter((part) => part.startsWith('{'));
}
