import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, quoted, readTable, startBallast, temporaryFolder, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

const SLOW_MS = process.platform === 'win32' ? '3000' : '400';

/** A batch of files that take a while to load, in a folder of its own. */
async function slowBatch(folder: string): Promise<string> {
  const library = await standInLibrary();
  // Together longer than a second command takes to start, on a slow machine too.
  const slow = ['--fault', 'slow-load', '--fault-argument', SLOW_MS];
  const shape = ['--files', '6', '--min', '1MB', '--max', '1MB'];
  await standInFiles(path.join(folder, 'sims'), [...shape, ...slow]);
  return writeBatch(
    folder,
    `version: 1
batch: slow
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`,
  );
}

async function exists(file: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (existsSync(file)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no ${file} within 30 s`);
}

describe.runIf(HAS_COMPILER)('a batch that runs', () => {
  it('keeps a second one out of its folder, and gives the folder back at the end', async () => {
    using folder = temporaryFolder();
    const batch = await slowBatch(folder.path);
    const out = path.join(folder.path, 'out');
    const first = startBallast(['run', batch]);
    await exists(path.join(out, 'journal.ndjson'));
    const second = await ballast(['run', batch]);
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('OUTPUT_IN_USE');
    expect(second.stderr).toContain(String(first.child.pid));
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(readTable(path.join(out, 'tables', 'wide.csv'))).toHaveLength(6);
    expect(readdirSync(out)).not.toContain('.ballast.lock');
    expect(readdirSync(out)).not.toContain('earlier-1');
  });

  it('says what is kept when its report cannot be written', async () => {
    using folder = temporaryFolder();
    const batch = await slowBatch(folder.path);
    const out = path.join(folder.path, 'out');
    const { ended } = startBallast(['run', batch]);
    await exists(path.join(out, 'journal.ndjson'));
    mkdirSync(path.join(out, 'report.json', 'in-the-way'), { recursive: true });
    const { code, stderr } = await ended;
    expect(code).toBe(5);
    expect(stderr).toContain('OUTPUT_UNWRITABLE');
    expect(stderr).toContain(`kept in ${out}`);
    expect(stderr).toContain(`ballast run "${path.join(out, 'batch.effective.yml')}"`);
    expect(readdirSync(out)).not.toContain('.ballast.lock');
  });
});

describe.runIf(HAS_COMPILER && process.platform !== 'win32')('a batch that is stopped', () => {
  it.each([
    ['SIGINT', false],
    ['SIGKILL', true],
  ] as const)(
    'by %s leaves a lock behind: %s; the next one goes on with it either way',
    async (signal, stays) => {
      using folder = temporaryFolder();
      const batch = await slowBatch(folder.path);
      const out = path.join(folder.path, 'out');
      const { child, ended } = startBallast(['run', batch]);
      await exists(path.join(out, 'journal.ndjson'));
      child.kill(signal);
      await ended;
      expect(existsSync(path.join(out, '.ballast.lock'))).toBe(stays);
      const next = await ballast(['run', batch]);
      expect(next.code).toBe(0);
      expect(next.stderr.includes('takes it over')).toBe(stays);
      expect(next.stderr).toMatch(/resuming the batch of .*: \d of 6 files done, \d left/);
      expect(readTable(path.join(out, 'tables', 'wide.csv'))).toHaveLength(6);
      expect(readdirSync(out)).not.toContain('earlier-1');
    },
  );
});
