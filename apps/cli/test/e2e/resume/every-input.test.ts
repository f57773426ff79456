import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
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
batch: every-input
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`;

async function makeFiles(folder: string, files = 2): Promise<string[]> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
  await tool('openfast-files', ['--out', folder, '--files', String(files), ...shape]);
  return readdirSync(folder);
}

/** File name and status of every row. */
function rows(out: string): [string | undefined, string | undefined][] {
  return readTable(path.join(out, 'tables', 'wide.csv')).map((row) => [row.file, row.status]);
}

describe.runIf(process.platform !== 'win32')('an input', () => {
  it('has its row even if it is a broken link, a link to itself, or a pipe', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const good = await makeFiles(sims);
    symlinkSync('nothing', path.join(sims, 'x-dangling.outb'));
    symlinkSync('x-loop.outb', path.join(sims, 'x-loop.outb'));
    symlinkSync('.', path.join(sims, 'ring'));
    expect(spawnSync('mkfifo', [path.join(sims, 'x-pipe.outb')]).status).toBe(0);
    const ended = await ballast(['run', writeBatch(folder.path, BATCH)]);
    expect(ended.code).toBe(1);
    expect(rows(path.join(folder.path, 'out'))).toEqual([
      ...good.toSorted().map((file) => [file, 'succeeded']),
      ['x-dangling.outb', 'missing'],
      ['x-loop.outb', 'failed'],
      ['x-pipe.outb', 'failed'],
    ]);
    expect(ended.stderr).toMatch(/x-pipe\.outb.*not a regular file/);
    expect(ended.stderr).toMatch(/x-dangling\.outb.*does not exist/);
  });

  it.runIf(process.platform === 'linux')('has its values even if its name is not UTF-8', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const [first = '', second = ''] = (await makeFiles(sims)).toSorted();
    const raw = (name: string): Buffer => Buffer.from(path.join(sims, name), 'latin1');
    renameSync(path.join(sims, first), raw('caf\xe9.outb'));
    mkdirSync(raw('d\xfc'));
    renameSync(path.join(sims, second), raw(`d\xfc/${second}`));
    const batch = writeBatch(folder.path, BATCH);
    for (let times = 0; times < 2; times += 1) {
      const ended = await ballast(['run', batch]);
      expect(ended).toMatchObject({ code: 0 });
      expect(rows(path.join(folder.path, 'out'))).toEqual([
        ['caf\\xe9.outb', 'succeeded'],
        [`d\\xfc/${second}`, 'succeeded'],
      ]);
    }
    const results = readdirSync(path.join(folder.path, 'out', '.ballast', 'results'));
    expect(results.filter((name) => name.startsWith('input-'))).toEqual([]);
  });

  it('that cannot even be listed has a row for its folder', async () => {
    const user = unprivilegedUser();
    if (user === null)
      return console.warn('not covered: a closed folder, since nobody here may be denied one');
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const good = await makeFiles(sims);
    await makeFiles(path.join(sims, 'closed'));
    mkdirSync(path.join(sims, 'not-wanted'));
    for (const name of ['closed', 'not-wanted']) chmodSync(path.join(sims, name), 0);
    const batch = writeBatch(
      folder.path,
      BATCH.replace('./sims', './sims, include: ["*.outb", "closed/*.outb"]'),
    );
    chmodSync(folder.path, 0o777);
    const ended = await ballast(['run', batch], user);
    expect(ended.code).toBe(1);
    expect(rows(path.join(folder.path, 'out'))).toEqual(
      [...good.toSorted().map((file) => [file, 'succeeded']), ['closed', 'failed']].toSorted(),
    );
    expect(ended.stderr).toMatch(/closed.*cannot be listed/);
    for (const name of ['closed', 'not-wanted']) chmodSync(path.join(sims, name), 0o700);
  });
});

describe('the inputs', () => {
  it.each(['./sims', '.'])(
    'may be in or below the output folder (%s), also in repeated runs',
    async (output) => {
      using folder = temporaryFolder();
      const good = await makeFiles(path.join(folder.path, 'sims'));
      const text = BATCH.replace('./out', output).replace(
        './sims',
        './sims, include: ["**/*.outb", "**/*.json"]',
      );
      const batch = writeBatch(folder.path, text);
      for (let times = 0; times < 2; times += 1) {
        // A batch that is there already needs no permission again.
        const allowed = times === 0 ? ['--allow-output-in-inputs'] : [];
        expect(await ballast(['run', batch, ...allowed])).toMatchObject({ code: 0 });
        const table = rows(path.join(folder.path, output));
        expect(table).toEqual(good.toSorted().map((file) => [file, 'succeeded']));
      }
    },
  );
});
