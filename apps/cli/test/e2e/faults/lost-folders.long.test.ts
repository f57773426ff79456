import { readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recorded } from '../support/journal-of.ts';
import {
  ballast,
  processesWith,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  writeBatch,
} from '../support/run-ballast.ts';
import { HAS_COMPILER, slowFiles, standInLibrary } from '../support/stand-in.ts';

const orcaflexText = (library: string): string => `version: 1
batch: disk
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: all, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

const run = (batch: string, ...more: string[]): ReturnType<typeof ballast> =>
  ballast(['run', batch, '--no-history', ...more]);

describe.runIf(HAS_COMPILER)('a folder that disappears while a batch runs', () => {
  it('and contains the results stops the batch with code 5; the batch resumes once the folder is back', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await slowFiles(path.join(folder.path, 'sims'), 24, 300);
    const batch = writeBatch(folder.path, orcaflexText(library));
    const { ended } = startBallast(['run', batch, '--no-history']);
    const out = path.join(folder.path, 'out');
    const results = path.join(out, '.ballast', 'results');
    await recorded(out, 'settled', 2);
    renameSync(results, `${results}-away`);
    const stopped = await ended;
    expect(stopped.code).toBe(5);
    expect(stopped.stderr).toContain(`the folder ${results} with its results was removed`);
    expect(processesWith(folder.path)).toEqual([]);
    rmSync(results, { recursive: true, force: true });
    renameSync(`${results}-away`, results);
    const again = await run(batch);
    expect(again.code).toBe(0);
    const statuses = readTable(path.join(out, 'tables', 'all.csv')).map(({ status }) => status);
    expect(statuses).toEqual(Array(24).fill('succeeded'));
  });

  it.runIf(process.platform !== 'win32')(
    'and contains the inputs costs no file if it comes back',
    async () => {
      using folder = temporaryFolder();
      const library = await standInLibrary();
      const sims = path.join(folder.path, 'sims');
      await slowFiles(sims, 24, 300);
      const before = readdirSync(sims);
      const { ended } = startBallast(['run', writeBatch(folder.path, orcaflexText(library)), '--no-history']);
      const out = path.join(folder.path, 'out');
      await recorded(out, 'settled', 2);
      renameSync(sims, `${sims}-away`);
      await recorded(out, 'requeued', 1);
      renameSync(`${sims}-away`, sims);
      expect((await ended).code).toBe(0);
      expect(readdirSync(sims)).toEqual(before);
      const statuses = readTable(path.join(out, 'tables', 'all.csv')).map(({ status }) => status);
      expect(statuses).toEqual(Array(24).fill('succeeded'));
    },
  );
});
